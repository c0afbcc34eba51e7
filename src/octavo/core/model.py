"""The values that travel through the rooms.

All are frozen, slotted and keyword-only. XHTML crosses rooms as `str` or
`bytes`, so that it can be hashed and compared; paths inside a book are POSIX
strings relative to the book's folder.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from octavo.core.book_font import BookFont
from octavo.core.edition_kind import Kind


class Severity(StrEnum):
    """How grave a finding is: an error stops the build, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Matter(StrEnum):
    """The three stretches of a book."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"

    @property
    def has_roman_folios(self) -> bool:
        """Whether its pages are numbered in roman numerals."""
        return self is Matter.FRONT


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found: a code with its values, and a place.

    `code` is stable and lower-case with hyphens (`link-broken`); `form` names one of the wordings
    that the catalogue has for it, and `values` fill that in. `file` is relative to the book;
    `line` counts from 1; `page` is the physical page of the PDF, from 1. The same was found on
    the pages `same`; or findings that are only like it, on the pages `alike`.
    """

    code: str
    form: str = "found"
    values: tuple[tuple[str, str | int | float], ...] = ()
    severity: Severity = Severity.WARNING
    file: str | None = None
    line: int | None = None
    page: int | None = None
    same: tuple[int, ...] = ()
    alike: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A contributor. `role` is a MARC relator code, `sort_name` a file-as name."""

    name: str
    sort_name: str | None = None
    role: str = "aut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What `[book]` of book.toml says.

    `language` is a BCP 47 tag, `identifier` a URN. `date` is the ISO date
    (YYYY-MM-DD) that files are stamped with; it never comes from a clock or a
    file's times. `published` is the date that book.toml states, or empty:
    nothing is published on a day that nobody named. `authors` are those on the
    title page, `contributors` the others. `series_number` is a decimal number
    as text (`2`, `1.5`); `writing` is `vertical` or empty. `blurb` (Markdown),
    `about_author` and `author_picture` (a path) are for the back of a cover.
    `also_by` are titles of the author's other books. `goal` is how many words
    the author wants to write, 0 if none is stated.
    """

    title: str
    language: str
    identifier: str
    slug: str
    date: str
    published: str = ""
    subtitle: str = ""
    authors: tuple[Person, ...] = ()
    publisher: str = ""
    rights: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    cover: str = ""
    title_sort: str = ""
    series: str = ""
    series_number: str = ""
    contributors: tuple[Person, ...] = ()
    writing: str = ""
    blurb: str = ""
    about_author: str = ""
    author_picture: str = ""
    also_by: tuple[str, ...] = ()
    goal: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One way the book is published.

    `kind` is what is made; `of` names the edition whose pages it shows or goes round.
    `obfuscate_fonts` makes an e-book's fonts unusable outside it, where a
    licence asks for that. `chapters` are the files of the body (relative to
    the book) that it holds, all if empty; front and back matter are in every edition.
    `trim` and `paper` are names of the profile's (its default ones if empty);
    `bleed` says that something runs over the edge of its pages. `spine` is the width of
    a cover's spine where book.toml states it (`14.5 mm`), `printer` the line about the
    printer on its copyright page.
    """

    name: str
    kind: Kind
    of: str = ""
    profile: str = "plain"
    theme: str = "classic"
    isbn: str = ""
    obfuscate_fonts: bool = False
    contents_depth: int = 2
    chapters: tuple[str, ...] = ()
    trim: str = ""
    paper: str = ""
    bleed: bool = False
    spine: str = ""
    printer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One Markdown file of the manuscript, as written.

    `path` is relative to the book; `line` is the line of the file on which
    `text` begins (front matter is cut off); `part` is an index into
    `Manuscript.parts`. `title` is what front matter says, for a text without a heading; `source`
    the file or address of which the chapter was made.
    """

    id: str
    path: str
    matter: Matter
    kind: str
    text: str
    line: int = 1
    part: int | None = None
    title: str = ""
    short_title: str = ""
    author: str = ""
    language: str = ""
    draft: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the book, `[[contents.part]]` in book.toml."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """The folder as written: book.toml and chapters, in order.

    `root` is the book's folder, absolute; `chapters` are in reading order,
    front matter first. `numbers` says that chapters, parts and appendices are numbered,
    `strict` that warnings stop a build.
    """

    root: Path
    metadata: Metadata
    chapters: tuple[Chapter, ...]
    parts: tuple[Part, ...] = ()
    editions: tuple[Edition, ...] = ()
    fonts: tuple[BookFont, ...] = ()
    numbers: bool = True
    strict: bool = False
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote: `body` is XHTML (block elements), its ids unique in the book.

    `number` is the mark, counted from 1 in each section.
    """

    id: str
    call_id: str
    number: int
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading inside a section; `level` is 2 to 6; `text` is plain.

    `opens` says that it opens a stretch of the section, which contents can list: it is no subtitle,
    and stands in nothing that stands apart from the text.
    """

    id: str
    level: int
    text: str
    opens: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageUse:
    """An image that a section shows: `path` relative to the book, `line` in the section's file."""

    path: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One piece of the book (front, body or back matter, or a part's opener).

    `title` is inline XHTML, `title_text` the same as plain text,
    `short_title` what fits a running head. `body` is lean XHTML without the
    title (after parsing its links and images carry `data-line`, the line in
    `file`; the links pass takes it off); a note's call stands in it as
    `<a class="noteref" id="CALL" href="#NOTE">1</a>`. Every id in `body` and
    `notes` is unique in the book and begins with the section's own. Links
    inside the book are `#id` once the links pass is done. `images` are the
    images in `body`, which names them by their path in the book. `tables` are the
    lines of its tables in `file`. `number` is set by the numbering pass (`1`, `I`
    for a part, `A` for an appendix).
    """

    id: str
    kind: str
    matter: Matter
    title: str
    title_text: str
    body: str = ""
    short_title: str = ""
    number: str = ""
    part: str | None = None
    author: str = ""
    language: str = ""
    notes: tuple[Note, ...] = ()
    headings: tuple[Heading, ...] = ()
    images: tuple[ImageUse, ...] = ()
    tables: tuple[int, ...] = ()
    file: str = ""
    source: str = ""
    title_line: int = 0
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Metadata and sections with numbers, notes and links worked out.

    `words` are the words Octavo adds (contents, notes, page …) in the book's
    language, by key.
    """

    metadata: Metadata
    sections: tuple[Section, ...]
    words: dict[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file that goes into an edition: an image, a font.

    `name` is its ASCII path in the package (`images/tide.svg`).
    """

    name: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One static font of a theme, cut down to the characters that are needed.

    `family` is the CSS name, `weight` 100 to 900, `style` normal or italic. `origin` is a
    digest of the font that it was cut from and of how, but not of the characters.
    """

    family: str
    weight: int
    style: str
    asset: Asset
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One XHTML document of a composition.

    `name` is its path in the package (`text/let-him-go.xhtml`), `kind` the
    section's kind or `titlepage`, `copyright-page`, `toc`, `cover`, … ;
    `anchor` is the id that a link to the document's beginning names; `file` is the chapter's,
    relative to the book, and empty for what Octavo makes.
    `xhtml` is the whole document, UTF-8, ids unique in the book.
    """

    name: str
    kind: str
    matter: Matter
    title: str
    anchor: str
    file: str = ""
    xhtml: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsEntry:
    """A line of the contents; parts hold their chapters.

    `title` is plain text; `number` is as shown (`1`, `Part I`, or empty).
    `href` is `#id` in print and a path from the package's root
    (`text/let-go.xhtml#id`) in an e-book. `sections` are the headings within a chapter.
    """

    title: str
    href: str
    kind: str
    number: str = ""
    children: tuple[ContentsEntry, ...] = ()
    sections: tuple[ContentsEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """The documents of one edition with final CSS and assets.

    Documents are in reading order. In an e-book their links are already
    relative to the document (`other.xhtml#id`) and they name the stylesheet
    `../styles/book.css`; in print they stay `#id`. `cover` is the e-book's
    cover image.
    """

    edition: Edition
    metadata: Metadata
    words: dict[str, str]
    documents: tuple[Document, ...]
    css: str = field(repr=False)
    contents: tuple[ContentsEntry, ...]
    faces: tuple[Face, ...] = ()
    images: tuple[Asset, ...] = ()
    cover: Asset | None = None
    findings: tuple[Finding, ...] = ()
