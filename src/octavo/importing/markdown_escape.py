"""Plain text ↔ Markdown that renders exactly its words.

Only what Markdown (Python-Markdown with the extensions of `markdown/`) would read
as a mark is escaped, so that chapters stay readable. Straight quotes, `--` and
`...` within a line are left to the book's typography, as in any chapter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.importing.article import Block, Kind
from octavo.markdown.mark_rules import has_formula

# Marks wherever they stand. An underscore behind a letter opens nothing.
_ANYWHERE = re.compile(r"[\\`*{}\[\]|]|(?<![^\W_])_")
_ENTITY = re.compile(r"&(?=#?\w+;)")
#: An address that the book makes a link of; see `markdown/bare_links.py`.
_ADDRESS = re.compile(
    r"(?<![^\s(])(?:https?://|www\.)(?:[^\s<>\[\]\\|`{}$~^=%&]|[=%](?![=%])|&(?!#?\w+;)){1,2000}(?<![\W_])"
)
# Marks at the start of a line: headings, quotations, lists, rules, underlines.
_AT_START = re.compile(r"#{1,6}|>|[-+](?=\s|$)|[-+=~:]+(?=\s*$)|:|~{3,}")
_NUMBERED = re.compile(
    r"([0-9]+(?=[.)])|[a-z](?=[.)])|[ivxlcdm]{2,7}(?=[.)])|[A-Z](?=\))|[IVXLCDM]{2,7}(?=\)))([.)])"
    r"(?=\s|$)"
)
_BRACKETED = re.compile(r"\((?=(?:[0-9]+|[A-Za-z]|[ivxlcdm]{2,7}|[IVXLCDM]{2,7})\)(?:\s|$))")
_CLOSING_SIGNS = re.compile(r"#+$")

# ASCII marks that a backslash does not escape in Markdown are written as entities.
_BACKSLASHED = frozenset("\\`*_{}[]()>#+-.!|$")
_WRITTEN = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|$])|&(amp|lt|#[0-9]+);")
# Marks only in pairs: lowered, raised and marked words, and a comment, which nobody would see.
_PAIRED = re.compile(r"[~^]|==|%%")

# What any of these begins with, and `<`.
_ANY_SIGN = re.compile(r"[\\`*{}\[\]|_&<~^=%]")

#: What reads as a formula, and what makes it one rather than two prices, two names of a shell or a
#: word between signs: a command, a raised or lowered sign, or nothing but short names and signs.
_DOLLARS = re.compile(
    r"(?<![\\\w$])(\${1,2})(?=[^\s$])(?P<tex>(?:[^$\\\n]|\\.){1,500}?)(?<![\s\\])\1(?![\w$])"
)
_IS_TEX = re.compile(
    r"(?s:.*)(?:\\[A-Za-z]{2}|(?<![A-Za-z])[\w)}\]][_^][\w{(\\+-])(?s:.*)"
    r"|(?:[A-Za-z]{1,2}(?![A-Za-z])|[^A-Za-z])+"
)

#: So many dollars are not looked through twice: the time grows with their square.
_MANY = 200

# White space that means something on its own: no-break space, narrow no-break space.
_SOLE_SPACES = frozenset("\u00a0\u202f")

#: Lines that are signs alone: those of headings, of letters and of scenes' ends.
_STRUCTURE = re.compile(r"(?:#{1,6} |::: [a-z]+$|:::$|\* \* \*$)")


def plain_words(text: str) -> str:
    """Return the text on one line, runs of white space as one space.

    A no-break space on its own stays; runs of space and no-break space come
    from word processors and mean one space.
    """
    if _SOLE_SPACES.isdisjoint(text):
        return " ".join(text.split())
    return re.sub(r"\s+", _one_space, text.strip())


def _one_space(found: re.Match[str]) -> str:
    return found[0] if found[0] in _SOLE_SPACES else " "


def escape_line(text: str) -> str:
    """Write a line of plain text as Markdown that is a paragraph with these words."""
    return escape_start(escape_run(plain_words(text)))


def escape_run(text: str) -> str:
    """Write plain text within a line as Markdown that says its words, without a mark."""
    dollars = text.count("$")
    if dollars > _MANY or (dollars > 1 and has_formula(text)):
        return "".join(_with_formulas(text))
    return _escaped(text)


def _with_formulas(text: str) -> Iterator[str]:
    """Yield text whose formulas stay as they are; no other dollar begins one."""
    end = 0
    for found in _DOLLARS.finditer(text):
        if _is_formula(found):
            yield from (_escaped(text[end : found.start()]).replace("$", "\\$"), found[0])
            end = found.end()
    yield _escaped(text[end:]).replace("$", "\\$")


def _is_formula(found: re.Match[str]) -> bool:
    return _IS_TEX.fullmatch(found["tex"]) is not None


def _escaped(text: str) -> str:
    """Return text without a mark; an address is read as it stands, its underscores are no marks."""
    made, end = "", 0
    for found in _ADDRESS.finditer(text) if "_" in text or "*" in text else ():
        made += _escaped_words(text[end : found.start()]) + found[0]
        end = found.end()
    return made + _escaped_words(text[end:])


def _escaped_words(text: str) -> str:
    if not _ANY_SIGN.search(text):
        return text
    made = _ENTITY.sub("&amp;", _ANYWHERE.sub(_mark, text)).replace("<", "&lt;")
    doubled = {sign for sign in ("~", "^", "==", "%%") if text.count(sign) > 1}
    return (
        _PAIRED.sub(lambda at: _marks(at) if at[0] in doubled else at[0], made) if doubled else made
    )


def escape_start(line: str) -> str:
    """Return a line of inline Markdown that is a paragraph, whatever it begins with."""
    line = _AT_START.sub(_marks, line, count=1) if _AT_START.match(line) else line
    if _BRACKETED.match(line):
        return f"\\{line}"
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line


def escape_heading(text: str) -> str:
    """Write a line of plain text as the text of a Markdown heading."""
    return _CLOSING_SIGNS.sub(_marks, escape_run(plain_words(text)))


def escape_verse(text: str) -> str:
    """Write lines of plain text as one Markdown paragraph that keeps its line breaks."""
    return "  \n".join(escape_line(line) for line in text.split("\n"))


def words_of_markdown(text: str) -> list[str]:
    """Return the words of Markdown, its escapes read back, the signs of headings left out."""
    words: list[str] = []
    for line in text.split("\n"):
        structure = _STRUCTURE.match(line)
        words += _read_back(line[structure.end() :] if structure else line).split()
    return words


def _read_back(line: str) -> str:
    """Return a line of Markdown with its escapes read; what is a formula has none."""
    made, end = [], 0
    for found in _DOLLARS.finditer(line) if "$" in line else ():
        if _is_formula(found):
            made += [_WRITTEN.sub(_read, line[end : found.start()]), found[0]]
            end = found.end()
    return "".join([*made, _WRITTEN.sub(_read, line[end:])])


def words_of(block: Block) -> list[str]:
    """Return the words that `words_of_markdown` finds in the chapter for this block."""
    if not block.markdown and block.kind is not Kind.MARKUP:
        return block.text.split()
    is_heading = block.kind in (Kind.HEADING, Kind.TITLE)
    return words_of_markdown(heading_markdown(block.text) if is_heading else block.text)


_BOLD_RUN = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1)[^\\\n]|\\.)+)(?<=\S)\1")


def bold_run(text: str) -> str:
    """Return the Markdown within a paragraph that is one bold run alone; else nothing."""
    found = _BOLD_RUN.fullmatch(text.strip())
    return found[2] if found else ""


def heading_markdown(text: str) -> str:
    """Return the Markdown of a heading on one line; all in bold says no more than a heading."""
    return plain_words(bold_run(text) or text)


# What inline Markdown sets apart: each match is one thing that must not be cut.
_INLINE = re.compile(
    r"""(?=[`!\[<*_~])  # what each begins with: nearly no character does
    (?: (?P<code>(?<![\\`])(`+)(?!`).*?(?<!`)\2(?!`)(?:\{[^}\n]*\})?)
      | !?\[(?P<label>(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*)\]
        (?:\((?:\\.|[^()\\]|\([^()]*\))*\)|\[[^\]\n]*\]|\{[^}\n]*\})?
      | (?P<tag><[^<>]+>)
      | (?<!\\)(?P<mark>\*+|(?<![^\W_])_+|_+(?![^\W_])|~~)
    )""",
    re.VERBOSE | re.DOTALL,
)


def may_cut(text: str, start: int, end: int) -> bool:
    """Return whether inline Markdown can be cut at both places without tearing a mark."""
    return not any(first < at < last for at in (start, end) for first, last in _spans(text))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield stretches of inline Markdown that are one thing: links, code, emphasis, elements."""
    opened: dict[str, int] = {}
    for found in _INLINE.finditer(text):
        if found["tag"]:
            name = re.sub(r"\W.*", "", found["tag"].lstrip("</"), flags=re.DOTALL)
            sign = f"<{name}"
            if found["tag"].startswith("</") and sign in opened:
                yield opened.pop(sign), found.end()
            elif not found["tag"].startswith("</") and not found["tag"].endswith("/>"):
                opened[sign] = found.start()
        elif not found["mark"]:
            yield found.span()
        elif found["mark"] in opened:
            yield opened.pop(found["mark"]), found.end()
        else:
            opened[found["mark"]] = found.start()
    # A mark without a partner may be a sign; nobody cuts behind it.
    for first in opened.values():
        yield first, len(text) + 1


def plain_of(markdown: str) -> str:
    """Return inline Markdown as plain text: its words, without marks, addresses and notes."""
    if not _ANY_SIGN.search(markdown):
        return " ".join(markdown.split())
    text = re.sub(r"\[\^[^\]]+\]|<[^<>]+>", "", markdown)
    for _ in range(5):  # a label may hold marks, and these others
        text, number = _INLINE.subn(_bare, text)
        if not number:
            break
    return " ".join(_WRITTEN.sub(_read, text).split())


def text_of(block: Block) -> str:
    """Return the words of a block, without marks; line by line if it is plain text."""
    return plain_of(block.text) if block.markdown else block.text


def _bare(found: re.Match[str]) -> str:
    if found["code"]:
        return escape_run(found["code"].split("{")[0].strip("`").strip())
    return found["label"] or ""


def _mark(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _marks(found: re.Match[str]) -> str:
    return "".join(f"\\{char}" if char in _BACKSLASHED else f"&#{ord(char)};" for char in found[0])


def _read(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    entity = found[2]
    return {"amp": "&", "lt": "<"}.get(entity) or chr(int(entity[1:]))
