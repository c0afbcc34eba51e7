"""What is said of a wrap cover: numbers taken from elsewhere, and what stays empty or is cut."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from octavo.compose.cover_sheet import Sheet
from octavo.compose.wrap_cover import Wrap
from octavo.core.loaded_book import Loaded
from octavo.core.model import Edition, Finding
from octavo.findings.catalogue.cover import (
    BarcodeMissing,
    BlurbLong,
    BlurbMissing,
    SpineEmpty,
    WrapAssumed,
)
from octavo.findings.entry import Value
from octavo.manuscript.book_images import line_about
from octavo.manuscript.find_book import BOOK_TOML
from octavo.markdown.xhtml_tree import read, text_of
from octavo.printers.profile import Profile
from octavo.text.units import millimetres


def assumed(
    edition: Edition,
    sheet: Sheet,
    *,
    profile: Profile,
    stand_in: Profile,
    taken: Collection[str],
) -> Iterator[Finding]:
    """Yield which numbers of a sheet are not the profile's but the stand-in's.

    No error: a cover that is right for most printers is better than none to look at.
    """
    if not taken:
        return
    values: dict[str, Value] = {
        "profile": profile.name,
        "lacking": ", no ".join(taken),
        "edition": edition.name,
        "other": stand_in.title,
        "spine": millimetres(sheet.spine),
        "pages": sheet.pages,
    }
    yield WrapAssumed.found(values, file=BOOK_TOML)


def left_empty(edition: Edition, blurb: str, isbn: str) -> Iterator[Finding]:
    """Yield that a back has no words, and that it has no barcode."""
    if not blurb:
        yield BlurbMissing.found({"edition": edition.name}, file=BOOK_TOML)
    if not isbn:
        values = {"edition": edition.name, "of": edition.of}
        yield BarcodeMissing.found(values, file=BOOK_TOML)


def about_spine(loaded: Loaded, wrap: Wrap, stated: Profile) -> Iterator[Finding]:
    """Yield why no words stand on the spine; `stated` is the profile that decides it."""
    if wrap.spine:
        return
    values: dict[str, Value] = {"edition": wrap.edition.name}
    if wrap.sheet.spine_text:
        form = SpineEmpty.found
        values["width"] = millimetres(wrap.sheet.spine)
    else:
        form = SpineEmpty.forbidden
        least = stated.spine_text or 0
        values |= {"printer": stated.printer, "least": least, "pages": wrap.sheet.pages}
    yield form(values, file=BOOK_TOML, line=line_about(loaded.manuscript.root, "title"))


def about_blurb(loaded: Loaded, wrap: Wrap, share: float) -> Iterator[Finding]:
    """Yield that of a blurb only a share stands on the back."""
    if share == 1 or not wrap.blurb:
        return
    whole = len(text_of(read(wrap.blurb)))
    key = "blurb" if loaded.book.metadata.blurb else "description"
    values: dict[str, Value] = {"key": key, "count": whole, "share": round(whole * share, -1)}
    yield BlurbLong.found(values, file=BOOK_TOML, line=line_about(loaded.manuscript.root, key))
