"""The cover of a book whose author gave none: set from the theme's own type.

The title is broken into lines of like length and set as large as they allow,
measured with the font itself. It is measured again when it is laid out: of
several compositions, each smaller than the last, the first that fits is drawn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from lxml import etree

from octavo.bind.unbroken_spaces import bind_words
from octavo.compose.cover_design import LEADING, MEASURE, TALLEST, TONES
from octavo.compose.geometry import ASSET_SCHEME
from octavo.compose.section_xhtml import document, sub
from octavo.compose.title_pages import bound
from octavo.compose.used_characters import characters_of
from octavo.core.model import Book, Composition, Document, Edition, Finding, Matter, Metadata
from octavo.findings.catalogue.cover import CoverUnset
from octavo.styling.faces import (
    PRINT_BLOCKS,
    cut_faces,
    font_face_rules,
    missing_characters,
    text_width,
)
from octavo.styling.layers import Layers
from octavo.styling.theme import Theme
from octavo.text.shorten import first_words

#: Points: the largest and smallest size of a title that is set by lines.
LARGEST, SMALLEST = 72.0, 25.0
#: Points of the authors' names, and the width of spaced small capitals by that of capitals
#: (EB Garamond: 0.84 to 0.94 with a spacing of 0.08 em).
LARGEST_NAME, SMALLEST_NAME = 22.0, 13.0
_SMALL_CAPS = 0.95

#: A line more is worth this much less size: a title of few lines reads at a glance.
_LINE_COST = 0.92
_MOST_LINES = 8
#: Words up to this length do not like to end a line: "The Art of | Letting Go" reads worse.
_SHORT, _SHORT_COST = 3, 0.5
#: Letters of a title, subtitle and list of authors that a cover can hold at all.
_LONGEST_TITLE, _LONGEST_SUBTITLE, _LONGEST_NAMES = 260, 240, 200
#: Names that stand one below another; more run on.
_STACKED = 4
#: What each further try takes of the sizes.
TRIES = (1.0, 0.85, 0.7, 0.55)


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleSetting:
    """A title's lines and their size in points; one line that is to wrap if `runs` is true."""

    lines: tuple[str, ...]
    size: float
    runs: bool = False


def compose_covers(book: Book, edition: Edition, layers: Layers) -> Iterator[Composition]:
    """Yield covers of title, subtitle and authors, each set smaller than the one before.

    `layers` are those of the medium `cover`.
    """
    for scale in TRIES:
        yield _composition(book, edition, layers, scale=scale)


def unset_cover(metadata: Metadata, theme: Theme, *, file: str, line: int | None) -> Finding | None:
    """Return a finding if the theme's fonts lack a character of the cover, which is then not drawn.

    No cover is better than one of empty boxes, or in whatever font a machine
    happens to have: where there is none, readers and shops set the title
    themselves, in fonts that have it.
    """
    names = "".join(person.name for person in metadata.authors)
    said = frozenset(metadata.title + metadata.subtitle + names)
    missing = sorted(missing_characters(theme, said))
    if not missing:
        return None
    shown = " ".join(missing[:5]) + (" …" if len(missing) > 5 else "")
    values = {"theme": theme.name, "characters": shown}
    return CoverUnset.found(values, file=file, line=line)


def set_title(
    title: str, theme: Theme, *, measure: float = MEASURE, tallest: float = TALLEST
) -> TitleSetting:
    """Set the title in as few lines as are worth it, as large as they can be."""
    title = _shown(title, _LONGEST_TITLE)
    words = title.split()
    widths = {word: text_width(theme, word) for word in words}
    space = text_width(theme, "n n") - text_width(theme, "nn")
    best = TitleSetting(lines=(title,), size=SMALLEST, runs=True)
    worth = 0.0
    for count in range(1, min(_MOST_LINES, len(words)) + 1):
        lines = broken(words, widths=widths, space=space, count=count)
        widest = max(text_width(theme, line) for line in lines)
        size = min(LARGEST, measure / widest, tallest / (count * LEADING))
        if size >= SMALLEST and size * _LINE_COST**count > worth:
            worth = size * _LINE_COST**count
            best = TitleSetting(lines=lines, size=size)
    return best


def broken(
    words: list[str], *, widths: dict[str, float], space: float, count: int
) -> tuple[str, ...]:
    """Break the words into `count` lines whose widest is as narrow as can be."""

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[int, ...]]:
        if left == 1:
            return wide(start, len(words)), (len(words),)
        options = []
        for end in range(start + 1, len(words) - left + 2):
            rest, ends = best(end, left - 1)
            options.append((max(wide(start, end), rest), (end, *ends)))
        return min(options)

    def wide(start: int, end: int) -> float:
        line = words[start:end]
        short = end < len(words) and len(line[-1]) <= _SHORT and line[-1].isalpha()
        width = sum(widths[word] for word in line) + space * (len(line) - 1)
        return width + _SHORT_COST * short

    starts = (0, *best(0, count)[1])
    return tuple(" ".join(words[a:b]) for a, b in pairwise(starts))


def _composition(book: Book, edition: Edition, layers: Layers, *, scale: float) -> Composition:
    metadata, theme = book.metadata, layers.theme
    setting = set_title(metadata.title, theme)
    sizes = cover_sizes(metadata, theme, scale=scale, setting=setting)
    text = document(metadata.title, metadata.language, [cover_page(metadata, setting)])
    faces = cut_faces(theme, characters_of([text]).all, PRINT_BLOCKS)
    return Composition(
        edition=edition,
        metadata=metadata,
        words=book.words,
        documents=(
            Document(
                name="text/cover.xhtml",
                kind="cover",
                matter=Matter.FRONT,
                title=metadata.title,
                anchor="cover",
                xhtml=text,
            ),
        ),
        css=font_face_rules(faces, ASSET_SCHEME) + layers.css + sizes,
        contents=(),
        faces=faces,
    )


def cover_sizes(metadata: Metadata, theme: Theme, *, scale: float, setting: TitleSetting) -> str:
    """Write the rules that depend on the words: sizes in points, times `scale`."""
    long = len(metadata.subtitle) > 90
    sizes = {
        "title": setting.size,
        "subtitle": min(setting.size * 0.72, 16.0 if long else 20.0),
        "authors": _size_of_names(_names(metadata), theme),
    }
    return "".join(
        f".cover .{name} {{ font-size: {size * scale:.2f}pt; }}\n" for name, size in sizes.items()
    )


def _size_of_names(names: tuple[str, ...], theme: Theme) -> float:
    """Size names so that each stays on one line: broken, one would look like two people."""
    widest = max((text_width(theme, name.upper()) * _SMALL_CAPS for name in names), default=0)
    fitting = MEASURE / widest if widest else LARGEST_NAME
    return max(SMALLEST_NAME, min(LARGEST_NAME if len(names) < _STACKED else 17.0, fitting))


def tone(metadata: Metadata) -> str:
    """Return the class of a book's ground, of those in styles/cover."""
    return f"tone-{hashlib.sha256(metadata.title.encode()).digest()[0] % TONES}"


def cover_page(metadata: Metadata, setting: TitleSetting) -> etree._Element:
    """Build the cover's element: its ground, a frame, title, subtitle and names."""
    page = etree.Element("section", {"class": f"cover {tone(metadata)}", "id": "cover"})
    sub(sub(page, "div", attributes={"class": "ground"}), "div", attributes={"class": "frame"})
    titles = sub(page, "div", attributes={"class": "titles"})
    title = sub(titles, "p", attributes={"class": "title runs" if setting.runs else "title"})
    for line in setting.lines:
        sub(title, "span", line, attributes={"class": "line"})
    sub(titles, "div", attributes={"class": "rule"})
    if metadata.subtitle:
        subtitle = bound(_shown(metadata.subtitle, _LONGEST_SUBTITLE))
        sub(titles, "p", subtitle, attributes={"class": "subtitle"})
    names = _names(metadata)
    # Twice: unseen below the title, to keep its room, and seen at the foot.
    for kind in ("authors room", "authors") if names else ():
        holder = sub(page, "p", attributes={"class": kind})
        for name in names:
            sub(holder, "span", name, attributes={"class": "line"})
    bind_words(page, metadata.language)
    return page


def _names(metadata: Metadata) -> tuple[str, ...]:
    """Return the authors, a line each; in one line that wraps if they are many."""
    names = tuple(person.name for person in metadata.authors if person.role == "aut")
    if len(names) <= _STACKED:
        return tuple(_shown(name, _LONGEST_NAMES // _STACKED) for name in names)
    return (_shown(", ".join(names), _LONGEST_NAMES),)


def _shown(text: str, most: int) -> str:
    """Return a text in one line, as much of it as a cover can hold."""
    return first_words(" ".join(text.split()), most)
