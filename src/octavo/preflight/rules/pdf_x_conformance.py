"""PDF/X: the variant that the printer names; and where a file says that it is one, all its rules.

Sources: ISO 15930-1:2001 (PDF/X-1a:2001), ISO 15930-3:2002 (PDF/X-3:2002), ISO 15930-4:2003 and
15930-6:2003 (the same on PDF 1.4), ISO 15930-7:2010 (PDF/X-4); their keys in ISO 32000-2, 14.11.5
(output intents) and 14.11.6 (trapping).
"""

from __future__ import annotations

from collections.abc import Iterator

from octavo.core.model import Finding
from octavo.findings.catalogue.pdf_extras import PdfxBroken, PdfxMissing
from octavo.preflight.pdf_facts import Facts, PageFacts
from octavo.preflight.print_job import Job

#: The latest version of PDF by the variant's year: X-1a and X-3 of 2001 and 2002 are PDF 1.3, those
#: of 2003 PDF 1.4, X-4 is PDF 1.6.
_VERSIONS = {"PDF/X-1:2001": "1.3", "PDF/X-3:2002": "1.3", "PDF/X-1a:2003": "1.4",
             "PDF/X-3:2003": "1.4", "PDF/X-4": "1.6"}  # fmt: skip


def check_pdfx(facts: Facts, job: Job) -> Iterator[Finding]:
    """`pdfx-missing`: the printer asks for one. `pdfx-broken`: it only says that it is one."""
    if not facts.x_version:
        variant = job.profile.pdf.variant
        if variant:
            values = {"variant": _shown(variant), "printer": job.profile.printer}
            yield PdfxMissing.found(values, file=facts.path)
        return
    said = facts.x_conformance or facts.x_version
    for page, problem in _broken(facts):
        values = {"variant": said, "problem": problem}
        yield PdfxBroken.found(values, file=facts.path, page=page)


def _shown(variant: str) -> str:
    return {"pdf/x-1a": "PDF/X-1a", "pdf/x-3": "PDF/X-3", "pdf/x-4": "PDF/X-4"}.get(
        variant, variant
    )


def _broken(facts: Facts) -> Iterator[tuple[int | None, str]]:
    """Pages and what is wrong there, by the rules of ISO 15930."""
    yield from ((None, problem) for problem in _of_file(facts))
    modern = facts.x_version.startswith("PDF/X-4")
    for page in facts.pages:
        yield from ((page.number, problem) for problem in _of_page(facts, page, modern))


def _of_file(facts: Facts) -> Iterator[str]:
    if facts.version > _VERSIONS.get(facts.x_version, "1.6"):
        yield f"is PDF {facts.version}, which is later than its standard knows"
    if facts.object_streams and not facts.x_version.startswith("PDF/X-4"):
        yield "packs its objects in streams, which its standard does not know"
    if facts.locked:
        yield "is encrypted"
    intents = [item for item in facts.intents if item.kind == "GTS_PDFX"]
    if len(intents) != 1:
        yield "names no printing condition (output intent)"
    elif not intents[0].condition or not (intents[0].profile or intents[0].registry):
        yield "its output intent names neither a profile nor a registered condition"
    if facts.trapped not in ("True", "False"):
        yield "does not say whether it is trapped"
    if not facts.title or not facts.dated or not facts.identified:
        yield "lacks its title, dates or identifier"
    if facts.holds & {"actions", "form", "attachments"}:
        yield "holds actions, fields or other files"
    if facts.foreign and not facts.x_version.startswith("PDF/X-4"):
        yield f"holds {' and '.join(sorted(facts.foreign))}"
    if "layers" in facts.holds and not facts.x_version.startswith("PDF/X-4"):
        yield "has layers"


def _of_page(facts: Facts, page: PageFacts, modern: bool) -> Iterator[str]:
    if page.trim is None:
        yield "this page has no TrimBox"
    if any(not use.font.embedded for use in page.uses):
        yield "a font on this page is not embedded"
    if not modern and (page.see_through or page.grouped):
        yield "something on this page is transparent"
    if page.annotations and set(page.annotations) - {"TrapNet"}:
        yield "annotations lie on this page"
    if facts.x_version.startswith("PDF/X-1") and _coloured(page):
        yield "colours on this page are in RGB or Lab"


def _coloured(page: PageFacts) -> bool:
    spaces = {colour.space for colour in page.type_colours}
    spaces |= {shape.colour.space for shape in page.shapes}
    spaces |= {picture.space for picture in page.pictures}
    return bool(spaces & {"rgb", "lab"})
