"""What was ordered: the printer's rules with an edition's choice of them."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.core.edition_kind import Concern
from octavo.preflight.pdf_facts import Box, Facts, PageFacts
from octavo.printers.profile import NO_SIDES, Profile, Sides, Trim


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a PDF is held against.

    `checks` are the concerns of the edition's kind, `edition` is its name, empty for a file of
    no book; `trim` and `paper` are names of the profile's (its default ones if
    empty); `language` is a BCP 47 tag, empty if it is not known. `any_size` says that nobody has
    named a size. Of a cover, `inside` are the pages of its book, 0 if that is not built, and
    `spine` is its spine's width in points where book.toml states it.
    """

    edition: str
    profile: Profile
    checks: tuple[Concern, ...]
    trim: str = ""
    paper: str = ""
    bleed: bool = False
    language: str = ""
    right_to_left: bool = False
    any_size: bool = False
    inside: int = 0
    spine: float | None = None

    @property
    def size(self) -> Trim:
        """The size that the cut page should have."""
        return self.profile.trim(self.trim)

    @property
    def over(self) -> Sides:
        """How far the page goes beyond its trim."""
        return self.profile.bleed if self.bleed and self.profile.bleed else NO_SIDES

    @property
    def outside(self) -> float:
        """The least margin at head, foot and fore-edge."""
        return self.profile.outside_bleed if self.bleed else self.profile.outside

    def spine_left(self, page: int) -> bool:
        """Return whether a page (from 1) has the spine at its left: the first is a recto."""
        return (page % 2 == 1) is not self.right_to_left

    def cut(self, page: PageFacts) -> Box:
        """Return what is left of a page when it is cut: its TrimBox, or the sheet without bleed."""
        if page.trim:
            return page.trim
        left, right = self.over.inner, self.over.outer
        if not self.spine_left(page.number):
            left, right = right, left
        sheet = page.crop or page.media
        return Box(
            sheet.left + left,
            sheet.bottom + self.over.bottom,
            sheet.right - right,
            sheet.top - self.over.top,
        )


def guess_job(
    facts: Facts, profile: Profile, checks: tuple[Concern, ...], *, any_size: bool = False
) -> Job:
    """Return the job of a PDF of no book: the size that its first page is nearest to.

    With bleed if that is nearer.
    """
    sheet = facts.pages[0].media if facts.pages else Box(0, 0, 0, 0)
    jobs = [
        Job(
            edition="",
            profile=profile,
            checks=checks,
            trim=trim.name,
            bleed=bleed,
            any_size=any_size,
        )
        for bleed in (False, True)[: 2 if profile.bleed else 1]
        for trim in profile.trims
    ]
    return min(jobs, key=lambda job: _distance(sheet, job))


def _distance(sheet: Box, job: Job) -> float:
    width, height = sheet_of(job)
    return abs(sheet.width - width) + abs(sheet.height - height)


def sheet_of(job: Job) -> tuple[float, float]:
    """Return the width and height of the whole page, with what is cut off."""
    over = job.over
    return job.size.width + over.inner + over.outer, job.size.height + over.top + over.bottom
