r"""Formulas in TeX: `` $`E = mc^2`$ `` in a line, a fence ```` ```math ```` for a display.

Markdown is only asked to keep the TeX; MathML takes its place when the tree has
its final form (`mathml.py`), so that no rule of Markdown reads it as text. A
plain `$` is never math.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote, unquote
from xml.etree import ElementTree

from lxml import etree
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

from octavo.core.model import Finding
from octavo.markdown.source_places import FENCED, without_code
from octavo.markdown.tex import TexError
from octavo.markdown.xhtml_tree import add_class
from octavo.text.direction import LEFT_TO_RIGHT, is_right_to_left

#: The attribute in which Markdown carries a formula, percent-encoded.
TEX = "data-tex"

_INFO = re.compile(r"\s*(?:math\b(?P<behind>.*)|\{\s*\.math(?=[\s}])(?P<inside>.*))", re.S)
_ID = re.compile(r"#([^\s{}.#=\"']+)")
_CLASS = re.compile(r"(?:^|[\s{])\.([^\s{}.#=\"']+)")
_SHOWN = re.compile(r"(?<!\\)\$(?P<code>[ \n]{3,})\$")
_TICKS = re.compile(r"(?P<ticks>`+)(?P<tex>[^`].*)(?P=ticks)", re.S)
_CODE = r"(?<![\\`])(?P<ticks>`+)(?!`)(?P<tex>.+?)(?<!`)(?P=ticks)(?!`)"
_KEPT = ("class", "id", "lang", "title")


class Mathematics(Extension):
    """Registers both ways of writing a formula."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Add fences before fenced code (25), and code between dollars before code (190)."""
        md.preprocessors.register(_Displays(md), "octavo-math", 27)
        md.inlinePatterns.register(_Inline(_CODE, md), "octavo-math", 191)


class _Displays(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return FENCED.sub(self._keep, "\n".join(lines)).split("\n")

    def _keep(self, found: re.Match[str]) -> str:
        info = _INFO.match(found["info"])
        if info is None:
            return found[0]
        marks = info["behind"] or info["inside"] or ""
        attributes = {TEX: quote(_inside(found), safe="")}
        if name := _ID.search(marks):
            attributes["id"] = name[1]
        if classes := _CLASS.findall(marks):
            attributes["class"] = " ".join(classes)
        element = ElementTree.Element("div", attributes)
        xhtml = ElementTree.tostring(element, encoding="unicode", short_empty_elements=False)
        return f"\n{self.md.htmlStash.store(xhtml)}\n"


class _Inline(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802
        """Make a formula where dollars stand close around code; pass other code by."""
        start, end = m.start(0) - 1, m.end(0)
        dollars = start >= 0 and data[start] == "$" and data[end : end + 1] == "$"
        if not dollars or data[:start].endswith("\\"):
            return None, m.start(0), end
        tex = m["tex"].strip()
        element = ElementTree.Element("span", {TEX: quote(tex, safe="")})
        element.text = AtomicString(tex)  # for what asks whether a title has words
        return element, start, end + 1


def math_findings(text: str, first: int, file: str) -> Iterator[Finding]:
    """Errors for formulas that cannot be read; `first` is the line on which `text` begins."""
    for line, tex, display in _formulas(text, first):
        try:
            _mathml(tex, display=display)
        except TexError as error:
            yield _unreadable(error, file, line)


def set_math(
    root: etree._Element, text: str, first: int, file: str, language: str
) -> tuple[Finding, ...]:
    """Put MathML where Markdown kept TeX, its source line in `data-line`.

    Errors are those of `math_findings`, for formulas that only the tree knows.
    """
    lines: dict[str, deque[int]] = defaultdict(deque)
    for line, tex, _ in _formulas(text, first):
        lines[tex].append(line)
    findings = []
    for holder in list(root.iterfind(f".//*[@{TEX}]")):
        tex = unquote(str(holder.attrib.pop(TEX)))
        known = lines[tex]
        line = known[0] if len(known) == 1 else known.popleft() if known else first
        try:
            math = _mathml(tex, display=holder.tag == "div")
        except TexError as error:
            findings.append(_unreadable(error, file, line))
            continue
        math.set("data-line", str(line))
        if is_right_to_left(language):
            math.set("dir", LEFT_TO_RIGHT)
        _put(holder, math)
    return tuple(findings)


def _put(holder: etree._Element, math: etree._Element) -> None:
    """Put a display into its `div`, a formula of a line in the place of its `span`."""
    if holder.tag == "div":
        add_class(holder, "math")
        holder.append(math)
        return
    for name in _KEPT:
        if name in holder.attrib:
            math.set(name, str(holder.get(name)))
    math.tail = holder.tail
    parent = holder.getparent()
    if parent is not None:
        parent.replace(holder, math)


def _formulas(text: str, first: int) -> Iterator[tuple[int, str, bool]]:
    """Each formula of the source with its line, in order; displays before the others."""
    for fence in FENCED.finditer(text):
        if _INFO.match(fence["info"]):
            yield first + text.count("\n", 0, fence.start()), _inside(fence), True
    for shown in _SHOWN.finditer(without_code(text)):
        code = _TICKS.fullmatch(text[shown.start("code") : shown.end("code")])
        # Two pieces of code side by side are no formula.
        if code and not re.search(rf"(?<!`){code['ticks']}(?!`)", code["tex"]):
            yield first + text.count("\n", 0, shown.start()), code["tex"].strip(), False


def _inside(fence: re.Match[str]) -> str:
    return fence[0].partition("\n")[2].rpartition("\n")[0].strip()


def _unreadable(error: TexError, file: str, line: int) -> Finding:
    return replace(error.finding, file=file, line=line)


def _mathml(tex: str, *, display: bool) -> etree._Element:
    # The converter is a fifth of the parser's loading; few books have a formula.
    from octavo.markdown.mathml import to_mathml

    return to_mathml(tex, display=display)
