"""Galleys of a book, heads and folios drawn over their pages → one PDF with each font once.

The pieces' streams of content go into the book as they are, packed: nothing is parsed. Their
pages share one dictionary of resources, as the pages of a single layout do, unless they use
more than the theme's fonts.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from octavo.compose.geometry import Frame
from octavo.core.model import Face, Metadata
from octavo.layout.unembedded_type import Drawing, UsedFont
from octavo.pagination.furniture_store import Furniture
from octavo.pagination.galley_places import is_left
from octavo.pagination.galleys import Run
from octavo.pagination.paginate import Pages
from octavo.pdf.content_streams import contents
from octavo.pdf.copied_objects import Carrier
from octavo.pdf.shared_resources import States, Typecase
from octavo.pdf.used_glyphs import reduced, shown
from octavo.text.direction import is_right_to_left

_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
_KINDS = ("/XObject", "/Pattern", "/Shading", "/Properties")


def pages_pdf(pages: Pages) -> bytes:
    """Join the pages of an edition, as the layout engine would write them in one piece."""
    if pages.run is None:
        return pages.laid.pdf
    return _joined(pages.run, pages.frame)


def _joined(run: Run, frame: Frame) -> bytes:
    composition, placed = run.composition, run.placed
    right_to_left = is_right_to_left(composition.metadata.language)
    furniture = run.sheets.furnish(run.fittings())
    blank = {left: _blank(frame, left=left) for left in (True, False)}
    pieces: list[Drawing] = []
    for number, spot in enumerate(placed.pages):
        if spot is None:
            pieces.append(blank[is_left(number, right_to_left=right_to_left)])
        elif spot[1] == 0:
            pieces.append(run.galleys[spot[0]].drawing)
    return join(pieces, furniture, composition.faces, info=info_of(composition.metadata))


def _blank(frame: Frame, *, left: bool) -> Drawing:
    """Make an empty page with the boxes that the layout engine gives a page of that side."""
    bleed = frame.bleed
    at_left, at_right = (bleed.outer, bleed.inner) if left else (bleed.inner, bleed.outer)
    target = io.BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(frame.width, frame.height))
        media = [-at_left, -bleed.top, frame.width + at_right, frame.height + bleed.bottom]
        page.MediaBox = page.BleedBox = Array(media)
        page.TrimBox = Array([0, 0, frame.width, frame.height])
        document.save(target, deterministic_id=True)
    return Drawing(pdf=target.getvalue())


def join(
    pieces: Sequence[Drawing],
    furniture: Furniture,
    faces: Sequence[Face],
    *,
    info: Mapping[str, str],
) -> bytes:
    """Join the pages of all pieces in order to one PDF, with the furniture drawn over them.

    `info` is the information dictionary. The bytes depend on the drawings that are on the pages,
    and on nothing else.
    """
    book = _Book(faces)
    opened = [_Source.of(drawing) for drawing in pieces]
    covers = [_Source.of(drawing) for drawing in furniture.sheets]
    places = [(source, page) for source in opened for page in range(len(source.pages))]
    over = dict(enumerate(furniture.over))
    for number, (source, page) in enumerate(places):
        book.add(source, page, [(covers[at], on) for at, on in over.get(number, ())])
    with book.finished(info) as joined:
        target = io.BytesIO()
        joined.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            min_version="1.7",
        )
    return target.getvalue()


def info_of(metadata: Metadata) -> dict[str, str]:
    """Return the information dictionary as WeasyPrint writes it."""
    authors = ", ".join(person.name for person in metadata.authors)
    info = {"Producer": f"WeasyPrint {version('weasyprint')}", "Title": metadata.title}
    return {**info, "Author": authors} if authors else info


@dataclass(frozen=True, slots=True, eq=False)
class _Source:
    """A drawing, open."""

    drawing: Drawing
    pdf: pikepdf.Pdf
    pages: Sequence[pikepdf.Object]

    @staticmethod
    def of(drawing: Drawing) -> _Source:
        pdf = pikepdf.open(io.BytesIO(drawing.pdf))
        return _Source(drawing, pdf, [page.obj for page in pdf.pages])


class _Book:
    """The PDF that is put together, page by page."""

    def __init__(self, faces: Sequence[Face]) -> None:
        self._pdf = pikepdf.new()
        self._carrier = Carrier(self._pdf)
        self._type = Typecase(self._pdf, faces)
        self._root = self._pdf.Root.Pages
        self._pages: list[pikepdf.Object] = []
        self._states = States(self._pdf)
        self._resources: dict[tuple[int, tuple[int, int]], pikepdf.Object] = {}
        self._alike: dict[bytes, pikepdf.Object] = {}
        self._covers: dict[tuple[int, int], _Cover] = {}
        self._streams: dict[bytes, pikepdf.Object] = {}

    def add(self, source: _Source, number: int, over: Sequence[tuple[_Source, int]]) -> None:
        """Add a page of a piece, and what lies over it."""
        old = source.pages[number]
        page = Dictionary(Type=Name.Page, Parent=self._root)
        for key in _BOXES:
            if key in old:
                page[key] = pikepdf.Object.parse(old[key].unparse())
        covers = [self._cover(*place) for place in over]
        streams = [self._carrier.content(source.pdf, item) for item in contents(old)]
        streams += [cover.content for cover in covers]
        if streams:
            page.Contents = streams[0] if len(streams) == 1 else Array(streams)
        page.Resources = self._resources_of(source, old.get("/Resources", Dictionary()))
        forms = {cover.name: cover.form for cover in covers if cover.form is not None}
        if forms:
            page.Resources = Dictionary(dict(page.Resources.items()))
            drawn = dict(page.Resources.get("/XObject", Dictionary()).items())
            page.Resources.XObject = Dictionary({**drawn, **forms})
        self._pages.append(self._pdf.make_indirect(page))

    def finished(self, info: Mapping[str, str]) -> pikepdf.Pdf:
        """Return the PDF with its fonts; nothing can be added after."""
        self._type.embed()
        self._states.close()
        self._root.Kids, self._root.Count = Array(self._pages), len(self._pages)
        entries = {f"/{key}": String(value) for key, value in info.items()}
        self._pdf.trailer.Info = self._pdf.make_indirect(Dictionary(entries))
        return self._pdf

    def _resources_of(self, source: _Source, old: pikepdf.Object) -> pikepdf.Object:
        """Return the resources of a piece's pages, which all share them; equal ones once."""
        old = old if old.is_indirect else source.pdf.make_indirect(old)
        key = (id(source), old.objgen)
        if key not in self._resources:
            made = self._carried(source, old, source.drawing.fonts)
            same = made.unparse()
            self._resources[key] = self._alike.setdefault(same, self._pdf.make_indirect(made))
        return self._resources[key]

    def _carried(
        self, source: _Source, old: pikepdf.Object, fonts: Sequence[UsedFont]
    ) -> pikepdf.Object:
        """Return a dictionary of resources as one of the book, with the book's fonts."""
        groups = {kind: old[kind] for kind in _KINDS if len(old.get(kind, {}))}
        new = Dictionary()
        new.Font, mark = self._type.font_dictionary(source.pdf, old, fonts, forms=bool(groups))
        if len(old.get("/ColorSpace", {})):
            new.ColorSpace = self._carrier.carry(source.pdf, old.ColorSpace)
        states = dict(old.get("/ExtGState", Dictionary()).items())
        own = {
            name: self._carrier.carry(source.pdf, state, mark)
            for name, state in states.items()
            if not self._states.knows(name, state)
        }
        new.ExtGState = self._states.dictionary(own)
        for kind, group in groups.items():
            entries = {
                name: self._carrier.carry(source.pdf, item, mark) for name, item in group.items()
            }
            new[kind] = Dictionary(entries)
        return new

    def _cover(self, source: _Source, number: int) -> _Cover:
        """Return what lies over pages: made once, and used for each of them."""
        key = (id(source), number)
        if key not in self._covers:
            self._covers[key] = self._drawn(source, source.pages[number])
        return self._covers[key]

    def _drawn(self, source: _Source, page: pikepdf.Object) -> _Cover:
        content = b"\n".join(item.read_bytes() for item in contents(page))
        used = reduced(page.get("/Resources", Dictionary()), content)
        fonts = shown(content, used, source.drawing.fonts)
        if self._is_plain(used) and self._type.shares(fonts):
            return _Cover(content=self._stream(content))
        name = f"/Over{len(self._covers)}"
        form = Stream(self._pdf, content, Type=Name.XObject, Subtype=Name.Form)
        form.BBox = pikepdf.Object.parse(page.MediaBox.unparse())
        form.Resources = self._carried(source, used, fonts)
        return _Cover(content=self._stream(b"q %s Do Q" % name.encode()), name=name, form=form)

    def _is_plain(self, used: pikepdf.Object) -> bool:
        """Return whether all that is used are fonts and what every page has: no form is needed."""
        states = dict(used.get("/ExtGState", Dictionary()).items())
        return set(used.keys()) <= {"/Font", "/ExtGState"} and all(
            self._states.knows(name, state) for name, state in states.items()
        )

    def _stream(self, content: bytes) -> pikepdf.Object:
        if content not in self._streams:
            self._streams[content] = Stream(self._pdf, content)
        return self._streams[content]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Cover:
    """What is appended to a page's content, and the form that this draws, if it does."""

    content: pikepdf.Object
    name: str = ""
    form: pikepdf.Object | None = None
