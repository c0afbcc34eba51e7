"""What is too small or too fine for paper.

Sources: the profile's `text` and `line`. Where it names none: 0.25 pt, the thinnest line of
BoD (profiles/bod.toml), and 6 pt, Octavo's own choice, a point under Amazon KDP's.
"""

from __future__ import annotations

from collections.abc import Iterator

from octavo.check.facts import Facts, PageFacts, Text
from octavo.check.flaw import flaw, quoted
from octavo.check.job import Job
from octavo.model import Finding, Severity

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
            message = f"text of {worst.size:.1f} pt stands here{quoted(worst.words)}; {least:g} pt"
            message += " is the least that prints well."
            hint = "Set it larger."
            yield flaw(facts.path, "text-small", message, hint, page.number, Severity.WARNING)


def check_lines(facts: Facts, job: Job) -> Iterator[Finding]:
    """`line-thin`: a rule that may vanish."""
    least = job.profile.pdf.line or _LINE
    for page in facts.pages:
        thinnest = min(_widths(page), default=least)
        if thinnest < least - _ROUNDED:
            message = f"a line of {thinnest:.2g} pt is drawn here; {least:g} pt is the least"
            message += " that prints well."
            hint = "Draw it thicker."
            yield flaw(facts.path, "line-thin", message, hint, page.number, Severity.WARNING)


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
