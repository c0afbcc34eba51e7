"""Ink: in the colours that are printed, never too much of it, and type on one plate.

Sources: the profile's `colours`, `ink` and `black`. Lightning Source, "Common File Issues"
(read 2026-11-22): 240 % at most, 60/40/40/100 as the richest black. IngramSpark, "File
Problems that Cause Printing Problems of a Book": black type is no RGB or CMYK black. What is
heavier does not dry; type on four plates has coloured rims where they do not meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from octavo.core.model import Finding, Severity
from octavo.findings.catalogue.pdf_ink import BlackMixed, ColourRefused, InkHeavy
from octavo.findings.entry import Value
from octavo.preflight.pdf_facts import Colour, Facts, PageFacts
from octavo.preflight.print_job import Job

_NAMES = {"grey": "grey", "rgb": "RGB", "cmyk": "CMYK", "spot": "spot", "lab": "Lab"}
#: Type is meant to be black from here on: the darkness of what is printed, 1 for black.
_DARK = 0.6
#: Ink on another plate that is seen: 1 %.
_SEEN = 0.01


def check_colours(facts: Facts, job: Job) -> Iterator[Finding]:
    """`colour-refused`: a space that the printer does not print from."""
    allowed = job.profile.pdf.colours
    if not allowed:
        return
    for page in facts.pages:
        spaces = dict(reversed([(space, what) for what, space in _painted(page)]))
        for space, what in spaces.items():
            if space in _NAMES and space not in allowed:
                refused = space in job.profile.pdf.refuses
                asked = " or ".join(_NAMES[name] for name in allowed)
                colours = {"colours": _NAMES[space], "asked": asked}
                values = {"what": what, "printer": job.profile.printer, **colours}
                severity = Severity.ERROR if refused else Severity.WARNING
                found = ColourRefused.found(values, severity=severity)
                yield replace(found, file=facts.path, page=page.number)


def check_total(facts: Facts, job: Job) -> Iterator[Finding]:
    """`ink-heavy`: the four plates together take more ink than the paper does."""
    most = job.profile.pdf.ink
    if most is None:
        return
    for page in facts.pages:
        flat = [sum(colour.plates or ()) for colour in _colours(page)]
        heavy = max(flat + [picture.ink or 0.0 for picture in page.pictures], default=0.0)
        # A step of an image's 8 bits, four times.
        if round(heavy * 100) > most + 2:
            ink: dict[str, Value] = {"ink": round(heavy * 100), "most": most}
            values = {**ink, "printer": job.profile.printer}
            yield InkHeavy.found(values, file=facts.path, page=page.number)


def check_black(facts: Facts, job: Job) -> Iterator[Finding]:
    """`black-mixed`: dark type on more than the black plate."""
    if not job.profile.pdf.black:
        return
    for page in facts.pages:
        mixed = next(filter(_mixed, sorted(page.type_colours)), None)
        if mixed is not None and mixed.plates is not None:
            inks = "/".join(f"{ink * 100:.0f}" for ink in mixed.plates)
            values = {"inks": inks, "printer": job.profile.printer}
            yield BlackMixed.found(values, file=facts.path, page=page.number)


def _painted(page: PageFacts) -> Iterator[tuple[str, str]]:
    """Yield what is on a page, and in which space."""
    for colour in sorted(page.type_colours, key=lambda item: item.space):
        yield "text", colour.space
    for shape in page.shapes:
        yield "a drawing", shape.colour.space
    for picture in page.pictures:
        yield "an image", picture.space


def _colours(page: PageFacts) -> Iterator[Colour]:
    yield from page.type_colours
    for shape in page.shapes:
        yield shape.colour


def _mixed(colour: Colour) -> bool:
    if colour.plates is None or max(colour.plates[:3]) <= _SEEN:
        return False
    cyan, magenta, yellow, black = colour.plates
    return min(1.0, min(cyan, magenta, yellow) + black) >= _DARK
