"""What `octavo adopt` copied, in the ledger: which file, as it was, and as it was written."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from octavo.core.files import read_present
from octavo.importing.article import Apart
from octavo.importing.ledger import LEDGER, split_ledger
from octavo.importing.ledger_text import HEAD

_ADOPTED = "[[adopted]]"
#: Where the tables of this module and of `found_rows` begin, with the comments above them.
_OWN = re.compile(r"^(?:#[^\n]*\n)*\[(?:split\]|\[(?:adopted|apart|found)\]\])", re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """A file of the book: `file` is its path below the source and below `manuscript/` alike.

    `sha256` is of the source, `written` of what was written. `included` are the files whose text
    was put in, `left` the tags that stayed as they are, `taken` the headings of parts that went
    into book.toml; `titled` says that a title was put in, the one that its tool's list has. A
    chapter has a `title`, its `words`, and its `place`: front, body or back, and there its part's
    title.
    """

    file: str
    sha256: str
    written: str
    title: str = ""
    place: str = ""
    part: str = ""
    words: int = 0
    included: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    titled: bool = False


def read_adopted(root: Path) -> dict[str, Adopted]:
    """Return what was adopted before, by file; nothing if the ledger cannot be read."""
    data = read_present(root / LEDGER) or b""
    head, _ = split_ledger(data.decode("utf-8", "replace"))
    try:
        tables = tomllib.loads(head).get("adopted", [])
        known = [_adopted(table) for table in tables]
    except (tomllib.TOMLDecodeError, KeyError, TypeError):
        return {}
    return {each.file: each for each in known}


def _adopted(table: Mapping[str, object]) -> Adopted:
    names = {key: table.get(key, []) for key in ("included", "left", "taken")}
    lists = {key: tuple(map(str, some)) for key, some in names.items() if isinstance(some, list)}
    words = table.get("words", 0)
    return Adopted(
        file=str(table["file"]),
        sha256=str(table["sha256"]),
        written=str(table["written"]),
        title=str(table.get("title", "")),
        place=str(table.get("place", "")),
        part=str(table.get("part", "")),
        words=words if isinstance(words, int) else 0,
        titled=bool(table.get("titled")),
        **lists,
    )


def with_adopted(text: str, adopted: Iterable[Adopted], found: str = "") -> str:
    """Return the ledger's text with what is adopted now, `found` before it.

    The articles stay as they are.
    """
    head, pieces = split_ledger(text)
    own = _OWN.search(head)
    kept = (head[: own.start()] if own else head or HEAD).rstrip("\n")
    tables = "".join(map(_table, adopted))
    return f"{kept}\n{found}{tables}{''.join(pieces)}"


def _table(each: Adopted) -> str:
    # JSON's strings and lists of them are TOML's.
    said = {key: value for key, value in asdict(each).items() if value}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in said.items()]
    return "\n".join(["", _ADOPTED, *lines]) + "\n"


def apart_lines(apart: Iterable[Apart]) -> str:
    """Return the ledger's tables of words that stand apart from the text of a file."""
    made = ""
    for each in apart:
        said = {key: value for key, value in asdict(each).items() if value}
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in said.items()]
        made += "\n".join(["", "[[apart]]", *lines]) + "\n"
    return made
