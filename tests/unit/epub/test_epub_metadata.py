"""The package's metadata, read with lxml."""

from __future__ import annotations

import pytest

from helpers.epub_samples import NS, composition, metadata, opened
from octavo.core.model import Edition, Person
from octavo.editions.known_kinds import all_kinds
from octavo.epub.package_names import sort_name
from octavo.text.direction import direction

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
AWKWARD = "War & <Peace> \"said\" 'he' ]]>"


def test_the_package_says_what_it_is() -> None:
    book = opened(composition())
    assert book.opf.get("version") == "3.0"
    assert book.opf.get(XML_LANG) == "en"
    assert book.opf.get("dir") is None
    uid = book.opf.get("unique-identifier")
    assert book.find(f"//dc:identifier[@id='{uid}']/text()") == [
        "urn:uuid:7a2c0c0e-52c4-5f43-a0a5-62a2e8a8f6b1"
    ]
    assert len(book.find("//dc:identifier")) == 1


def test_dublin_core_comes_first_for_those_who_read_the_file() -> None:
    tags = [element.tag for element in opened(composition()).find("//opf:metadata/*")]
    assert tags == sorted(tags, key=lambda tag: f"{{{NS['dc']}}}" not in tag)


def test_plain_facts_are_all_there_once() -> None:
    book = opened(composition())
    facts = {
        "publisher": ["Shoreline Books"],
        "date": ["2024-05-17"],
        "rights": ["© 2024 Ada Lovelace"],
        "description": ["A small book about the sea."],
        "subject": ["Seashore", "Walking"],
        "language": ["en"],
    }
    for name, values in facts.items():
        assert book.find(f"//dc:{name}/text()") == values


def test_facts_that_are_not_given_leave_no_empty_element() -> None:
    bare = metadata(subtitle="", publisher="", rights="", description="", subjects=(), authors=())
    book = opened(composition(metadata=bare))
    assert [el.tag.partition("}")[2] for el in book.find("//dc:*")] == [
        "identifier",
        "title",
        "language",
        "date",
    ]


def test_title_and_subtitle_are_told_apart() -> None:
    book = opened(composition())
    main, sub = book.find("//dc:title")
    assert (main.text, sub.text) == ("The Tide", "A walk along the shore")
    assert book.refinements(main.get("id"))["title-type"] == "main"
    assert book.refinements(sub.get("id"))["title-type"] == "subtitle"


def test_two_authors_and_a_translator_keep_their_own_ids_and_names() -> None:
    people = (
        Person(name="Ada Lovelace"),
        Person(name="Ludwig van Beethoven", sort_name="Beethoven, Ludwig van"),
        Person(name="Mary Shelley", role="trl"),
    )
    book = opened(composition(metadata=metadata(authors=people)))
    creators = book.find("//dc:creator")
    (helper,) = book.find("//dc:contributor")
    assert [c.text for c in creators] == ["Ada Lovelace", "Ludwig van Beethoven"]
    assert len({c.get("id") for c in [*creators, helper]}) == 3
    found = [book.refinements(c.get("id")) for c in [*creators, helper]]
    assert [f["file-as"] for f in found] == [
        "Lovelace, Ada",
        "Beethoven, Ludwig van",
        "Shelley, Mary",
    ]
    assert [f["role"] for f in found] == ["aut", "aut", "trl"]
    assert [f["display-seq"] for f in found] == ["1", "2", "1"]


def test_editors_alone_are_creators() -> None:
    people = (Person(name="Ada Lovelace", role="edt"), Person(name="Mary Shelley", role="edt"))
    book = opened(composition(metadata=metadata(authors=people)))
    assert len(book.find("//dc:creator")) == 2
    assert not book.find("//dc:contributor")


@pytest.mark.parametrize(
    "isbn",
    ["978-0-306-40615-7", "9780306406157", "978 0 306 40615 7", "ISBN-13: 978-0-306-40615-7"],
)
def test_the_editions_isbn_identifies_the_book(isbn: str) -> None:
    edition = Edition(name="ebook", kind=all_kinds()["ebook"], isbn=isbn)
    book = opened(composition(edition=edition))
    assert book.find("//dc:identifier/text()") == ["urn:isbn:9780306406157"]
    assert book.refinements("publication-id") == {"identifier-type": "15"}
    uid = book.file("toc.ncx").xpath("//ncx:meta[@name='dtb:uid']/@content", namespaces=NS)
    assert uid == ["urn:isbn:9780306406157"]


def test_markup_in_titles_and_names_stays_text() -> None:
    people = (Person(name=AWKWARD),)
    awkward = metadata(title=AWKWARD, subtitle=AWKWARD, authors=people, description=AWKWARD)
    book = opened(composition(metadata=awkward))
    for name in ("title", "creator", "description"):
        assert set(book.find(f"//dc:{name}/text()")) == {AWKWARD}
    ncx = book.file("toc.ncx")
    assert ncx.xpath("//ncx:docTitle/ncx:text/text()", namespaces=NS) == [AWKWARD]
    (alt,) = book.file("text/cover.xhtml").xpath("//h:img/@alt", namespaces=NS)
    assert AWKWARD in alt


def test_a_control_character_does_not_lose_the_value() -> None:
    people = (Person(name="Ada\x02 Lovelace"),)
    changed = metadata(title="The\x0b Ti\x00de", publisher="S\x1bea", authors=people)
    book = opened(composition(metadata=changed))
    assert book.find("//dc:title/text()")[0] == "The Tide"
    assert book.find("//dc:publisher/text()") == ["Sea"]
    assert book.find("//dc:creator/text()") == ["Ada Lovelace"]


def test_the_accessibility_summary_is_marked_as_english_in_another_book() -> None:
    path = "//opf:meta[@property='schema:accessibilitySummary']"
    (english,) = opened(composition()).find(path)
    (french,) = opened(composition(metadata=metadata(language="fr"))).find(path)
    assert (english.get(XML_LANG), french.get(XML_LANG)) == (None, "en")


def test_older_readers_find_the_cover_and_the_beginning() -> None:
    book = opened(composition())
    (cover,) = book.find("//opf:meta[@name='cover']/@content")
    assert book.find(f"//opf:item[@id='{cover}']/@href") == ["images/cover.jpg"]
    guide = {ref.get("type"): ref.get("href") for ref in book.find("//opf:reference")}
    assert guide == {"cover": "text/cover.xhtml", "toc": "nav.xhtml", "text": "text/sea.xhtml"}


def test_a_book_written_from_the_right_turns_from_the_right() -> None:
    book = opened(composition(metadata=metadata(language="ar")))
    assert book.opf.get("dir") == "rtl"
    assert book.opf.get(XML_LANG) == "ar"
    assert book.find("//opf:spine/@page-progression-direction") == ["rtl"]
    assert book.file("nav.xhtml").get("dir") == "rtl"
    assert book.file("text/cover.xhtml").get("dir") == "rtl"
    assert not opened(composition()).find("//opf:spine/@page-progression-direction")


@pytest.mark.parametrize("tag", ["ar", "he", "fa-IR", "ur", "yi", "az-Arab", "pa-arab-PK", "HE"])
def test_right_to_left_tags(tag: str) -> None:
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en", "ar-Latn", "he-Latn-IL", "az", "pa", "art", "en-x-arab"])
def test_left_to_right_tags(tag: str) -> None:
    assert direction(tag) == "ltr"


@pytest.mark.parametrize(
    ("name", "filed"),
    [
        ("Ada Lovelace", "Lovelace, Ada"),
        ("Mary Wollstonecraft Shelley", "Shelley, Mary Wollstonecraft"),
        ("J. R. R. Tolkien", "Tolkien, J. R. R."),
        ("José Saramago", "Saramago, José"),
        ("Jean-Paul O’Neill", "O’Neill, Jean-Paul"),
        ("Martin Luther King Jr.", "King, Martin Luther, Jr."),
        ("Martin Luther King, Jr.", "King, Martin Luther, Jr."),
    ],
)
def test_simple_names_are_filed_by_surname(name: str, filed: str) -> None:
    assert sort_name(name, "en-GB") == filed


@pytest.mark.parametrize(
    "name",
    [
        "Plato",
        "Ludwig van Beethoven",
        "Ursula K. Le Guin",
        "The Octavo Press",
        "Shoreline Books",
        "Lovelace, Ada",
        "Ada King, Countess of Lovelace",
        "bell hooks",
        "Malcolm X",
        "村上 春樹",
        "Лев Толстой",
        "Ada & Mary",
        "Group 47",
        "",
    ],
)
def test_names_that_a_guess_could_wrong_are_left_alone(name: str) -> None:
    assert sort_name(name, "en") == ""


def test_languages_with_another_order_are_left_alone() -> None:
    assert sort_name("Nagy Anna", "hu") == ""
    assert sort_name("Mo Yan", "zh-Hans") == ""


def test_a_series_with_the_place_in_it() -> None:
    book = opened(composition(metadata=metadata(series="Shores & Tides", series_number="1.5")))
    (series,) = book.find("//opf:meta[@property='belongs-to-collection']")
    assert series.text == "Shores & Tides"
    assert book.refinements(series.get("id")) == {
        "collection-type": "series",
        "group-position": "1.5",
    }
    assert not opened(composition()).find("//opf:meta[@property='belongs-to-collection']")


def test_a_title_may_be_filed_under_another_word() -> None:
    book = opened(composition(metadata=metadata(title_sort="Tide, The")))
    main, sub = book.find("//dc:title")
    assert book.refinements(main.get("id"))["file-as"] == "Tide, The"
    assert "file-as" not in book.refinements(sub.get("id"))


def test_contributors_stand_behind_the_authors_whatever_their_role() -> None:
    helpers = (Person(name="Mary Shelley", role="trl"), Person(name="Jo March", role="aut"))
    book = opened(composition(metadata=metadata(contributors=helpers)))
    assert book.find("//dc:creator/text()") == ["Ada Lovelace"]
    found = book.find("//dc:contributor")
    assert [(c.text, book.refinements(c.get("id"))["role"]) for c in found] == [
        ("Mary Shelley", "trl"),
        ("Jo March", "aut"),
    ]


def test_a_sample_is_another_publication_than_the_book() -> None:
    def identifier(**edition: object) -> list[str]:
        made = Edition(name="sample", kind=all_kinds()["ebook"], **edition)  # type: ignore[arg-type]
        return list(opened(composition(edition=made)).find("//dc:identifier/text()"))

    whole, sample = identifier(), identifier(chapters=("manuscript/one.md",))
    assert whole != sample == identifier(chapters=("manuscript/one.md",))
    isbn = identifier(chapters=("manuscript/one.md",), isbn="978-0-306-40615-7")
    assert isbn == ["urn:isbn:9780306406157"]


def test_vertical_writing_turns_pages_from_the_right_but_text_is_not_arabic() -> None:
    book = opened(composition(metadata=metadata(language="ja", writing="vertical")))
    assert book.find("//opf:spine/@page-progression-direction") == ["rtl"]
    assert book.opf.get("dir") is None
    css = book.zip.read("EPUB/styles/book.css").decode()
    for name in ("-webkit-writing-mode", "-epub-writing-mode", " writing-mode"):
        assert f"{name}: vertical-rl;" in css
    assert book.find("//opf:meta[@name='primary-writing-mode']/@content") == ["vertical-rl"]
    assert "writing-mode" not in opened(composition()).zip.read("EPUB/styles/book.css").decode()
