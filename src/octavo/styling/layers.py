"""The layers of a theme, in order, as one stylesheet.

tokens → theme tokens → core → medium → theme → the book's own rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import tinycss2

from octavo.core.model import Finding
from octavo.findings.catalogue.book_toml import CharacterForbidden
from octavo.findings.catalogue.styles import CssBroken, CssImport, CssUrl
from octavo.styling.css_calc import calculate, plain
from octavo.styling.ereader_css import carry_over
from octavo.styling.flatten_css import Rule, Sheet, parse, resolve, tokens, write
from octavo.styling.hairlines import THINNEST, thickened
from octavo.styling.scripts import Script, mirrored, own_script, upright
from octavo.styling.stand_in_face import STAND_IN
from octavo.styling.theme import CODE, DISPLAY, MORE, SCRIPT, TEXT, Theme
from octavo.text.direction import is_right_to_left
from octavo.text.units import css_points
from octavo.text.xml_characters import forbidden_character, without_forbidden

#: The media: the folder of each under styles/.
PRINT, EREADER, COVER = "print", "ereader", "cover"

#: Where a book's own rules lie, relative to the book.
LOCAL = "styles/local.css"

_URL_SCHEMES_ALLOWED = ("data:", "#")
#: Functions whose text is an address (CSS Images 4, 2.4; CSS Values 5).
_FETCHING = ("url", "src", "image", "image-set", "-webkit-image-set")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """A theme's stylesheet for one medium, flattened, and the faults of the book's own rules.

    `tokens` are its custom properties with their values, by name (`--line`).
    """

    theme: Theme
    css: str
    findings: tuple[Finding, ...]
    tokens: Mapping[str, str] = field(default_factory=dict)


def layer(theme: Theme, medium: str, local: str, *, geometry: str = "") -> Layers:
    """Join and flatten the layers for a medium.

    `local` is the text of the book's own rules; `geometry` (custom properties
    for the page) comes before the medium's layer.
    """
    styles = theme.styles
    own = styles / "themes" / theme.name
    script = own_script(theme)
    before = [styles / "tokens.css", own / "tokens.css"]
    after = [*_folder(styles / medium), own / "theme.css", own / f"{medium}.css"]
    own_rules, findings = _own_rules(local)
    sheets = [
        *(_sheet(path, styles) for path in before),
        parse(face_tokens(theme), ""),
        *(_sheet(path, styles) for path in _folder(styles / "core")),
        parse(geometry, ""),
        *(_sheet(path, styles) for path in after),
    ]
    if script:
        scripts = styles / "scripts"
        sheets.append(_sheet(scripts / script.name / "script.css", styles))
        sheets.append(_sheet(scripts / f"{script.shares}.css", styles))
        if medium == PRINT:
            sheets.append(parse(_scaled(tokens(sheets), script), ""))
    sheets.append(own_rules)
    rules = _turned(resolve(sheets), theme, script=script, medium=medium)
    values = tokens(sheets)
    if medium != EREADER:
        rules = thickened(rules, css_points(values.get(THINNEST, "")))
        return Layers(theme=theme, css=write(rules), findings=findings, tokens=values)
    carried = carry_over(rules)
    found = findings + carried.findings
    return Layers(theme=theme, css=write(carried.rules), findings=found, tokens=values)


#: The roles of the faces that set text, headings and code, by the place they come at: each
#: role's own faces and, but in code, those of the book's script; then what stands in for them.
_PLACES = {
    TEXT: {TEXT: 0, SCRIPT: 0, MORE: 1},
    DISPLAY: {DISPLAY: 0, SCRIPT: 0, TEXT: 1, MORE: 2},
    CODE: {CODE: 0, SCRIPT: 1, MORE: 2},
}


def face_tokens(theme: Theme) -> str:
    """Return the tokens of the faces, as a rule: each role's own in order, then a generic one."""
    rule = []
    for (role, places), generic in zip(_PLACES.items(), theme.generic, strict=True):
        fonts = [font for font in theme.fonts if font.role in places]
        fonts.sort(key=lambda font: places[font.role])
        names = [f'"{font.family}"' for font in fonts]
        names += [f'"{STAND_IN}"'] if theme.stand_ins else []
        rule.append(f"--face-{role}: {', '.join([*dict.fromkeys(names), generic])};")
    return f":root {{ {' '.join(rule)} }}"


def measure_of(values: Mapping[str, str]) -> float:
    """Return the length of a full line, in points: the trim's width without the margins.

    `values` are tokens; 0 if theirs are no absolute lengths.
    """
    margins = f"{values.get('--margin-inner', '')} - {values.get('--margin-outer', '')}"
    return css_points(calculate(f"{values.get('--trim-width', '')} - {margins}"))


def _scaled(values: Mapping[str, str], script: Script) -> str:
    """Return the sizes of print in another script: its letters differ on their body."""
    factors = {
        "--size-text": script.sizes,
        "--size-small": script.sizes,
        "--line": script.lines,
        "--line-small": script.lines,
    }
    sizes = {name: calculate(f"{values[name]} * {by}") for name, by in factors.items()}
    if script.square:
        measure = measure_of(values)
        size = css_points(sizes["--size-text"])
        if measure and size:
            sizes["--size-text"] = f"{plain(measure / round(measure / size))}pt"
    return f":root {{ {' '.join(f'{name}: {value};' for name, value in sizes.items())} }}"


def _turned(
    rules: tuple[Rule, ...], theme: Theme, *, script: Script | None, medium: str
) -> tuple[Rule, ...]:
    """Return the rules as the book's language has them."""
    if theme.upright or (script and script.upright):
        rules = upright(rules, LOCAL)
    if medium == PRINT and is_right_to_left(theme.language):
        rules = mirrored(rules, LOCAL)
    return rules


def _folder(folder: Path) -> list[Path]:
    # By name, so that the order is the same everywhere; rules do not depend on it within a layer.
    return sorted(folder.glob("*.css"))


def _sheet(path: Path, styles: Path) -> Sheet:
    text = path.read_text("utf-8") if path.is_file() else ""
    return parse(text, f"styles/{path.relative_to(styles).as_posix()}")


def _own_rules(local: str) -> tuple[Sheet, tuple[Finding, ...]]:
    """Read the book's rules that can be kept in any medium."""
    kept = []
    findings = list(_control_characters(local))
    local = without_forbidden(local)
    for rule in tinycss2.parse_stylesheet(local, skip_comments=True, skip_whitespace=True):
        if fault := next((token for token in _tokens(rule) if token.type == "error"), None):
            broken = CssBroken.found({"reason": fault.message}, file=LOCAL, line=fault.source_line)
            findings.append(broken)
        elif rule.type == "at-rule" and rule.lower_at_keyword == "import":
            findings.append(CssImport.found(file=LOCAL, line=rule.source_line))
        elif found := _foreign_url(rule):
            url, token = found
            findings.append(CssUrl.found({"url": url}, file=LOCAL, line=token.source_line))
        else:
            kept.append(rule)
    return Sheet(name=LOCAL, rules=tuple(kept)), tuple(findings)


def _control_characters(local: str) -> Iterator[Finding]:
    for number, line in enumerate(local.split("\n"), 1):
        if character := forbidden_character(line):
            values = {"character": character}
            yield CharacterForbidden.in_text(values, file=LOCAL, line=number)


def _foreign_url(rule: tinycss2.ast.Node) -> tuple[str, tinycss2.ast.Node] | None:
    """Find an address outside the book, and where the rule names it."""
    for token in _tokens(rule):
        value = _url_of(token)
        if value and not value.startswith(_URL_SCHEMES_ALLOWED):
            return value, token
    return None


def _tokens(rule: tinycss2.ast.Node) -> Iterator[tinycss2.ast.Node]:
    """Yield a rule and all that it consists of, the last first."""
    waiting = [rule]
    while waiting:
        token = waiting.pop()
        yield token
        for name in ("prelude", "content", "arguments"):
            waiting += getattr(token, name, None) or []


def _url_of(token: tinycss2.ast.Node) -> str | None:
    if token.type == "url":
        return str(token.value)
    if token.type == "function" and token.lower_name in _FETCHING:
        return next((str(part.value) for part in token.arguments if part.type == "string"), None)
    return None
