"""Which tool a folder was written for: the first that knows its own files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from octavo.importing.outlines.jupyter_book import jupyter_book
from octavo.importing.outlines.leanpub import leanpub_book
from octavo.importing.outlines.matters import with_matters
from octavo.importing.outlines.obsidian import (
    longform_folder,
    longform_project,
    obsidian_vault,
)
from octavo.importing.outlines.outline import Outline, Recognise
from octavo.importing.outlines.pandoc_book import pandoc_book
from octavo.importing.outlines.plain_folder import plain_folder
from octavo.importing.outlines.quarto import bookdown_book, quarto_book
from octavo.importing.outlines.site_nav import site_nav
from octavo.importing.outlines.summary_md import summary_book

#: In their order: another tool's list of chapters says more than a folder's names.
_TOOLS: tuple[Recognise, ...] = (
    quarto_book, bookdown_book, jupyter_book, leanpub_book, summary_book, pandoc_book,
    site_nav, longform_project, longform_folder, obsidian_vault,
)  # fmt: skip

#: A book's own folder in a repository lies no deeper than this.
_DEEP = 2


def tool_book(folder: Path) -> Outline | None:
    """Return the outline of a folder that a tool's own files describe; None if there are none."""
    made = (recognise(folder) for recognise in _TOOLS)
    return next((each for each in made if each and each.chapters), None)


def outline_of(folder: Path) -> Outline | None:
    """Return the outline of a book's folder; None if there is no chapter in it.

    A repository may hold its book in a folder of its own: the longest that a tool knows is taken.
    """
    found = listed_book(folder) or plain_folder(folder)
    return with_matters(found) if found else None


def listed_book(folder: Path) -> Outline | None:
    """Return the outline that a tool's own files give, of a folder or of one within it."""
    own = tool_book(folder)
    if own:
        return own
    within = (tool_book(each) for each in _folders(folder, _DEEP))
    return max(filter(None, within), key=lambda each: len(each.chapters), default=None)


def _folders(folder: Path, deep: int) -> Iterator[Path]:
    """Yield the folders below one, so many levels down, in order of name."""
    try:
        inside = sorted(folder.iterdir())
    except PermissionError:
        return  # a book does not lie where nobody may look
    for each in inside:
        own = each.name.startswith((".", "_", "~")) or each.name == "node_modules"
        if each.is_dir() and not each.is_symlink() and not own:
            yield each
            if deep > 1:
                yield from _folders(each, deep - 1)
