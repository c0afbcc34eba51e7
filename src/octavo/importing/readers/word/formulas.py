"""Word's formulas (OMML, ISO/IEC 29500-1, 22.1) → TeX, their letters and signs as they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from lxml import etree

from octavo.importing.readers.word.names import M, W

_DELETED = (f"{W}del", f"{W}moveFrom")
_ESCAPED = re.compile(r"[\\{}#$%&_^~]")
_WRITTEN = {"\\": r"\backslash ", "^": r"\text{^}", "~": r"\sim "}
#: Spaces that Word sets by hand, by their widths.
_SPACES = {" ": r"\ ", "\u2003": r"\quad ", "\u2002": r"\enspace ", "\u2005": r"\:",
           "\u2009": r"\,", "\u200a": r"\,", "\u205f": r"\:", "\u00a0": r"\ "}  # fmt: skip

_NAMES = frozenset(
    "sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan log ln lg exp lim max min sup"
    " inf det dim ker deg gcd arg hom Pr limsup liminf".split()
)
_ACCENTS = {
    "\u0302": "hat", "\u030c": "check", "\u0303": "tilde", "\u0301": "acute", "\u0300": "grave",
    "\u0307": "dot", "\u0308": "ddot", "\u20db": "dddot", "\u0306": "breve", "\u0304": "bar",
    "\u0305": "overline", "\u033f": "overline", "\u20d7": "vec", "\u20d6": "overleftarrow",
    "\u20e1": "overleftrightarrow", "^": "hat", "~": "tilde", "¯": "bar", "\u203e": "overline",
    "→": "vec",
}  # fmt: skip
#: Alphabets of letters (22.1.2.104).
_SCRIPTS = {"double-struck": "mathbb", "script": "mathcal", "fraktur": "mathfrak",
            "sans-serif": "mathsf", "monospace": "mathtt"}  # fmt: skip
_BRACES = {"⏞": "overbrace", "⏟": "underbrace"}
_FENCES = {"{": r"\{", "}": r"\}", "⟨": r"\langle", "⟩": r"\rangle", "〈": r"\langle",
           "〉": r"\rangle", "⌈": r"\lceil", "⌉": r"\rceil", "⌊": r"\lfloor", "⌋": r"\rfloor",
           "‖": r"\|", "∥": r"\|", "": "."}  # fmt: skip
_BACKSLASHED = r"\\\g<0>"
#: What ends a row.
_NEXT = r" \\ "
_PLAIN_FENCES = frozenset("()[]|/")
#: TeX sets limits elsewhere than usual only behind the names of signs.
_NAMED = {
    "∫": r"\int", "∬": r"\iint", "∭": r"\iiint", "∮": r"\oint", "∑": r"\sum", "∏": r"\prod",
    "∐": r"\coprod", "⋃": r"\bigcup", "⋂": r"\bigcap", "⋁": r"\bigvee", "⋀": r"\bigwedge",
    "⨁": r"\bigoplus", "⨂": r"\bigotimes",
}  # fmt: skip
#: What has its limits beside it, where others have them above and below.
_INTEGRALS = frozenset("∫∬∭⨌∮∯∰∱∲∳")


def tex_of(formula: etree._Element) -> str:
    """Return a formula as TeX, on one line, for use between dollar signs."""
    return " ".join(_inside(formula).split())


def _inside(element: etree._Element | None) -> str:
    """Return what stands in an element, one piece behind the other."""
    if element is None:
        return ""
    return "".join(_piece(child) for child in element if isinstance(child.tag, str))


def _piece(element: etree._Element) -> str:
    tag = str(element.tag)
    if tag in _DELETED:
        return ""
    return _PIECES.get(tag, _through)(element)


def _through(element: etree._Element) -> str:
    # Properties say how things look, and hold no words.
    return "" if str(element.tag).endswith("Pr") else _inside(element)


def _part(element: etree._Element, name: str) -> str:
    """Return the part `m:name` as an argument, in braces."""
    return f"{{{_inside(element.find(M + name)).strip()}}}"


def _said(element: etree._Element, name: str) -> str | None:
    """Return the value of a property of an element; None where it is not there."""
    found = element.find(f"{M}{str(element.tag).removeprefix(M)}Pr/{M}{name}")
    return None if found is None else found.get(f"{M}val") or ""


def _is_on(element: etree._Element, name: str) -> bool:
    return _said(element, name) not in (None, "0", "false", "off")


def escaped(text: str) -> str:
    """Return the letters and signs of a formula as TeX reads them."""
    made = _ESCAPED.sub(lambda found: _WRITTEN.get(found[0], f"\\{found[0]}"), text)
    return "".join(_SPACES.get(each, each) for each in made) if text.strip() else " "


def _run(run: etree._Element) -> str:
    props = run.find(f"{M}rPr")
    text = "".join(letters_in(run))
    if props is not None and props.find(f"{M}nor") is not None:
        return _words(text)
    if text.strip() in _NAMES:
        return f"\\{text.strip()} "
    made = _spaced(escaped(text)) if text.strip() else escaped(text)
    kind, script = _look(props, "sty"), _look(props, "scr")
    if script in _SCRIPTS and text.isalnum():
        return f"\\{_SCRIPTS[script]}{{{made}}}"
    if kind == "p" and re.fullmatch(r"[^\W\d_]+", text):
        return f"\\mathrm{{{made}}}"
    if kind == "bi" and text.isalpha():
        return f"\\boldsymbol{{{made}}}"
    return f"\\mathbf{{{made}}}" if kind in ("b", "bi") and text.isalnum() else made


def _look(props: etree._Element | None, name: str) -> str:
    """Return how the letters of a run look, by one property of it; empty for as usual."""
    found = props.find(f"{M}{name}") if props is not None else None
    return found.get(f"{M}val") or "" if found is not None else ""


def letters_in(element: etree._Element) -> Iterator[str]:
    """Yield the letters and signs of a formula or a part of it, without those that are deleted."""
    if element.tag in (f"{M}t", f"{W}t"):
        yield element.text or ""
    for child in element:
        if child.tag not in _DELETED:
            yield from letters_in(child)


def _spaced(made: str) -> str:
    """Return TeX without the spaces around operators, which TeX sets itself."""
    return re.sub(r"(?:\\ )*([=<>≤≥≠≈+−±×·→])(?:\\ )*", r"\1", made)


def _words(text: str) -> str:
    if not text.strip():
        return r"\ "
    # Within words only these are signs; the others stand behind them as a formula's.
    parts = re.split(r"([\\~^]+)", text)
    return "".join(
        escaped(part) if at % 2 else f"\\text{{{_ESCAPED.sub(_BACKSLASHED, part)}}}"
        for at, part in enumerate(parts)
        if part
    )


def _fraction(element: etree._Element) -> str:
    top, below = _part(element, "num"), _part(element, "den")
    kind = _said(element, "type")
    if kind == "lin":
        return f"{{{top}/{below}}}"
    return f"\\binom{top}{below}" if kind == "noBar" else f"\\frac{top}{below}"


def _root(element: etree._Element) -> str:
    degree = _part(element, "deg")[1:-1]
    hidden = _is_on(element, "degHide") or not degree
    return f"\\sqrt{'' if hidden else f'[{degree}]'}{_part(element, 'e')}"


def _script(element: etree._Element) -> str:
    below = f"_{_part(element, 'sub')}" if element.find(f"{M}sub") is not None else ""
    above = f"^{_part(element, 'sup')}" if element.find(f"{M}sup") is not None else ""
    if element.tag == f"{M}sPre":
        return f"{{}}{below}{above}{_part(element, 'e')}"
    return f"{_part(element, 'e')}{below}{above}"


def _nary(element: etree._Element) -> str:
    sign = _said(element, "chr") or "∫"
    below = "" if _is_on(element, "subHide") else f"_{_part(element, 'sub')}"
    above = "" if _is_on(element, "supHide") else f"^{_part(element, 'sup')}"
    below, above = below.replace("_{}", ""), above.replace("^{}", "")
    place = _said(element, "limLoc")
    beside = sign in _INTEGRALS if place is None else place == "subSup"
    name = _NAMED.get(sign, "") if below or above else ""
    limits = (
        "" if not name or beside == (sign in _INTEGRALS) else r"\nolimits" if beside else r"\limits"
    )
    return f"{name if limits else sign}{limits}{below}{above}{_part(element, 'e')}"


def _fence(sign: str) -> str:
    if sign in _PLAIN_FENCES or sign in _FENCES:
        return _FENCES.get(sign, sign)
    return ""


def _delimited(element: etree._Element) -> str:
    begin, end = _said(element, "begChr"), _said(element, "endChr")
    begin, end = ("(" if begin is None else begin), (")" if end is None else end)
    parting = _said(element, "sepChr")
    inside = (
        escaped("|" if parting is None else parting)
        .strip()
        .join(_inside(each) for each in element.findall(f"{M}e"))
    )
    first, last = _fence(begin), _fence(end)
    if not first or not last:
        return f"{escaped(begin)}{{{inside}}}{escaped(end)}"
    return f"\\left{first} {inside}\\right{last} "


def _function(element: etree._Element) -> str:
    return f"{_inside(element.find(f'{M}fName'))}{_part(element, 'e')}"


def _limit(element: etree._Element) -> str:
    base, limit = _part(element, "e"), _part(element, "lim")
    is_low = element.tag == f"{M}limLow"
    bare = base[1:-1].strip()
    if bare.removeprefix("\\") in _NAMES or bare.startswith(("\\overbrace", "\\underbrace")):
        return f"{bare}{'_' if is_low else '^'}{limit}"
    return f"\\{'under' if is_low else 'over'}set{limit}{base}"


def _matrix(element: etree._Element) -> str:
    rows = (" & ".join(_inside(e) for e in row.findall(f"{M}e")) for row in element.iter(f"{M}mr"))
    return "\\begin{matrix}" + _NEXT.join(rows) + "\\end{matrix}"


def _lines(element: etree._Element) -> str:
    lines = [_inside(each).replace(r"\&", "&") for each in element.findall(f"{M}e")]
    # A sign of alignment stands before what is aligned, and TeX wants one in each line or none.
    return "\\begin{aligned}" + _NEXT.join(lines) + "\\end{aligned}"


def _accent(element: etree._Element) -> str:
    sign = _said(element, "chr")
    name = _ACCENTS.get("\u0302" if sign is None else sign)
    base = _part(element, "e")
    return f"\\{name}{base}" if name else f"\\overset{{{escaped(sign or '').strip()}}}{base}"


def _bar(element: etree._Element) -> str:
    return f"\\{'overline' if _said(element, 'pos') == 'top' else 'underline'}{_part(element, 'e')}"


def _group(element: etree._Element) -> str:
    sign = _said(element, "chr")
    sign = "⏟" if sign is None else sign
    if sign in _BRACES:
        return f"\\{_BRACES[sign]}{_part(element, 'e')}"
    over = _said(element, "pos") == "top"
    return f"\\{'over' if over else 'under'}set{{{escaped(sign)}}}{_part(element, 'e')}"


def _boxed(element: etree._Element) -> str:
    return f"\\boxed{_part(element, 'e')}"


def _phantom(element: etree._Element) -> str:
    name = "phantom" if _said(element, "show") in ("0", "false", "off") else ""
    return f"\\{name}{_part(element, 'e')}" if name else _part(element, "e")


_PIECES: Mapping[str, Callable[[etree._Element], str]] = MappingProxyType(
    {
        f"{M}r": _run, f"{M}f": _fraction, f"{M}rad": _root, f"{M}sSup": _script,
        f"{M}sSub": _script, f"{M}sSubSup": _script, f"{M}sPre": _script, f"{M}nary": _nary,
        f"{M}d": _delimited, f"{M}func": _function, f"{M}limLow": _limit, f"{M}limUpp": _limit,
        f"{M}m": _matrix, f"{M}eqArr": _lines, f"{M}acc": _accent, f"{M}bar": _bar,
        f"{M}groupChr": _group, f"{M}borderBox": _boxed, f"{M}phant": _phantom,
    }
)  # fmt: skip
