"""What all pages of a joined book share: the theme's fonts, and states of transparency."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pikepdf
from pikepdf import Dictionary

from octavo.core.model import Face
from octavo.layout.unembedded_type import UsedFont
from octavo.pdf.embedded_type import embed, united

#: A state whose name says all of it (`a0.5`), so that it is the same in every piece.
_ALPHA = re.compile(r"/[aA][\d.]+\Z")

_Mapping = Mapping[str, str]


class Typecase:
    """The fonts of a book. They are gathered while pages are added, and embedded at the end."""

    def __init__(self, book: pikepdf.Pdf, faces: Sequence[Face]) -> None:
        self._book = book
        self._assets = {face.asset.name: face.asset for face in faces}
        self._uses: dict[tuple[str, str], list[UsedFont]] = {}
        self._shared: dict[str, str] = {}
        self._dictionary = book.make_indirect(Dictionary())
        self._own: list[tuple[pikepdf.Object, _Mapping]] = []

    def shares(self, fonts: Sequence[UsedFont]) -> bool:
        """Note the fonts, and say whether the dictionary of all pages holds them."""
        if not all(font.face and self._is_shared(font) for font in fonts):
            return False
        self._note(fonts)
        return True

    def font_dictionary(
        self,
        source: pikepdf.Pdf,
        resources: pikepdf.Object,
        fonts: Sequence[UsedFont],
        *,
        forms: bool,
    ) -> tuple[pikepdf.Object, str]:
        """Return the dictionary of fonts for pages of `source`, and a mark for what it draws.

        It is that of all pages, unless these use fonts of their own: then a mark parts their
        forms from equal ones in other files. `forms` says that there may be some, which refer
        to the fonts themselves.
        """
        ours = {font.name: font.face for font in fonts if font.face}
        self._note(fonts)
        old = resources.get("/Font")
        common = not len(old or {}) and all(self._is_shared(font) for font in fonts if font.face)
        if common and not forms:
            return self._dictionary, ""
        if old is None:
            old = Dictionary()
        copied = self._book.copy_foreign(old if old.is_indirect else source.make_indirect(old))
        self._own.append((copied, ours))
        return (self._dictionary, "") if common else (copied, f"fonts {len(self._own)}")

    def embed(self) -> None:
        """Embed the fonts and fill the dictionaries."""
        fonts = [united(uses) for uses in self._uses.values()]
        made = dict(zip(self._uses, embed(self._book, fonts, self._assets), strict=True))
        for dictionary, names in [(self._dictionary, self._shared), *self._own]:
            for name, face in names.items():
                dictionary[f"/{name}"] = made[name, face]

    def _is_shared(self, font: UsedFont) -> bool:
        """Return whether all pages mean this face by the font's name, as the first use has it."""
        return self._shared.setdefault(font.name, font.face) == font.face

    def _note(self, fonts: Sequence[UsedFont]) -> None:
        for font in fonts:
            if font.face:
                self._uses.setdefault((font.name, font.face), []).append(font)


class States:
    """Graphics states: those of plain transparency are shared, others are a piece's own."""

    def __init__(self, book: pikepdf.Pdf) -> None:
        self._book = book
        self._alphas: dict[str, pikepdf.Object] = {}
        self._dictionary = book.make_indirect(Dictionary())
        self._own: list[pikepdf.Object] = []

    def knows(self, name: str, state: pikepdf.Object) -> bool:
        """Return whether all pages have this state by this name; note a new one."""
        if not _ALPHA.match(name) or set(state.keys()) - {"/ca", "/CA"}:
            return False
        written = state.unparse(resolved=True)
        return self._alphas.setdefault(name, pikepdf.Object.parse(written)).unparse() == written

    def dictionary(self, own: Mapping[str, pikepdf.Object]) -> pikepdf.Object:
        """Return the dictionary of states for pages that have some of their own, or none."""
        if not own:
            return self._dictionary
        self._own.append(self._book.make_indirect(Dictionary(dict(own))))
        return self._own[-1]

    def close(self) -> None:
        """Fill the dictionaries."""
        for dictionary in (self._dictionary, *self._own):
            for name, state in self._alphas.items():
                if name not in dictionary:
                    dictionary[name] = pikepdf.Object.parse(state.unparse())
