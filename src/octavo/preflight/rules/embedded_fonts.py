"""Fonts: all are in the file, as outlines, and have every sign that is shown.

Sources: Amazon KDP, "Format Your Paperback Manuscript", and IngramSpark, "File Problems that
Cause Printing Problems of a Book" (all fonts embedded); ISO 32000-2, 9.7.4.2 (glyph 0,
`.notdef`, stands for what a font lacks) and 9.10.2 (how characters are told from codes).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from octavo.core.edition_kind import Concern
from octavo.core.model import Finding, Severity
from octavo.findings.catalogue.pdf_ink import (
    FontNotEmbedded,
    FontTypeThree,
    GlyphAbsent,
    TextUnmapped,
)
from octavo.findings.entry import Value
from octavo.preflight.pdf_facts import Facts, Font, PageFacts
from octavo.preflight.print_job import Job


def check_embedded(facts: Facts, job: Job) -> Iterator[Finding]:
    """`font-not-embedded`: another machine would print another type."""
    for page, font in _fonts(facts, lambda font: not font.embedded):
        yield FontNotEmbedded.found({"font": font.name}, file=facts.path, page=page.number)


def check_outlines(facts: Facts, job: Job) -> Iterator[Finding]:
    """`font-type-three`: a font of drawings or dots, which many printers' software coarsens."""
    for page, font in _fonts(facts, lambda font: font.kind == "Type3"):
        yield FontTypeThree.found({"font": font.name}, file=facts.path, page=page.number)


def check_glyphs(facts: Facts, job: Job) -> Iterator[Finding]:
    """`glyph-absent`: a box or nothing is printed for a character."""
    for page in facts.pages:
        for use in page.uses:
            font = {"font": use.font.name}
            if use.missing == 1:
                yield GlyphAbsent.found(font, file=facts.path, page=page.number)
            elif use.missing:
                values: dict[str, Value] = {"font": use.font.name, "count": use.missing}
                yield GlyphAbsent.many(values, file=facts.path, page=page.number)


def check_mapped(facts: Facts, job: Job) -> Iterator[Finding]:
    """`text-unmapped`: text that is seen, and cannot be searched or read aloud."""
    severity = Severity.ERROR if Concern.SCREEN in job.checks else Severity.WARNING
    told = set()
    for page in facts.pages:
        for use in page.uses:
            if use.unmapped > use.missing and use.font not in told:
                told.add(use.font)
                unmapped = TextUnmapped.found({"font": use.font.name}, severity=severity)
                yield replace(unmapped, file=facts.path, page=page.number)


def _fonts(facts: Facts, wanted: Callable[[Font], bool]) -> Iterator[tuple[PageFacts, Font]]:
    """Fonts by a test, each once, with the first page that uses it."""
    seen = set()
    for page in facts.pages:
        for font in (use.font for use in page.uses):
            if wanted(font) and font not in seen:
                seen.add(font)
                yield page, font
