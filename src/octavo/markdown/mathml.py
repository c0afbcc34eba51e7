"""TeX → MathML that browsers, e-readers and ziamath show alike.

latex2mathml writes MathML 3; e-readers show MathML Core (W3C, 2025): no `mathvariant` but `normal`,
no `columnalign`, no `columnspacing`, spaces by its own table. What differs is put right here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from xml.etree import ElementTree

from latex2mathml import commands
from latex2mathml.converter import convert_to_element
from latex2mathml.exceptions import (
    DenominatorNotFoundError,
    DoubleSubscriptsError,
    DoubleSuperscriptsError,
    ExtraLeftOrMissingRightError,
    LimitsMustFollowMathOperatorError,
    MissingSuperScriptOrSubscriptError,
    NumeratorNotFoundError,
)
from lxml import etree

from octavo.findings.catalogue.mathematics import MathUnreadable
from octavo.findings.entry import Form
from octavo.markdown.math_grammar import mend_grammar
from octavo.markdown.math_letters import ALPHABETS, styled
from octavo.markdown.math_tables import settle_tables
from octavo.markdown.tex import BIG_FORMS, FIRST_BIG, FIRST_NAME, SIZED, read_tex
from octavo.markdown.tex_commands import COLON
from octavo.markdown.tex_signs import TexError, one_line
from octavo.text.xhtml_names import ANNOTATION, MATHML

_REFERENCE = re.compile("&#x0*([0-9a-fA-F]+);")
_ESCAPED = re.compile(r"\\([%&_#$])")
_LENGTH = re.compile(
    r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:em|ex|pt|px|cm|mm|in|pc|bp|mu)|negative\w+|\w+space"
)

#: Elements that may stand in each other; the deepest real formulas have about 30.
_DEEPEST = 80
#: How many children MathML asks for (MathML 3, 3.1.3.2).
_ARITY = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "mover": 2, "munder": 2,
          "msubsup": 3, "munderover": 3}  # fmt: skip
_SCRIPTS = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}

#: Signs that latex2mathml takes for operators, and that stand for things.
_THINGS = frozenset("∞∅∆⊤⊥∠ℵ∁")
_BETWEEN = frozenset(":;†‡⋅·∘•")  # signs that it takes for things, and that stand between them
_BIG = frozenset("∑∏∐⋃⋂⨁⨂⨀⨆⋁⋀")
_LIMITS = frozenset(
    "lim max min sup inf det gcd Pr lim\u2006sup lim\u2006inf lim sup lim inf plim".split(" ")
) | {"arg\u2009max", "arg\u2009min", "lim sup", "lim inf", "limsup", "liminf"}
_NAMES = frozenset(name[1:] for name in commands.FUNCTIONS)
_OPENING = frozenset("([{⟨⌊⌈|‖")
#: Signs that stand close in TeX, and in MathML's own table as operators.
_CLOSE = frozenset("|‖/")
_UPRIGHT = frozenset("|‖∣∥")
#: A sized bracket by how TeX takes it: what opens, closes, parts two things, is one.
#: latex2mathml's heights of sized brackets, and those just below the sizes of STIX Two Math
#: (0.93, 1.18, 1.43, 1.67 … em), of which browsers and ziamath take the next larger one.
_HEIGHTS = {"1.2em": "1.15em", "1.623em": "1.65em", "2.047em": "2.1em", "2.470em": "2.6em"}
#: Spaces by their names, which MathML Core does not know, in em (MathML 3, 2.1.5.2).
_NAMED_WIDTHS = {
    f"{sign}{name}mathspace": f"{'-' if sign else ''}{width}em"
    for sign in ("", "negative")
    for name, width in (
        ("veryverythin", "0.056"), ("verythin", "0.111"), ("thin", "0.167"), ("medium", "0.222"),
        ("thick", "0.278"), ("verythick", "0.333"), ("veryverythick", "0.389"),
    )
}  # fmt: skip
_SIZES = {
    "l": {"form": "prefix", "fence": "true", "lspace": "0em", "rspace": "0em"},
    "r": {"form": "postfix", "fence": "true", "lspace": "0em", "rspace": "0em"},
    "m": {"form": "infix", "lspace": "0.278em", "rspace": "0.278em"},
    "": {"form": "prefix", "lspace": "0em", "rspace": "0em"},
}
_BARS = {"―": {"mover": "‾", "munder": "_"}}

_PROBLEMS: Mapping[type[Exception], Form] = MappingProxyType(
    {
        DoubleSuperscriptsError: MathUnreadable.exponents,
        DoubleSubscriptsError: MathUnreadable.indices,
        MissingSuperScriptOrSubscriptError: MathUnreadable.script,
        ExtraLeftOrMissingRightError: MathUnreadable.parted,
        LimitsMustFollowMathOperatorError: MathUnreadable.limits,
        NumeratorNotFoundError: MathUnreadable.above,
        DenominatorNotFoundError: MathUnreadable.below,
    }
)


#: The end of a line behind which there is none: TeX sets nothing for it.
_LAST_END = re.compile(r"(?<!\\)\\\\\s*(?=(?:\\end\{equation\*?\}\s*)?\Z)")


def to_mathml(tex: str, *, display: bool) -> etree._Element:
    """Return the MathML of a formula: `math` in its namespace, its `alttext` the TeX.

    Raises `TexError` for TeX that cannot be read, or would be shown wrongly.
    """
    read = read_tex(_LAST_END.sub("", tex))
    math = _converted(read.tex, display)
    settle_tables(math, read.tables)
    for element in math.iter():
        _settle_mark(element, read.names)
    for element in math.iter():
        _settle_text(element)
    _check(math)
    _merge_negations(math)
    _settle_arrows(math)
    for element in list(math.iter()):
        _settle_kind(element)
    _flatten(math)
    _place_limits(math, display)
    for element in math.iter():
        _settle_spaces(element)
        _settle_table(element)
    mend_grammar(math)
    source = etree.tostring(math, encoding="unicode").replace("<math", f'<math xmlns="{MATHML}"', 1)
    result = etree.fromstring(source)
    result.set("alttext", one_line(tex))
    return result


def _converted(tex: str, display: bool) -> etree._Element:
    try:
        made = convert_to_element(tex, display="block" if display else "inline")
        made.attrib.pop("xmlns")
        if not display:
            made.attrib.pop("display")
        return etree.fromstring(ElementTree.tostring(made, encoding="unicode"))
    except Exception as error:  # whatever it stumbles over (StopIteration, ValueError …)
        form = _PROBLEMS.get(type(error), MathUnreadable.found)
        raise TexError(form()) from None


def _settle_mark(element: etree._Element, names: tuple[str, ...]) -> None:
    """Put in the sized brackets and the names for which the reader of TeX wrote a sign."""
    text = element.text or ""
    number = ord(text) if len(text) == 1 else 0
    if text == COLON:
        element.tag, element.text = "mo", ":"
        element.attrib.update({"lspace": "0em", "rspace": "0.278em"})
    elif 0 <= number - FIRST_NAME < len(names):
        name = names[number - FIRST_NAME]
        element.tag, element.text = "mo", name.removesuffix("*")
        if name.endswith("*"):
            element.set("movablelimits", "true")
    elif element.tag == "mo" and 0 <= number - FIRST_BIG < len(SIZED) * len(BIG_FORMS):
        form, sign = divmod(number - FIRST_BIG, len(SIZED))
        element.text = SIZED[sign]
        size = _HEIGHTS.get(element.get("minsize", ""), "1.15em")
        element.attrib.update({"minsize": size, "maxsize": size, "stretchy": "true"})
        for key, value in _SIZES[BIG_FORMS[form]].items():
            element.set(key, value)


def _settle_text(element: etree._Element) -> None:
    """Characters instead of references, of the alphabet that `mathvariant` names."""
    text = _REFERENCE.sub(lambda found: chr(int(found[1], 16)), element.text or "")
    if element.tag == "mtext":
        text = _ESCAPED.sub(r"\1", text)
        if element.get("mathvariant") == "bold":
            element.set("class", "bold")
        elif element.get("mathvariant") == "italic":
            element.set("class", "italic")
    variant = element.get("mathvariant", "normal")
    if element.tag in ("mi", "mn", "mo") and variant in ALPHABETS:
        del element.attrib["mathvariant"]
        if element.tag != "mo":
            text = "".join(styled(sign, ALPHABETS[variant]) for sign in text)
    element.text = text or None


def _check(math: etree._Element) -> None:
    """Refuse what latex2mathml let pass: missing arguments, commands as text, strange lengths."""
    for element in math.iter():
        tag, text = str(element.tag), element.text or ""
        if len(element) != _ARITY.get(tag, len(element)):
            raise TexError(MathUnreadable.lacking())
        if ("\\" in text or "&#" in text) and tag != "mtext":
            raise TexError(MathUnreadable.text({"text": text}))
        for name in ("width", "height", "depth"):
            value = element.get(name, "0em")
            if tag == "mspace" and not _LENGTH.fullmatch(value):
                raise TexError(MathUnreadable.length({"length": value}))
        if sum(1 for _ in element.iterancestors()) > _DEEPEST:
            raise TexError(MathUnreadable.deep())
    if not any(characters(math)):
        raise TexError(MathUnreadable.nothing())


def _settle_arrows(math: etree._Element) -> None:
    """Make arrows as long as what stands on them, and the brackets around `mod` low.

    What latex2mathml says of their widths is no length in MathML Core.
    """
    for padded in [item for item in math.iter("mpadded") if item.get("voffset") == "-.2em"]:
        padded.tag = "mrow"
        padded.attrib.clear()
        padded.remove(padded[-1])
        padded.insert(0, etree.Element("mspace", width="0.4em"))
        padded.append(etree.Element("mspace", width="0.4em"))
        holder = padded.getparent()
        arrow = holder.find("mstyle/mo") if holder is not None else None
        if holder is not None and arrow is not None:
            arrow.set("stretchy", "true")
            holder.replace(holder[0], arrow)
    for space in math.iter("mspace"):
        space.set("width", _NAMED_WIDTHS.get(space.get("width", ""), space.get("width", "0em")))
    for name in [item for item in math.iter("mi") if item.text == "mod"]:
        for beside in name.itersiblings("mo", preceding=True):
            beside.set("stretchy", "false")
            break
        closing = [item for item in name.itersiblings("mo") if item.text == ")"]
        if closing:
            closing[0].set("stretchy", "false")


def _merge_negations(math: etree._Element) -> None:
    """`\\not` and the sign behind it as one sign: `≠`."""
    for slash in [item for item in math.iter("mpadded") if item.findtext("mtext") == "⧸"]:
        sign = slash.getnext()
        if sign is None or len(sign) or len(sign.text or "") != 1:
            raise TexError(MathUnreadable.negation())
        sign.text = unicodedata.normalize("NFC", f"{sign.text}\u0338")
        parent = slash.getparent()
        if parent is not None:
            parent.remove(slash)


def _settle_kind(element: etree._Element) -> None:
    """Operators are `mo`, things `mi`; a bar stretches over what it covers."""
    text = element.text or ""
    parent = element.getparent()
    if element.tag == "mi" and (text in _NAMES or text in _BETWEEN):
        element.tag = "mo"
    elif element.tag == "mi" and len(text) == 1 and text not in _THINGS | {"∂", "∇", "ð"}:
        kind = unicodedata.category(text)
        if kind in ("Sm", "Ps", "Pe"):
            element.tag = "mo"
        if kind in ("Ps", "Pe"):
            element.set("stretchy", "false")
    elif element.tag == "mo" and text in _THINGS:
        element.tag = "mi"
    elif element.tag == "mo" and text in _BARS and parent is not None:
        element.text = _BARS[text].get(str(parent.tag), text)
        element.set("stretchy", "true")
    elif element.tag == "mo" and text == "-":
        element.text = "−"


def _flatten(math: etree._Element) -> None:
    """Take out rows of one element: ziamath measures each row twice, and so on inwards."""
    for row in list(math.iter("mrow")):
        parent = row.getparent()
        if len(row) == 1 and not row.attrib and parent is not None:
            if row[0].tag == "mo" and not len(row[0]) and parent.tag == "mrow":
                row[0].set("lspace", "0em")  # in braces it stands close, as in 1{,}000
                row[0].set("rspace", "0em")
            row[0].tail = row.tail
            parent.replace(row, row[0])


def _place_limits(element: etree._Element, display: bool) -> None:
    """In displays, limits stand below and above `lim` and `∑`, in brackets too."""
    tag = str(element.tag)
    base = element[0] if len(element) else None
    if display and tag in _SCRIPTS and base is not None and base.tag == "mo":
        movable = base.get("movablelimits") == "true"
        if movable or base.text in _BIG or base.text in _LIMITS:
            element.tag = _SCRIPTS[tag]
    if tag == "mstyle" or tag == "mtable":
        display = element.get("displaystyle", "false" if tag == "mtable" else "") == "true" or (
            display and tag == "mstyle" and "displaystyle" not in element.attrib
        )
    for number, child in enumerate(element):
        narrow = tag in ("mfrac", "mroot") or (number and (tag in _ARITY))
        _place_limits(child, display and not narrow)


def _settle_spaces(element: etree._Element) -> None:
    """Words as operators stand as in TeX: a thin space to what they meet, none to a bracket."""
    text = element.text or ""
    if element.tag == "mo" and text in _CLOSE and element.get("stretchy") != "true":
        element.set("lspace", "0em")
        element.set("rspace", "0em")
    if element.tag == "mo" and text == "mod":
        element.set("lspace", "0.278em")
        element.set("rspace", "0.278em")
        return
    if element.tag != "mo" or not text[:1].isalpha():
        return
    outer = element
    while (parent := outer.getparent()) is not None and parent.tag in _ARITY and parent[0] is outer:
        outer = parent
    before, after = outer.getprevious(), outer.getnext()
    element.set(
        "lspace", "0.167em" if before is not None and before.tag not in ("mo", "mspace") else "0em"
    )
    opens = after is not None and (
        after.text in _OPENING or (len(after) and after[0].text in _OPENING)
    )
    element.set("rspace", "0em" if after is None or after.tag == "mspace" or opens else "0.167em")
    element.set("form", "prefix")


def _settle_table(element: etree._Element) -> None:
    """Classes say what `columnalign` and `columnspacing` said (styles/core/math.css)."""
    if element.tag == "mtable" and element.get("columnspacing", "").startswith("0em 2em"):
        element.set("class", "aligned")
    elif element.tag == "mtable" and not len(element):
        raise TexError(MathUnreadable.table())
    if element.tag == "mtable":
        if not element.get("columnspacing"):  # of a single column
            element.attrib.pop("columnspacing", "")
        _stretch(element.getprevious(), "prefix")
        _stretch(element.getnext(), "postfix")
    parent = element.getparent()
    if element.tag == "mstyle" and parent is not None and parent.tag == "mfrac":
        element.set("displaystyle", "true")  # `cfrac` is as large within as without
    if element.tag == "menclose":
        element.set("class", element.get("notation", "box").replace("box", "boxed"))
    if element.tag == "mtd" and element.get("columnalign") in ("left", "right"):
        names = [str(element.get("columnalign")), element.get("class", "")]
        element.set("class", " ".join(filter(None, names)))


def _stretch(bar: etree._Element | None, form: str) -> None:
    """Make a bar beside a table as tall as that; alone, browsers take it for a relation."""
    if bar is not None and bar.tag == "mo" and bar.text in _UPRIGHT:
        bar.attrib.update({"form": form, "stretchy": "true", "fence": "true"})


def characters(math: etree._Element) -> Iterator[str]:
    """Every character that the formula shows."""
    for element in math.iter(etree.Element):
        if element.tag != ANNOTATION:
            yield from (element.text or "").strip()
