"""What a printed section is marked with: its end, its tables, its addresses, its full pages."""

from __future__ import annotations

from helpers.compose_samples import HTML, book, by_class, chapter, printed, tree, words
from octavo.compose.line_breaks import break_endless
from octavo.compose.print_documents import shown_address
from octavo.compose.printed_tables import BROKEN, SMALLER, tighter
from octavo.markdown.xhtml_tree import read
from octavo.text.addresses import readable_address

SENTENCE = "The tide came in over the flats and went out again before the light was gone. "


def section(text: str):
    return tree(printed(book(chapter(f"# One\n\n{text}"))), "one")


def test_short_paragraphs_at_the_end_are_held_to_one_that_can_break():
    root = section(f"{SENTENCE * 8}\n\n{SENTENCE * 9}\n\nHe left.\n\n> - Yes.\n")
    assert [words(item) for item in by_class(root, "held")] == ["He left.", "Yes."]
    assert len(by_class(root, "end")) == 3


def test_a_long_last_paragraph_is_held_to_nothing():
    root = section(f"{SENTENCE}\n\n{SENTENCE * 6}")
    assert by_class(root, "held") == []
    assert len(by_class(root, "end")) == 1


def test_a_short_last_word_is_bound_to_the_one_before_it():
    root = section("First.\n\nSo it goes on.\n\nIt goes *on* so.\n\nIt is interminable.\n\nWord.")
    texts = ["".join(item.itertext()) for item in root.iter(f"{HTML}p")]
    assert texts[2:] == [
        "So it goes\u00a0on.",
        "It goes on so.",
        "It is interminable.",
        "Word.",
    ]


def test_an_endless_run_may_break_and_keeps_every_letter():
    run = "".join(chr(97 + n % 26) for n in range(200))
    root = read(f"<p>a {run} <em>b {run}</em>c {run}<i/>d <code>{run}</code></p>")
    text = "".join(root.itertext())
    break_endless(root)
    assert "".join(root.itertext()) == text
    assert len(list(root.iter("wbr"))) > 40
    assert not len(root.find(".//code"))


def test_a_run_without_spaces_in_japanese_is_left_to_its_own_breaks():
    root = read(f"<p>{'潮' * 300}</p>")
    break_endless(root)
    assert not list(root.iter("wbr"))


def test_an_address_stands_behind_the_first_link_to_it_in_a_section():
    root = section("[A](https://a.example/x), [b](https://a.example/x), <https://c.example>.")
    assert [words(item) for item in by_class(root, "address")] == ["(a.example/x)"]


def test_a_title_keeps_its_link_to_itself():
    root = section("## See [there](https://a.example/x)\n\nText.")
    assert by_class(root, "address") == []


def test_what_is_shown_of_an_address():
    assert shown_address("https://a.example/") == "a.example"
    assert shown_address("http://a.example/b/") == "a.example/b/"
    assert shown_address("mailto:a@b.example") == "a@b.example"
    assert shown_address("doi:10.1000/182") == "doi:10.1000/182"


def test_addresses_are_printed_in_letters_that_the_faces_have():
    root = section("[a](https://a.example/%C3%A9t%C3%A9) [b](https://b.example/%E7%B2%A5%20%FF)")
    assert "(a.example/été)" in words(root)
    assert "(b.example/%E7%B2%A5%20%FF)" in words(root)


def test_readable_addresses():
    assert readable_address("a.example/%E7%B2%A5%2F%20%FF?q=%C3%A9") == "a.example/粥%2F%20%FF?q=é"


def test_a_table_of_eight_short_rows_is_whole_and_a_longer_one_not():
    head = "| a | b |\n|---|---|\n"
    root = section(head + "| c | d |\n" * 8 + "\n\nText.\n\n" + head + "| c | d |\n" * 20)
    assert [item.get("class") for item in by_class(root, "table")] == ["table whole", "table long"]


def test_tables_get_smaller_step_by_step_and_no_further():
    assert tighter({"a": 1.1}, {}) == {"a": SMALLER}
    assert tighter({"a": 1.1}, {"a": SMALLER}) == {"a": BROKEN}
    assert tighter({"a": 1.1}, {"a": BROKEN}) == {"a": BROKEN}
    assert tighter({"a": 2.0}, {"b": SMALLER}) == {"a": BROKEN, "b": SMALLER}


def test_a_note_is_in_the_sections_language_whatever_calls_it():
    text = "::: quote {lang=fr}\nBonjour[^1]\n:::\n\nHello[^2]\n\n[^1]: In English.\n\n[^2]: Too.\n"
    first, second = by_class(section(text), "footnote")
    assert (first.get("lang"), first.get("dir")) == ("en", "ltr")
    assert second.get("lang") is None


def test_a_kind_of_its_own_for_other_books_has_no_line_in_the_contents():
    page = chapter("# Also by Me\n\n- One", "also-by", kind="also-by")
    composition = printed(book(page, chapter("# One\n\nText.")))
    assert [entry.title for entry in composition.contents] == ["One"]


def test_the_space_before_an_address_stands_between_it_and_the_words_in_either_direction():
    (address,) = by_class(section("The [tides](https://example.org/tides) turn.\n"), "address")
    (inner,) = address
    assert (address.text, address.get("dir")) == (" ", None)
    assert (inner.get("dir"), "".join(inner.itertext())) == ("ltr", "(example.org/tides)")
