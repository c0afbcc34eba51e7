"""Contents, landmarks, the NCX, the spine and the cover's page."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.epub_samples import NS, Opened, composition, document, metadata, opened
from octavo.core.model import ContentsEntry, Matter, Person

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def nav(book: Opened, kind: str) -> Any:
    (found,) = book.file("nav.xhtml").xpath(f"//h:nav[@epub:type='{kind}']", namespaces=NS)
    return found


def outline(item_list: Any) -> list[Any]:
    """Label, address and children of a nested list, as a reader would show it."""
    found = []
    for item in item_list.xpath("h:li", namespaces=NS):
        (link,) = item.xpath("h:a", namespaces=NS)
        label = " ".join("".join(link.itertext()).split())
        below = [outline(inner) for inner in item.xpath("h:ol", namespaces=NS)]
        found.append((label, link.get("href"), *below))
    return found


def test_the_contents_are_nested_as_the_book_is() -> None:
    toc = nav(opened(composition()), "toc")
    (first,) = toc.xpath("h:ol", namespaces=NS)
    assert outline(first) == [
        ("Preface", "text/preface.xhtml#preface"),
        (
            "I. The Sea",
            "text/sea.xhtml#sea",
            [
                ("1. The tide", "text/tide.xhtml#tide"),
                ("2. The harbour", "text/harbour.xhtml#harbour"),
            ],
        ),
        ("The end", "text/end.xhtml#end"),
    ]
    assert toc.get("role") == "doc-toc"
    (title,) = toc.xpath("h:h1", namespaces=NS)
    assert (title.text, toc.get("aria-labelledby")) == ("Contents", title.get("id"))


def test_landmarks_are_three_of_one_type_each_and_hidden() -> None:
    marks = nav(opened(composition()), "landmarks")
    links = marks.xpath(".//h:a", namespaces=NS)
    assert [(link.get(EPUB_TYPE), link.get("href"), link.text) for link in links] == [
        ("cover", "text/cover.xhtml", "Cover"),
        ("toc", "nav.xhtml", "Contents"),
        ("bodymatter", "text/sea.xhtml", "Begin reading"),
    ]
    assert marks.get("hidden") == "hidden"
    assert marks.get("aria-label") == "Landmarks"


def test_the_contents_page_follows_the_first_leaves_and_is_read_in_turn() -> None:
    book = opened(composition())
    assert book.spine() == [
        "text/cover.xhtml",
        "text/title.xhtml",
        "text/rights.xhtml",
        "text/dedication.xhtml",
        "nav.xhtml",
        "text/preface.xhtml",
        "text/sea.xhtml",
        "text/tide.xhtml",
        "text/harbour.xhtml",
        "text/end.xhtml",
    ]
    assert not book.find("//opf:itemref[@linear='no']")
    assert book.properties("nav.xhtml") == "nav"


def test_a_copyright_page_at_the_end_does_not_draw_the_contents_there() -> None:
    pages = (document("one"), document("rights", "copyright-page", Matter.BACK))
    assert opened(composition(documents=pages, contents=(), cover=None)).spine() == [
        "nav.xhtml",
        "text/one.xhtml",
        "text/rights.xhtml",
    ]


def test_the_ncx_says_the_same_as_the_contents() -> None:
    ncx = opened(composition()).file("toc.ncx")

    def content(name: str) -> Any:
        return ncx.xpath(f"//ncx:meta[@name='dtb:{name}']/@content", namespaces=NS)

    assert content("depth") == ["2"]
    assert content("uid") == ["urn:uuid:7a2c0c0e-52c4-5f43-a0a5-62a2e8a8f6b1"]
    points = ncx.xpath("//ncx:navPoint", namespaces=NS)
    assert [
        (
            point.get("playOrder"),
            len(list(point.iterancestors())) - 1,
            point.xpath("string(ncx:navLabel)", namespaces=NS).strip(),
            point.xpath("string(ncx:content/@src)", namespaces=NS),
        )
        for point in points
    ] == [
        ("1", 1, "Preface", "text/preface.xhtml#preface"),
        ("2", 1, "I. The Sea", "text/sea.xhtml#sea"),
        ("3", 2, "1. The tide", "text/tide.xhtml#tide"),
        ("4", 2, "2. The harbour", "text/harbour.xhtml#harbour"),
        ("5", 1, "The end", "text/end.xhtml#end"),
    ]
    assert len({point.get("id") for point in points}) == 5


def test_entries_with_one_address_share_a_place_in_the_ncx() -> None:
    chapter = ContentsEntry(title="One", href="text/one.xhtml#one", kind="chapter")
    part = ContentsEntry(
        title="Part", href="text/one.xhtml#one", kind="part", children=(chapter, chapter)
    )
    after = ContentsEntry(title="Two", href="text/two.xhtml#two", kind="chapter")
    book = composition(documents=(document("one"), document("two")), contents=(part, after))
    order = opened(book).file("toc.ncx").xpath("//ncx:navPoint/@playOrder", namespaces=NS)
    assert order == ["1", "1", "1", "2"]


def test_markup_and_control_characters_in_an_entry_stay_harmless() -> None:
    entry = ContentsEntry(
        title='A <b>bold</b> & "quoted"\x00 title', href="text/one.xhtml", kind="x", number="7"
    )
    book = opened(composition(documents=(document("one"),), contents=(entry,)))
    (first,) = nav(book, "toc").xpath("h:ol", namespaces=NS)
    assert outline(first) == [('7. A <b>bold</b> & "quoted" title', "text/one.xhtml")]
    label = book.file("toc.ncx").xpath("string(//ncx:navLabel)", namespaces=NS).strip()
    assert label == '7. A <b>bold</b> & "quoted" title'


@pytest.mark.parametrize(("title", "number", "label"), [("", "3", "3"), ("", "", "—")])
def test_an_entry_without_a_title_still_has_a_label(title: str, number: str, label: str) -> None:
    entry = ContentsEntry(title=title, href="text/one.xhtml", kind="chapter", number=number)
    book = opened(composition(documents=(document("one"),), contents=(entry,)))
    (first,) = nav(book, "toc").xpath("h:ol", namespaces=NS)
    assert outline(first) == [(label, "text/one.xhtml")]


@pytest.mark.parametrize(
    ("number", "label"),
    [
        ("第1部", "第1部 Tide"),
        ("附錄 A", "附錄 A Tide"),
        ("제1부", "제1부 Tide"),
        ("II", "II. Tide"),
    ],
)
def test_a_number_with_its_word_in_wide_letters_has_no_stop(number: str, label: str) -> None:
    entry = ContentsEntry(title="Ebb", href="text/one.xhtml", kind="part", number=number)
    book = opened(composition(documents=(document("one"),), contents=(entry,)))
    (first,) = nav(book, "toc").xpath("h:ol", namespaces=NS)
    assert outline(first) == [(label, "text/one.xhtml")]


def test_a_book_without_contents_lists_its_documents() -> None:
    book = opened(composition(documents=(document("one"), document("two")), contents=()))
    (first,) = nav(book, "toc").xpath("h:ol", namespaces=NS)
    assert outline(first) == [("One", "text/one.xhtml"), ("Two", "text/two.xhtml")]


def test_the_words_are_the_books_own() -> None:
    words = {"contents": "Inhalt", "cover": "Umschlag", "start": "Zum Text", "by": "von"}
    german = metadata(language="de", title="Ebbe & Flut")
    book = opened(composition(words=words | {"landmarks": "Marken"}, metadata=german))
    assert nav(book, "toc").xpath("string(h:h1)", namespaces=NS) == "Inhalt"
    assert nav(book, "landmarks").get("aria-label") == "Marken"
    assert book.find("//opf:reference/@title") == ["Umschlag", "Inhalt", "Zum Text"]
    (image,) = book.file("text/cover.xhtml").xpath("//h:img", namespaces=NS)
    assert image.get("alt") == "Umschlag: Ebbe & Flut von Ada Lovelace"
    assert book.file("text/cover.xhtml").get("lang") == "de"


def test_the_covers_page_shows_the_cover_and_says_whose_it_is() -> None:
    people = (
        Person(name="Ada Lovelace"),
        Person(name="Mary Shelley"),
        Person(name="Jo March", role="trl"),
    )
    page = opened(composition(metadata=metadata(authors=people))).file("text/cover.xhtml")
    (image,) = page.xpath("//h:img", namespaces=NS)
    assert image.get("src") == "../images/cover.jpg"
    assert image.get("alt") == "Cover: The Tide by Ada Lovelace, Mary Shelley"
    assert image.get("role") == "doc-cover"


def test_a_book_without_a_cover_promises_none() -> None:
    book = opened(composition(cover=None))
    assert not book.find("//opf:item[contains(@properties, 'cover')]")
    assert not book.find("//opf:meta[@name='cover'] | //opf:reference[@type='cover']")
    assert not nav(book, "landmarks").xpath(".//h:a[@epub:type='cover']", namespaces=NS)
    assert "text/cover.xhtml" not in book.spine()


def test_a_chapter_may_be_called_cover() -> None:
    book = opened(composition(documents=(document("cover"),), contents=()))
    assert book.spine() == ["text/cover-page.xhtml", "nav.xhtml", "text/cover.xhtml"]


def test_a_book_without_a_body_has_no_beginning_to_point_at() -> None:
    pages = (document("preface", "preface", Matter.FRONT),)
    marks = nav(opened(composition(documents=pages, contents=())), "landmarks")
    assert marks.xpath(".//h:a/@epub:type", namespaces=NS) == ["cover", "toc"]
