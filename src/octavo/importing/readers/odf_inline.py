"""The inside of a paragraph of an ODT: words with marks, notes, pictures, formulas, readings."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from octavo.importing.readers.inner_links import anchor
from octavo.importing.readers.left_out import Left, Reason
from octavo.importing.readers.marked_runs import Run
from octavo.importing.readers.odf_formulas import formula_of
from octavo.importing.readers.odf_links import PLACES, link_of
from octavo.importing.readers.odf_package import DRAW, OFFICE, TEXT
from octavo.importing.readers.odf_reading import OdfReading
from octavo.text.xhtml_names import ODF_SVG, XLINK_HREF

_SVG = f"{{{ODF_SVG}}}"

# What holds no words of the text: places, declarations, the ends of changes.
_SILENT = frozenset(
    f"{TEXT}{name}"
    for name in ("bookmark", "bookmark-end", "bookmark-start", "change", "change-end",
                 "change-start", "reference-mark", "reference-mark-end", "reference-mark-start",
                 "soft-page-break", "number", "script", "alphabetical-index-mark", "alphabetical-index-mark-start",  # noqa: E501
                 "alphabetical-index-mark-end", "toc-mark", "toc-mark-start", "toc-mark-end",
                 "user-index-mark", "user-index-mark-start", "user-index-mark-end")
) | {f"{OFFICE}annotation-end"}  # fmt: skip

_NO_MARKS: frozenset[str] = frozenset()


class Inline:
    """Reads one paragraph; `behind` are the blocks of text boxes that stood in it."""

    def __init__(self, tree: OdfReading) -> None:
        self._tree = tree
        self.behind: list[etree._Element] = []

    def within(
        self, part: etree._Element, marks: frozenset[str] = _NO_MARKS, href: str = ""
    ) -> Iterator[Run]:
        """Yield the runs within an element."""
        if part.text:
            yield Run(text=part.text, marks=marks, href=href)
        for child in part:
            yield from self.of(child, marks, href)
            if child.tail:
                yield Run(text=child.tail, marks=marks, href=href)

    def of(
        self, part: etree._Element, marks: frozenset[str] = _NO_MARKS, href: str = ""
    ) -> Iterator[Run]:
        """Yield the runs of an element within a paragraph."""
        tag = part.tag
        if tag in PLACES:
            yield Run(element=anchor(part.get(f"{TEXT}name", "")), marks=marks, href=href)
        if tag in _SILENT:
            return
        if tag == f"{TEXT}span":
            yield from self._span(part, marks, href)
        elif tag == f"{TEXT}s":
            count = part.get(f"{TEXT}c") or "1"
            yield Run(text=" " * (int(count) if count.isdigit() else 1), marks=marks, href=href)
        elif tag == f"{TEXT}tab":
            yield Run(text=" ", marks=marks, href=href)
        elif tag == f"{TEXT}line-break":
            yield Run(element=etree.Element("br"), marks=marks, href=href)
        elif tag == f"{TEXT}note":
            yield Run(element=self._tree.note(part))
        elif tag == f"{TEXT}ruby":
            yield Run(element=_ruby(part), marks=marks, href=href)
        elif tag == f"{OFFICE}annotation":
            self._tree.leave(part, Reason.COMMENT)
        elif part.get(f"{TEXT}display") == "none":  # a field that reckons and shows nothing
            self._tree.leave(part, Reason.HIDDEN)
        elif tag in (f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"):
            yield from self._hidden(part, marks, href)
        elif str(tag).startswith(DRAW):
            yield from self._drawing(part)
        else:
            yield from self.within(part, marks, link_of(part) or href)

    def _span(self, part: etree._Element, marks: frozenset[str], href: str) -> Iterator[Run]:
        look = self._tree.styles.look("text", part.get(f"{TEXT}style-name"))
        if look.hidden:
            self._tree.leave(part, Reason.HIDDEN)
            return
        yield from self.within(part, (marks - look.off) | look.marks, href)

    def _hidden(self, part: etree._Element, marks: frozenset[str], href: str) -> Iterator[Run]:
        """Yield what a field shows if it is not hidden now; else take note of it."""
        if part.get(f"{TEXT}is-hidden") != "true":
            yield from self.within(part, marks, href)
            return
        text = "".join(map(str, part.itertext())) or part.get(f"{TEXT}string-value") or ""
        self._tree.left.append(Left(reason=Reason.HIDDEN, text=text, line=self._tree.line))

    def _drawing(self, part: etree._Element) -> Iterator[Run]:
        if part.tag != f"{DRAW}frame":
            self.behind += self._tree.blocks(part)
            return
        box = part.find(f"{DRAW}text-box")
        if box is not None:
            self.behind += self._tree.blocks(box)
            return
        formula = formula_of(part, self._tree.package.files)
        if formula is not None:
            yield Run(element=formula)
            return
        picture = self._picture(part)
        if picture is not None:
            yield Run(element=picture)
        for table in part.iterfind("{*}table"):
            self.behind += self._tree.blocks_of(table)

    def _picture(self, frame: etree._Element) -> etree._Element | None:
        """Return the picture of a frame: of several, the first that a book can show."""
        from octavo.importing.readers.clean_html import picture_kind

        shown: list[tuple[str, bytes | None]] = []
        for image in frame.iterfind(f"{DRAW}image"):
            name = (image.get(XLINK_HREF) or "").removeprefix("./")
            data = self._tree.package.files.get(name) or self._tree.embedded(image)
            shown.append((name or f"picture-{len(self._tree.images) + 1}", data))
        if not shown:
            if frame.find(f"{DRAW}object") is not None:
                self._tree.leave(frame, Reason.OBJECT)
            return None
        best = next((each for each in shown if each[1] and picture_kind(each[1])), shown[0])
        made = etree.Element("img")
        made.set("src", self._tree.picture(*best))
        said = frame.findtext(f"{_SVG}desc") or frame.findtext(f"{_SVG}title") or ""
        made.set("alt", " ".join(said.split()))
        return made


def initial_of(part: etree._Element) -> str:
    """Return a drop capital that stands in a frame right before the rest of its word, or nothing.

    An opening quotation mark may stand there, too; more letters are a box of its own.
    """
    first = part[0] if len(part) and not (part.text or "").strip() else None
    box = first.find(f"{DRAW}text-box") if first is not None else None
    if first is None or box is None:
        return ""
    letters = "".join(map(str, box.itertext())).strip()
    behind = first.getnext()
    rest = first.tail or ("".join(map(str, behind.itertext())) if behind is not None else "")
    fits = letters[-1:].isalpha() and sum(map(str.isalpha, letters)) == 1 and len(letters) < 3
    return letters if fits and rest[:1].isalpha() else ""


def _ruby(part: etree._Element) -> etree._Element:
    made = etree.Element("ruby")
    base = part.find(f"{TEXT}ruby-base")
    made.text = "".join(map(str, base.itertext())) if base is not None else ""
    reading = part.findtext(f"{TEXT}ruby-text") or ""
    if reading:
        etree.SubElement(made, "rt").text = reading
    return made
