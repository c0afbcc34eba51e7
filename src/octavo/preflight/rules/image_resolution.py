"""Images: enough pixels for the size they are printed at.

Source: the profile's `resolution` (300 pixels an inch at every printer so far). Twice that for
line art, and an error under half of it, are Octavo's own choice: there the steps of
the pixels are seen from where a book is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from octavo.core.model import Finding, Severity
from octavo.findings.catalogue.pictures import ImageCoarse
from octavo.findings.entry import Value
from octavo.preflight.pdf_facts import Facts, Picture
from octavo.preflight.print_job import Job

#: Line art has twice the resolution of other images: it has no greys to smooth its edges.
_LINE_ART = 2
#: Images smaller than this both ways, in points, are specks and rules.
_SPECK = 6.0
#: An image of 299.6 pixels an inch is one of 300 that was rounded.
_ROUNDED = 0.99


def check_resolution(facts: Facts, job: Job) -> Iterator[Finding]:
    """`image-coarse`: a warning under what is asked for, an error under half of it."""
    asked = job.profile.pdf.resolution
    if asked is None:
        return
    for page in facts.pages:
        for picture in page.pictures:
            wanted = asked * _LINE_ART if picture.line_art else asked
            if picture.resolution >= wanted * _ROUNDED or _speck(picture):
                continue
            what = "black-and-white image" if picture.line_art else "image"
            width, height = picture.pixels
            values: dict[str, Value] = {
                "what": what,
                "width": width,
                "height": height,
                "pixels": round(picture.resolution),
                "printer": job.profile.printer,
                "asked": wanted,
                "due": round(width / (picture.resolution / wanted)),
            }
            grave = picture.resolution < asked / 2
            severity = Severity.ERROR if grave else Severity.WARNING
            coarse = ImageCoarse.in_file(values, severity=severity)
            yield replace(coarse, file=facts.path, page=page.number)


def _speck(picture: Picture) -> bool:
    return max(picture.box.width, picture.box.height) < _SPECK
