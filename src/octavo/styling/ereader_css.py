"""The shared rules as e-readers know them: aliases added, what they lack left out and named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from octavo.core.model import Finding
from octavo.findings.catalogue.styles import CssFixedColour, CssFixedSize, CssLeftOut, CssSimplified
from octavo.findings.entry import Form, Value
from octavo.styling.ereader_colours import is_legible, luminances
from octavo.styling.ereader_values import (
    NotForReadersError,
    Rewriting,
    has_absolute,
    in_ems,
    rewrite,
)
from octavo.styling.flatten_css import Declaration, Rule

#: Properties of paged media (CSS Page, GCPM, Fragmentation 4) and of WeasyPrint.
_OF_PAPER = frozenset(
    "bleed bookmark-label bookmark-level bookmark-state footnote-display footnote-policy"
    " margin-break marks page size string-set".split()
)
_OF_PAPER_CONTENT = re.compile(r"\b(?:content|element|leader|string|target-[a-z]+)\(", re.I)
#: Properties that EPUB 3.3 forbids (6.3.1.1; EPUBCheck's CSS-001).
_FORBIDDEN = frozenset({"direction", "unicode-bidi"})
#: Values that tie a block to the page or the window, or lay blocks out side by side.
_UNKNOWN_VALUES = {
    "float": re.compile("footnote|top|bottom|inside|outside", re.I),
    "position": re.compile(r"fixed|sticky|running\(", re.I),
    "display": re.compile("(?:inline-)?(?:flex|grid)", re.I),
}
#: Selectors at which Adobe's RMSDK drops a rule, or that only a printed page has.
_UNKNOWN_SELECTOR = re.compile(
    r"::footnote-(?:call|marker)|:(?:has|is|where)\(|:nth\([^)]*\bof\b|&", re.I
)
_UNKNOWN_AT_RULES = re.compile(r"@(?:container|layer|property|scope|starting-style)\b", re.I)
_PRINT = re.compile(r"@media\s+(?:only\s+)?print\b", re.I)

#: What older readers call a property. `-epub-` names are those of EPUB 3.3, 6.3.2 (the
#: prefixed CSS properties); `-webkit-` ones of Apple Books, Readium and Kobo's WebKit;
#: `adobe-hyphenate` and `-webkit-` of Adobe's RMSDK (readers of 2012 to 2026).
_ALIASES = {
    "box-decoration-break": ("-webkit-box-decoration-break",),
    "break-after": ("page-break-after",),
    "break-before": ("page-break-before",),
    "break-inside": ("page-break-inside",),
    "column-count": ("-webkit-column-count",),
    "column-gap": ("-webkit-column-gap",),
    "font-feature-settings": ("-webkit-font-feature-settings",),
    "hyphens": ("-webkit-hyphens", "-epub-hyphens", "adobe-hyphenate"),
    "line-break": ("-webkit-line-break", "-epub-line-break"),
    "overflow-wrap": ("word-wrap",),
    "ruby-position": ("-webkit-ruby-position", "-epub-ruby-position"),
    "text-align-last": ("-epub-text-align-last",),
    "text-combine-upright": ("-webkit-text-combine", "-epub-text-combine"),
    "text-decoration-color": ("-webkit-text-decoration-color",),
    "text-decoration-line": ("-webkit-text-decoration-line",),
    "text-decoration-style": ("-webkit-text-decoration-style",),
    "text-emphasis": ("-webkit-text-emphasis", "-epub-text-emphasis"),
    "text-emphasis-color": ("-webkit-text-emphasis-color", "-epub-text-emphasis-color"),
    "text-emphasis-position": ("-webkit-text-emphasis-position",),
    "text-emphasis-style": ("-webkit-text-emphasis-style", "-epub-text-emphasis-style"),
    "text-orientation": ("-webkit-text-orientation", "-epub-text-orientation"),
    "text-underline-position": ("-webkit-text-underline-position",),
    "word-break": ("-epub-word-break",),
    "writing-mode": ("-webkit-writing-mode", "-epub-writing-mode"),
}
#: Values that the old name says otherwise.
_OLD_VALUES = {
    "adobe-hyphenate": {"manual": "explicit"},
    "page-break-after": {"page": "always"},
    "page-break-before": {"page": "always"},
    "-webkit-text-combine": {"all": "horizontal"},
    "-epub-text-combine": {"all": "horizontal"},
    "-epub-text-orientation": {"mixed": "vertical-right"},
}
_SIDES = frozenset({"left", "right", "recto", "verso"})
_GROUND = frozenset({"background", "background-color"})
_LINES = re.compile(r"(?:border|outline|column-rule|text-decoration)\b(?!-(?:radius|spacing))")
_SIZES = frozenset({"font", "font-size"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """The rules that readers get, and what was said about the others."""

    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...]


@dataclass(slots=True, kw_only=True)
class _Work:
    findings: list[Finding] = field(default_factory=list)

    def left_out(self, what: str, at: Rule | Declaration) -> None:
        self.say(CssLeftOut.found, {"what": what}, at)

    def say(self, form: Form, values: Mapping[str, Value], at: Rule | Declaration) -> None:
        self.findings.append(form(values, file=at.file or None, line=at.line))


def carry_over(rules: Iterable[Rule]) -> Carried:
    """Return rules for e-readers; a finding names the file and line of each not to be kept.

    Rules for `@page` and `@media print` are dropped without a word: they are
    for paper, and say so.
    """
    work = _Work()
    kept = tuple(filter(None, (_rule(rule, work) for rule in rules)))
    return Carried(rules=kept, findings=tuple(dict.fromkeys(work.findings)))


def _rule(rule: Rule, work: _Work) -> Rule | None:
    head = rule.head.lower()
    if head.startswith("@page") or _PRINT.match(head):
        return None
    if _UNKNOWN_AT_RULES.match(head):
        work.say(CssLeftOut.rule, {"name": head.split()[0]}, rule)
        return None
    selector = None if head.startswith("@") else _UNKNOWN_SELECTOR.search(head)
    if selector:
        work.left_out(f'the selector "{rule.head}"', rule)
        return None
    if rule.content is None:
        return rule
    content = tuple(_content(rule, work))
    return replace(rule, content=content) if content else None


def _content(rule: Rule, work: _Work) -> Iterator[Declaration | Rule]:
    items = rule.content or ()
    declarations = [item for item in items if isinstance(item, Declaration)]
    kept = [made for item in declarations if (made := _declaration(item, work))]
    kept = list(_legible(kept, work))
    inside_at_rule = rule.head.startswith("@")
    for item in items:
        if isinstance(item, Rule):
            if not inside_at_rule:
                work.say(CssLeftOut.inside, {}, item)
            elif inner := _rule(item, work):
                yield inner
    for item in kept:
        yield from _with_aliases(item)


def _declaration(item: Declaration, work: _Work) -> Declaration | None:
    name = item.name.lower()
    unknown = _UNKNOWN_VALUES.get(name)
    if name in _OF_PAPER:
        work.left_out(f'"{name}"', item)
        return None
    if name in _FORBIDDEN:
        work.say(CssLeftOut.forbidden, {"name": name}, item)
        return None
    if (unknown and unknown.match(item.value)) or (
        name == "content" and _OF_PAPER_CONTENT.search(item.value)
    ):
        work.left_out(f'"{name}: {item.value}"', item)
        return None
    rewriting = Rewriting(name=name)
    try:
        value = rewrite(item.value, rewriting)
    except NotForReadersError as error:
        work.say(CssLeftOut.value, {"value": str(error), "name": name}, item)
        return None
    if rewriting.simplified:
        values = {"what": rewriting.simplified[0], "name": name, "value": value}
        work.say(CssSimplified.found, values, item)
    return _free_size(replace(item, name=name, value=value), work)


def _free_size(item: Declaration, work: _Work) -> Declaration | None:
    """Type in points or pixels would not follow the size that a reader chooses."""
    if item.name == "line-height" and has_absolute(item.value):
        work.say(CssFixedSize.leading, {"value": item.value}, item)
        return None
    if item.name not in _SIZES or not has_absolute(item.value):
        return item
    value = in_ems(item.value)
    values = {"name": item.name, "value": item.value, "other": value}
    work.say(CssFixedSize.found, values, item)
    return replace(item, value=value)


def _legible(items: list[Declaration], work: _Work) -> Iterator[Declaration]:
    """Colours that can be read by day and by night.

    A fixed colour of type needs a fixed ground in the same rule, and the other
    way round, or must stand out from white and from black. Lines that would
    vanish take the colour of the type.
    """
    inks = any(item.name == "color" and luminances(item.value) for item in items)
    grounds = any(item.name in _GROUND and luminances(item.value) for item in items)
    for item in items:
        light = luminances(item.value) if _is_coloured(item.name) else []
        if not light or (inks and grounds):
            yield item
        elif item.name in _GROUND:
            _unpaired(item, "color", work)
        elif all(map(is_legible, light)):
            yield item
        elif item.name == "color":
            _unpaired(item, "background-color", work)
        else:
            yield from _line(item, work)


def _is_coloured(name: str) -> bool:
    return name == "color" or name in _GROUND or bool(_LINES.match(name))


def _unpaired(item: Declaration, other: str, work: _Work) -> None:
    values = {"name": item.name, "value": item.value, "other": other}
    work.say(CssFixedColour.found, values, item)


def _line(item: Declaration, work: _Work) -> Iterator[Declaration]:
    words = item.value.split()
    kept = [word for word in words if not luminances(word)]
    if "(" in item.value:
        kept = []
    value = " ".join([*kept, "currentColor"])
    work.say(CssFixedColour.line, {"name": item.name, "value": item.value}, item)
    if kept or item.name.endswith("color"):
        yield replace(item, value=value)


def _with_aliases(item: Declaration) -> Iterator[Declaration]:
    """Older names first, so that a reader that knows both follows the newer one."""
    if item.name in ("break-after", "break-before") and item.value.lower() in _SIDES:
        item = replace(item, value="page")  # a screen has no left and right page
    for alias in _ALIASES.get(item.name, ()):
        value = _OLD_VALUES.get(alias, {}).get(item.value.lower(), item.value)
        yield replace(item, name=alias, value=value)
    if item.name == "text-align" and item.value.lower() in ("start", "end"):
        side = "left" if item.value.lower() == "start" else "right"
        yield replace(item, value=side)
    yield item
