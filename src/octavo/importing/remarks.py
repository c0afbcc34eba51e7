"""What was said of articles, kept in the ledger, so that the next run says what is new alone.

A remark is known by its file, its code and its words without numbers, not by its line: an edit
above it does not make it new. Errors are always said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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


def with_remarks(drafts: Sequence[Draft], findings: Iterable[Finding]) -> list[Draft]:
    """Return the drafts, the entries of each with what is said of it now."""
    said: dict[str, list[str]] = {}
    for each in findings:
        if _is_kept(each):
            said.setdefault(each.file or "", []).append(remark(each))
    return [
        replace(
            each, entry=replace(each.entry, remarks=tuple(said.get(article_path(each.name), ())))
        )
        for each in drafts
    ]


def elsewhere(findings: Iterable[Finding], ledger: Ledger, drafts: Sequence[Draft]) -> list[str]:
    """Return what is said of other files than articles, now and before, each once."""
    own = {article_path(each.name) for each in drafts}
    others = [each for each in findings if each.file not in own and _is_kept(each)]
    known = dict.fromkeys(map(key, ledger.remarks))
    new = {key(text): text for text in map(remark_elsewhere, others)}
    return [*ledger.remarks, *(text for one, text in new.items() if one not in known)]


def news(findings: Iterable[Finding], ledger: Ledger) -> tuple[Finding, ...]:
    """Return the findings that the ledger does not know: errors, and what was not said before."""
    known = {
        article_path(name): {key(text) for text in item.remarks}
        for name, item in ledger.known.items()
    }
    of_run = {key(text) for text in ledger.remarks}

    def is_known(each: Finding) -> bool:
        if each.file in known:
            return key(remark(each)) in known[each.file]
        return key(remark_elsewhere(each)) in of_run

    return tuple(each for each in findings if not _is_kept(each) or not is_known(each))
