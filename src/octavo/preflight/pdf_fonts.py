"""Fonts of a PDF: what they are, and which of their signs a page uses that they do not have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

import pikepdf

from octavo.preflight.pdf_facts import Font, Use

#: Character collections whose numbers tell the character (ISO 32000-2, 9.10.2).
_COLLECTIONS = frozenset({"Japan1", "GB1", "CNS1", "Korea1", "KR"})
#: FontDescriptor flag 3: the font has an encoding of its own (ISO 32000-2, table 121).
_SYMBOLIC = 4

_BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.S)
_CHAR = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[)")
#: What stands for no character: U+0000, U+FFFD.
_NOTHING = frozenset({b"", b"0000", b"00", b"fffd"})

_Test = Callable[[int], bool]


class FontReader:
    """One font: which of its codes have no sign (glyph 0, `.notdef`), and which no character."""

    def __init__(self, font: pikepdf.Object) -> None:
        self._two = font.get("/Subtype") == "/Type0"
        inner = font.DescendantFonts[0] if self._two else font
        self._countable = not self._two or str(font.get("/Encoding")).startswith("/Identity")
        self._absent = _cid_absent(inner) if self._two else _simple_absent(font)
        self._mapped = _mapped(font, inner)
        self.fact = Font(
            name=_name(font),
            kind=str(font.get("/Subtype", "/?")).lstrip("/"),
            embedded=_embedded(font, inner),
            mapped=self._mapped is not None,
        )

    def use(self, shown: bytes) -> Use:
        """Count what the strings of a page come to."""
        if not self._countable:
            return Use(self.fact, len(shown) // 2, 0, 0)
        codes: Iterable[int] = shown
        if self._two:
            codes = (high << 8 | low for high, low in zip(shown[::2], shown[1::2], strict=False))
        counts = Counter(codes)
        mapped = self._mapped or (lambda code: False)
        return Use(
            self.fact,
            counts.total(),
            sum(count for code, count in counts.items() if self._absent(code)),
            sum(count for code, count in counts.items() if not mapped(code)),
        )


def _name(font: pikepdf.Object) -> str:
    """Return the font's name without its subset's tag (`ABCDEF+`, ISO 32000-2, 9.9.2)."""
    name = str(font.get("/BaseFont", font.get("/Name", "/a font without a name")))
    return re.sub(r"^[A-Z]{6}\+", "", name.lstrip("/"))


def _embedded(font: pikepdf.Object, inner: pikepdf.Object) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True
    descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _cid_absent(inner: pikepdf.Object) -> _Test:
    table = inner.get("/CIDToGIDMap")
    if not isinstance(table, pikepdf.Stream):
        return lambda code: code == 0
    glyphs = table.read_bytes()
    return lambda code: glyphs[2 * code : 2 * code + 2] in (b"\0\0", b"")


def _simple_absent(font: pikepdf.Object) -> _Test:
    encoding = font.get("/Encoding")
    absent = set()
    if isinstance(encoding, pikepdf.Dictionary):
        code = 0
        for item in encoding.get("/Differences", []):
            if isinstance(item, pikepdf.Name):
                absent |= {code} if str(item) == "/.notdef" else set()
                code += 1
            else:
                code = int(item)
    return lambda code: code in absent


def _mapped(font: pikepdf.Object, inner: pikepdf.Object) -> _Test | None:
    """Return a test whether a code has a character; None if the font tells of none."""
    table = font.get("/ToUnicode")
    if isinstance(table, pikepdf.Stream):
        return _in_table(table.read_bytes())
    everything: _Test = lambda code: True  # noqa: E731
    if font.get("/Subtype") == "/Type0":
        ordering = str(inner.get("/CIDSystemInfo", pikepdf.Dictionary()).get("/Ordering", ""))
        return everything if ordering in _COLLECTIONS else None
    flags = int(inner.get("/FontDescriptor", pikepdf.Dictionary()).get("/Flags", 0))
    known = "/Encoding" in font or not flags & _SYMBOLIC
    return everything if known and font.get("/Subtype") != "/Type3" else None


def _in_table(cmap: bytes) -> _Test:
    """Return a test for the codes that a ToUnicode CMap maps (ISO 32000-2, 9.10.3)."""
    single: set[int] = set()
    ranges: list[tuple[int, int]] = []
    for kind, block in _BLOCK.findall(cmap):
        if kind == b"char":
            for code, target in _CHAR.findall(block):
                if b"".join(target.lower().split()) not in _NOTHING:
                    single.add(int(b"".join(code.split()), 16))
        else:
            ranges += [
                (int(first, 16), int(last, 16))
                for first, last, target in _RANGE.findall(block)
                if target.lower() not in _NOTHING - {b""}
            ]
    return lambda code: code in single or any(low <= code <= high for low, high in ranges)
