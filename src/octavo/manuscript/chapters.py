"""One chapter file: its front matter, its kind and its Markdown."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from octavo.errors import OctavoError
from octavo.manuscript.kinds import KINDS, kind_of
from octavo.manuscript.slug import as_id, ascii_slug
from octavo.manuscript.source import read_text
from octavo.manuscript.toml import did_you_mean
from octavo.model import Chapter, Finding, Matter, Severity

#: Keys that a chapter's front matter may hold.
FRONT_MATTER = (
    "author", "date", "draft", "id", "kind", "language", "short_title", "source", "title",
)  # fmt: skip

_FENCE = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)^\1[ \t]*(?:\n|\Z)", re.S | re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterFile:
    """A chapter as read, whether it is a draft, and what was noticed."""

    chapter: Chapter
    draft: bool
    findings: tuple[Finding, ...]


def read_chapter(path: Path, name: str, matter: Matter, part: int | None = None) -> ChapterFile:
    """Reads a Markdown file; `name` is its path relative to the book.

    Front matter is YAML between `---` lines or TOML between `+++` lines.
    Raises `OctavoError` if the file is no UTF-8 or its front matter is broken.
    """
    text = read_text(path, name)
    fence = _FENCE.match(text)
    options = _options(fence, name) if fence else {}
    body = text[fence.end() :] if fence else text
    findings = _unknown_keys(options, fence, name)
    stem = PurePosixPath(name).stem
    kind = str(options.get("kind") or kind_of(stem, matter))
    if kind not in KINDS:
        findings += (_unknown_kind(kind, fence, name),)
        kind = "chapter"
    chapter = Chapter(
        id=as_id(ascii_slug(str(options.get("id") or stem)) or "chapter"),
        path=name,
        matter=matter,
        kind=kind,
        text=body,
        line=text.count("\n", 0, fence.end()) + 1 if fence else 1,
        part=part,
        short_title=str(options.get("short_title") or ""),
        author=str(options.get("author") or ""),
        language=str(options.get("language") or ""),
    )
    return ChapterFile(chapter=chapter, draft=options.get("draft") is True, findings=findings)


def _options(fence: re.Match[str], name: str) -> Mapping[str, Any]:
    try:
        if fence[1] == "+++":
            return tomllib.loads(fence[2])
        loaded = yaml.safe_load(fence[2])
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise _broken(name, int(found[1]) if found else 1, "TOML") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _broken(name, mark.line + 1 if mark else 1, "YAML") from None
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        raise _broken(name, 1, "YAML")
    return {str(key): value for key, value in loaded.items()}


def _broken(name: str, line: int, syntax: str) -> OctavoError:
    return OctavoError(
        f"the front matter is not valid {syntax}.",
        where=f"{name}:{line + 1}",
        hint='Write each line as key: value, and put values that hold a colon in "quotes".'
        if syntax == "YAML"
        else 'Write each line as key = "value".',
    )


def _unknown_keys(
    options: Mapping[str, Any], fence: re.Match[str] | None, name: str
) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            code="front-matter-key",
            message=f'unknown key "{key}" in the front matter; it is not used.',
            file=name,
            line=_line_of(key, fence),
            hint=did_you_mean(key, FRONT_MATTER),
        )
        for key in options
        if key not in FRONT_MATTER
    )


def _unknown_kind(kind: str, fence: re.Match[str] | None, name: str) -> Finding:
    return Finding(
        code="kind-unknown",
        severity=Severity.ERROR,
        message=f'"{kind}" is no kind of section.',
        file=name,
        line=_line_of("kind", fence),
        hint=did_you_mean(kind, KINDS),
    )


def _line_of(key: str, fence: re.Match[str] | None) -> int:
    lines = fence[2].split("\n") if fence else []
    return next((n for n, line in enumerate(lines, 2) if line.startswith(key)), 1)
