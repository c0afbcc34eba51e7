r"""TeX as authors write it → TeX that latex2mathml converts rightly, or a reason why not.

latex2mathml forgives: it closes a brace nobody closed, prints the name of a
command that it does not know, and knows neither `aligned` nor `gathered` (it
drops their names and prints the `&`). A book must not print that unseen; so the
TeX is read here first, sign by sign, and only what is known goes on.
"""

from __future__ import annotations

import re

from latex2mathml.symbols_parser import convert_symbol

from octavo.findings.catalogue.mathematics import MathUnreadable
from octavo.markdown.math_tables import FIRST_TABLE, LAST_TABLE, TableMark, read_columns
from octavo.markdown.tex_commands import (
    DELIMITERS,
    ENVIRONMENTS,
    KNOWN,
    MEANINGS,
    NAMES,
    OTHER,
    REFUSED,
    TEXT,
    nearest,
)
from octavo.markdown.tex_macros import with_macros
from octavo.markdown.tex_plain import with_plain
from octavo.markdown.tex_reading import Open, Reading, ReadTex, unclosed
from octavo.markdown.tex_rows import in_rows, plain_breaks
from octavo.markdown.tex_signs import DEEPEST, LONGEST, TexError, after_space, group_at, one_line
from octavo.markdown.tex_units import with_units
from octavo.markdown.tex_words import read_words

_TOKEN = re.compile(r"\\[a-zA-Z]+\*?|\\.|\s+|.", re.S)
_BIG = re.compile(r"(\\(?:big|Big|bigg|Bigg))([lrm]?)\Z")
#: Letters, and what may part them, of an operator's name.
_NAME = re.compile(r"[A-Za-z ]+\*?")
_STYLED = re.compile(r"\\(?:mathrm|text|textrm|rm|mathop|operatorname)(?![a-zA-Z])")
_THIN = re.compile(r"\\[,;:! ]|~|\\(?:thinspace|quad)(?![a-zA-Z])")
#: The first sign that stands for a name with other signs in it; the first for a sized bracket.
FIRST_NAME, FIRST_BIG = 0xE800, 0xE100
#: How a sized bracket stands: as one that opens, closes, parts, or as a letter.
BIG_FORMS = ("l", "r", "m", "")
_ALIGNED = frozenset({"alignat", "alignat*", "alignedat"})
_PLACED = frozenset({"array", "aligned", "alignedat", "gathered", "multlined", "subarray"})


def read_tex(tex: str, known: frozenset[str] = KNOWN) -> ReadTex:
    """Return the formula as latex2mathml reads it rightly; raise `TexError` if it is wrong."""
    try:
        return _whole(tex, known)
    except TexError as error:
        # Lines without an environment: other readers of TeX set them below each other.
        if error.finding.form != "outside" or "&" in tex:
            raise
        try:
            return _whole(rf"\begin{{gathered}}{tex}\end{{gathered}}", known)
        except TexError:
            raise error from None


def _whole(tex: str, known: frozenset[str]) -> ReadTex:
    tables, names = list[TableMark](), list[str]()
    read = _read_all(tex, known, tables, names)
    return ReadTex(tex=read, tables=tuple(tables), names=tuple(names))


def _read_all(tex: str, known: frozenset[str], tables: list[TableMark], names: list[str]) -> str:
    tex = one_line(tex)
    if not tex:
        raise TexError(MathUnreadable.empty())
    if len(tex) > LONGEST:
        raise TexError(MathUnreadable.long())
    tex = with_macros(with_units(with_plain(plain_breaks(tex))), MEANINGS)
    before = len(tables), len(names)
    reading = Reading(tokens=_TOKEN.finditer(tex), tex=tex, tables=tables, names=names)
    while (token := next(reading.tokens, None)) is not None:
        _read(token, reading, known)
        if len(reading.open) > DEEPEST:
            raise TexError(MathUnreadable.deep())
    if reading.open:
        raise unclosed(reading.open[-1])
    if reading.loose:
        del tables[before[0] :], names[before[1] :]
        return _read_all(in_rows(tex, reading.loose), known, tables, names)
    return "".join(reading.written).strip()


def _read(token: re.Match[str], reading: Reading, known: frozenset[str]) -> None:
    sign = token[0]
    if sign in (r"\nonumber", r"\notag"):
        return  # nothing is numbered
    if sign in (r"\begin", r"\end"):
        _environment(sign, token, reading)
    elif sign in (r"\left", r"\right", r"\middle"):
        _fence(sign, token, reading)
    elif found := _BIG.match(sign):
        _big(found, token, reading)
    elif sign in (r"\hline", r"\cline", r"\hdashline"):
        _line(sign, token, reading)
    elif sign in TEXT:
        words = _argument(sign, token, reading)
        reading.written.append(
            read_words(
                sign, words, lambda tex: _read_all(tex, known, reading.tables, reading.names)
            )
        )
    elif sign in NAMES:
        _name(sign, _argument(sign, token, reading), reading)
    elif sign == r"\substack":
        reading.open.append(Open(kind="rows", name=sign, at=len(reading.written)))
        if _after(token, reading) != "{":
            raise TexError(MathUnreadable.lineless({"sign": sign}))
        _skip_to_brace(reading)
        reading.written.append(r"\substack{")
    elif sign.startswith("\\") and sign[1:2].isalpha():
        _command(sign, reading, known)
    else:
        _sign(sign, reading)


def _name(sign: str, typed: str, reading: Reading) -> None:
    name = " ".join(
        _THIN.sub(" ", _STYLED.sub("", typed)).replace("{", "").replace("}", "").split()
    )
    if _NAME.fullmatch(typed):
        reading.written.append(f"{sign}{{{typed}}}")
        return
    if not re.fullmatch(r"[^\W_](?:[\w \-–.]*[\w.])?", name):
        raise TexError(MathUnreadable.letters({"sign": sign}))
    reading.names.append(f"{name}*" if sign.endswith("*") else name)
    reading.written.append(chr(FIRST_NAME + len(reading.names) - 1))


def _command(sign: str, reading: Reading, known: frozenset[str]) -> None:
    if sign not in known:
        if sign.endswith("*") and sign[:-1] in known:  # a product: \alpha*x
            _command(sign[:-1], reading, known)
            reading.written.append("*")
            return
        if sign[1:] in REFUSED:
            instead = REFUSED[sign[1:]] or OTHER
            raise TexError(MathUnreadable.refused({"sign": sign, "instead": instead}))
        values = {"sign": sign, "suggestion": nearest(sign, known)}
        raise TexError(MathUnreadable.command(values))
    # latex2mathml sets `\mathrm{d}` in italics; `\mathrm {d}` upright.
    reading.written.append(f"{sign} " if sign == r"\mathrm" else sign)


def _sign(sign: str, reading: Reading) -> None:
    if sign == "{":
        reading.open.append(Open(kind="brace", name=sign, at=len(reading.written)))
    elif sign == "}":
        if not reading.open or reading.open[-1].kind not in ("brace", "rows"):
            if reading.open:
                raise unclosed(reading.open[-1])
            raise TexError(MathUnreadable.closes())
        reading.open.pop()
    elif sign in ("&", r"\\"):
        if reading.rows is not None:
            reading.rows.row += sign == r"\\"
        elif reading.open:
            raise TexError(MathUnreadable.outside({"sign": sign}))
        else:
            reading.loose.add(sign)
    elif sign in "$#":
        raise TexError(MathUnreadable.sign({"sign": sign}))
    elif sign.startswith("\\") and sign[1:] not in "\\,;:!>|{}[]_%#$& ":
        raise TexError(MathUnreadable.command({"sign": sign, "suggestion": OTHER}))
    elif sign in (r"\[", r"\]"):
        raise TexError(MathUnreadable.bracket({"sign": sign}))
    reading.written.append(sign)


def _environment(sign: str, token: re.Match[str], reading: Reading) -> None:
    name = _argument(sign, token, reading).strip()
    written = ENVIRONMENTS.get(name)
    if written is None:
        near = nearest(name, ENVIRONMENTS, f"Known: {', '.join(sorted(ENVIRONMENTS))}.")
        raise TexError(MathUnreadable.environment({"name": name, "suggestion": near}))
    if sign == r"\begin":
        _begin(name, written, token, reading)
    else:
        _end(name, written, token, reading)


def _begin(name: str, written: str, token: re.Match[str], reading: Reading) -> None:
    opened = Open(kind="begin", name=name if written else "", at=len(reading.written))
    opened.table = TableMark(kind=name)
    reading.open.append(opened)
    reading.written.append(rf"\begin{{{written}}}" if written else "{")
    here = reading.tex.index("}", token.end()) + 1
    if name in _PLACED and (placed := group_at(reading.tex, here, "[]")):
        here = placed[1]
    if name in _ALIGNED:
        here = _behind_argument(here, reading)
    elif name in ("array", "darray", "subarray"):
        columns = group_at(reading.tex, here)
        letters = read_columns(columns[0]) if columns else None
        if columns is None or letters is None:
            raise TexError(MathUnreadable.columns())
        here, opened.table.columns = columns[1], letters[1]
        reading.written.append(f"{{{letters[0]}}}")
    elif name.startswith("eqnarray"):
        reading.written.append("{rcl}")
    if name in ("rcases", "drcases"):
        reading.written[-1] = r"\left. \begin{array}{ll}"
    _pass_by(here, reading)
    opened.head = len(reading.written)
    reading.written.append("")


def _end(name: str, written: str, token: re.Match[str], reading: Reading) -> None:
    opened = reading.open[-1] if reading.open else None
    if opened is None or opened.kind != "begin" or opened.name not in (name, written):
        raise TexError(MathUnreadable.ends({"name": name}))
    reading.open.pop()
    reading.written.append(rf"\end{{{written}}}" if written else "}")
    if name in ("rcases", "drcases"):
        reading.written[-1] = r"\end{array} \right\}"
    if written and opened.table is not None and not opened.table.is_plain:
        number = FIRST_TABLE + len(reading.tables)
        if number > LAST_TABLE:
            raise TexError(MathUnreadable.long())
        reading.tables.append(opened.table)
        reading.written[opened.head] = chr(number)
    behind = reading.tex[after_space(reading.tex, _end_of_name(token, reading)) :][:1]
    if written and (behind in ("^", "_", "'") or name[1:].startswith("matrix")):
        # latex2mathml gives an exponent to the bracket alone, and a bracket in a row with
        # another matrix would be as tall as that.
        reading.written[opened.at] = "{" + reading.written[opened.at]
        reading.written.append("}")


def _end_of_name(token: re.Match[str], reading: Reading) -> int:
    return reading.tex.index("}", token.end()) + 1


def _behind_argument(start: int, reading: Reading) -> int:
    number = group_at(reading.tex, start)
    return number[1] if number else start


def _pass_by(end: int, reading: Reading) -> None:
    """Go on with what stands at `end` of the formula."""
    reading.tokens = _TOKEN.finditer(reading.tex, end)


def _line(sign: str, token: re.Match[str], reading: Reading) -> None:
    rows = reading.rows
    if rows is None or rows.table is None or rows.name != "array":
        raise TexError(MathUnreadable.ruleless({"sign": sign}))
    cells = None
    if sign == r"\cline":
        found = re.fullmatch(r"\s*(\d+)\s*-\s*(\d+)\s*", _argument(sign, token, reading))
        if found is None:
            raise TexError(MathUnreadable.ruleless({"sign": sign}))
        cells = range(int(found[1]) - 1, min(int(found[2]), LONGEST))
    rows.table.rows.append((rows.row, cells))


def _big(found: re.Match[str], token: re.Match[str], reading: Reading) -> None:
    delimiter = _delimiter(found[0], token, reading)
    if delimiter == ".":
        return
    mark = FIRST_BIG + len(SIZED) * BIG_FORMS.index(found[2]) + SIZED.index(_character(delimiter))
    reading.written.append(f"{found[1]}{chr(mark)}")


def _character(delimiter: str) -> str:
    angle = {"<": "⟨", ">": "⟩", r"\{": "{", r"\}": "}", r"\|": "‖", r"\vert": "|"}.get(delimiter)
    number = convert_symbol(delimiter) if delimiter.startswith("\\") else None
    return angle or (chr(int(number, 16)) if number else delimiter)


#: The characters of the brackets that may have a size.
SIZED = tuple(sorted({_character(name) for name in DELIMITERS} - {"."}))


def _fence(sign: str, token: re.Match[str], reading: Reading) -> None:
    delimiter = _delimiter(sign, token, reading)
    if sign == r"\left":
        reading.open.append(Open(kind="left", name=sign, at=len(reading.written)))
    elif not reading.open or reading.open[-1].kind != "left":
        raise TexError(MathUnreadable.leftless({"sign": sign}))
    elif sign == r"\right":
        reading.open.pop()
    reading.written += [sign, {"<": r"\langle ", ">": r"\rangle "}.get(delimiter, delimiter)]


def _delimiter(sign: str, token: re.Match[str], reading: Reading) -> str:
    """Pass by the bracket behind a command, and return it."""
    delimiter = _after(token, reading)
    if delimiter not in DELIMITERS:
        raise TexError(MathUnreadable.fence({"sign": sign}))
    for following in reading.tokens:
        if following[0].strip():
            break
    return delimiter


def _argument(sign: str, token: re.Match[str], reading: Reading) -> str:
    """Pass by what stands in the braces behind a command, and return it."""
    found = group_at(reading.tex, token.end())
    if found is None:
        raise TexError(MathUnreadable.wordless({"sign": sign}))
    _pass_by(found[1], reading)
    return found[0]


def _after(token: re.Match[str], reading: Reading) -> str:
    found = re.compile(r"\s*(\\[a-zA-Z]+|\\.|\S)").match(reading.tex, token.end())
    return found[1] if found else ""


def _skip_to_brace(reading: Reading) -> None:
    for following in reading.tokens:
        if following[0] == "{":
            break
