"""Code: its parts told apart by Pygments, and a warning where it knows no such language.

Classes say what a part is; the styles say it by weight and slant, never by a
colour, which paper has not and a reader's night theme would fight.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from lxml import etree
from pygments.lexers import get_all_lexers, get_lexer_by_name
from pygments.token import Comment, Generic, Keyword, Operator
from pygments.util import ClassNotFound

from octavo.markdown.mended_tree import add_text

_PREFIX = "language-"
#: Parts that look different; of several that a token is, the first holds.
_CLASSES = (
    (Comment.Preproc, ""),
    (Comment, "code-comment"),
    (Keyword.Constant, ""),
    (Keyword.Type, ""),
    (Keyword, "code-keyword"),
    (Operator.Word, "code-keyword"),
    (Generic.Heading, "code-keyword"),
    (Generic.Subheading, "code-keyword"),
    (Generic.Strong, "code-keyword"),
    (Generic.Emph, "code-comment"),
)
#: Names that people and other tools write and Pygments does not know, by the one that it does.
_OTHER_NAMES = {
    "assembly": "nasm", "cmd": "batch", "ejs": "html", "gradle": "groovy", "h": "c", "hbs": "html",
    "hpp": "cpp", "ino": "arduino", "ipython": "python", "ipython3": "python", "jinja2": "jinja",
    "jsonc": "json5", "kt": "kotlin", "kts": "kotlin", "mdx": "markdown", "node": "javascript",
    "patch": "diff", "plsql": "sql", "sh-session": "console", "shellscript": "bash",
    "shellsession": "console", "sqlite": "sql", "svelte": "html", "svg": "xml",
    "terminal": "console", "vb": "vb.net", "vba": "vb.net", "wasm": "wat",
}  # fmt: skip
#: Languages that are none: words for "leave it as it is", and files of no language.
_PLAIN = frozenset(
    "none plain plaintext text txt nohighlight no-highlight raw code output out stdout stderr log"
    " error csv tsv conf config env dotenv gitignore ignore".split()
) | {""}
#: Languages of which other programs draw a picture.
DRAWN = frozenset(
    "mermaid plantuml puml flow flowchart sequence echarts markmap vega vega-lite wavedrom d2 ditaa"
    " blockdiag nomnoml tikz smiles".split()
)

#: A line with more characters may be wider than the page: 320 px, the narrowest phone, holds
#: about 40 at the size of code. It turns over with a hanging indent.
LONG = 32
# Spaces that are one step of such a line's own indent, and the deepest that the stylesheet has.
_STEP, _DEEPEST = 2, 10


def is_known(name: str) -> bool:
    """Tell whether the code of a language can be told apart, or is to be left as it is."""
    return name.lower() in _PLAIN or _knows(name)


def is_drawn(name: str) -> bool:
    """Tell whether another program would draw a picture of such code."""
    return name.lower() in DRAWN


def known_names() -> Iterator[str]:
    """Yield the names of all languages that can be told apart."""
    return (alias for lexer in get_all_lexers(plugins=False) for alias in lexer[1])


def shape_code(root: etree._Element) -> None:
    """Tells the parts of every code block apart, and its long lines."""
    for code in list(root.iterfind(".//pre/code")):
        if len(code) == 0 and code.getparent() is not None:
            _shape(code)


def _shape(code: etree._Element) -> None:
    # The last line's end would be an empty line on paper.
    text = (code.text or "").rstrip("\n")
    names = code.get("class", "").split()
    language = next((n.removeprefix(_PREFIX) for n in names if n.startswith(_PREFIX)), "")
    parts = _parts(text, language.lower())
    if "".join(words for _, words in parts) != text:
        parts = [("", text)]  # nothing of an author's code may be lost
    code.text = None
    waiting: list[str] = []
    for number, line in enumerate(_lines(parts)):
        if number:
            waiting.append("\n")
        turn = _turn("".join(words for _, words in line))
        if turn:
            _say(code, waiting)
            holder = etree.SubElement(code, "span", {"class": turn})
            _set(holder, line, waiting)
            _say(holder, waiting)
        else:
            _set(code, line, waiting)
    _say(code, waiting)


def _set(holder: etree._Element, line: list[tuple[str, str]], waiting: list[str]) -> None:
    """Add the parts of a line; words of no class wait, so that many are added at once."""
    for name, part in line:
        if name:
            _say(holder, waiting)
            etree.SubElement(holder, "span", {"class": name}).text = part
        else:
            waiting.append(part)


def _say(element: etree._Element, waiting: list[str]) -> None:
    if waiting:
        add_text(element, "".join(waiting))
        waiting.clear()


def _turn(line: str) -> str:
    """Return the class of a line that may turn over: it says how deep the line is set in."""
    if len(line) <= LONG:
        return ""
    depth = min((len(line) - len(line.lstrip())) // _STEP, _DEEPEST)
    return f"turn i{depth}" if depth else "turn"


def _parts(text: str, language: str) -> list[tuple[str, str]]:
    """Return the text as class and words, neighbours of one class joined."""
    if language in _PLAIN or not _knows(language):
        return [("", text)]
    name = _OTHER_NAMES.get(language, language)
    lexer = get_lexer_by_name(name, stripnl=False, ensurenl=False)
    named = groupby(lexer.get_tokens(text), lambda pair: _class(pair[0]))
    return [(name, "".join(words for _, words in pairs)) for name, pairs in named]


def _class(token: Any) -> str:
    return next((name for kind, name in _CLASSES if token in kind), "")


def _lines(parts: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    line: list[tuple[str, str]] = []
    for name, text in parts:
        first, *others = text.split("\n")
        line.append((name if first.strip() else "", first))
        for words in others:
            yield line
            line = [(name if words.strip() else "", words)]
    yield line


def _knows(language: str) -> bool:
    try:
        get_lexer_by_name(_OTHER_NAMES.get(language.lower(), language))
    except ClassNotFound:
        return False
    return True
