"""The manuscript, read with what it relies on outside its folder: printers, themes, kinds.

It loads nothing that parses, binds or sets: who only looks at a book need not wait for that.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from octavo.core.model import Manuscript
from octavo.editions.known_kinds import all_kinds
from octavo.manuscript.book_metadata import Known
from octavo.manuscript.chapter_pieces import Piece
from octavo.manuscript.edition_page import Offer
from octavo.manuscript.load import load_manuscript
from octavo.printers.profile import Profile
from octavo.printers.read_profile import load_profile, profile_names
from octavo.styling.theme import styles_folder, theme_names


def read_manuscript(root: Path, *, drafts: bool = False, epoch: str = "") -> Manuscript:
    """Read the manuscript in `root`; `epoch` is SOURCE_DATE_EPOCH, or empty."""
    return load_manuscript(root, known(epoch), drafts=drafts, split=_split)


@lru_cache(maxsize=1)  # the preview loads a book at each save
def known(epoch: str) -> Known:
    """Return what a book relies on outside its folder; `epoch` is SOURCE_DATE_EPOCH, or empty."""
    profiles = profile_names()
    return Known(
        profiles=profiles,
        themes=theme_names(styles_folder()),
        kinds=all_kinds(),
        epoch=epoch,
        offers={name: _offer(load_profile(name)) for name in profiles},
    )


def _split(text: str) -> Sequence[Piece]:
    # The parser is long in loading, and few books need it here.
    from octavo.markdown.chapter_split import split_chapters

    return split_chapters(text)


def _offer(profile: Profile) -> Offer:
    """Return what an edition may choose of a profile."""
    return Offer(
        trims=tuple(trim.name for trim in profile.trims),
        papers=tuple(paper.name for paper in profile.papers),
        bleed=profile.bleed is not None,
    )
