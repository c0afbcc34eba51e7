"""The accessibility metadata: what can be claimed about this book, and no more.

Values are those of the Schema.org Accessibility Properties for Discoverability
Vocabulary (W3C, version 2.0); when each may be set follows the W3C's EPUB
Accessibility Metadata Guide 1.0. Conformance to WCAG is not claimed: that takes
a person's evaluation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from octavo.epub.file_survey import Survey

#: Type in units that a reader's own setting cannot scale.
_FIXED_TYPE = re.compile(
    r"(?:^|[\s;{])(?:font-size\s*:|font\s*:[^;}]*?)\s*[\d.]+(?:px|pt|pc|in|cm|mm|q)\b",
    re.IGNORECASE,
)
#: Blocks pinned to a place do not flow with the text.
_PINNED = re.compile(r"(?:^|[\s;{])position\s*:\s*(?:absolute|fixed)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """The values of the five properties, in the order in which they are written."""

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    summary: str


def claims(
    texts: Sequence[Survey], others: Iterable[Survey], *, cover: Survey | None, css: str
) -> Claims:
    """Work out what is true of a book.

    `texts` are its documents, `others` its stylesheet and assets, `cover` the
    cover's page. The cover counts for descriptions and hazards, but not as
    visual content: one need not see it to read the book.
    """
    pages = [*texts, cover] if cover else list(texts)
    files = [*pages, *others]
    return Claims(
        modes=_modes(texts),
        sufficient=_sufficient(texts, pages),
        features=_features(texts, pages, css),
        hazards=_hazards(files),
        summary=_summary(texts, pages, css=css, flashing=any(file.flashing for file in files)),
    )


def _modes(texts: Sequence[Survey]) -> tuple[str, ...]:
    visual = any(page.described or page.bare or page.video or page.frames for page in texts)
    auditory = any(page.audio or page.video for page in texts)
    return ("textual", *["visual"] * visual, *["auditory"] * auditory)


def _sufficient(texts: Sequence[Survey], pages: Sequence[Survey]) -> tuple[str, ...]:
    modes = _modes(texts)
    together = ",".join(modes)
    if _all_described(pages) and not any(page.audio or page.video for page in pages):
        return ("textual",) if together == "textual" else ("textual", together)
    return (together,)


def _features(texts: Sequence[Survey], pages: Sequence[Survey], css: str) -> tuple[str, ...]:
    true = {
        "ARIA": any(page.aria for page in texts),
        "MathML": any(page.mathml for page in texts),
        "alternativeText": _all_described(pages) and any(page.described for page in pages),
        "describedMath": _is_math_described(texts),
        "displayTransformability": _is_transformable(css),
        "readingOrder": True,  # the spine: ours is always whole, and text flows in its order
        "structuralNavigation": _is_structured(texts),
        "tableOfContents": True,  # nav.xhtml
    }
    return tuple(name for name, holds in true.items() if holds)


def _hazards(files: Sequence[Survey]) -> tuple[str, ...]:
    doubtful = any(
        file.audio or file.video or file.moving or file.scripted or file.remote or file.frames
        for file in files
    )
    if any(file.flashing for file in files):
        # What was counted is said; the other two hazards nobody has looked at.
        return ("flashing", "unknownMotionSimulationHazard", "unknownSoundHazard")
    return ("unknown",) if doubtful else ("none",)


def _all_described(pages: Sequence[Survey]) -> bool:
    return not any(page.bare or page.frames for page in pages)


def _is_math_described(texts: Sequence[Survey]) -> bool:
    """Return whether every formula has its text (Guide 1.0, describedMath: `alttext` counts)."""
    return any(page.mathml for page in texts) and not any(page.bare_mathml for page in texts)


def _is_transformable(css: str) -> bool:
    return not (_FIXED_TYPE.search(css) or _PINNED.search(css))


def _is_structured(texts: Sequence[Survey]) -> bool:
    """Return whether there are headings, none more than a level below the last of its document."""
    return any(page.headings for page in texts) and all(
        below - above <= 1 for page in texts for above, below in pairwise(page.headings)
    )


def _summary(texts: Sequence[Survey], pages: Sequence[Survey], *, css: str, flashing: bool) -> str:
    sentences = [
        "The text of this book flows to fit the screen, and its size, spacing and colours can "
        "be changed."
        if _is_transformable(css)
        else "Parts of this book’s layout are fixed.",
        "There is a table of contents, and headings mark the structure of the text."
        if _is_structured(texts)
        else "There is a table of contents.",
        _about_images(pages),
    ]
    if any(page.mathml for page in texts):
        sentences.append("Formulas are MathML, which can be enlarged and read aloud.")
    if flashing:
        sentences.append("A picture in this book flashes more than three times in a second.")
    if any(page.audio or page.video for page in texts):
        sentences.append("It is unknown whether its sound and video have transcripts.")
    sentences.append("No claim is made that the book conforms to WCAG.")
    return " ".join(sentence for sentence in sentences if sentence)


def _about_images(pages: Sequence[Survey]) -> str:
    if not _all_described(pages):
        return "Some of the images have no text that describes them."
    if any(page.described for page in pages):
        return "Every image that carries meaning has text that describes it."
    return "The images are decoration." if any(page.decorative for page in pages) else ""
