"""What is too small or too fine for paper.

Sources: the profile's `text` and `line`. Where it names none: 0.25 pt, the thinnest line of
BoD (printers/bod.toml), and 6 pt, Octavo's own choice, a point under Amazon KDP's.
"""

from __future__ import annotations

from collections.abc import Iterator

from octavo.core.model import Finding
from octavo.findings.catalogue.pdf_ink import LineThin, TextSmall
from octavo.findings.entry import Value
from octavo.preflight.flaw import quoted
from octavo.preflight.pdf_facts import Facts, PageFacts, Text
from octavo.preflight.print_job import Job

_TEXT, _LINE = 6.0, 0.25
#: Calls of notes, exponents and the marks of a formula may be smaller: they are few characters.
_FEW = 3
#: Points by which sizes are rounded.
_ROUNDED = 0.02


def check_text(facts: Facts, job: Job) -> Iterator[Finding]:
    """`text-small`: type under the printer's smallest."""
    least = job.profile.pdf.text or _TEXT
    for page in facts.pages:
        small = [text for text in page.texts if text.size < least - _ROUNDED]
        worst = min((text for text in small if len(text.words) > _FEW), default=None, key=_size)
        if worst is not None:
            sizes: dict[str, Value] = {"size": round(worst.size, 1), "least": least}
            values = {**sizes, "words": quoted(worst.words)}
            yield TextSmall.found(values, file=facts.path, page=page.number)


def check_lines(facts: Facts, job: Job) -> Iterator[Finding]:
    """`line-thin`: a rule that may vanish."""
    least = job.profile.pdf.line or _LINE
    for page in facts.pages:
        thinnest = min(_widths(page), default=least)
        if thinnest < least - _ROUNDED:
            values = {"width": float(f"{thinnest:.2g}"), "least": least}
            yield LineThin.found(values, file=facts.path, page=page.number)


def _size(text: Text) -> float:
    return text.size


def _widths(page: PageFacts) -> Iterator[float]:
    """Thicknesses of lines, drawn as lines or as thin rectangles."""
    for shape in page.shapes:
        if shape.colour.white:
            continue
        if shape.stroke is not None:
            yield shape.stroke
        elif shape.rule is not None and max(shape.box.width, shape.box.height) > _TEXT:
            yield shape.rule
