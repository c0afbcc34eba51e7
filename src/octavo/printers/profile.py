"""A printer's rules as values, and what follows from them for a number of pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from octavo.core.model import Finding
from octavo.findings.catalogue.pages import PagesFew, PagesMany
from octavo.findings.entry import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where numbers come from: a page's title and address, and the day it was read (ISO)."""

    title: str
    address: str
    read: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group of a profile's numbers as its file states them, for people to read.

    `facts` are pairs of a name and a value; `sources` are keys of `Profile.sources`.
    """

    name: str
    facts: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trim:
    """A size of the cut page, in points. `most` are page limits by paper that hold for it alone."""

    name: str
    width: float
    height: float
    most: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper, with the ink it is printed with.

    `fewest` and `most` are page counts, `page` is how much each page adds to
    the spine, in points: half the thickness of a leaf. None where the printer
    states no number.
    """

    name: str
    title: str
    fewest: int | None = None
    most: int | None = None
    page: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Lengths at the four sides of a page, in points; `inner` is the side of the spine."""

    top: float = 0.0
    bottom: float = 0.0
    inner: float = 0.0
    outer: float = 0.0


#: No length at any side.
NO_SIDES = Sides()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The gutter of books up to `pages` pages: the inner margin in points."""

    pages: int
    inner: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverRules:
    """What is known of a printer's cover; lengths in points, None where no number is known.

    `barcode` is the width and height of the zone left clear for it,
    `barcode_edge` its distance from the trim. A case cover goes round its boards by `wrap`.
    """

    bleed: float | None = None
    safe: float | None = None
    spine_safe: float | None = None
    wrap: float | None = None
    barcode: tuple[float, float] | None = None
    barcode_edge: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfRules:
    """What the file must be and must not hold.

    `variant` is empty for a plain PDF; `refuses` are words such as `marks`,
    `links`, `outline`, `annotations`, `transparency`. `resolution` is in pixels
    an inch, `text` (the smallest type) and `line` (the thinnest rule) in points;
    `ink` is the most ink in all, in per cent. None where no number is known.
    """

    variant: str = ""
    colours: tuple[str, ...] = ()
    black: bool = False
    refuses: frozenset[str] = frozenset()
    resolution: int | None = None
    text: float | None = None
    line: float | None = None
    ink: int | None = None

    def takes(self, space: str) -> bool:
        """Return whether colours may be in a space: `grey`, `rgb`, `cmyk`; any if none is named."""
        return not self.colours or space in self.colours


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A printer's rules. Lengths in points; None or empty where no number is known.

    `outside` is the least margin at top, bottom and fore-edge, and
    `outside_bleed` the one of editions with bleed. `gutter` are steps by page
    count; `advised` says that they are margins to use, not the least that pass.
    The page count is a multiple of `multiple`, its last page empty if
    `last_blank`. `spine_extra` is added to the paper's thickness; text may
    stand on the spine from `spine_text` pages.
    """

    name: str
    title: str
    printer: str
    trims: tuple[Trim, ...]
    default_trim: str
    papers: tuple[Paper, ...] = ()
    default_paper: str = ""
    bleed: Sides | None = None
    outside: float = 0.0
    outside_bleed: float = 0.0
    gutter: tuple[Step, ...] = ()
    advised: bool = False
    fewest: int | None = None
    multiple: int = 1
    last_blank: bool = False
    spine_extra: float = 0.0
    spine_text: int | None = None
    cover: CoverRules = CoverRules()
    pdf: PdfRules = PdfRules()
    groups: tuple[Group, ...] = ()
    sources: Mapping[str, Source]

    def trim(self, name: str = "") -> Trim:
        """Return the trim called `name`, or the default one; `KeyError` if there is none."""
        return {item.name: item for item in self.trims}[name or self.default_trim]

    def paper(self, name: str = "") -> Paper | None:
        """Return the paper called `name`, or the default one; None if the profile has no papers.

        `KeyError` if it knows others.
        """
        if not self.papers:
            return None
        return {item.name: item for item in self.papers}[name or self.default_paper]

    def inner_margin(self, pages: int) -> float:
        """Return the least inner margin for a page count in points; 0 if none is stated."""
        fitting = (step.inner for step in self.gutter if pages <= step.pages)
        return next(fitting, self.gutter[-1].inner if self.gutter else 0.0)

    def padded(self, pages: int) -> int:
        """Return the page count with the blank pages that the printer asks for at the end."""
        pages += self.last_blank
        return pages + -pages % self.multiple

    def page_limits(self, trim: str = "", paper: str = "") -> tuple[int | None, int | None]:
        """Return the fewest and the most pages for a trim and a paper."""
        kind = self.paper(paper)
        if kind is None:
            return self.fewest, None
        fewest = kind.fewest if kind.fewest is not None else self.fewest
        return fewest, self.trim(trim).most.get(kind.name, kind.most)


def limit_findings(
    profile: Profile, pages: int, *, edition: str = "", trim: str = "", paper: str = ""
) -> tuple[Finding, ...]:
    """Return what the printer says to a page count: nothing, `pages-few` or `pages-many`.

    `pages` is the count with the blank pages at the end. Without an `edition` it is that of a
    finished file, and no warning but an error.
    """
    fewest, most = profile.page_limits(trim, paper)
    kind = profile.paper(paper)
    said: dict[str, Value] = {
        "pages": pages,
        "printer": profile.printer,
        "on": f" on {kind.title}" if kind else "",
    }
    said |= {"edition": edition} if edition else {"s": "" if pages == 1 else "s"}
    if fewest is not None and pages < fewest:
        form = PagesFew.found if edition else PagesFew.in_file
        return (form({**said, "limit": fewest}),)
    if most is not None and pages > most:
        form = PagesMany.found if edition else PagesMany.in_file
        return (form({**said, "limit": most}),)
    return ()
