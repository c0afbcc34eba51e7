"""`octavo profiles`: the printers whose rules Octavo knows, and their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from octavo.printers.profile import Group, Profile

#: What the tables and keys of a profile are called.
_HEADS = {
    "trims": "Trim sizes",
    "papers": "Papers",
    "bleed": "Bleed",
    "margins": "Least margins",
    "gutter": "Inner margin",
    "pages": "Pages",
    "spine": "Spine",
    "file": "File",
    "cover": "Cover",
}
_FACTS = {
    "outside": "top, bottom, outside",
    "outside_bleed": "with bleed",
    "steps": "at least",
    "last_blank": "last page empty",
    "multiple": "a multiple of",
    "extra": "added to the paper",
    "black": "type on black alone",
    "text": "smallest type",
    "line": "thinnest rule",
    "ink": "most ink in all, %",
    "resolution": "pixels an inch",
    "variant": "variant",
    "spine_safe": "clear at the spine",
    "safe": "clear at the edge",
    "barcode": "barcode zone",
    "barcode_edge": "barcode from edge",
}
#: Columns of the names, and of a line.
_NAMES, _LINE = 22, 92


def profiles(
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="A profile, to see all its numbers.")
    ] = "",
) -> None:
    """List the printers whose rules Octavo knows, or show the numbers of one."""
    from octavo.printers.read_profile import load_profile, profile_names

    every = _shown(profile_called(name)) if name else _listed(map(load_profile, profile_names()))
    for line in every:
        typer.echo(line)


def profile_called(name: str) -> Profile:
    """Return the profile that the command line names. Raises `OctavoError` if there is none."""
    from octavo.core.errors import EXIT_USAGE, OctavoError
    from octavo.manuscript.toml_file import did_you_mean
    from octavo.printers.read_profile import load_profile, profile_names

    names = profile_names()
    if name not in names:
        hint = did_you_mean(name, names)
        raise OctavoError(f'there is no profile "{name}".', hint=hint, exit_code=EXIT_USAGE)
    return load_profile(name)


def _listed(every: Iterable[Profile]) -> Iterator[str]:
    yield from map(_line, every)
    yield ""
    yield "`octavo profiles NAME` shows the numbers of one, and where they come from."


def _line(profile: Profile) -> str:
    trim = profile.trim()
    return f"{profile.name:<15}{profile.title:<28}{trim.name:<14}{_limits(profile)}".rstrip()


def _limits(profile: Profile) -> str:
    fewest, most = profile.page_limits()
    if fewest is None or most is None:
        return "any number of pages"
    paper = profile.paper()
    return f"{fewest}–{most} pages" + (f" on {paper.title}" if paper else "")


def _shown(profile: Profile) -> Iterator[str]:
    """Everything that is known, group by group, and where it comes from."""
    yield f"{profile.title} ({profile.name})"
    for group in profile.groups:
        yield ""
        yield from _group(profile, group)
    yield ""
    yield "Sources"
    for number, source in enumerate(profile.sources.values(), 1):
        yield f"  [{number}] {source.title}, as of {source.read}"
        yield f"      {source.address}"
        yield from _wrapped(source.note, 6)
    if profile.cover.bleed is not None or profile.spine_text is not None:
        yield ""
        yield f"Compare a cover with the template of {profile.printer} before you order."


def _group(profile: Profile, group: Group) -> Iterator[str]:
    keys = list(profile.sources)
    marks = " ".join(f"[{keys.index(key) + 1}]" for key in group.sources)
    yield f"{_HEADS[group.name]} {marks}"
    for key, value in group.facts:
        if key == "advised":
            continue
        label = _label(profile, group.name, key)
        first, *rest = _wrapped(value or "plain PDF", 2 + _NAMES)
        yield f"  {label:<{_NAMES}}{first.strip()}"
        yield from rest
    yield from _wrapped(group.note, 2)


def _label(profile: Profile, group: str, key: str) -> str:
    if (group, key) == ("spine", "text"):
        return "text from, pages"
    if (group, key) == ("gutter", "steps") and profile.advised:
        return "advised"
    return _FACTS.get(key, key)


def _wrapped(text: str, indent: int) -> list[str]:
    import textwrap

    blank = " " * indent
    return textwrap.wrap(
        text,
        _LINE,
        initial_indent=blank,
        subsequent_indent=blank,
        break_long_words=False,
        break_on_hyphens=False,
    )
