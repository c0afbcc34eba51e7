"""A page's content stream, read once: paths, images, colours, and the codes of its text.

The places of text are pdfium's to find (`text_positions.py`), for it knows the fonts' widths.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pikepdf
from PIL import ImageChops

from octavo.pdf.image_pixels import pixels
from octavo.preflight.content_colours import space_of
from octavo.preflight.graphics_state import Path, State, inside
from octavo.preflight.matrix import IDENTITY, Matrix, around, joined, moved_box, scale
from octavo.preflight.pdf_facts import Box, Colour, Picture, Shape, Use
from octavo.preflight.pdf_fonts import FontReader
from octavo.text.units import an_inch

#: An image covers the unit square of its space (ISO 32000-2, 8.9.5.1).
_UNIT = Box(0.0, 0.0, 1.0, 1.0)

#: Operators that are looked at; all others are passed over unread.
_OPERATORS = (
    "q Q cm w gs g G rg RG k K cs CS sc scn SC SCN m l c v y re h S s f F f* B B* b b* n W W*"
    " Do sh Tf Tr Tj TJ ' \" BI ID EI"
)
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_BUILDS = frozenset({"m", "l", "c", "v", "y", "re"})
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
#: Forms in forms beyond this are a circle.
_DEEPEST = 20
_NO_RESOURCES = pikepdf.Dictionary()

_STRING = re.compile(rb"<([0-9A-Fa-f]*)>|\(((?:[^\\()]|\\.)*)\)", re.S)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


#: What is raised by a file that is not as the standard says: a list for a number, a missing key.
BROKEN = (
    pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError,
    ArithmeticError, NotImplementedError, UnicodeError,
)  # fmt: skip


@dataclass(slots=True)
class Library:
    """What pages share: fonts and the ink of images, each read once."""

    fonts: dict[object, FontReader] = field(default_factory=dict)
    inks: dict[object, float | None] = field(default_factory=dict)

    def font(self, given: pikepdf.Object) -> FontReader:
        """Return the font's reader."""
        key = given.objgen if given.is_indirect else id(given)
        if key not in self.fonts:
            self.fonts[key] = FontReader(given)
        return self.fonts[key]

    def ink(self, image: pikepdf.Object) -> float | None:
        """Return the most ink of an image's pixels."""
        key = image.objgen
        if key not in self.inks:
            self.inks[key] = most_ink(image)
        return self.inks[key]


@dataclass(slots=True)
class Content:
    """What has been read of a page."""

    shapes: list[Shape] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    type_colours: set[Colour] = field(default_factory=set)
    see_through: set[str] = field(default_factory=set)
    shown: dict[FontReader, bytearray] = field(default_factory=lambda: defaultdict(bytearray))
    broken: bool = False

    @property
    def uses(self) -> tuple[Use, ...]:
        """How the page uses its fonts."""
        return tuple(reader.use(bytes(codes)) for reader, codes in self.shown.items())


def read_content(page: pikepdf.Page, media: Box, library: Library) -> Content:
    """Read a page and the forms that it uses."""
    content = Content()
    state = State(matrix=IDENTITY, clip=media)
    _Reader(content, library, page.resources, state=state, depth=0).read(page)
    return content


class _Reader:
    """Reads one stream; a form is read by another one."""

    def __init__(
        self,
        content: Content,
        library: Library,
        resources: pikepdf.Object,
        *,
        state: State,
        depth: int,
    ) -> None:
        self.content, self.library, self.resources = content, library, resources
        self.state, self.depth = state, depth
        self.kept: list[State] = []
        self.path = Path()
        self._acts: dict[str, Callable[[Sequence[pikepdf.Object]], None]] = {
            "q": self._keep,
            "Q": self._restore,
            "cm": self._move,
            "w": self._width,
            "gs": self._settings,
            "Do": self._draw,
            "sh": self._shade,
            "Tf": self._font,
            "Tr": self._mode,
        }

    def read(self, stream: pikepdf.Object | pikepdf.Page) -> None:
        """Read all instructions; pass over those that make no sense, and note it."""
        try:
            instructions = pikepdf.parse_content_stream(stream, _OPERATORS)
        except BROKEN:
            self.content.broken = True
            return
        for instruction in instructions:
            try:
                self._act(instruction)
            except BROKEN:
                self.content.broken = True

    def _act(
        self, instruction: pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
    ) -> None:
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            self._image(instruction.iimage.obj)
            return
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator in _SHOWS:
            self._show(operands[-1])
        elif operator in _BUILDS:
            self.path.add(operator, operands, self.state.matrix)
        elif operator in _STROKES or operator in _FILLS or operator == "n":
            self._paint(operator)
        elif operator in ("W", "W*"):
            self.path.clips = True
        elif operator in self._acts:
            self._acts[operator](operands)
        else:
            self.state.paint(operator, operands, self.resources)

    def _keep(self, operands: Sequence[pikepdf.Object]) -> None:
        self.kept.append(replace(self.state))

    def _restore(self, operands: Sequence[pikepdf.Object]) -> None:
        if self.kept:
            self.state = self.kept.pop()

    def _move(self, operands: Sequence[pikepdf.Object]) -> None:
        a, b, c, d, e, f = (float(value) for value in operands)
        self.state.matrix = joined((a, b, c, d, e, f), self.state.matrix)

    def _width(self, operands: Sequence[pikepdf.Object]) -> None:
        self.state.width = float(operands[0])

    def _settings(self, operands: Sequence[pikepdf.Object]) -> None:
        """Take from an ExtGState line width, font, and what makes things transparent (11.6.4.4)."""
        given = self._resource("/ExtGState", operands[0])
        if given is None:
            return
        self.state.width = float(given.get("/LW", self.state.width))
        if "/Font" in given:
            self.state.font = self.library.font(given.Font[0])
        if min(float(given.get("/ca", 1)), float(given.get("/CA", 1))) < 1:
            self.content.see_through.add("an opacity below 1")
        if given.get("/SMask", pikepdf.Name("/None")) != pikepdf.Name("/None"):
            self.content.see_through.add("a soft mask")
        modes = given.get("/BM", pikepdf.Name("/Normal"))
        first = modes[0] if isinstance(modes, pikepdf.Array) and len(modes) else modes
        if str(first) not in ("/Normal", "/Compatible"):
            self.content.see_through.add(f"the blend mode {str(first).lstrip('/')}")

    def _font(self, operands: Sequence[pikepdf.Object]) -> None:
        font = self._resource("/Font", operands[0])
        self.state.font = None if font is None else self.library.font(font)

    def _mode(self, operands: Sequence[pikepdf.Object]) -> None:
        self.state.mode = int(operands[0])

    def _show(self, shown: pikepdf.Object) -> None:
        state = self.state
        codes = _codes(shown)
        if state.font is None or not codes or state.mode == 3:
            return
        self.content.shown[state.font] += codes
        if state.mode in (0, 2, 4, 6):
            self.content.type_colours.add(state.fill)
        if state.mode in (1, 2, 5, 6):
            self.content.type_colours.add(state.stroke)

    def _paint(self, operator: str) -> None:
        path, state = self.path, self.state
        self.path = Path()
        if not path.points:
            return
        whole = around(path.points)
        box = whole.cut(state.clip)
        if path.clips:
            state.clip = box
        if operator == "n" or not box.meets(box):
            return
        if operator in _FILLS:
            rule = min(whole.width, whole.height) if path.rectangle else None
            self.content.shapes.append(Shape(box=box, colour=state.fill, rule=rule))
        if operator in _STROKES:
            width = state.width * scale(state.matrix)
            self.content.shapes.append(Shape(box=box, colour=state.stroke, stroke=width))

    def _shade(self, operands: Sequence[pikepdf.Object]) -> None:
        shading = self._resource("/Shading", operands[0])
        if shading is not None and self.state.clip.meets(self.state.clip):
            kind = space_of(shading.get("/ColorSpace"), self.resources).kind
            self.content.shapes.append(Shape(box=self.state.clip, colour=Colour(kind)))

    def _draw(self, operands: Sequence[pikepdf.Object]) -> None:
        drawn = self._resource("/XObject", operands[0])
        if drawn is None:
            return
        if drawn.get("/Subtype") == "/Image":
            self._image(drawn)
        elif drawn.get("/Subtype") == "/Form" and self.depth < _DEEPEST:
            self._form(drawn)

    def _form(self, form: pikepdf.Object) -> None:
        matrix = inside(form, self.state.matrix)
        left, bottom, right, top = (float(edge) for edge in form.BBox)
        clip = moved_box(Box(left, bottom, right, top), matrix).cut(self.state.clip)
        state = replace(self.state, matrix=matrix, clip=clip)
        resources = form.get("/Resources", self.resources)
        depth = self.depth + 1
        _Reader(self.content, self.library, resources, state=state, depth=depth).read(form)

    def _image(self, image: pikepdf.Object) -> None:
        found = picture(image, self.state.matrix, clip=self.state.clip, resources=self.resources)
        if found is None:
            return
        if image.get("/ImageMask", image.get("/IM", False)):
            # A stencil is painted in the colour of fillings.
            self.content.shapes.append(Shape(box=found.box, colour=self.state.fill))
        if found.space == "cmyk":
            found = replace(found, ink=self.library.ink(image))
        if "/SMask" in image:
            self.content.see_through.add("an image with a soft mask")
        self.content.pictures.append(found)

    def _resource(self, kind: str, name: pikepdf.Object) -> pikepdf.Object | None:
        table = self.resources.get(kind, _NO_RESOURCES)
        found: pikepdf.Object | None = table.get(str(name))
        return found


def _codes(shown: pikepdf.Object) -> bytes:
    """Return the codes of a string, or of the strings in an array: kerning does not matter.

    An array is read as it is written: an object for each of its strings would be dear.
    """
    if isinstance(shown, pikepdf.String):
        return bytes(shown)
    strings = _STRING.findall(shown.unparse())
    return b"".join(bytes.fromhex(code.decode("ascii")) or _plain(text) for code, text in strings)


def _plain(literal: bytes) -> bytes:
    """Return a literal string without its escapes (ISO 32000-2, 7.3.4.2)."""
    return _ESCAPE.sub(_unescaped, literal) if b"\\" in literal else literal


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes([int(sign, 8) & 255]) if sign.isdigit() else _ESCAPED.get(sign, sign)


def picture(
    image: pikepdf.Object, matrix: Matrix, *, clip: Box, resources: pikepdf.Object
) -> Picture | None:
    """Return an image where it stands; None if nothing of it is seen."""
    box = moved_box(_UNIT, matrix).cut(clip)
    a, b, c, d, *_ = matrix
    across, up = math.hypot(a, b), math.hypot(c, d)
    if not box.meets(box) or not across or not up:
        return None
    width = int(image.get("/Width", image.get("/W", 0)))
    height = int(image.get("/Height", image.get("/H", 0)))
    stencil = bool(image.get("/ImageMask", image.get("/IM", False)))
    bits = int(image.get("/BitsPerComponent", image.get("/BPC", 8)))
    given = image.get("/ColorSpace", image.get("/CS"))
    return Picture(
        box=box,
        resolution=min(an_inch(width, across), an_inch(height, up)),
        pixels=(width, height),
        space="stencil" if stencil else _space(image, given, resources),
        line_art=stencil or (bits == 1 and _components(given) == 1),
    )


def _space(image: pikepdf.Object, given: pikepdf.Object | None, resources: pikepdf.Object) -> str:
    # A JPEG 2000 image may leave its colours to its own data.
    return "grey" if given is None else space_of(given, resources).kind


def _components(given: pikepdf.Object | None) -> int:
    return 1 if given is None or space_of(given).kind in ("grey", "spot") else 3


def most_ink(image: pikepdf.Object) -> float | None:
    """Return the highest sum of the four plates, 1 for one full plate; None if unreadable.

    The mean of four pixels each way counts: single specks are noise, and print as none.
    """
    try:
        found = pixels(image)
    except (pikepdf.PdfError, NotImplementedError, ValueError, OSError):
        return None
    if found.mode != "CMYK":
        return None
    found = found.reduce(4) if min(found.size) >= 8 else found
    first, second, third, fourth = found.split()
    # Each half is the mean of two plates, so that a sum of 400 % still fits a byte.
    pair = ImageChops.add(first, second, scale=2), ImageChops.add(third, fourth, scale=2)
    highest = ImageChops.add(*pair, scale=2).getextrema()[1]
    return 4 * float(highest) / 255  # type: ignore[arg-type]
