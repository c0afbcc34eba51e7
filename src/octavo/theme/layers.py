"""The layers of a theme, in order, as one stylesheet.

tokens → theme tokens → core → medium → theme → the book's own rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import tinycss2

from octavo.manuscript.source import forbidden_character, without_forbidden
from octavo.model import Finding, Severity
from octavo.theme.ereader import carry_over
from octavo.theme.flatten import Sheet, parse, resolve, write
from octavo.theme.theme import Theme

#: The media: the folder of each under styles/.
PRINT, EREADER, COVER = "print", "ereader", "cover"

#: Where a book's own rules lie, relative to the book.
LOCAL = "styles/local.css"

_URL_SCHEMES_ALLOWED = ("data:", "#")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """One stylesheet, flattened, and what was wrong with the book's own rules."""

    css: str
    findings: tuple[Finding, ...]


def layer(theme: Theme, medium: str, local: str, geometry: str = "") -> Layers:
    """Joins and flattens the layers for a medium.

    `local` is the text of the book's own rules; `geometry` (custom properties
    for the page) comes before the medium's layer.
    """
    styles = theme.styles
    own = styles / "themes" / theme.name
    before = [styles / "tokens.css", own / "tokens.css", *_folder(styles / "core")]
    after = [*_folder(styles / medium), own / "theme.css", own / f"{medium}.css"]
    own_rules, findings = _own_rules(local)
    rules = resolve(
        [
            *(_sheet(path, styles) for path in before),
            parse(geometry, ""),
            *(_sheet(path, styles) for path in after),
            own_rules,
        ]
    )
    if medium != EREADER:
        return Layers(css=write(rules), findings=findings)
    carried = carry_over(rules)
    return Layers(css=write(carried.rules), findings=findings + carried.findings)


def _folder(folder: Path) -> list[Path]:
    # By name, so that the order is the same everywhere; rules do not depend on it within a layer.
    return sorted(folder.glob("*.css"))


def _sheet(path: Path, styles: Path) -> Sheet:
    text = path.read_text("utf-8") if path.is_file() else ""
    return parse(text, f"styles/{path.relative_to(styles).as_posix()}")


def _own_rules(local: str) -> tuple[Sheet, tuple[Finding, ...]]:
    """The book's rules that can be kept in any medium."""
    kept = []
    findings = list(_control_characters(local))
    local = without_forbidden(local)
    for rule in tinycss2.parse_stylesheet(local, skip_comments=True, skip_whitespace=True):
        if rule.type == "error":
            findings.append(_finding("css-broken", f"not valid CSS: {rule.message}.", rule))
        elif rule.type == "at-rule" and rule.lower_at_keyword == "import":
            findings.append(_finding("css-import", "@import is not read.", rule))
        elif found := _foreign_url(rule):
            url, token = found
            message = f'url("{url}") would be fetched from elsewhere; a book carries all it needs.'
            findings.append(_finding("css-url", message, token))
        else:
            kept.append(rule)
    return Sheet(name=LOCAL, rules=tuple(kept)), tuple(findings)


def _control_characters(local: str) -> Iterator[Finding]:
    for number, line in enumerate(local.split("\n"), 1):
        if character := forbidden_character(line):
            yield Finding(
                code="character-forbidden",
                message=f"the control character {character} becomes a space.",
                file=LOCAL,
                line=number,
                hint="Take it out.",
            )


def _foreign_url(rule: tinycss2.ast.Node) -> tuple[str, tinycss2.ast.Node] | None:
    """An address outside the book, and where the rule names it."""
    tokens = [*(getattr(rule, "prelude", None) or []), *(getattr(rule, "content", None) or [])]
    while tokens:
        token = tokens.pop()
        value = _url_of(token)
        if value and not value.startswith(_URL_SCHEMES_ALLOWED):
            return value, token
        tokens += getattr(token, "content", None) or getattr(token, "arguments", None) or []
    return None


def _url_of(token: tinycss2.ast.Node) -> str | None:
    if token.type == "url":
        return str(token.value)
    if token.type == "function" and token.lower_name == "url":
        return next((str(part.value) for part in token.arguments if part.type == "string"), None)
    return None


def _finding(code: str, message: str, rule: tinycss2.ast.Node) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        message=message,
        file=LOCAL,
        line=rule.source_line,
        hint="Mend the rule, or take it out.",
    )
