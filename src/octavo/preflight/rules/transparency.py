"""Transparency: nothing is seen through, where the printer's software flattens it.

Sources: ISO 32000-2, 11.6.4 and 11.6.5 (what makes an object transparent); the profile's
`refuses` (IngramSpark File Creation Guide: flatten all transparencies; Lulu Book Creation Guide).
"""

from __future__ import annotations

from collections.abc import Iterator

from octavo.core.model import Finding
from octavo.findings.catalogue.pdf_extras import PdfTransparency
from octavo.preflight.pdf_facts import Facts
from octavo.preflight.print_job import Job


def check_transparency(facts: Facts, job: Job) -> Iterator[Finding]:
    """`pdf-transparency`: soft masks, opacities, blend modes."""
    if "transparency" not in job.profile.pdf.refuses:
        return
    for page in facts.pages:
        if page.see_through:
            causes = " and ".join(sorted(page.see_through))
            values = {"causes": causes, "printer": job.profile.printer}
            yield PdfTransparency.found(values, file=facts.path, page=page.number)
