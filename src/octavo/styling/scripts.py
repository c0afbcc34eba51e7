"""Scripts beside the Latin one: their fonts, and what a book in one of them is set otherwise.

Each lies in `styles/scripts/<name>/`: `script.toml` with its languages, its
blocks of characters, its faces and the extra that installs them, and
`script.css` with the rules of a book in it. Rules that scripts have in common
stand beside the folders, in the file that their `shares` names.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from octavo.core.errors import OctavoError
from octavo.styling.flatten_css import Declaration, Rule
from octavo.styling.theme import MORE, SCRIPT, FontSource, Theme, faces_of

_SIDE = re.compile(r"(?<![a-z])(left|right)(?![a-z])", re.I)
_OTHER = {"left": "right", "right": "left"}

#: What scripts without small letters have no use for: slanted or spaced, their letters come
#: apart or lose their shape; and the value that says so.
_LATIN = {"font-style": "normal", "font-variant-caps": "normal", "letter-spacing": "0"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A script. `fonts` is None where its fonts are not installed.

    `sizes` and `lines` say how much larger than Latin type it is set;
    `sample` is text to measure by, of which a character is worth `worth` Latin
    ones. `upright` scripts have no italics and no small capitals, and are not
    spaced; those of `square` characters fill a line with a whole number of them. `shares` names
    the rules that it has in common with others.
    """

    name: str
    title: str
    extra: str
    languages: frozenset[str]
    blocks: tuple[range, ...]
    fonts: tuple[FontSource, ...] | None
    sizes: float
    lines: float
    sample: str
    worth: float
    upright: bool
    square: bool
    shares: str

    def has(self, character: str) -> bool:
        """Return whether a character is one of this script."""
        return any(ord(character) in block for block in self.blocks)


def load_scripts(styles: Path) -> tuple[Script, ...]:
    """Return all scripts, by name."""
    return tuple(_load(path) for path in sorted(styles.glob("scripts/*/script.toml")))


def script_of(language: str, scripts: Iterable[Script]) -> Script | None:
    """Return the script of a BCP 47 tag's language; None if it is Latin, or not known here.

    What a script says of a longer tag (`zh-Hant`) outweighs what another says of a shorter one.
    """
    known = {tag.lower(): script for script in scripts for tag in script.languages}
    parts = language.replace("_", "-").lower().split("-")
    tags = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((known[tag] for tag in tags if tag in known), None)


def own_script(theme: Theme) -> Script | None:
    """Return the script of a theme's book; None if it is Latin."""
    scripts = load_scripts(theme.styles) if theme.script else ()
    return next((item for item in scripts if item.name == theme.script), None)


def with_script(theme: Theme, language: str) -> Theme:
    """Give a theme the faces of the language's own script.

    They come before the theme's, so that spaces, figures and marks are of one design with the
    letters. Those of foreign words come behind them (`fallback_faces.py`).
    """
    own = script_of(language, load_scripts(theme.styles))
    fonts = [replace(font, role=SCRIPT) for font in (own.fonts or ())] if own else []
    return replace(
        theme,
        fonts=(*fonts, *theme.fonts),
        language=language,
        script=own.name if own else "",
    )


def mirrored(rules: Iterable[Rule], keep: str) -> tuple[Rule, ...]:
    """Return the rules of pages (`@page`, its margin boxes) with left and right exchanged.

    A book written from right to left is bound at the right: its recto is a
    left-hand page. Rules of the file `keep` stay, whose author means what he says.
    """
    return tuple(
        _mirrored(rule) if rule.head.startswith("@page") and rule.file != keep else rule
        for rule in rules
    )


def upright(rules: Iterable[Rule], keep: str) -> tuple[Rule, ...]:
    """Return the rules without italics, small capitals, spaced letters, but those of `keep`."""
    return tuple(rule if rule.file == keep else _upright(rule) for rule in rules)


def _load(path: Path) -> Script:
    table = tomllib.loads(path.read_text("utf-8"))
    try:
        fonts: tuple[FontSource, ...] | None = faces_of(table, MORE)
    except OctavoError:
        fonts = None  # an extra that is not installed; the missing characters will be named
    return Script(
        name=path.parent.name,
        title=table["title"],
        extra=table["extra"],
        languages=frozenset(table["languages"]),
        blocks=tuple(_block(text) for text in table["blocks"]),
        fonts=fonts,
        sizes=table.get("sizes", 1.0),
        lines=table.get("lines", 1.0),
        sample=table["sample"],
        worth=table.get("worth", 1.0),
        upright=table.get("upright", False),
        square=table.get("square", False),
        shares=table.get("shares", ""),
    )


def _block(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)


def _mirrored(rule: Rule) -> Rule:
    content = tuple(
        _mirrored(item)
        if isinstance(item, Rule)
        else replace(item, name=_turned(item.name), value=_turned(item.value))
        for item in rule.content or ()
    )
    return replace(rule, head=_turned(rule.head), content=content)


def _turned(text: str) -> str:
    return _SIDE.sub(lambda found: _OTHER[found[1].lower()], text)


def _upright(rule: Rule) -> Rule:
    # In a formula a slanted letter has a meaning of its own.
    if rule.content is None or rule.head.startswith("mtext"):
        return rule
    return replace(rule, content=tuple(map(_upright_item, rule.content)))


def _upright_item(item: Declaration | Rule) -> Declaration | Rule:
    if isinstance(item, Rule):
        return _upright(item)
    return replace(item, value=_LATIN[item.name]) if item.name in _LATIN else item
