"""A theme as read from styles/: which fonts it has, and where its layers lie."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from octavo.errors import OctavoError


@dataclass(frozen=True, slots=True, kw_only=True)
class FontSource:
    """A font file of a PyPI font package, and the face that is made of it.

    `code` says that it sets code, not running text. `weight` is the CSS weight,
    100 to 900; a variable font is pinned to it.
    """

    family: str
    path: Path
    style: str
    weight: int
    code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """An ordered set of CSS layers and fonts. `styles` is the folder of all styles."""

    name: str
    styles: Path
    fonts: tuple[FontSource, ...]


def styles_folder() -> Path:
    """The wheel's `styles/`, or the checkout's for an editable install."""
    package = Path(str(files("octavo")))
    installed = package / "styles"
    return installed if installed.is_dir() else package.parents[1] / "styles"


def theme_names(styles: Path) -> tuple[str, ...]:
    """The themes that are there, by name."""
    return tuple(sorted(path.parent.name for path in styles.glob("themes/*/theme.toml")))


def load_theme(name: str, styles: Path) -> Theme:
    """Reads `styles/themes/<name>/theme.toml`. Raises `OctavoError` if a font is missing."""
    table = tomllib.loads((styles / "themes" / name / "theme.toml").read_text("utf-8"))
    fonts = tuple(
        FontSource(
            family=face["family"],
            path=_font_path(face["package"], face["file"]),
            style=face["style"],
            weight=face["weight"],
            code=face.get("code", False),
        )
        for face in table["faces"]
    )
    return Theme(name=name, styles=styles, fonts=fonts)


def _font_path(package: str, file: str) -> Path:
    distribution = package.replace("_", "-")
    try:
        path = Path(str(files(package))) / "files" / file
    except ModuleNotFoundError:
        path = Path()
    if not path.is_file():
        raise OctavoError(
            f"the font package {distribution} is not installed.",
            hint=f"Install it: pip install {distribution}",
        )
    return path
