"""Lines that run over the type area: the edge is where most lines of the pages' side end.

Source: measured with WeasyPrint 70.0, whose justified lines overrun by 2 to 3 pt with some
fonts (Lato); letters such as f hang over by about a point, as they should.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from octavo.core.model import Finding
from octavo.findings.catalogue.pages import LineOverrun
from octavo.findings.entry import Value
from octavo.preflight.flaw import quoted
from octavo.preflight.pdf_facts import Facts, PageFacts, Text
from octavo.preflight.print_job import Job

#: Points beyond the edge that are seen as a fault.
_OVER = 2.5
#: Lines that end at one place to make it an edge, at least, and their share of all.
_ENOUGH, _SHARE = 20, 0.1
#: If more than this share of the texts goes over the edge, it is none: tables, marginal notes.
_RARE = 0.02


def check_overrun(facts: Facts, job: Job) -> Iterator[Finding]:
    """`line-overrun`: text that runs into the margin."""
    for parity in (0, 1):
        pages = facts.pages[parity::2]
        edge = _edge([text for page in pages for text in _on(page, job)])
        if edge is None:
            continue
        for page in pages:
            yield from _overruns(facts, page, job, edge=edge)


def _on(page: PageFacts, job: Job) -> Iterator[Text]:
    """Return the text that is on the cut page; what is beyond is a mark."""
    cut = job.cut(page)
    return (text for text in page.texts if text.box.meets(cut))


def _overruns(facts: Facts, page: PageFacts, job: Job, *, edge: float) -> Iterator[Finding]:
    over = [text for text in _on(page, job) if text.box.right > edge + _OVER]
    if over:
        worst = max(over, key=lambda text: text.box.right)
        points = round(worst.box.right - edge, 1)
        values: dict[str, Value] = {"points": points, "text": quoted(worst.words)}
        yield LineOverrun.in_file(values, file=facts.path, page=page.number)


def _edge(texts: Sequence[Text]) -> float | None:
    """Return the right edge of the type area; None if lines end all over the place."""
    ends = Counter(round(text.box.right) for text in texts)
    if not ends:
        return None
    # A letter's side leaves its end a point before or behind the edge.
    common = max(ends, key=lambda end: (ends[end - 1] + ends[end] + ends[end + 1], end))
    there = ends[common - 1] + ends[common] + ends[common + 1]
    if there < max(_ENOUGH, _SHARE * len(texts)):
        return None
    edge = max(text.box.right for text in texts if abs(text.box.right - common) <= 1.5)
    beyond = sum(text.box.right > edge + _OVER for text in texts)
    return edge if beyond <= max(1, _RARE * len(texts)) else None
