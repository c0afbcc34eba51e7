"""The front matter of a chapter file: YAML between `---` lines, or TOML between `+++` lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from octavo.core.errors import OctavoError
from octavo.core.model import Finding
from octavo.findings.catalogue.book_toml import CharacterForbidden
from octavo.findings.catalogue.chapters import FrontMatterKey, FrontMatterType
from octavo.manuscript.toml_file import did_you_mean, parse_toml
from octavo.text.xml_characters import forbidden_character

#: Keys that it may hold. `date` and `source` are kept for the author; Octavo does not use them.
FRONT_MATTER = ("author", "date", "draft", "id", "kind", "language", "short_title", "source")

_TEXTS = frozenset({"author", "id", "kind", "language", "short_title"})

_BLOCK = re.compile(r"\A\n*(---|\+\+\+)[ \t]*\n(.*?)^\1[ \t]*(?:\n|\Z)", re.S | re.M)
_OPENED = re.compile(r"\A\n*(?:---|\+\+\+)[ \t]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What a file's front matter says. `source` is its text, which begins on the line `first`."""

    name: str
    options: Mapping[str, object]
    source: str = ""
    first: int = 1
    findings: tuple[Finding, ...] = ()

    def text(self, key: str) -> str:
        """Return the value of `key` as text; empty if it is not there, or is no text."""
        value = self.options.get(key)
        return str(value).strip() if _is_text(value) else ""

    def flag(self, key: str) -> bool:
        """Return whether `key` is `true`."""
        return self.options.get(key) is True

    def at(self, key: str, finding: Finding) -> Finding:
        """Return a finding about `key`, with its place."""
        found = re.search(rf"""^[ \t{{]*["']?{re.escape(key)}["']?[ \t]*[:=]""", self.source, re.M)
        line = self.first + (self.source.count("\n", 0, found.start()) if found else 0)
        return replace(finding, file=self.name, line=line)


def split_front_matter(text: str, name: str) -> tuple[FrontMatter, str, int]:
    """Return the front matter, the text behind it, and the line on which that begins.

    Raises `OctavoError` if the front matter is never closed or cannot be read.
    """
    found = _BLOCK.match(text)
    if found is None:
        opened = _OPENED.match(text)
        if opened:
            fence, line = opened[0].strip(), opened[0].count("\n")
            raise OctavoError(
                "the front matter that begins here is never closed.",
                where=f"{name}:{line}",
                hint=f"Close it with a line that holds only {fence}.",
            )
        return FrontMatter(name=name, options={}), text, 1
    first = text.count("\n", 0, found.start(2)) + 1
    read = _read_toml if found[1] == "+++" else _read_yaml
    options = read(found[2], name, first)
    about = FrontMatter(name=name, options=options, source=found[2], first=first)
    about = replace(about, findings=tuple(_check(about)))
    return about, text[found.end() :], text.count("\n", 0, found.end()) + 1


def _read_toml(source: str, name: str, first: int) -> dict[str, object]:
    return parse_toml(source, name, first=first)


def _read_yaml(source: str, name: str, first: int) -> dict[str, object]:
    import yaml  # a tenth of what loading costs, and few chapters have front matter

    for line, text in enumerate(source.split("\n"), first):
        if character := forbidden_character(text):
            message = f"the front matter holds the control character {character}."
            raise OctavoError(message, where=f"{name}:{line}", hint="Take it out.")
    try:
        loaded = yaml.safe_load(source)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None)
        line = first + (mark.line if mark else 0)
        raise _broken(f"{name}:{line}", reason) from None
    except (ValueError, RecursionError):
        # A date that is in no calendar; lists in lists without end.
        hint = "Look for a date that no calendar has, or put values in quotes."
        raise _broken(f"{name}:{first}", "a value cannot be read", hint) from None
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        raise _broken(f"{name}:{first}", "there is no key")
    return {str(key): value for key, value in loaded.items()}


_REMEDY = 'Write each line as key: value, and put a value that holds a colon in "quotes".'


def _broken(where: str, reason: str | None, hint: str = _REMEDY) -> OctavoError:
    because = f": {reason}" if reason else ""
    return OctavoError(
        f"the front matter is not valid YAML{because}.",
        where=where,
        hint=hint,
    )


def _check(about: FrontMatter) -> Iterator[Finding]:
    for key, value in about.options.items():
        if key not in FRONT_MATTER:
            yield about.at(key, _unknown(key))
        elif key == "draft" and not isinstance(value, bool):
            yield about.at(key, FrontMatterType.draft())
        elif key in _TEXTS and value is not None and not _is_text(value):
            yield about.at(key, FrontMatterType.found({"key": key}))
        elif key in _TEXTS and (character := forbidden_character(str(value))):
            forbidden = {"key": key, "character": character}
            yield about.at(key, CharacterForbidden.found(forbidden))


def _unknown(key: str) -> Finding:
    if key == "title":
        return FrontMatterKey.title()
    return FrontMatterKey.found({"key": key, "suggestion": did_you_mean(key, FRONT_MATTER)})


def _is_text(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)
