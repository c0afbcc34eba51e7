"""Boxes: every page has the size that was ordered, its trim and bleed where the printer cuts.

Sources: ISO 32000-2, 14.11.2 (page boundaries lie within one another); Amazon KDP, "Set Trim
Size, Bleed, and Margins": the page is the trim, or the trim with its bleed; IngramSpark
File Creation Guide: the document's size is the trim size with its bleed, all pages alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from octavo.core.model import Finding
from octavo.findings.catalogue.pdf_pages import (
    CoverSize,
    PageBleed,
    PageBoxes,
    PageSize,
    PagesUnlike,
    PageTurned,
)
from octavo.preflight.flaw import SLACK, area, length, pages_of
from octavo.preflight.pdf_facts import Box, Facts, PageFacts
from octavo.preflight.print_job import Job, sheet_of
from octavo.printers.profile import Sides
from octavo.printers.spine_width import spine_width
from octavo.text.units import inches


def check_size(facts: Facts, job: Job) -> Iterator[Finding]:
    """`page-size`: the pages are not as large as was ordered."""
    sizes = Counter(_size(page.media) for page in facts.pages)
    if not sizes or job.any_size:
        return
    (width, height), _ = sizes.most_common(1)[0]
    wanted = sheet_of(job)
    if _near((width, height), wanted):
        return
    first = next(page for page in facts.pages if _size(page.media) == (width, height))
    whole = " with its bleed" if job.bleed else ""
    sizes_said = {"size": area(width, height), "due": area(*wanted)}
    ordered = {"name": job.size.name, "profile": job.profile.name, "bleed": whole}
    yield PageSize.found({**sizes_said, **ordered}, file=facts.path, page=first.number)


def check_cover(facts: Facts, job: Job) -> Iterator[Finding]:
    """`cover-size`: the cover is not as wide as its book, with the pages that it has, asks for.

    Back, spine, front and bleed at all sides; a case's wrap and hinges are the printer's secret.
    """
    rules, size = job.profile.cover, job.size
    spine = job.spine
    if spine is None and job.inside:
        spine = spine_width(job.profile, job.inside, job.paper)
    if spine is None or rules.bleed is None or rules.wrap is not None or not facts.pages:
        return
    wanted = 2 * (size.width + rules.bleed) + spine, size.height + 2 * rules.bleed
    there = _size(facts.pages[0].media)
    if not _near(there, wanted):
        about = {"pages": pages_of(job.inside), "due": area(*wanted), "spine": length(spine)}
        values = {"size": area(*there), **about}
        yield CoverSize.found(values, file=facts.path, page=facts.pages[0].number)


def check_alike(facts: Facts, job: Job) -> Iterator[Finding]:
    """`pages-unlike`: a page is larger or smaller than most."""
    sizes = Counter(_size(page.media) for page in facts.pages)
    for page in facts.pages:
        usual, _ = sizes.most_common(1)[0]
        width, height = _size(page.media)
        if not _near((width, height), usual):
            values = {"size": area(width, height), "usual": area(*usual)}
            yield PagesUnlike.found(values, file=facts.path, page=page.number)


def check_bleed(facts: Facts, job: Job) -> Iterator[Finding]:
    """`page-bleed`: what is cut off is not what the printer cuts off."""
    for page in facts.pages:
        if page.trim is None:
            continue
        wanted, there = _sides(job, page), _between(page.trim, page.media)
        # Another size altogether is what `page-size` and `pages-unlike` say.
        fits = job.any_size or _near(_size(page.media), sheet_of(job))
        if fits and not _near(wanted, there):
            values = {"there": _said(there), "due": _said(wanted), "profile": job.profile.name}
            yield PageBleed.found(values, file=facts.path, page=page.number)


def check_boxes(facts: Facts, job: Job) -> Iterator[Finding]:
    """`page-boxes`: a box reaches out of the one that should hold it."""
    for page in facts.pages:
        outer, held = page.bleed or page.media, "BleedBox" if page.bleed else "MediaBox"
        pairs = (
            (page.trim, "TrimBox", outer, held),
            (page.bleed, "BleedBox", page.media, "MediaBox"),
            (page.crop, "CropBox", page.media, "MediaBox"),
            (page.trim, "TrimBox", page.crop, "CropBox"),
        )
        for inner, name, holder, holds in pairs:
            if inner and holder and min(_between(inner, holder)) < -SLACK:
                values = {"inner": name, "outer": holds}
                yield PageBoxes.found(values, file=facts.path, page=page.number)
                break


def check_turned(facts: Facts, job: Job) -> Iterator[Finding]:
    """`page-turned`: the page is turned or enlarged when it is shown (ISO 32000-2, table 31)."""
    for page in facts.pages:
        if page.turned:
            turned = {"degrees": page.turned}
            yield PageTurned.turned(turned, file=facts.path, page=page.number)
        elif page.unit != 1:
            yield PageTurned.enlarged({"times": page.unit}, file=facts.path, page=page.number)


def _near(these: Sequence[float], those: Sequence[float]) -> bool:
    return all(abs(a - b) <= SLACK for a, b in zip(these, those, strict=True))


def _size(box: Box) -> tuple[float, float]:
    return round(box.width, 1), round(box.height, 1)


def _sides(job: Job, page: PageFacts) -> tuple[float, float, float, float]:
    over: Sides = job.over
    left, right = over.inner, over.outer
    if not job.spine_left(page.number):
        left, right = right, left
    return left, over.bottom, right, over.top


def _between(inner: Box, outer: Box) -> tuple[float, float, float, float]:
    return (
        inner.left - outer.left,
        inner.bottom - outer.bottom,
        outer.right - inner.right,
        outer.top - inner.top,
    )


def _said(sides: tuple[float, float, float, float]) -> str:
    return ", ".join(f"{inches(side):.3g}" for side in sides) + " in"
