"""The front matter of a chapter file: YAML, TOML or JSON between its fences, or a title block.

It is written for many tools, and never stops a book: what cannot be read is passed over with a
warning, and what is no front matter stays in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from json import JSONDecodeError, JSONDecoder

from octavo.core.errors import OctavoError
from octavo.core.model import Finding
from octavo.findings.catalogue.book_toml import CharacterForbidden
from octavo.findings.catalogue.chapters import FrontMatterKey, FrontMatterType, FrontMatterUnread
from octavo.findings.failures import place_of
from octavo.manuscript.front_matter_keys import (
    ELSEWHERE,
    FLAGS,
    TEXTS,
    flag_of,
    known_key,
    meant_key,
    people_of,
    plain_key,
    text_of,
)
from octavo.manuscript.recipe_lists import is_recipe_key, recipe_lists
from octavo.manuscript.title_blocks import title_block
from octavo.manuscript.toml_file import parse_toml
from octavo.text.xml_characters import (
    forbidden_character,
    references_read,
    without_forbidden,
)

#: YAML may also be closed by three dots, which pandoc and YAML itself have for an end.
_YAML = re.compile(r"\A(\n*)---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_TOML = re.compile(r"\A(\n*)\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.S | re.M)
#: JSON, which Hugo reads too, begins with a brace and a key, and ends with its own brace.
_JSON = re.compile(r'\A\n*(?=\{\s*"[\w -]+"\s*:)')
#: A map of Elixir's, which NimblePublisher reads above a line of dashes.
_ELIXIR = re.compile(r"\A(\n*)%\{[ \t]*\n(.*?)^\}[ \t]*\n---[ \t]*(?:\n|\Z)", re.S | re.M)
_ELIXIR_PAIR = re.compile(
    r'^\s*(\w+):\s*(?:"""(.*?)"""|"((?:\\.|[^"\\])*)"|([^\n"]+?))\s*,?\s*$', re.S | re.M
)
_LINE_END = re.compile(r"[ \t]*(?:\n|\Z)")
#: What is never closed, and yet was meant as front matter.
_OPENED = re.compile(r"\A\n*(?:(---)[ \t]*\n[\w-]+:(?:\s|\Z)|(\+\+\+)[ \t]*(?:\n|\Z))")

#: A line of which a key and its value can be taken though the whole cannot be read.
_PLAIN = re.compile(r"([A-Za-z_][\w-]*)[ \t]*[:=][ \t]*(\S.*)")
#: Lines that stand in front matter, and hardly in prose: keys, items of lists, what is indented.
_LIKELY = re.compile(r"[\w\"'][\w \"'.-]*[ \t]*[:=](?:\s|\Z)|[ \t-]|[\[\]{}#]|\Z")
#: Marks of templates; what stands in them only their own tool knows.
_TEMPLATE = re.compile(r"\{\{|\{%|<%")

_COLON = 'Write each line as key: value, and put a value that holds a colon in "quotes".'
_COMMA = 'Write "key": "value", with a comma between two, and none behind the last.'


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What a file's front matter says. `source` is its text, which begins on the line `first`.

    `written` are its keys as they stand. The keys of `options` are ours, whatever tool's name the
    file has for them; `others` are the names of those for which Octavo has no use.
    """

    name: str
    written: Mapping[str, object] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)
    source: str = ""
    first: int = 1
    others: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    def text(self, key: str) -> str:
        """Return the value of `key` as text; empty if it is not there, or is no text."""
        said = _text(key, self.options.get(key))
        return without_forbidden(references_read(said or ""))

    def flag(self, key: str) -> bool:
        """Return whether `key` is `true`."""
        return flag_of(self.options.get(key)) is True

    @property
    def is_draft(self) -> bool:
        """Whether the file says that it is not to be published, as Octavo or as Jekyll has it."""
        published = self.options.get("published")
        return self.flag("draft") or (flag_of(published) is False and text_of(published) != "")

    def at(self, key: str, finding: Finding) -> Finding:
        """Return a finding about `key`, ours or as it is written, with its place."""
        others = (name for name in self.written if known_key(name) == key)
        written = key if key in self.written else next(others, key)
        name = re.escape(written).replace("_", "[_-]?")
        key_of = rf"""["']?{name}["']?[ \t]*[:=]"""
        # What is set in may be a key of another key, or words of a value.
        found = re.search(rf"^\{{?{key_of}", self.source, re.M | re.I) or re.search(
            rf"^[ \t{{]*{key_of}", self.source, re.M | re.I
        )
        line = self.first + (self.source.count("\n", 0, found.start()) if found else 0)
        return replace(finding, file=self.name, line=line)


def split_front_matter(text: str, name: str) -> tuple[FrontMatter, str, int]:
    """Return the front matter, the text behind it, and the line on which that begins.

    The lists of a recipe that stand in it are the end of the text.
    """
    found = _YAML.match(text) or _TOML.match(text)
    if found is None:
        if opened := _JSON.match(text):
            return _split_json(text, name, opened.end())
        if mapped := _ELIXIR.match(text):
            return _split_elixir(text, name, mapped)
        return _at_the_head(text, name)
    first = text.count("\n", 0, found.start(2)) + 1
    read = _read(found[2], name, first, toml=text[found.end(1)] == "+")
    if read.options is None:
        return FrontMatter(name=name, findings=read.findings), text, 1
    about = _sorted(FrontMatter(name=name, written=read.options, source=found[2], first=first))
    about = replace(about, findings=(*read.findings, *_check(about)))
    below = text[found.end() :]
    if recipe := recipe_lists(about.written):
        below = f"{below.rstrip()}\n\n{recipe}\n"
    return about, below, text.count("\n", 0, found.end()) + 1


def _split_json(text: str, name: str, start: int) -> tuple[FrontMatter, str, int]:
    """Return what `split_front_matter` does, of a file that begins with a brace and a key."""
    # A number may be a title, and have more digits than Python counts.
    decoder = JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
    try:
        options, end = decoder.raw_decode(text, start)
    except JSONDecodeError as error:
        values = {"problem": f"not valid JSON: {error.msg.lower()}", "remedy": _COMMA}
        unread = FrontMatterUnread.text(values, file=name, line=error.lineno)
        return FrontMatter(name=name, findings=(unread,)), text, 1
    except RecursionError:
        return FrontMatter(name=name), text, 1
    closed = _LINE_END.match(text, end)
    if closed is None or not any(map(_is_key, options)):
        return FrontMatter(name=name), text, 1
    first = text.count("\n", 0, start) + 1
    about = FrontMatter(name=name, written=options, source=text[start:end], first=first)
    about = replace(_sorted(about), findings=tuple(_check(about)))
    return about, text[closed.end() :], text.count("\n", 0, closed.end()) + 1


def _split_elixir(text: str, name: str, found: re.Match[str]) -> tuple[FrontMatter, str, int]:
    """Return what `split_front_matter` does, of a file that begins with a map of Elixir's."""
    options = {
        pair[1]: " ".join((pair[2] or pair[3] or pair[4] or "").replace('\\"', '"').split())
        for pair in _ELIXIR_PAIR.finditer(found[2])
    }
    if not any(map(_is_key, options)):
        return FrontMatter(name=name), text, 1
    first = text.count("\n", 0, found.start(2)) + 1
    about = FrontMatter(name=name, written=options, source=found[2], first=first)
    about = replace(_sorted(about), findings=tuple(_check(about)))
    return about, text[found.end() :], text.count("\n", 0, found.end()) + 1


def _is_key(key: str) -> bool:
    """Tell whether front matter has such a key, in some tool."""
    return bool(known_key(key)) or plain_key(key) in ELSEWHERE


def _at_the_head(text: str, name: str) -> tuple[FrontMatter, str, int]:
    """Read what stands at a file's head without a fence, if there is any."""
    block = title_block(text)
    if block is None:
        return FrontMatter(name=name, findings=_never_closed(text, name)), text, 1
    first = text.count("\n", 0, block.start) + 1
    about = FrontMatter(name=name, written=block.options, source=block.source, first=first)
    about = _sorted(about)
    about = replace(about, findings=tuple(_check(about)))
    return about, text[block.end :], text.count("\n", 0, block.end) + 1


@dataclass(frozen=True, slots=True)
class _Read:
    """The keys as written; None if it is no front matter."""

    options: Mapping[str, object] | None
    findings: tuple[Finding, ...] = ()


def _never_closed(text: str, name: str) -> tuple[Finding, ...]:
    opened = _OPENED.match(text)
    if opened is None:
        return ()
    line = text.count("\n", 0, opened.start(1 if opened[1] else 2)) + 1
    return (FrontMatterUnread.open({"fence": opened[1] or opened[2]}, file=name, line=line),)


def _read(source: str, name: str, first: int, *, toml: bool) -> _Read:
    """Read front matter; where it is broken, what is plain of it."""
    try:
        options = parse_toml(source, name, first=first) if toml else _yaml(source, name, first)
    except OctavoError as error:
        return _salvaged(source, name, error)
    if options is not None and (toml or not _is_prose(source, options)):
        marks = _control_characters(source, name, first) if not toml else ()
        return _Read(options, tuple(marks))
    if source.lstrip(" \t").startswith("\n") or not source.strip():
        return _Read(None)  # A rule, as CommonMark has it, and words.
    return _Read(None, (FrontMatterUnread.words(file=name, line=first),))


def _is_prose(source: str, options: Mapping[str, object]) -> bool:
    """Return whether it is prose between two rules: below an empty line only known keys count."""
    apart = source.lstrip(" \t").startswith("\n") and bool(options)
    return apart and not any(map(_is_key, options))


def _yaml(source: str, name: str, first: int) -> Mapping[str, object] | None:
    """Return the keys of YAML, all values as they are written; None if it has no keys.

    Raises `OctavoError` if it is no YAML.
    """
    import yaml  # a tenth of what loading costs, and few chapters have front matter

    # Types are for programs: here `no` is Norwegian, and 1984 may be a title.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        loaded = yaml.load(without_forbidden(source), loader)
    except yaml.YAMLError as error:
        # A quotation that is never closed is at fault where it begins, not where all ends.
        is_open = "quoted scalar" in str(getattr(error, "context", ""))
        mark = getattr(error, "context_mark" if is_open else "problem_mark", None)
        line = first + (mark.line if mark else 0)
        raise _broken(f"{name}:{line}", getattr(error, "problem", None)) from None
    except (ValueError, RecursionError):
        raise _broken(f"{name}:{first}", "lists stand too deep in lists") from None
    if loaded is None or loaded == "":
        return {}
    if not isinstance(loaded, dict):
        return None
    return {str(key): value for key, value in loaded.items()}


def _broken(where: str, reason: str | None) -> OctavoError:
    because = f": {reason}" if reason else ""
    return OctavoError(f"not valid YAML{because}.", where=where, hint=_COLON)


def _control_characters(source: str, name: str, first: int) -> Iterator[Finding]:
    for line, text in enumerate(source.split("\n"), first):
        if character := forbidden_character(text):
            yield CharacterForbidden.in_text({"character": character}, file=name, line=line)


def _salvaged(source: str, name: str, error: OctavoError) -> _Read:
    """Return the plain keys of what cannot be read; nothing if it looks like prose."""
    lines = source.split("\n")
    _, line = place_of(error)
    values = {"problem": error.message.rstrip("."), "remedy": error.hint}
    if not all(_LIKELY.match(text) for text in lines):
        return _Read(None, (FrontMatterUnread.text(values, file=name, line=line),))
    pairs = [found for text in lines if (found := _PLAIN.fullmatch(text.rstrip()))]
    options: dict[str, object] = {
        pair[1]: pair[2].strip("\"'") for pair in pairs if _is_plain(pair[2])
    }
    return _Read(options, (FrontMatterUnread.found(values, file=name, line=line),))


def _is_plain(value: str) -> bool:
    return value[0] not in "[{|>&*!%@`" and not _TEMPLATE.search(value)


def _sorted(about: FrontMatter) -> FrontMatter:
    """Return the front matter with our keys by our names, and the names of the others."""
    options: dict[str, object] = {}
    others = []
    # A key of our own goes before another tool's word for the same.
    for key in sorted(about.written, key=lambda key: known_key(key) != key):
        name = known_key(key)
        if name:
            options.setdefault(name, about.written[key])
        elif not meant_key(key) and not is_recipe_key(key, about.written[key]):
            others.append(key)
    return replace(about, options=options, others=tuple(others))


def _check(about: FrontMatter) -> Iterator[Finding]:
    for key, value in about.written.items():
        name = known_key(key)
        if not name:
            if meant := meant_key(key):
                values = {"key": key, "suggestion": f'Did you mean "{meant}"?'}
                yield about.at(key, FrontMatterKey.found(values))
        elif name in FLAGS and flag_of(value) is None:
            yield about.at(key, FrontMatterType.flag({"key": key}))
        elif name in TEXTS and _text(name, value) is None:
            yield about.at(key, FrontMatterType.found({"key": key}))
        elif name in TEXTS and (character := forbidden_character(str(value))):
            yield about.at(key, CharacterForbidden.in_text({"character": character}))


def _text(key: str, value: object) -> str | None:
    if key != "author":
        return text_of(value)
    people = people_of(value)
    return None if people is None else ", ".join(people)
