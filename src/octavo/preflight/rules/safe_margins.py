"""Margins: no text where the knife may fall or the binding hides it; bleed that goes all the way.

Sources: the profile's `margins`, `gutter` and `bleed`. Amazon KDP, "Set Trim Size, Bleed, and
Margins"; IngramSpark, "Manufacturing and File Setup Tips" (0.5 in of safety at all sides).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from octavo.core.model import Finding, Severity
from octavo.findings.catalogue.pdf_ink import BleedShort, TextInGutter, TextOutside
from octavo.preflight.flaw import SLACK, length, pages_of, quoted
from octavo.preflight.pdf_facts import Box, Facts, PageFacts, Text
from octavo.preflight.print_job import Job

#: Nearer to the trim than this, in points, a drawing is meant to run over it.
_MEANT = 3.0


def check_outside(facts: Facts, job: Job) -> Iterator[Finding]:
    """`text-outside`: text too near to the edge at head, foot or fore-edge."""
    for page in facts.pages:
        worst = min(_outer(page, job), default=None, key=lambda item: item[0])
        if worst is None or worst[0] >= job.outside - SLACK:
            continue
        distance, text = worst
        asked = {"printer": job.profile.printer, "due": length(job.outside)}
        values = {"words": quoted(text.words), **asked}
        if distance < 0:
            yield TextOutside.over(values, file=facts.path, page=page.number)
        else:
            values["distance"] = length(distance)
            yield TextOutside.found(values, file=facts.path, page=page.number)


def check_gutter(facts: Facts, job: Job) -> Iterator[Finding]:
    """`text-in-gutter`: text too near to the spine for a book of so many pages."""
    least = job.profile.inner_margin(len(facts.pages))
    advised = job.profile.advised
    for page in facts.pages:
        cut, left = job.cut(page), job.spine_left(page.number)
        distances = (
            (text.box.left - cut.left if left else cut.right - text.box.right, text)
            for text in _on(page, cut)
        )
        distance, text = min(distances, default=(least, None), key=lambda item: item[0])
        if text is None or distance >= least - SLACK:
            continue
        values = {"distance": length(max(distance, 0.0)), "words": quoted(text.words)}
        values |= {"printer": job.profile.printer, "due": length(least)}
        values["pages"] = pages_of(len(facts.pages))
        severity = Severity.WARNING if advised else Severity.ERROR
        found = TextInGutter.found(values, severity=severity)
        yield replace(found, file=facts.path, page=page.number)


def check_edges(facts: Facts, job: Job) -> Iterator[Finding]:
    """`bleed-short`: a drawing that ends at the trim: the knife would leave a white line."""
    for page in facts.pages:
        cut = job.cut(page)
        sides = _ends_short(page, cut, job)
        if sides:
            form = BleedShort.found if job.bleed else BleedShort.unbled
            yield form({"sides": " and ".join(sides)}, file=facts.path, page=page.number)


def _outer(page: PageFacts, job: Job) -> Iterator[tuple[float, Text]]:
    """Distances of text from the three edges that are not the spine."""
    cut, left = job.cut(page), job.spine_left(page.number)
    for text in _on(page, cut):
        side = cut.right - text.box.right if left else text.box.left - cut.left
        yield min(side, text.box.bottom - cut.bottom, cut.top - text.box.top), text


def _on(page: PageFacts, cut: Box) -> Iterator[Text]:
    """Text that is at least in part on the cut page; what is beyond is a mark."""
    return (text for text in page.texts if text.box.meets(cut))


def _ends_short(page: PageFacts, cut: Box, job: Job) -> list[str]:
    names = {"left": 0, "foot": 1, "right": 2, "head": 3}
    over = _over(page, job)
    short = []
    for name, side in names.items():
        for box in _tints(page):
            beyond = _beyond(box, cut)[side]
            # At the spine of most books nothing is cut, and nothing bleeds.
            if (over[side] or not _spine(name, page, job)) and (
                -_MEANT < beyond < over[side] - SLACK or (beyond > -_MEANT and not over[side])
            ):
                short.append(name)
                break
    return short


def _spine(name: str, page: PageFacts, job: Job) -> bool:
    return name == ("left" if job.spine_left(page.number) else "right")


def _over(page: PageFacts, job: Job) -> tuple[float, float, float, float]:
    left, right = job.over.inner, job.over.outer
    if not job.spine_left(page.number):
        left, right = right, left
    return left, job.over.bottom, right, job.over.top


def _beyond(box: Box, cut: Box) -> tuple[float, float, float, float]:
    return (
        cut.left - box.left,
        cut.bottom - box.bottom,
        box.right - cut.right,
        box.top - cut.top,
    )


def _tints(page: PageFacts) -> Iterator[Box]:
    """Boxes of images and of painted areas that are seen."""
    for picture in page.pictures:
        yield picture.box
    for shape in page.shapes:
        if shape.stroke is None and not shape.colour.white:
            yield shape.box
