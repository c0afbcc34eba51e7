"""A theme as read from styles/: which fonts it has, and where its layers lie."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NotRequired, TypedDict

from octavo.core.errors import OctavoError
from octavo.core.versions import STYLES

#: What a face sets. Faces of the role `SCRIPT` are those of the book's own script, if that is
#: not Latin; those of the role `MORE` stand in where all others lack a character.
TEXT, DISPLAY, CODE, SCRIPT, MORE = "text", "display", "code", "script", "more"


class FaceTable(TypedDict):
    """A table `[[faces]]` of a theme.toml or script.toml."""

    family: str
    package: str
    file: str
    style: str
    weight: int
    role: NotRequired[str]
    axes: NotRequired[dict[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FontSource:
    """A font file, of a PyPI font package or the author's own, and the face that is made of it.

    `weight` is the CSS weight, 100 to 900; a variable font is pinned to it, and
    its other axes to `axes` (tags and positions) or their defaults. A face that stands in for
    others is cut to the characters `only`, in order; where that is empty, to what the book sets.
    """

    family: str
    path: Path
    style: str
    weight: int
    role: str = TEXT
    axes: tuple[tuple[str, float], ...] = ()
    only: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """An ordered set of CSS layers and fonts. `styles` is the folder of all styles.

    `generic` are the generic families of CSS for text, headings and code;
    `upright` says that it has no italics, small capitals or spaced letters.
    `language` is that of the book it sets, and `script` the name of its script
    if that is not Latin (`styles/scripts/`). `stand_ins` are the characters, in order,
    that no face has (`stand_in_face.py`).
    """

    name: str
    styles: Path
    fonts: tuple[FontSource, ...]
    generic: tuple[str, str, str] = ("serif", "serif", "monospace")
    upright: bool = False
    language: str = ""
    script: str = ""
    stand_ins: str = ""


def styles_folder() -> Path:
    """Return the wheel's `styles/`, or the checkout's for an editable install."""
    return STYLES


def theme_names(styles: Path) -> tuple[str, ...]:
    """Return the themes that are there, by name."""
    return tuple(sorted(path.parent.name for path in styles.glob("themes/*/theme.toml")))


def load_theme(name: str, styles: Path) -> Theme:
    """Read `styles/themes/<name>/theme.toml`. Raises `OctavoError` if a font is missing."""
    table = tomllib.loads((styles / "themes" / name / "theme.toml").read_text("utf-8"))
    generic = table.get("generic", {})
    return Theme(
        name=name,
        styles=styles,
        fonts=faces_of(table),
        generic=(
            generic.get(TEXT, "serif"),
            generic.get(DISPLAY, "serif"),
            generic.get(CODE, "monospace"),
        ),
        upright=table.get("upright", False),
    )


def faces_of(table: Mapping[str, Iterable[FaceTable]], role: str = TEXT) -> tuple[FontSource, ...]:
    """Read the `[[faces]]` of a TOML file; `role` is what they are if they do not say it.

    Raises `OctavoError` if the package of one is not installed.
    """
    return tuple(
        FontSource(
            family=face["family"],
            path=_font_path(face["package"], face["file"]),
            style=face["style"],
            weight=face["weight"],
            role=face.get("role", role),
            axes=tuple(sorted(face.get("axes", {}).items())),
        )
        for face in table["faces"]
    )


def _font_path(package: str, file: str) -> Path:
    distribution = package.replace("_", "-")
    found = find_spec(package)
    folder = Path(next(iter((found and found.submodule_search_locations) or [""])))
    path = next((at for at in (folder / "files" / file, folder / file) if at.is_file()), None)
    if path is None:
        raise OctavoError(
            f"the font package {distribution} is not installed.",
            hint=f"Install it: pip install {distribution}",
        )
    return path
