"""What was said of articles, kept in the ledger, so that the next run says what is new alone.

A remark is known by its file, its code and its words without numbers, not by its line: an edit
above it does not make it new. Errors are always said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from octavo.core.model import Finding
from octavo.findings.catalogue.merging import MergeConflict, MergeImpossible
from octavo.findings.wording import message_of
from octavo.importing.draft import Draft
from octavo.importing.file_names import article_path
from octavo.importing.ledger import Ledger

#: What a command was asked for and could not do is said each time.
_ALWAYS = frozenset((MergeConflict.code, MergeImpossible.code))

_NUMBERS = re.compile(r"[0-9][0-9,.]*")
_LINE = re.compile(r"\d+ ")
_OTHER = re.compile(r"\bmanuscript/articles/[^\s:,]+(?<!\.)")


def remark(finding: Finding) -> str:
    """Return a finding as a line of the ledger: its line, if it has one, its code, its words."""
    line = f"{finding.line} " if finding.line is not None else ""
    return f"{line}{finding.code}: {' '.join(message_of(finding).split())}"


def remark_elsewhere(finding: Finding) -> str:
    """Return one that is about no article of the ledger, its file before its words."""
    return f"{finding.file or 'the run'}: {finding.code}: {' '.join(message_of(finding).split())}"


def key(text: str) -> str:
    """Return what a remark is known by."""
    return _NUMBERS.sub("#", _LINE.sub("", text, count=1))


def _is_kept(finding: Finding) -> bool:
    return finding.severity != "error" and finding.code not in _ALWAYS


class Known:
    """What the ledger says was said: of each article, between two of them, and of all else."""

    def __init__(self, ledger: Ledger) -> None:
        self._of_run = frozenset(map(key, ledger.remarks))
        self._of_articles: dict[str, frozenset[str]] = {}
        self._pairs: set[tuple[str, frozenset[str]]] = set()
        for name, item in ledger.known.items():
            file = article_path(name)
            self._of_articles[file] = frozenset(map(key, item.remarks))
            self._pairs.update(pair for text in item.remarks for pair in _pairs(text, file))

    def has(self, finding: Finding) -> bool:
        """Tell whether a finding was said before; of two articles, it does not matter of which."""
        file, text = finding.file or "", remark(finding)
        return (
            key(text) in self._of_articles.get(file, ())
            or key(remark_elsewhere(finding)) in self._of_run
            or any(pair in self._pairs for pair in _pairs(text, file))
        )


def _pairs(text: str, file: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the code of a remark with its article and each other that it names."""
    code = _LINE.sub("", text, count=1).partition(":")[0]
    for other in _OTHER.findall(text):
        yield code, frozenset((file, other))


def news(findings: Iterable[Finding], ledger: Ledger) -> tuple[Finding, ...]:
    """Return the findings that the ledger does not know: errors, and what was not said before."""
    known = Known(ledger)
    return tuple(each for each in findings if not _is_kept(each) or not known.has(each))


def with_remarks(
    drafts: Sequence[Draft],
    findings: Iterable[Finding],
    new: Iterable[Finding],
    ledger: Ledger,
) -> list[Draft]:
    """Return the drafts, the entries of each with what was said of it, now and before.

    Of `findings`, `new` are those that were not said before. What was said of an article that has
    changed since is forgotten.
    """
    now, fresh = _by_file(findings), _by_file(new)

    def remarks(each: Draft) -> tuple[str, ...]:
        file, item = article_path(each.name), ledger.known.get(each.name)
        if item is None or item.sha256 != each.entry.sha256:
            return tuple(map(remark, now.get(file, ())))
        return (*item.remarks, *map(remark, fresh.get(file, ())))

    return [replace(each, entry=replace(each.entry, remarks=remarks(each))) for each in drafts]


def _by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    files: dict[str, list[Finding]] = {}
    for each in filter(_is_kept, findings):
        files.setdefault(each.file or "", []).append(each)
    return files


def elsewhere(new: Iterable[Finding], ledger: Ledger, drafts: Sequence[Draft]) -> tuple[str, ...]:
    """Return what was said of other files than the run's articles, now and before, each once."""
    own = {article_path(each.name) for each in drafts}
    others = (each for each in new if each.file not in own and _is_kept(each))
    return (*ledger.remarks, *dict.fromkeys(map(remark_elsewhere, others)))
