"""RTF → blocks: one walk over the tokens, with a state for each group that is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from lxml import etree

from octavo.core.errors import OctavoError
from octavo.importing.readers.left_out import Left, Reason
from octavo.importing.readers.marked_runs import Run
from octavo.importing.readers.rtf_fields import Field, field_run, link_of, makes_contents
from octavo.importing.readers.rtf_flow import Flow, described, text_lines
from octavo.importing.readers.rtf_formulas import BEGIN, RtfFormula
from octavo.importing.readers.rtf_head import Head
from octavo.importing.readers.rtf_letters import Letters
from octavo.importing.readers.rtf_pictures import Pictures
from octavo.importing.readers.rtf_state import SKIP, TEXT, State, Tables
from octavo.importing.readers.rtf_tokens import Token, tokens
from octavo.importing.readers.rtf_words import (
    CHARACTERS,
    DEEPEST,
    FURNITURE,
    INNER,
    SKIPPED,
    STARRED,
    SYMBOLS,
    changed,
    styled,
    with_character_style,
)
from octavo.importing.readers.written_document import letters
from octavo.text.xml_characters import without_forbidden


class Reading:
    """A file on its way. `said` counts each character of text as it is decoded."""

    def __init__(self, where: str) -> None:
        self.tables = Tables()
        self.left: list[Left] = []
        self.notes: list[etree._Element] = []
        self.pictures = Pictures()
        self.said: Counter[str] = Counter()
        self._where = where
        self._head = Head(self.tables)
        self._state = State()
        self._groups: list[tuple[State, list[Callable[[], None]]]] = []
        self._flows = [Flow()]
        self._fields: list[Field] = []
        self._letters = Letters()
        self._starred = False
        self._formula: RtfFormula | None = None

    @property
    def _flow(self) -> Flow:
        return self._flows[-1]

    def read(self, data: bytes) -> list[etree._Element]:
        """Read a file and return its blocks."""
        for token in tokens(data):
            self._take(token)
        self._flush()
        while self._groups:
            self._close()
        return self._flow.end(self._state, self.tables)

    def _take(self, token: Token) -> None:
        if token.kind == "bytes":
            self._bytes(token)
            return
        if token.kind == "word" and token.word == "u":
            self._unicode(token.number or 0)
            return
        is_sign = token.kind in ("word", "symbol") and token.word != "*"
        if self._letters.passes_over(is_sign=is_sign):
            return
        self._flush()
        if token.kind == "open":
            self._open()
        elif token.kind == "close":
            self._close()
        elif token.kind == "word":
            self._word(token.word, token.number)
        elif token.kind == "symbol":
            self._symbol(token.word)
        elif self._state.to == "picture":
            self.pictures.add_bytes(token.data)

    def _bytes(self, token: Token) -> None:
        data = self._letters.rest(token.data)
        if self._state.to == "picture":
            self.pictures.add_hex(data)
        else:
            self._letters.add(data)
        self._starred = False

    def _unicode(self, number: int) -> None:
        self._flush()
        if character := self._letters.by_number(number, self._state.skip):
            self._text(character)

    def _flush(self) -> None:
        if text := self._letters.taken(self.tables.page_of(self._state)):
            self._text(text)

    def _open(self) -> None:
        if len(self._groups) >= DEEPEST:
            raise OctavoError(
                f"more than {DEEPEST:,} groups stand in each other.",
                where=self._where,
                hint="Open it in a word processor and save it again, as .odt or .docx.",
            )
        self._groups.append((self._state, []))
        if self._formula:
            self._formula.open()
        self._starred = False
        self._head.open(self._state)

    def _close(self) -> None:
        if not self._groups:
            return
        self._head.close(self._state)
        before, closers = self._groups.pop()
        for closer in closers:
            closer()
        if self._formula and self._formula.close():
            self._end_formula(self._formula)
        if self._state.to == "list-mark":  # `{\*\pn …}` speaks of the paragraph around it
            before = replace(before, old_list=self._state.old_list)
        self._state = before

    def _on_close(self, closer: Callable[[], None]) -> None:
        if self._groups:
            self._groups[-1][1].append(closer)

    def _go(self, to: str) -> None:
        self._state = replace(self._state, to=to)

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._starred = True
        elif symbol in "\r\n":
            self._end_paragraph()
        elif symbol in SYMBOLS:
            self._text(SYMBOLS[symbol])

    def _text(self, text: str) -> None:
        state, text = self._state, without_forbidden(text)
        if state.to == TEXT:
            self._say(text)
        elif state.to == "instruction" and self._fields:
            self._fields[-1].instruction += text
        elif state.to == "label":
            self._flow.label += text
        elif state.to == "place":
            self._flow.place += text
        elif state.to == "formula" and self._formula:
            self._formula.text(text)
        elif state.to in ("name", "value"):
            self.pictures.property(state.to, text)
        elif state.to != SKIP:
            self._head.text(state.to, text)

    def _say(self, text: str) -> None:
        """Add text to the document, or to what is left out of it."""
        state, flow = self._state, self._flow
        self.said += letters(text)
        hidden = state.hidden or described(state, self.tables)[1] == "contents"
        if flow.reason is None and (hidden or state.deleted):
            reason = Reason.DELETED if state.deleted else (
                Reason.HIDDEN if state.hidden else Reason.CONTENTS
            )  # fmt: skip
            self._leave(reason, text)
            return
        flow.sizes[state.size] += len(text.strip())
        flow.add(Run(text=text, marks=state.marks, href=state.href))

    def _leave(self, reason: Reason, text: str) -> None:
        last = self.left[-1] if self.left else None
        line = self._flows[0].line + 1
        if last and last.reason is reason and last.line == line:
            self.left[-1] = replace(last, text=last.text + text)
        else:
            self.left.append(Left(reason=reason, text=text, line=line))

    def _word(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        if starred and word not in STARRED:
            self._go(SKIP)
            return
        if self._state.to == "formula" and self._formula and word not in CHARACTERS:
            self._formula.word(word, number)
            self._state = changed(self._state, word, number) or self._state
            return
        if word in BEGIN and self._state.to == TEXT:
            self._formula = RtfFormula(word)
            self._go("formula")
            return
        is_shown = word == "mmathPict" and self._flow.ends_in_formula
        if is_shown or word in SKIPPED or (word.startswith("m") and word.endswith("Pr")):
            self._go(SKIP)
            return
        if self._state.to == SKIP and word not in ("pict", "ud"):
            return
        if word in CHARACTERS:
            self._text(CHARACTERS[word])
            return
        if self._head.word(self._state.to, word, number):
            return
        to = self._head.destination(word, self._state.to)
        if to:
            self._go(to)
            return
        made = changed(self._state, word, number)
        if made is not None:
            self._state = made
        elif word == "s":
            self._state = styled(self._state, self.tables, number or 0)
        elif word == "cs":
            self._state = with_character_style(self._state, self.tables, number or 0)
        else:
            self._structure(word)

    def _structure(self, word: str) -> None:
        """Follow a word that ends something, or begins a flow or a field."""
        if self._state.to not in (TEXT, "shape", "value", "picture"):
            if word == "ud":
                self._go(TEXT)
            return
        if word in FURNITURE:
            self._begin(Reason.FURNITURE)
        elif word in ("pict", "sp", "sn", "sv", "picprop", "shpinst"):
            self._drawing(word)
        elif word in ("shptxt", "dptxbxtext"):
            self._begin_box()
        elif self._state.to == TEXT:
            self._in_text(word)

    def _in_text(self, word: str) -> None:
        if word in ("par", "nestcell"):
            self._end_paragraph()
        elif word in ("line", "lbr"):
            self._flow.add(Run(element=etree.Element("br"), marks=self._state.marks))
        elif word in ("page", "sect"):
            self._end_page(word)
        elif word == "cell":
            self._flow.end_cell(self._state, self.tables)
        elif word == "row":
            self._flow.end_row()
        elif word == "trhdr":
            self._flow.head_row = True
        elif word == "annotation":
            self._begin(Reason.COMMENT)
        elif word == "footnote":
            self._begin_note()
        elif word == "field":
            self._begin_field()
        elif word == "fldrslt":
            self._begin_result()
        elif word in INNER:
            self._go(INNER[word])
            if word == "bkmkstart":
                self._on_close(lambda: self._flow.end_place(self._state))

    def _end_formula(self, formula: RtfFormula) -> None:
        """Add a formula to the paragraph; its letters alone to what is left out."""
        self._formula = None
        if self._state.hidden or self._state.deleted or self._flow.reason is not None:
            self._say(formula.letters)
            return
        # Signs become names in TeX; only letters are counted.
        self.said += letters("".join(filter(str.isalnum, formula.letters)))
        for made in formula.made(alone=not self._flow.runs):
            self._flow.add(Run(element=made))

    def _end_paragraph(self) -> None:
        if self._state.to == TEXT:
            self._flow.close(self._state, self.tables)

    def _end_page(self, word: str) -> None:
        if self._flow.runs:
            self._flow.close(self._state, self.tables)
        self._flow.new_page = word == "page" or not self._head.section_goes_on
        self._head.section_goes_on = False

    def _drawing(self, word: str) -> None:
        self._go({"pict": "picture", "sn": "name", "sv": "value"}.get(word, "shape"))
        if word == "pict":
            self.pictures.begin()
            self._on_close(self._end_picture)
        elif word == "shpinst":
            self._on_close(self.pictures.describe)

    def _end_picture(self) -> None:
        if (made := self.pictures.end()) is not None:
            self._flow.add(Run(element=made))

    def _begin(self, reason: Reason) -> None:
        """Begin a flow that is left out."""
        flow = Flow(reason=reason)
        self._flows.append(flow)
        self._go(TEXT)

        def end() -> None:
            self._flows.remove(flow)
            if text := "".join(text_lines(flow)).strip():
                self.left.append(Left(reason=reason, text=text, line=self._flows[0].line + 1))

        self._on_close(end)

    def _begin_box(self) -> None:
        """Begin the text of a box, which stands behind the paragraph that it hangs on."""
        flow = Flow(reason=self._flow.reason)
        self._flows.append(flow)
        self._state = State(skip=self._state.skip)

        def end() -> None:
            self._flows.remove(flow)
            self._flow.behind += flow.end(self._state, self.tables)

        self._on_close(end)

    def _begin_note(self) -> None:
        flow = Flow(reason=self._flow.reason)
        made = etree.Element("notetext")
        label = str(len(self.notes) + 1)
        self.notes.append(made)
        self._flows.append(flow)
        self._state = State(skip=self._state.skip)

        def end() -> None:
            self._flows.remove(flow)
            made.set("label", label)
            made.extend(flow.end(self._state, self.tables))
            call = etree.Element("note")
            call.set("label", label)
            self._flow.add(Run(element=call))

        self._on_close(end)

    def _begin_field(self) -> None:
        field = Field()
        self._fields.append(field)

        def end() -> None:
            self._fields.remove(field)
            run = None if field.has_result else field_run(field)
            if run is not None:
                self._flow.add(
                    replace(run, marks=self._groups[-1][0].marks if self._groups else frozenset())
                )

        self._on_close(end)

    def _begin_result(self) -> None:
        field = self._fields[-1] if self._fields else Field()
        field.has_result = field_run(field) is None
        if not field.has_result:
            self._go(SKIP)
        elif makes_contents(field):
            self._begin(Reason.CONTENTS)
        else:
            self._state = replace(self._state, href=link_of(field) or self._state.href)
