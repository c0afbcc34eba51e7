"""A flow of text in an RTF: paragraphs, tables and lists as they are closed, one by one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from octavo.importing.readers.inner_links import anchor
from octavo.importing.readers.left_out import Reason
from octavo.importing.readers.marked_runs import Run
from octavo.importing.readers.rtf_state import State, Tables
from octavo.importing.readers.written_paragraphs import Set, paragraph

#: What a paragraph says of the list that it is an item of, until all of them are known.
_LIST, _DEPTH, _NUMBER = "set-list", "set-depth", "set-number"
#: Twips by which both sides of a quotation are drawn in at least.
_INDENT = 400

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop|nagłówek) ?(\d)\b", re.I)
_ROLES = (
    (re.compile(r"title\Z", re.I), "title"),
    (re.compile(r"(?:intense )?quote\b|quotations?\b|block (?:text|quot)", re.I), "quote"),
    (re.compile(r"(?:html )?preformatted|source code|plain text\Z", re.I), "code"),
    (re.compile(r"(?:toc|contents|index) ?(?:heading|\d)", re.I), "contents"),
)


@dataclass(slots=True)
class Flow:
    """A flow on its way. `reason` says why all of it is left out, if it is."""

    reason: Reason | None = None
    blocks: list[etree._Element] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    behind: list[etree._Element] = field(default_factory=list)
    cell: list[etree._Element] = field(default_factory=list)
    row: list[etree._Element] = field(default_factory=list)
    rows: list[etree._Element] = field(default_factory=list)
    initial: list[Run] = field(default_factory=list)
    new_page: bool = False
    head_row: bool = False
    label: str = ""
    place: str = ""
    sizes: Counter[float] = field(default_factory=Counter)
    line: int = 0

    def add(self, run: Run) -> None:
        """Add a run to the paragraph that is open."""
        self.runs.append(run)

    @property
    def ends_in_formula(self) -> bool:
        """Whether a formula was the last thing that was added."""
        last = self.runs[-1].element if self.runs else None
        return last is not None and last.tag == "tex"

    def end_place(self, state: State) -> None:
        """Mark the place whose name was read."""
        self.runs.append(
            Run(element=anchor(self.place.strip()), marks=state.marks, href=state.href)
        )
        self.place = ""

    def close(self, state: State, tables: Tables) -> None:
        """Close the paragraph that is open, set as `state` says."""
        self.line += 1
        if state.drop_cap and len("".join(run.text for run in self.runs).split()) == 1:
            self.initial, self.runs = self.initial + self.runs, []
            return
        runs, self.runs = self.initial + self.runs, []
        self.initial = []
        size = self.sizes.most_common(1)[0][0] if self.sizes else state.size
        self.sizes.clear()
        how = _set(replace(state, size=size), tables, new_page=self.new_page, line=self.line)
        made = paragraph(runs, how)
        self.new_page = False
        if made is not None:
            self._mark_item(made, state, tables)
            self._put(made, state)
        for block in self.behind:
            self._put(block, state)
        self.behind, self.label = [], ""

    def _mark_item(self, made: etree._Element, state: State, tables: Tables) -> None:
        kind = self._kind(state, tables)
        if not kind or made.tag != "p":
            return
        made.set(_LIST, kind)
        made.set(_DEPTH, str(state.list_level))
        number = re.search(r"\d+", self.label)
        made.set(_NUMBER, number[0] if number and kind == "ol" else "")

    def _kind(self, state: State, tables: Tables) -> str:
        """Return what list a paragraph is an item of: by its table, or by the mark before it."""
        level = tables.level(state)
        if level is not None:
            return level.kind
        label = self.label.strip()
        if state.list and label and not any(map(str.isalnum, label)):
            return "ul"
        return state.old_list or ("ol" if state.list and label else "")

    def _put(self, made: etree._Element, state: State) -> None:
        if state.in_table:
            self.cell.append(made)
            return
        self.end_table()
        self.blocks.append(made)

    def end_cell(self, state: State, tables: Tables) -> None:
        """Close a cell of a table with the paragraph that is open in it."""
        if self.runs or self.initial:
            self.close(replace(state, in_table=True), tables)
        cell = etree.Element("th" if self.head_row else "td")
        cell.extend(listed(self.cell))
        self.cell = []
        self.row.append(cell)

    def end_row(self) -> None:
        """Close a row of a table."""
        if self.cell:
            cell = etree.Element("td")
            cell.extend(listed(self.cell))
            self.cell = []
            self.row.append(cell)
        if self.row:
            made = etree.Element("tr")
            made.extend(self.row)
            self.rows.append(made)
        self.row, self.head_row = [], False

    def end_table(self) -> None:
        """Close a table, if one is open."""
        if self.row or self.cell:
            self.end_row()
        if self.rows:
            made = etree.Element("table")
            made.extend(self.rows)
            self.rows = []
            self.blocks.append(made)

    def end(self, state: State, tables: Tables) -> list[etree._Element]:
        """Close all that is open and return the blocks."""
        if self.runs or self.behind:
            self.close(state, tables)
        if self.initial:
            self.runs, self.initial = self.initial, []
            self.close(replace(state, drop_cap=False), tables)
        self.end_table()
        return listed(self.blocks)


def _set(state: State, tables: Tables, *, new_page: bool, line: int) -> Set:
    level, role = described(state, tables)
    if not role and not level and min(state.left, state.right) >= _INDENT and not state.list:
        role = "quote"
    is_title = role == "title" and not level
    return Set(
        level=1 if is_title else min(6, level + 1) if level else 0,
        role="" if is_title or role == "contents" else role,
        centred=state.centred,
        page=state.page or new_page,
        size=state.size,
        line=line,
    )


def described(state: State, tables: Tables) -> tuple[int, str]:
    """Return the level of a heading, 0 for none, and the role that a paragraph's style gives."""
    if state.outline < 9:
        return state.outline + 1, ""
    chain = tables.chain(state.style)
    for style in chain:
        if style.outline < 9:
            return style.outline + 1, ""
        found = _HEADING.match(style.name)
        if found:
            return int(found[1]), ""
    names = [style.name for style in chain]
    return 0, next((role for name in names for sign, role in _ROLES if sign.match(name)), "")


def listed(blocks: Sequence[etree._Element]) -> list[etree._Element]:
    """Return blocks with the items of lists in a row in lists, deeper ones within others."""
    found: list[etree._Element] = []
    open_lists: list[tuple[int, etree._Element]] = []
    for block in blocks:
        kind = block.get(_LIST)
        if not kind:
            open_lists = []
            found.append(block)
            continue
        depth, number = int(block.get(_DEPTH) or 0), block.get(_NUMBER) or ""
        for name in (_LIST, _DEPTH, _NUMBER):
            del block.attrib[name]
        while open_lists and not _goes_on(open_lists[-1], depth, kind, number):
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < depth:
            made = etree.Element(kind)
            if number not in ("", "1"):
                made.set("start", number)
            if open_lists:
                open_lists[-1][1][-1].append(made)
            else:
                found.append(made)
            open_lists.append((depth, made))
        etree.SubElement(open_lists[-1][1], "li").append(block)
    return found


def _goes_on(held: tuple[int, etree._Element], depth: int, kind: str, number: str) -> bool:
    """Return whether an item belongs into an open list, or into a deeper one within it."""
    level, listing = held
    if level != depth:
        return level < depth
    expected = int(listing.get("start") or "1") + len(listing)
    return listing.tag == kind and number in ("", str(expected))


def text_lines(flow: Flow) -> Iterator[str]:
    """Yield the words of a flow that is left out."""
    for run in flow.runs:
        yield run.text
    for block in (*flow.blocks, *flow.behind, *flow.cell, *flow.row, *flow.rows):
        yield " " + " ".join(map(str, block.itertext()))
