r"""Marks that CommonMark does not have: spans, notes, formulas, tags of other tools.

[words]{lang=fr}        a span with attributes
$`E = mc^2`$  $E = mc^2$  $$…$$  \\(…\\)     a formula
{{…}}  {% … %}  {{< … >}}                    a tag that Octavo cannot follow: it stays as typed
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from octavo.markdown.attribute_lists import WRAPPED, read_attributes
from octavo.markdown.block_attributes import ATTRIBUTES
from octavo.markdown.positions import AT, text_of_line
from octavo.markdown.reading import last_end

_BlockRule = Callable[[StateBlock, int, int, bool], bool]

_TICKED = re.compile(r"\$(?P<ticks>`+)(?P<tex>[^`].*?)(?<!`)(?P=ticks)\$", re.S)
#: As pandoc reads dollars: no space inside the opening and closing one, no digit behind the last
#: (pandoc manual, "Extension: tex_math_dollars"), and none that is written with a backslash.
#: Within `\text{…}` dollars begin and end a formula of its own.
_DOLLAR = re.compile(
    r"\$(?P<tex>(?![\s$])(?>\\(?:text[a-z]*|mbox)\{[^{}]*\}|\\.|[^$\\])*?)(?<![\s\\])\$(?!\d)",
    re.S,
)
#: Spaces inside, as MyST allows them ("Dollar math"): only around what has a sign of TeX.
_SPACED = re.compile(r"\$ +(?P<tex>[^$\n`]{0,200}?[\\^_][^$\n`]{0,200}?) +\$(?!\d)")
#: A space before the last dollar alone, behind what begins as nothing but TeX does.
_LOOSE_END = re.compile(r"\$(?P<tex>(?:\\[A-Za-z]|[A-Za-z][_^])[^$\n`]{0,200}?) +\$(?![\dA-Za-z])")
_DOUBLE = re.compile(r"\$\$(?P<tex>(?:\\.|[^$\\]|\$(?!\$))+?)\$\$", re.S)
#: A display of nothing, with which authors make room.
_NOTHING = re.compile(r"\$\$[ \t]+\$\$")
_ROUND = re.compile(r"\\\\\((?P<tex>.+?)\\\\\)", re.S)
_SQUARE = re.compile(r"\\\\\[(?P<tex>.+?)\\\\\]", re.S)
#: Two backslashes of four, and before a sign; one before what Markdown would take for a mark.
_ESCAPED = re.compile(r"\\(?:(\\\\)\\|(\\[{}_,;!|#%])|([_*]))|\\.", re.S)
_TAG = re.compile(
    r"\{\{<.*?>\}\}|\{\{%.*?%\}\}|\{\{.*?\}\}|\{%.*?%\}|\{[a-z]+(?::[a-z]+)*\}(?=`[^`\n]+`)"
)
_TAG_ENDS = ("}}", "%}", "}`")
_ENVIRONMENT = re.compile(r"\\begin\{(\w+\*?)\}")
_BLANK = re.compile(r"\n[ \t]*\n")
#: How a display with an environment in it begins and ends.
_ENDS = {
    "$$": re.compile(r"\$\$[ \t]*(?:\{([^{}]*)\}|\((?P<label>[\w:.-]+)\))?[ \t]*\Z"),
    "\\\\[": re.compile(r"\\\\\]()(?P<label>)[ \t]*\Z"),
}
#: Lines of a formula that would be something else: the line below a heading, an item, a heading.
_ELSE = re.compile(r"(?:=+|-+)[ \t]*\Z|(?:[-+*>]|#{1,6}|\d{1,9}[.)])(?=[ \t]|\Z)")
#: What can be ended by a display without a blank line before it.
_INTERRUPTS: RuleOptionsType = {
    "alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]
}


def add_mark_rules(md: MarkdownIt) -> None:
    """Put the rules of this module into a parser."""
    ruler = md.inline.ruler
    ruler.before("escape", "octavo_math", _math)
    ruler.before("escape", "octavo_brackets", _brackets)
    ruler.before("escape", "octavo_tag", _tag)
    ruler.after("link", "octavo_span", _span)


def has_formula(text: str) -> bool:
    """Return whether what stands between two dollars of a text would be read as a formula."""
    kinds = (_TICKED, _DOUBLE, _DOLLAR, _SPACED, _LOOSE_END)
    return any(not _BLANK.search(found["tex"]) for kind in kinds for found in kind.finditer(text))


def _math(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "$":
        return False
    if found := _NOTHING.match(state.src, state.pos, state.posMax):
        state.pos = found.end()
        return True
    patterns = (_TICKED, False), (_DOUBLE, True), (_DOLLAR, False), (_SPACED, False)
    for pattern, display in (*patterns, (_LOOSE_END, False)):
        found = pattern.match(state.src, state.pos, state.posMax)
        if found and found["tex"].strip() and not _BLANK.search(found["tex"]):
            return _push_math(state, found, silent, display=display)
    return False


def _brackets(state: StateInline, silent: bool) -> bool:
    """Formulas as mdBook writes them, where one backslash escapes the other."""
    if not state.src.startswith("\\\\", state.pos):
        return False
    for pattern, display in ((_ROUND, False), (_SQUARE, True)):
        if found := pattern.match(state.src, state.pos, state.posMax):
            return _push_math(state, found, silent, display=display)
    return False


def _meant(tex: str) -> str:
    """Return TeX in such brackets without the backslashes that mdBook takes out of it."""
    return _ESCAPED.sub(lambda found: found[1] or found[2] or found[3] or found[0], tex)


def _push_math(state: StateInline, found: re.Match[str], silent: bool, *, display: bool) -> bool:
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = (_meant(found["tex"]) if found[0][0] == "\\" else found["tex"]).strip()
        token.markup, token.meta["display"] = found[0], display
    state.pos = found.end()
    return True


def _tag(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{":
        return False
    # Where none ends the pattern would look to the end of the line from each of thousands.
    if all(state.src.find(end, state.pos, state.posMax) < 0 for end in _TAG_ENDS):
        return False
    found = _TAG.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("foreign_tag", "", 0)
        token.content = found[0]
    state.pos = found.end()
    return True


def _span(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos, False)
    braces = WRAPPED.match(state.src, end + 1, state.posMax) if end >= 0 else None
    attributes = read_attributes(braces[1]) if braces else None
    if braces is None or attributes is None:
        return False
    if not silent:
        start, most = state.pos, state.posMax
        state.pos, state.posMax = start + 1, end
        token = state.push("span_open", "span", 1)
        token.attrs, token.meta[AT] = dict(attributes), end + 1
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = most
    state.pos = braces.end()
    return True


def add_display_rules(md: MarkdownIt) -> None:
    r"""Put in what reads `$$ \begin{align} … \end{align} $$` over several lines.

    The rule for environments that stand alone would take these out of their dollars, and leave the
    dollars as text. Displays without an environment are marks within a paragraph.
    """
    md.block.ruler.before("amsmath", "octavo_display", _display, _INTERRUPTS)
    place = md.block.ruler.get_active_rules().index("amsmath")
    md.block.ruler.at("amsmath", _ended(md.block.ruler.getRules("")[place]), _INTERRUPTS)


def _ended(rule: _BlockRule) -> _BlockRule:
    """Return the rule for environments, asked for those alone that end somewhere below."""

    def ended(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        found = _ENVIRONMENT.match(text_of_line(state, start))
        if found is None or last_end(state, f"\\end{{{found[1]}}}") < state.bMarks[start]:
            return False
        return rule(state, start, end, silent)

    return ended


def _display(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    found = _find_display(state, start, end)
    if found is None:
        return False
    tex, line, braces = found
    state.line = line + 1
    if not silent:
        token = state.push("amsmath", "math", 0)
        token.block, token.content, token.map = True, tex, [start, state.line]
        token.meta = {ATTRIBUTES: read_attributes(braces) or {}}
    return True


def _find_display(state: StateBlock, start: int, end: int) -> tuple[str, int, str] | None:
    """Return the TeX of a display that begins here, its last line, and its attributes."""
    first = text_of_line(state, start)
    mark = next((mark for mark in _ENDS if first.startswith(mark)), "")
    if not mark or state.is_code_block(start):
        return None
    lines = list[str]()
    for number in range(start, end):
        line = first[len(mark) :] if number == start else text_of_line(state, number)
        outside = number > start and state.sCount[number] < state.blkIndent
        if outside or (number > start and not line.strip()):
            return None
        closing = _ENDS[mark].search(line)
        lines.append(line[: closing.start()] if closing else line)
        if mark in lines[-1]:
            return None  # another begins, or stands in it: none looks past the next
        if closing:
            tex = "\n".join(lines).strip()
            held = "\\begin{" in tex or any(_ELSE.match(each) for each in lines[1:])
            label = closing["label"] or ""
            if not tex or mark in tex or not (held or label):
                return None
            return tex, number, f"#{label}" if label else closing[1] or ""
    return None
