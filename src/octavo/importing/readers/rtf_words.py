"""What the control words of RTF mean for the words and paragraphs behind them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from octavo.importing.readers.rtf_state import State, Tables

#: Groups may stand this deep in each other; those of people stay below
#: 100, and some programs leave theirs open.
DEEPEST = 100_000

#: Groups of lines at the head and foot of pages.
FURNITURE = frozenset(
    ("footer", "footerf", "footerl", "footerr", "header", "headerf", "headerl", "headerr")
)

#: Words that stand for one character.
CHARACTERS = MappingProxyType(
    {
        "bullet": "•", "emdash": "—", "emspace": "\u2003", "endash": "–", "enspace": "\u2002",
        "ldblquote": "“", "lquote": "‘", "ltrmark": "\u200e", "qmspace": "\u2005",
        "rdblquote": "”", "rquote": "’", "rtlmark": "\u200f", "tab": " ", "zwj": "\u200d",
        "zwnj": "\u200c",
    }
)  # fmt: skip

#: Symbols behind a backslash that stand for one; `\-` is a place to hyphenate, and nothing.
SYMBOLS = MappingProxyType(
    {"~": "\u00a0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}", "\t": " "}
)

#: Destinations that hold no text of the document, though no star says so.
SKIPPED = frozenset(
    ("aftncn", "aftnsep", "aftnsepc", "background", "bkmkend", "colortbl", "comment",
     "datafield", "falt", "filetbl", "fontemb", "formfield", "ftncn", "ftnsep", "ftnsepc",
     "htmltag", "keycode", "mmathPr", "nextfile", "nonshppict", "objdata", "panose",
     "pnseclvl", "private", "revtbl", "rxe", "shprslt", "tc", "tcn", "template", "themedata",
     "txe", "xe")
)  # fmt: skip

#: Destinations with a star that are read.
STARRED = frozenset(
    ("annotation", "bkmkstart", "cs", "do", "dptxbxtext", "ds", "fldinst", "footnote",
     "listoverridetable", "listtable", "moMath", "moMathPara", "picprop", "pn", "shpinst",
     "shppict", "shptxt", "ts", "ud")
)  # fmt: skip

#: Destinations within the text, and what their own text is.
INNER = MappingProxyType(
    {
        "fldinst": "instruction", "listtext": "label", "pntext": "label", "pn": "list-mark",
        "bkmkstart": "place", "upr": "twice",
    }
)  # fmt: skip

_MARKS = MappingProxyType(
    {
        "i": "em", "b": "strong", "scaps": "small-caps", "strike": "s", "striked": "s",
        "super": "sup", "sub": "sub",
    }
)  # fmt: skip

#: Ways to hide underlines: all others that begin so draw one.
_NO_LINE = frozenset(("ulnone",))
_LINES = frozenset(
    ("ul", "uld", "uldash", "uldashd", "uldashdd", "uldb", "ulhwave", "ulldash", "ulnone", "ulth",
     "ulthd", "ulthdash", "ulthdashd", "ulthdashdd", "ulthldash", "ululdbwave", "ulw", "ulwave")
)  # fmt: skip

_Change = Callable[[State, int | None], State]


_CHANGES: MappingProxyType[str, _Change] = MappingProxyType(
    {
        "plain": lambda state, _: state.plain(),
        "pard": lambda state, _: state.pard(),
        "qc": lambda state, _: replace(state, centred=True),
        "ql": lambda state, _: replace(state, centred=False),
        "qr": lambda state, _: replace(state, centred=False),
        "qj": lambda state, _: replace(state, centred=False),
        "pagebb": lambda state, number: replace(state, page=number != 0),
        "intbl": lambda state, _: replace(state, in_table=True),
        "itap": lambda state, number: replace(state, in_table=bool(number)),
        "dropcapli": lambda state, number: replace(state, drop_cap=bool(number)),
        "outlinelevel": lambda state, number: replace(
            state, outline=9 if number is None else number
        ),
        "ls": lambda state, number: replace(state, list=number or 0),
        "ilvl": lambda state, number: replace(state, list_level=number or 0),
        "pnlvlblt": lambda state, _: replace(state, old_list="ul"),
        "pnlvlbody": lambda state, _: replace(state, old_list="ol"),
        "li": lambda state, number: replace(state, left=number or 0),
        "lin": lambda state, number: replace(state, left=number or 0),
        "ri": lambda state, number: replace(state, right=number or 0),
        "rin": lambda state, number: replace(state, right=number or 0),
        "f": lambda state, number: replace(state, font=number or 0),
        "fs": lambda state, number: replace(state, size=(number or 24) / 2),
        "uc": lambda state, number: replace(state, skip=max(0, 1 if number is None else number)),
        "v": lambda state, number: replace(state, hidden=number != 0),
        "deleted": lambda state, number: replace(state, deleted=number != 0),
        "nosupersub": lambda state, _: replace(state, marks=state.marks - {"sup", "sub"}),
    }
)


def changed(state: State, word: str, number: int | None) -> State | None:
    """Return the state behind a control word; None for one that changes nothing known here."""
    if word in _MARKS:
        return state.marked(_MARKS[word], on=number != 0)
    if word in _LINES:
        return state.marked("u", on=number != 0 and word not in _NO_LINE)
    change = _CHANGES.get(word)
    return change(state, number) if change else None


def with_character_style(state: State, tables: Tables, number: int) -> State:
    """Return the state with a style of characters; as it is for one that is not known."""
    style = tables.characters.get(number)
    if style is None:
        return state
    return replace(state, marks=state.marks | style.marks, hidden=state.hidden or style.hidden)


def styled(state: State, tables: Tables, number: int) -> State:
    """Return the state with a style of paragraphs, and what it and those below it say."""
    state = replace(state, style=number)
    for style in tables.chain(number):
        state = replace(
            state,
            marks=state.marks | style.marks,
            centred=state.centred or style.centred,
            hidden=state.hidden or style.hidden,
        )
    return state
