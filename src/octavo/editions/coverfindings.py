"""What is said of a wrap cover: numbers taken from elsewhere, and what stays empty or is cut."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from octavo.compose.cover_sheet import Sheet
from octavo.compose.wrap_cover import Wrap
from octavo.manuscript.images import line_about
from octavo.manuscript.locate import BOOK_TOML
from octavo.model import Edition, Finding, Loaded, Severity
from octavo.parse.tree import read, text_of
from octavo.profiles.profile import Profile
from octavo.text.units import millimetres


def assumed(
    edition: Edition,
    profile: Profile,
    stand_in: Profile,
    taken: Collection[str],
    sheet: Sheet,
    count: int,
) -> Iterator[Finding]:
    """Numbers that are not the profile's.

    No error: a cover that is right for most printers is better than none to look at.
    """
    if not taken:
        return
    yield Finding(
        code="wrap-assumed",
        message=f'the profile "{profile.name}" states no {", no ".join(taken)} of a cover; the'
        f' cover "{edition.name}" goes by those of {stand_in.title} (its spine is'
        f" {_millimetres(sheet.spine)} for {count} pages).",
        file=BOOK_TOML,
        hint="Before you print it, name the printer's profile, or compare it with the printer's"
        " template.",
    )


def left_empty(edition: Edition, blurb: str, isbn: str) -> Iterator[Finding]:
    """A back without words, and one without a barcode."""
    if not blurb:
        yield Finding(
            code="blurb-missing",
            severity=Severity.INFO,
            message=f'the back of the cover "{edition.name}" says nothing of the book.',
            file=BOOK_TOML,
            hint='Write blurb = """…""" in [book], or a description.',
        )
    if not isbn:
        yield Finding(
            code="barcode-missing",
            severity=Severity.INFO,
            message=f'the cover "{edition.name}" has no barcode, for the edition "{edition.of}"'
            " has no ISBN; its place stays clear.",
            file=BOOK_TOML,
            hint=f"Write isbn under [editions.{edition.of}], unless the printer puts a barcode"
            " there.",
        )


def about_spine(
    loaded: Loaded, edition: Edition, stated: Profile, wrap: Wrap, count: int
) -> Iterator[Finding]:
    """Why no words stand on the spine; `stated` is the profile that decides it."""
    if wrap.spine:
        return
    if wrap.sheet.spine_text:
        why = f"in {_millimetres(wrap.sheet.spine)} of width they would be too small"
    else:
        why = f"{stated.printer} prints none under {stated.spine_text} pages, and it has {count}"
    yield Finding(
        code="spine-empty",
        severity=Severity.INFO,
        message=f'the spine of the cover "{edition.name}" has no words: {why}.',
        file=BOOK_TOML,
        line=line_about(loaded.manuscript.root, "title"),
    )


def about_blurb(loaded: Loaded, wrap: Wrap, share: float) -> Iterator[Finding]:
    """A blurb of which only a share stands on the back."""
    if share == 1 or not wrap.blurb:
        return
    whole = len(text_of(read(wrap.blurb)))
    key = "blurb" if loaded.book.metadata.blurb else "description"
    yield Finding(
        code="blurb-long",
        message=f"the {key} has {whole:,} characters, more than the back cover holds; about"
        f" {round(whole * share, -1):,.0f} of them stand there.",
        file=BOOK_TOML,
        line=line_about(loaded.manuscript.root, key),
        hint='Write a shorter one for the cover: blurb = """…""" in [book].',
    )


def _millimetres(length: float) -> str:
    return f"{millimetres(length):.1f} mm"
