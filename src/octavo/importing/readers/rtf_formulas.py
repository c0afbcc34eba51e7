r"""Formulas of RTF: Word's own elements as control words (`\mf` is `m:f`), read as such.

{\mf{\mfPr{\mtype noBar}}{\mnum{\mr n}}{\mden{\mr k}}}
"""

from __future__ import annotations

from lxml import etree

from octavo.importing.readers.word.formulas import letters_in, tex_of
from octavo.importing.readers.word.names import M

#: What begins a formula: one within a line, and one or several on lines of their own.
BEGIN = frozenset(("moMath", "moMathPara"))
#: The elements, as Word 2007's specification of RTF (1.9.1) has them, without their `m`.
_ELEMENTS = frozenset(
    (
        "oMath oMathPara f num den r rad deg e sSup sSub sSubSup sPre sup sub nary d func fName"
        " limLow limUpp lim m mr eqArr acc bar groupChr borderBox phant box"
    ).split()
)
#: Their properties that stand in groups of their own, with a value as text.
_VALUES = frozenset("begChr chr degHide endChr limLoc pos sepChr show subHide supHide type".split())
#: How a run looks, by number.
_LOOKS = {
    "sty": ("p", "b", "i", "bi"),
    "scr": ("roman", "script", "fraktur", "double-struck", "sans-serif", "monospace"),
}


class RtfFormula:
    """A formula on its way: its elements, the innermost for each group that is open."""

    def __init__(self, word: str) -> None:
        self._root = etree.Element(f"{M}oMathPara")
        self._stack = [self._root]
        self._is_display = word == "moMathPara"

    def open(self) -> None:
        """Follow the beginning of a group."""
        self._stack.append(self._stack[-1])

    def close(self) -> bool:
        """Follow the end of a group; return whether it was the formula's own."""
        self._stack.pop()
        return not self._stack

    def word(self, word: str, number: int | None) -> None:
        """Follow a control word."""
        name = word[1:] if word.startswith("m") else ""
        if name in _ELEMENTS or name in _VALUES or name.endswith("Pr"):
            self._stack[-1] = etree.SubElement(self._stack[-1], M + name)
        elif name == "nor":
            self._look("nor", "1")
        elif name in _LOOKS and 0 <= (number or 0) < len(_LOOKS[name]):
            self._look(name, _LOOKS[name][number or 0])

    def _look(self, name: str, value: str) -> None:
        run = self._stack[-1]
        if run.tag == f"{M}r":
            props = run.find(f"{M}rPr")
            props = etree.SubElement(run, f"{M}rPr") if props is None else props
            etree.SubElement(props, M + name).set(f"{M}val", value)

    def text(self, text: str) -> None:
        """Take letters and signs: of a run, or the value of a property."""
        here = self._stack[-1]
        name = str(here.tag).removeprefix(M)
        if name in _VALUES:
            here.set(f"{M}val", (here.get(f"{M}val") or "") + text.strip())
        elif not name.endswith("Pr"):
            run = here if name == "r" else etree.SubElement(here, f"{M}r")
            etree.SubElement(run, f"{M}t").text = text

    @property
    def letters(self) -> str:
        """All letters and signs that it says."""
        return "".join(letters_in(self._root))

    def made(self, *, alone: bool) -> list[etree._Element]:
        """Return it as TeX, in elements `tex`; displayed if nothing stands `alone` before it."""
        held = [*self._root.iter(f"{M}oMath")] or [self._root]
        made = []
        for each in held:
            tex = etree.Element("tex")
            tex.text = tex_of(each)
            if self._is_display and alone:
                tex.set("display", "block")
            made += [tex] if tex.text.strip() else []
        return made
