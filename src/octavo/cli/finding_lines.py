"""How findings and errors look in a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from octavo.core.errors import BookError, OctavoError
from octavo.text.shorten import clipped

if TYPE_CHECKING:
    from octavo.core.model import Finding

#: The option that has every finding shown on a line of its own.
ALL_FINDINGS = "--all-findings"

#: So many findings in the same words have a line each; of more, one line stands for all.
_EACH = 3
#: Lines that a screen holds, and their characters. Where findings take more, a kind is a line.
_SCREEN, _WIDTH = 40, 100
#: Places that such a line names, and the characters that it shows of what differs there.
_PLACES, _SHOWN = 4, 30


def print_findings(findings: Iterable[Finding], *, every: bool = False) -> None:
    """Write findings to standard error, one a line: `file:line: problem. remedy`.

    Of warnings and notes in the same words the first stands for all if they are many, and names
    the places of the others; with `every` each has its line. Errors always have theirs.
    """
    ordered = in_order(findings)
    groups = list(_gathered(ordered, len(ordered) if every else _EACH))
    more = f"{ALL_FINDINGS} lists each."
    lines = [finding_line(group[0]) + _others(group) for group in groups]
    if sum(len(line) // _WIDTH + 1 for line in lines) > _SCREEN and not every:
        from octavo.cli.finding_table import table

        groups = list(_gathered(ordered, 0))
        # Each error is to be mended, and has its line however many there are.
        lines = [finding_line(each) for group in groups for each in group if _is_error(each)]
        lines += table([group for group in groups if not _is_error(group[0])])
        more = f"`octavo explain CODE` says more of a kind; {ALL_FINDINGS} lists each."
    for line in lines:
        print(line, file=sys.stderr)
    if len(groups) < len(ordered):
        print(f"{len(ordered):,} findings; {more}", file=sys.stderr)


def _is_error(finding: Finding) -> bool:
    return finding.severity == "error"


def _gathered(ordered: Sequence[Finding], most: int) -> Iterator[Sequence[Finding]]:
    """Yield findings alone, or those in the same words together where they are more than `most`."""
    kinds: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in ordered:
        kinds.setdefault((finding.code, finding.form, finding.severity), []).append(finding)
    told = set()
    for finding in ordered:
        kind = finding.code, finding.form, finding.severity
        if _is_error(finding) or len(kinds[kind]) <= most:
            yield [finding]
        elif kind not in told:
            told.add(kind)
            yield kinds[kind]


def _others(group: Sequence[Finding]) -> str:
    """Return where else the same was found: ` The like in 9 more places: one.md:4 (“x”) …`."""
    if len(group) == 1:
        return ""
    name = _differing(group)
    shown: dict[str, None] = {}
    for finding in group[1:]:
        place = _place(finding)
        value = clipped(str(dict(finding.values)[name]), _SHOWN) if name else ""
        shown[f"{place} ({value})" if place and value else place or value] = None
    places = [place for place in shown if place]
    more = f" … and {len(places) - _PLACES:,} more" if len(places) > _PLACES else ""
    listed = f": {', '.join(places[:_PLACES])}{more}" if places else ""
    said, count = "like" if name else "same", len(group) - 1
    return f" The {said} in {count:,} more place{'' if count == 1 else 's'}{listed}."


def _differing(group: Sequence[Finding]) -> str:
    """Return the first value of the message that is not the same in all findings; else nothing."""
    from octavo.findings.wording import message_values

    values = [dict(finding.values) for finding in group]
    names = message_values(group[0])
    return next((name for name in names if len({table[name] for table in values}) > 1), "")


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by file, each file's by line; files as they first appear."""
    files: dict[str | None, list[Finding]] = {}
    for finding in findings:
        files.setdefault(finding.file, []).append(finding)
    lines = (sorted(group, key=lambda finding: finding.line or 0) for group in files.values())
    return [finding for group in lines for finding in group]


def print_error(error: OctavoError) -> None:
    """Write an error to standard error; a book's errors come one a line."""
    if isinstance(error, BookError):
        print_findings(error.findings, every=ALL_FINDINGS in sys.argv)
        count = sum(finding.severity == "error" for finding in error.findings)
        noun = "error" if count == 1 else "errors"
        print(f"{count} {noun}. What was built before is untouched.", file=sys.stderr)
    else:
        print(error, file=sys.stderr)


def finding_line(finding: Finding) -> str:
    """`file:line: problem. remedy`, with a word before the problem if it is no error.

    A PDF has pages instead of lines.
    """
    place = _place(finding)
    mark = {"warning": "warning: ", "info": "note: "}.get(finding.severity, "")
    head = f"{place}: " if place else ""
    # Here, not above: the catalogue is large, and most runs find nothing.
    from octavo.findings.wording import message_of, remedy_of

    return f"{head}{mark}{message_of(finding)} {remedy_of(finding) or ''}".rstrip()


def _place(finding: Finding) -> str:
    within = finding.page if finding.line is None and finding.file else finding.line
    place = ":".join(str(part) for part in (finding.file, within) if part is not None)
    return place or (f"page {finding.page}" if finding.page is not None else "")


def size(count: int) -> str:
    """Bytes as people say them: `412 KB`."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1e3))} KB"
