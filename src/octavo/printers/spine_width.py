"""The width of a spine: the thickness of its pages on their paper, and what the printer adds."""

from __future__ import annotations

from octavo.printers.profile import Profile


def spine_width(profile: Profile, pages: int, paper: str = "") -> float | None:
    """Return the spine's width in points; None if nothing is known of the paper's thickness."""
    kind = profile.paper(paper)
    return None if kind is None or kind.page is None else pages * kind.page + profile.spine_extra


def spine_text_allowed(profile: Profile, pages: int) -> bool:
    """Return whether text may stand on the spine; not where no number is known."""
    return profile.spine_text is not None and pages >= profile.spine_text
