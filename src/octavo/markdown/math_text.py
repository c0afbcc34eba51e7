"""A formula's text where nothing but text can stand: contents, running heads, descriptions.

`E = mc²`, `(a + b)/2`, `√(x + 1)`: as one would type it into a letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from lxml import etree

from octavo.text.xhtml_names import ANNOTATION, MATHML

_RAISED = str.maketrans("0123456789+−=()ni′", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ′")
_LOWERED = str.maketrans("0123456789+−=()aeioruvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢₒᵣᵤᵥₓ")
_SPACED = frozenset("=<>≤≥≠≈≡∼≅→←↔⇒⇐⇔∈∉⊂⊆⊃⊇+−±×÷∪∩")
_OVER = dict(
    zip(
        "^~¯‾→˙¨˚ˇ´`",
        "\u0302\u0303\u0304\u0304\u20d7\u0307\u0308\u030a\u030c\u0301\u0300",
        strict=True,
    )
)
_OPERATORS = frozenset("∑∏∐∫∬∭∮⋃⋂⨁⨂⨀⨆⋁⋀")
#: What only holds together what a word above or below it is about.
_BRACES = frozenset("⏞⏟⎴⎵⏜⏝_")


def spelled(math: etree._Element) -> str:
    """Write the formula as a line of text."""
    return " ".join(unicodedata.normalize("NFC", _spell(math)).split())


def annotate(math: etree._Element) -> None:
    """Put the formula's TeX beside it, for those who copy it or have it read out (MathML 3, 5.1.3).

    The formula is one row then, as `semantics` wants it.
    """
    if math.find(f"{{{MATHML}}}semantics") is not None or not math.get("alttext"):
        return
    shown = list(math)
    semantics = etree.Element(f"{{{MATHML}}}semantics")
    row = semantics
    if len(shown) != 1:
        row = etree.SubElement(semantics, f"{{{MATHML}}}mrow")
    row.extend(shown)
    note = etree.SubElement(semantics, ANNOTATION, encoding="application/x-tex")
    note.text = math.get("alttext")
    math.append(semantics)


def _spell(element: etree._Element) -> str:
    name = etree.QName(element).localname
    children = [_spell(child) for child in element]
    if name in _SPELLINGS:
        return _SPELLINGS[name](children)
    if name == "mtable":
        return f"({'; '.join(children)})"
    if name == "mtr":
        return ", ".join(child.strip() for child in children)
    if name == "mspace":
        return " "
    if name in ("mphantom", "annotation"):
        return ""
    if not children:
        return _sign(name, element.text or "")
    return "".join(children)


def _sign(name: str, text: str) -> str:
    # Letters of the mathematical alphabets are not in the fonts of text; x is as good as 𝑥 here.
    folded = unicodedata.normalize("NFKC", text) if name in ("mi", "mn") else text
    folded = text if len(folded) != len(text) else folded
    if name == "mo" and (text in _SPACED or text.isalpha()):
        return f" {text} "
    return f"{text} " if text == "," else folded


def _fraction(parts: list[str]) -> str:
    return "/".join(_held(part) for part in parts)


def _held(text: str) -> str:
    """In round brackets, unless it is one word."""
    bare = text.strip()
    return bare if len(bare) < 2 or bare.isalnum() else f"({bare})"


def _raised(text: str) -> str:
    bare = text.replace(" ", "")
    whole = all(ord(sign) in _RAISED for sign in bare)
    return bare.translate(_RAISED) if whole else f"^{_held(text)}"


def _lowered(text: str) -> str:
    bare = text.replace(" ", "")
    whole = all(ord(sign) in _LOWERED for sign in bare)
    return bare.translate(_LOWERED) if whole else f"_{_held(text)}"


def _behind(base: str, scripts: str) -> str:
    """Write indices and exponents behind their base; an operator (∑, lim) gets a space behind."""
    bare = base.strip()
    clear = bare[:1] in _OPERATORS or (len(bare) > 1 and bare.isalpha())
    return f"{base.rstrip()}{scripts}{' ' if clear else ''}"


def _over(parts: list[str]) -> str:
    base, mark = parts[0], parts[1].strip()
    if mark in _BRACES:
        return base
    if mark in _OVER and len(base) == 1:
        return f"{base}{_OVER[mark]}"
    return base if mark in _OVER else f"{base}{_raised(mark)}"


def _under(parts: list[str]) -> str:
    if parts[1].strip() in _BRACES:
        return parts[0]
    return f"{parts[0].rstrip()}{_lowered(parts[1])} "


_SPELLINGS: dict[str, Callable[[list[str]], str]] = {
    "mfrac": _fraction,
    "msup": lambda parts: _behind(parts[0], _raised(parts[1])),
    "msub": lambda parts: _behind(parts[0], _lowered(parts[1])),
    "msubsup": lambda parts: _behind(parts[0], _lowered(parts[1]) + _raised(parts[2])),
    "munder": _under,
    "mover": _over,
    "munderover": lambda parts: _behind(parts[0], _lowered(parts[1]) + _raised(parts[2])),
    "msqrt": lambda parts: f"√{_held(''.join(parts))}",
    "mroot": lambda parts: f"{_raised(parts[1])}√{_held(parts[0])}",
}
