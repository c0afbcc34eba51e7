"""An edition's own chapters: what stays, what goes, what becomes of links."""

from __future__ import annotations

from dataclasses import replace

import pytest

from octavo.bind.edition_chapters import select_chapters
from octavo.core.errors import OctavoError
from octavo.core.model import Book, Edition, Finding, Matter, Metadata, Note, Section, Severity
from octavo.editions.known_kinds import all_kinds
from octavo.findings.wording import message_of

METADATA = Metadata(title="T", language="en", identifier="urn:x", slug="t", date="2000-01-01")


def section(name: str, matter: Matter = Matter.BODY, part: str | None = None, **more) -> Section:
    plain = Section(
        id=name,
        kind="chapter",
        matter=matter,
        title=name.title(),
        title_text=name.title(),
        part=part,
        file=f"manuscript/{name}.md",
    )
    return replace(plain, **more)


def opener(name: str, number: str) -> Section:
    return section(name, kind="part", number=number, file="manuscript/book.toml")


BOOK = Book(
    metadata=METADATA,
    findings=(Finding(code="old"),),
    sections=(
        section("preface", Matter.FRONT, body='<p>See <a href="#two--here">the tide</a>.</p>'),
        opener("part-a", "I"),
        section("one", part="part-a", number="1", body='<p><a href="#two">A</a></p>'),
        opener("part-b", "II"),
        section(
            "two",
            part="part-b",
            number="2",
            body='<p id="two--here"><a href="#preface">B</a> <a href="#one">the <em>first</em></a>'
            ' <a class="noteref" id="two--noteref-1" href="#two--note-1">1</a>'
            ' <a href="https://example.org/#one">C</a></p>',
            notes=(
                Note(
                    id="two--note-1",
                    call_id="two--noteref-1",
                    number=1,
                    body='<p><a href="#one--x">D</a></p>',
                ),
            ),
        ),
        section("after", Matter.BACK),
    ),
)


def edition(*names: str) -> Edition:
    return Edition(
        name="sample",
        kind=all_kinds()["ebook"],
        chapters=tuple(f"manuscript/{name}.md" for name in names),
    )


def test_an_edition_without_a_list_is_the_whole_book():
    assert select_chapters(BOOK, edition()) is BOOK


def test_front_and_back_stay_parts_without_chapters_go_and_numbers_are_the_books():
    found = select_chapters(BOOK, edition("two"))
    assert [(item.id, item.number) for item in found.sections] == [
        ("preface", ""),
        ("part-b", "II"),
        ("two", "2"),
        ("after", ""),
    ]


def test_the_order_is_the_books():
    found = select_chapters(BOOK, edition("two", "one"))
    assert [item.id for item in found.sections] == [item.id for item in BOOK.sections]
    assert found.findings == BOOK.findings


def test_links_to_what_is_left_out_become_plain_text():
    *_, two, _ = select_chapters(BOOK, edition("two")).sections
    assert two.body == (
        '<p id="two--here"><a href="#preface">B</a> <span>the <em>first</em></span>'
        ' <a class="noteref" id="two--noteref-1" href="#two--note-1">1</a>'
        ' <a href="https://example.org/#one">C</a></p>'
    )
    assert two.notes[0].body == "<p><span>D</span></p>"


def test_each_lost_link_is_told_with_its_file():
    found = select_chapters(BOOK, edition("one")).findings
    assert found[0].code == "old"
    assert [(item.code, item.severity, item.file) for item in found[1:]] == [
        ("link-left-out", Severity.INFO, "manuscript/preface.md"),
        ("link-left-out", Severity.INFO, "manuscript/one.md"),
    ]
    assert '"the tide"' in message_of(found[1])
    assert '"Two"' in message_of(found[1])
    assert '"sample"' in message_of(found[1])


def test_an_edition_of_drafts_alone_has_nothing_to_read():
    with pytest.raises(OctavoError, match="nothing to read"):
        select_chapters(BOOK, edition("draft"))
