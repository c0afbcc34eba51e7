"""The sentences for a finding, made where it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from string import Formatter

from octavo.core.model import Finding
from octavo.findings.registry import form_of

#: Runs of pages that are named one by one; of more, only the first and the last page are.
_RUNS = 6


def message_of(finding: Finding) -> str:
    """Return the sentence that says what is wrong."""
    template = form_of(finding.code, finding.form).message
    sentence = template.removesuffix(".").format_map(dict(finding.values))
    if finding.same:
        sentence += f"; the same {pages_in_words(finding.same)}"
    if finding.alike:
        sentence += f"; and the like {pages_in_words(finding.alike)}"
    return f"{sentence}." if template.endswith(".") else sentence


def remedy_of(finding: Finding) -> str | None:
    """Return the sentence that says what to do, or None if there is nothing to do."""
    return form_of(finding.code, finding.form).remedy.format_map(dict(finding.values)) or None


def message_values(finding: Finding) -> list[str]:
    """Return the names of the values that stand in the finding's message, in their order."""
    parts = Formatter().parse(form_of(finding.code, finding.form).message)
    return [name for _, name, _, _ in parts if name]


def in_words(template: str) -> str:
    """Return a wording as the catalogue shows it: `{count}` where a number will stand."""
    parts = Formatter().parse(template)
    return "".join(text + (f"{{{name}}}" if name else "") for text, name, _, _ in parts)


def pages_in_words(pages: Sequence[int]) -> str:
    """Return `on page 3`, `on pages 3, 5–9 and 12`, or `on 40 pages, from 3 to 120`."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    if len(runs) > _RUNS:
        return f"on {len(pages)} pages, from {pages[0]} to {pages[-1]}"
    shown = [str(first) if first == last else f"{first}–{last}" for first, last in runs]
    if len(shown) == 1:
        return f"on page{'s' if len(pages) > 1 else ''} {shown[0]}"
    return f"on pages {', '.join(shown[:-1])} and {shown[-1]}"
