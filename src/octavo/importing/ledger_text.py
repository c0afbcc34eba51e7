"""The text of the ledger, written anew: what did not change keeps every byte.

Each article's piece of the file is written by itself, so that a ledger of
5,000 articles takes 5,000 times as long as one of one (a TOML library that
keeps comments reads 0.25 MB a second). A piece that is as Octavo writes it is written
again; one that holds an author's comments or keys is edited in place.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table

from octavo.importing.article import Apart, Article, Decision, Kind
from octavo.importing.ledger import SCHEMA, Answers, Entry, Key, Ledger

HEAD = f"""\
# What `octavo assemble` made of each article, and why. Every word of the source is
# accounted for: source + glued_tokens = kept + dropped + retagged, where kept is the
# body and retagged the title, the by-line and the headings.
# Change accepted = true or false, run `octavo assemble` again, and the chapter follows
# (unless you have edited it: an edited chapter is left alone). You may change action
# too, to heading, drop or letter. What a rule only proposes (level = "medium") waits
# until you accept it, or say reviewed = true; `octavo assemble --review` asks you.
# origin is where an article came from, and is read again if it is a file.
# apart are words of a document that are no text of the book: comments, deletions, what is hidden.
# out = true says that you took the chapter out of book.toml, where it stays out.
# remarks are what was said of an article, by line: what stands here is not said again.
schema = {SCHEMA}
"""


_BARE = re.compile("[A-Za-z0-9_-]+")

#: What an article's table holds in tables of their own.
_TABLES = frozenset(("counts", "pictures", "decision", "apart"))


def write_ledger(
    ledger: Ledger, entries: Sequence[Entry], remarks: Sequence[str] | None = None
) -> str:
    """Return the text of `ledger` with `entries` put in, each in its place or at the end.

    `remarks` are those about other files than articles; without them, they stay as they are.
    """
    pieces = dict(ledger.pieces)
    for entry in entries:
        wanted = _item(entry)
        piece = pieces.get(entry.file)
        pieces[entry.file] = render(wanted) if piece is None else edit(piece, wanted)
    head = _ends_in_line(ledger.head or HEAD)
    if remarks is not None and tuple(remarks) != ledger.remarks:
        head = _with_remarks(head, remarks)
    return head + "".join(map(_ends_in_line, pieces.values()))


_REMARKS = re.compile(r"^remarks = \[\n(?:  \".*\",\n)*\]\n", re.MULTILINE)
_SCHEMA = re.compile(r"^schema = .*\n", re.MULTILINE)


def _with_remarks(head: str, remarks: Sequence[str]) -> str:
    """Return the ledger's head with the remarks in place of those there, or below the schema."""
    text = f"remarks = {_value(remarks)}\n" if remarks else ""
    for place, before in ((_REMARKS, ""), (_SCHEMA, r"\g<0>")):
        found = place.search(head)
        if found:
            return head[: found.start()] + found.expand(before) + text + head[found.end() :]
    return head


def _ends_in_line(text: str) -> str:
    return text if text.endswith("\n") or not text else f"{text}\n"


def render(item: Mapping[str, Any]) -> str:
    """Return an article's piece of the ledger as Octavo writes it."""
    lines = ["", "[[article]]", *_lines(item)]
    lines += ["", "[article.counts]", *_lines(item["counts"])]
    if "pictures" in item:
        lines += ["", "[article.pictures]", *_lines(item["pictures"])]
    for each in item["decision"]:
        lines += ["", "[[article.decision]]", *_lines(each)]
    for each in item.get("apart", ()):
        lines += ["", "[[article.apart]]", *_lines(each)]
    return "\n".join(lines) + "\n"


def _lines(table: Mapping[str, Any]) -> list[str]:
    return [
        f"{_name(key)} = {_value(value)}"
        for key, value in table.items()
        if isinstance(value, str | int | list)  # bool is an int
        and key not in _TABLES
    ]


def _name(key: str) -> str:
    return key if _BARE.fullmatch(key) else _value(key)


def _value(value: str | int | Sequence[str]) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "".join(["[\n", *(f"  {_value(each)},\n" for each in value), "]"])
    # JSON's strings are TOML's basic strings, but for DEL, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def edit(piece: str, wanted: Mapping[str, Any]) -> str:
    """Return an article's `piece` with the values `wanted`; comments and other keys stay."""
    if render(wanted) == piece:
        return piece
    present = tomllib.loads(piece)["article"][0]
    present.setdefault("decision", [])
    if _as_wanted(present, wanted):
        return piece
    if "counts" in present and render(present) == piece:
        return render(_with_own_keys(present, wanted))
    document = tomlkit.parse(_ends_in_line(piece))
    tables = document["article"]
    assert isinstance(tables, AoT)
    _fill(tables[0], wanted)
    return tomlkit.dumps(document)


def _as_wanted(present: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Return whether all that is wanted is there, and no decision more."""
    return (
        _holds(present, {key: wanted[key] for key in wanted if key not in _TABLES})
        and not any(key in present and key not in wanted for key in _OPTIONAL)
        and _holds(present.get("counts", {}), wanted["counts"])
        and present.get("pictures", {}) == wanted.get("pictures", {})
        and present.get("apart", []) == wanted.get("apart", [])
        and len(present["decision"]) == len(wanted["decision"])
        and all(map(_holds_decision, present["decision"], wanted["decision"]))
    )


def _holds(present: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return all(key in present and present[key] == value for key, value in wanted.items())


def _holds_decision(present: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return _holds(present, wanted) and ("reviewed" not in present or "reviewed" in wanted)


def _with_own_keys(present: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return the wanted values, and the keys that the author has added."""
    known = {_key(item): item for item in present["decision"]}
    decisions = [{**each, **_added(known.get(_key(each), {}), each)} for each in wanted["decision"]]
    counts = {**wanted["counts"], **_added(present["counts"], wanted["counts"])}
    own = {**wanted, **_added(present, wanted)}
    return {**own, "counts": counts, "decision": decisions}


def _added(present: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value for key, value in present.items() if key not in wanted and key not in _OPTIONAL
    }


def _fill(table: Table, wanted: Mapping[str, Any]) -> None:
    """Set what has changed, so that the rest keeps its place and its comments."""
    _set(table, {key: wanted[key] for key in wanted if key not in _TABLES})
    if "counts" not in table:
        table["counts"] = tomlkit.table()
    _set(table["counts"], wanted["counts"])
    if table.get("pictures", {}) != wanted.get("pictures", {}):
        table["pictures"] = wanted.get("pictures", {})
    _fill_apart(table, wanted)
    present = table.get("decision", [])
    if [_key(item) for item in present] == [_key(item) for item in wanted["decision"]]:
        for item, each in zip(present, wanted["decision"], strict=True):
            _set(item, each)
        return
    tables = tomlkit.aot()
    for each, found in _paired(present, wanted["decision"]):
        item = tomlkit.table() if found is None else found
        _set(item, each)
        tables.append(item)
    table["decision"] = tables


def _fill_apart(table: Table, wanted: Mapping[str, Any]) -> None:
    """Set what stands apart from the text, which is the file's and not the author's to answer."""
    if table.get("apart", []) == wanted.get("apart", []):
        return
    table.pop("apart", None)
    if "apart" in wanted:
        tables = tomlkit.aot()
        for each in wanted["apart"]:
            made = tomlkit.table()
            made.update(each)
            tables.append(made)
        table["apart"] = tables


def _paired(
    present: Sequence[Any], wanted: Sequence[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any], Any]]:
    """Pair the decisions that are wanted with those that stand there, also if they moved."""
    known = {_key(item): item for item in present}
    places = Answers(dict.fromkeys(known, True))
    return [
        (each, known.pop(places.place(_key(each)), None) if _key(each) in places else None)
        for each in wanted
    ]


def _set(table: Any, values: Mapping[str, Any]) -> None:
    for key in _OPTIONAL:
        if key in table and key not in values:
            del table[key]
    for key, value in values.items():
        if key not in table or table[key] != value:
            table[key] = value


#: Keys that stand only where they say something.
_OPTIONAL = frozenset(("origin", "encoding", "copied", "out", "reviewed", "pictures", "remarks"))


def _item(entry: Entry) -> dict[str, Any]:
    """Return the entry as the ledger's keys and values."""
    about: dict[str, Any] = {"file": entry.file, "sha256": entry.sha256}
    if entry.origin:
        about["origin"] = entry.origin
    if entry.encoding:
        about["encoding"] = entry.encoding
    if not entry.copied:
        about["copied"] = False
    if entry.out:
        about["out"] = True
    about |= {
        "chapter": entry.chapter,
        "chapter_sha256": entry.chapter_sha256,
        "title": entry.title,
        "author": entry.author,
        **({"remarks": list(entry.remarks)} if entry.remarks else {}),
        "counts": _counts(entry.article),
    }
    if entry.pictures:
        about["pictures"] = dict(entry.pictures)
    if entry.article.source.apart:
        about["apart"] = [apart_table(each) for each in entry.article.source.apart]
    return {
        **about,
        "decision": [_decision(each, entry.reviewed) for each in entry.article.decisions],
    }


def apart_table(each: Apart) -> dict[str, Any]:
    """Return words that stand apart from a text as the ledger's keys and values."""
    return {key: value for key, value in asdict(each).items() if value}


def _counts(article: Article) -> dict[str, int]:
    counts = article.counts
    return {**asdict(counts), "kept": counts.body, "retagged": counts.retagged}


def _decision(decision: Decision, reviewed: frozenset[Key]) -> dict[str, Any]:
    known = {
        "line": decision.line,
        "rule": decision.rule,
        "level": str(decision.level),
        "action": str(decision.action),
        "accepted": decision.accepted,
    }
    if decision.key in reviewed:
        known["reviewed"] = True
    return {**known, "text": decision.text}


def _key(item: Mapping[str, Any]) -> tuple[Any, Any, Any]:
    return (item.get("line"), item.get("rule"), item.get("text"))


def answer_ledger(ledger: Ledger, answers: Mapping[str, Mapping[Key, tuple[Kind, bool]]]) -> str:
    """Return the ledger's text with the author's answers put in, by article and decision.

    An answer is the action and whether it is accepted; the decision counts as reviewed.
    """
    pieces = dict(ledger.pieces)
    for file, given in answers.items():
        item = tomllib.loads(pieces[file])["article"][0]
        decisions = [_answered(each, given.get(_key(each))) for each in item.get("decision", [])]
        wanted = {**item, "counts": item.get("counts", {}), "decision": decisions}
        pieces[file] = edit(pieces[file], wanted)
    return _ends_in_line(ledger.head) + "".join(map(_ends_in_line, pieces.values()))


def _answered(item: Mapping[str, Any], given: tuple[Kind, bool] | None) -> dict[str, Any]:
    if given is None:
        return dict(item)
    action, accepted = given
    said = {**item, "action": str(action), "accepted": accepted, "reviewed": True}
    # The text comes last, where the eye looks for it.
    said["text"] = said.pop("text")
    return said
