r"""TeX as authors write it → TeX that latex2mathml converts rightly, or a reason why not.

latex2mathml forgives: it closes a brace nobody closed, prints the name of a
command that it does not know, and knows neither `aligned` nor `gathered` (it
drops their names and prints the `&`). A book must not print that unseen; so the
TeX is read here first, sign by sign, and only what is known goes on.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from latex2mathml import commands, symbols_parser
from latex2mathml.converter import MOVABLE_LIMIT_TEXTS

from octavo.core.model import Finding
from octavo.findings.catalogue.mathematics import MathUnreadable

#: Signs in the longest formula, and the deepest that its braces and fences may nest. Both are
#: far beyond what fits a page; beyond them a reader of the formula would not find his way either.
LONGEST, DEEPEST = 4000, 24

_TOKEN = re.compile(r"\\[a-zA-Z]+\*?|\\.|\s+|.", re.S)
_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n?")
_ROW_GAP = re.compile(r"\\\\\s*\[\s*-?[\d.]+\s*[a-z]{2}\s*\]")
_ARGUMENT = re.compile(r"\s*\{([^{}]*)\}")
_FORMULA = re.compile(r"(?<!\\)\$")

#: Environments → what latex2mathml calls them. Numbers are not set: `align` is `align*`.
_ENVIRONMENTS = {
    **{name: name for name in ("array", "cases", "smallmatrix", "substack")},
    **{f"{kind}matrix": f"{kind}matrix" for kind in ("", *"pbBvV")},
    **{f"{kind}matrix*": f"{kind}matrix*" for kind in ("", *"pbBvV")},
    **dict.fromkeys(("align", "align*", "aligned", "split"), "align*"),
    **dict.fromkeys(("gather", "gather*", "gathered"), "displaylines"),
    **dict.fromkeys(("displaymath", "equation", "equation*", "math"), ""),
}  # fmt: skip

_TEXT = frozenset(
    f"\\{name}" for name in "text textbf textit textrm textnormal textup mbox".split()
)
_NAMES = frozenset({r"\operatorname", r"\operatorname*"})
_DELIMITERS = frozenset(r"""( ) [ ] | / . < > \{ \} \| \lbrace \rbrace \lbrack \rbrack \langle
    \rangle \lvert \rvert \lVert \rVert \vert \Vert \lceil \rceil \lfloor \rfloor \lgroup \rgroup
    \lmoustache \rmoustache \backslash \uparrow \downarrow \updownarrow \Uparrow \Downarrow
    \Updownarrow \ulcorner \urcorner \llcorner \lrcorner \lparen \rparen""".split())  # fmt: skip

_OUT = "Take it out."
_OTHER = "Say it with other commands."
_BLACK = "Take it out: the formulas of a book are black, and a reader's own colour at night."
_WRITTEN = "Write out what it stands for; a formula has no commands of its own."
_LINK = "Take it out; link from the text instead."
#: What latex2mathml knows and a book cannot have, or what it and e-readers show wrongly.
_REFUSED = {
    **dict.fromkeys("color textcolor colorbox fcolorbox".split(), _BLACK),
    **dict.fromkeys(
        "def newcommand renewcommand newenvironment DeclareMathOperator let".split(), _WRITTEN
    ),
    **dict.fromkeys("href label ref eqref".split(), _LINK),
    **dict.fromkeys(["tag", "tag*"], "Write the number into the text beside it."),
    **dict.fromkeys(
        "cancel bcancel xcancel sout".split(), "Say it in words: many e-readers show no stroke."
    ),
    **dict.fromkeys("matrix pmatrix bmatrix cases array eqalign eqalignno displaylines".split(),
                    r"Write \begin{…} … \end{…} instead."),
    "unicode": "Write the character itself.",
    "hline": "Print sets no lines in an array; make it a table of the text.",
    **dict.fromkeys(
        "above abovewithdelims align atopwithdelims Bmatrix class clap emph fbox genfrac hbox"
        " hdashline hfil hskip kern LaTeX leftroot llap lower mathchoice mathclap mathllap"
        " mathrlap mathstrut mkern moveleft moveright mskip mspace of oldstyle pmb raise rlap root"
        " rule shoveleft shoveright sideset skew smallmatrix smash split strut style TeX textmd"
        " textsf texttt underbar uproot vcenter verb Vmatrix vmatrix".split(), ""
    ),
}  # fmt: skip
_STILL = frozenset({r"\hspace", r"\limits", r"\nolimits", r"\not", r"\substack"})
_COLUMNS = re.compile(r"\s*\{[lcr ]+\}")


class TexError(ValueError):
    """TeX that cannot be set; `finding` says why, without a place."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.form)
        self.finding = finding


@dataclass(slots=True, kw_only=True)
class _Reading:
    """How far the formula is read: what is open, innermost last, and what goes on."""

    tokens: Iterator[re.Match[str]]
    tex: str
    open: list[tuple[str, str]] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    @property
    def in_rows(self) -> bool:
        """Whether `&` and `\\\\` part cells and rows here."""
        inner = next((what for what in reversed(self.open) if what[0] != "left"), ("", ""))
        return bool(inner[0] in ("rows", "begin") and inner[1])


def _known_commands() -> frozenset[str]:
    tables = (
        commands.CONVERSION_MAP,
        symbols_parser.SYMBOLS,
        commands.FUNCTIONS,
        commands.LOCAL_FONTS,
        commands.GLOBAL_FONTS,
        MOVABLE_LIMIT_TEXTS,
        commands.COMMANDS_WITH_ONE_PARAMETER,
        commands.COMMANDS_WITH_TWO_PARAMETERS,
        (r"\atop", r"\over", r"\choose", r"\idotsint", r"\space", r"\nobreakspace"),
    )
    names = {name for table in tables for name in table if re.fullmatch(r"\\[a-zA-Z]+\*?", name)}
    refused = {f"\\{name}" for name in _REFUSED}
    return frozenset((names - refused) | _STILL | _TEXT | _NAMES)


#: The commands that a formula may use, with their backslash.
KNOWN = _known_commands()


def clean_tex(tex: str, known: frozenset[str] = KNOWN) -> str:
    """Return the formula as latex2mathml reads it rightly; raise `TexError` if it is wrong."""
    tex = one_line(tex)
    if not tex:
        raise TexError(MathUnreadable.empty())
    if len(tex) > LONGEST:
        raise TexError(MathUnreadable.long())
    tex = _ROW_GAP.sub(r"\\\\ ", tex)
    reading = _Reading(tokens=_TOKEN.finditer(tex), tex=tex)
    for token in reading.tokens:
        _read(token, reading, known)
        if len(reading.open) > DEEPEST:
            raise TexError(MathUnreadable.deep())
    if reading.open:
        raise _unclosed(reading.open[-1])
    return "".join(reading.written).strip()


def one_line(tex: str) -> str:
    """Return the formula without comments and without line ends, which mean nothing in TeX."""
    return " ".join(_COMMENT.sub("", tex).split())


def _read(token: re.Match[str], reading: _Reading, known: frozenset[str]) -> None:
    sign = token[0]
    if sign in (r"\nonumber", r"\notag"):
        return  # nothing is numbered
    if sign in (r"\begin", r"\end"):
        _environment(sign, token, reading)
    elif sign in (r"\left", r"\right", r"\middle"):
        _fence(sign, token, reading)
    elif sign in _TEXT:
        reading.written.append(_text(sign, _argument(sign, token, reading), known))
    elif sign in _NAMES:
        name = _argument(sign, token, reading)
        if not re.fullmatch(r"[A-Za-z ]+", name):
            raise TexError(MathUnreadable.letters({"sign": sign}))
        reading.written.append(f"{sign}{{{name}}}")
    elif sign == r"\substack":
        reading.open.append(("rows", sign))
        if _after(token, reading) != "{":
            raise TexError(MathUnreadable.lineless({"sign": sign}))
        _skip_to_brace(reading)
        reading.written.append(r"\substack{")
    elif sign.startswith("\\") and sign[1:2].isalpha():
        _command(sign, reading, known)
    else:
        _sign(sign, reading)


def _command(sign: str, reading: _Reading, known: frozenset[str]) -> None:
    if sign not in known:
        if sign.endswith("*") and sign[:-1] in known:  # a product: \alpha*x
            _command(sign[:-1], reading, known)
            reading.written.append("*")
            return
        if sign[1:] in _REFUSED:
            instead = _REFUSED[sign[1:]] or _OTHER
            raise TexError(MathUnreadable.refused({"sign": sign, "instead": instead}))
        values = {"sign": sign, "suggestion": _nearest(sign, known)}
        raise TexError(MathUnreadable.command(values))
    # latex2mathml sets `\mathrm{d}` in italics; `\mathrm {d}` upright.
    reading.written.append(f"{sign} " if sign == r"\mathrm" else sign)


def _sign(sign: str, reading: _Reading) -> None:
    if sign == "{":
        reading.open.append(("brace", sign))
    elif sign == "}":
        if not reading.open or reading.open[-1][0] not in ("brace", "rows"):
            if reading.open:
                raise _unclosed(reading.open[-1])
            raise TexError(MathUnreadable.closes())
        reading.open.pop()
    elif sign in ("&", r"\\") and not reading.in_rows:
        raise TexError(MathUnreadable.outside({"sign": sign}))
    elif sign in "$#":
        raise TexError(MathUnreadable.sign({"sign": sign}))
    elif sign.startswith("\\") and sign[1:] not in "\\,;:!>|{}[]_%#$& ":
        raise TexError(MathUnreadable.command({"sign": sign, "suggestion": _OTHER}))
    elif sign in (r"\[", r"\]"):
        raise TexError(MathUnreadable.bracket({"sign": sign}))
    reading.written.append(sign)


def _environment(sign: str, token: re.Match[str], reading: _Reading) -> None:
    name = _argument(sign, token, reading).strip()
    written = _ENVIRONMENTS.get(name)
    if written is None:
        near = _nearest(name, _ENVIRONMENTS, f"Known: {', '.join(sorted(_ENVIRONMENTS))}.")
        raise TexError(MathUnreadable.environment({"name": name, "suggestion": near}))
    if sign == r"\begin":
        reading.open.append(("begin", name if written else ""))
        reading.written.append(rf"\begin{{{written}}}" if written else "{")
        end = reading.tex.index("}", token.end()) + 1
        if name == "array" and not _COLUMNS.match(reading.tex, end):
            raise TexError(MathUnreadable.columns())
        return
    if not reading.open or reading.open[-1] not in (("begin", name), ("begin", written)):
        raise TexError(MathUnreadable.ends({"name": name}))
    reading.open.pop()
    reading.written.append(rf"\end{{{written}}}" if written else "}")


def _fence(sign: str, token: re.Match[str], reading: _Reading) -> None:
    delimiter = _after(token, reading)
    if delimiter not in _DELIMITERS:
        raise TexError(MathUnreadable.fence({"sign": sign}))
    if sign == r"\left":
        reading.open.append(("left", sign))
    elif not reading.open or reading.open[-1][0] != "left":
        raise TexError(MathUnreadable.leftless({"sign": sign}))
    elif sign == r"\right":
        reading.open.pop()
    for following in reading.tokens:
        if following[0].strip():
            break
    reading.written += [sign, {"<": r"\langle ", ">": r"\rangle "}.get(delimiter, delimiter)]


def _text(sign: str, words: str, known: frozenset[str]) -> str:
    """Words between formulas: `\\text{if $x$ is}` as three pieces; latex2mathml prints the `$`."""
    pieces = _FORMULA.split(words)
    if len(pieces) % 2 == 0:
        raise TexError(MathUnreadable.dollar({"sign": sign}))
    plain = re.search(r"\\(?![%&_#$])", "".join(pieces[::2]))
    if plain:
        raise TexError(MathUnreadable.within({"sign": sign}))
    written = []
    for number, piece in enumerate(pieces):
        if number % 2:
            written.append(f"{{{clean_tex(piece, known)}}}")
        elif piece:
            written.append(f"{sign}{{{piece}}}")
    return "".join(written)


def _argument(sign: str, token: re.Match[str], reading: _Reading) -> str:
    """Pass by what stands in the braces behind a command, and return it; no braces within."""
    found = _ARGUMENT.match(reading.tex, token.end())
    if found is None:
        raise TexError(MathUnreadable.wordless({"sign": sign}))
    while next(reading.tokens).end() < found.end():
        pass
    return found[1]


def _after(token: re.Match[str], reading: _Reading) -> str:
    found = re.compile(r"\s*(\\[a-zA-Z]+|\\.|\S)").match(reading.tex, token.end())
    return found[1] if found else ""


def _skip_to_brace(reading: _Reading) -> None:
    for following in reading.tokens:
        if following[0] == "{":
            break


def _unclosed(what: tuple[str, str]) -> TexError:
    kind, name = what
    if kind == "left":
        return TexError(MathUnreadable.rightless())
    if kind == "begin":
        return TexError(MathUnreadable.endless({"name": name}))
    return TexError(MathUnreadable.unclosed())


def _nearest(name: str, known: Iterable[str], otherwise: str = _OTHER) -> str:
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.75)
    return f"Did you mean {near[0]}?" if near else otherwise
