"""The documents of a print edition."""

from __future__ import annotations

from helpers.compose_samples import HTML, book, by_class, chapter, printed, tree, words
from octavo.core.model import Matter, Part


def test_a_note_stands_inside_its_paragraph_with_its_number():
    root = tree(printed(book(chapter("# One\n\nText[^n] goes on.\n\n[^n]: The note."))), "one")
    (note,) = by_class(root, "footnote")
    assert (note.tag, note.get("data-number"), words(note)) == (f"{HTML}span", "1", "The note.")
    assert words(note.getparent()) == "Text\u2060The note. goes on."
    assert not list(root.iter(f"{HTML}a"))


def test_a_second_call_of_a_note_shows_its_number_alone():
    made = book(chapter("# One\n\nA[^n] b[^m] c[^n].\n\n[^n]: First.\n[^m]: Second."))
    root = tree(printed(made), "one")
    assert [note.get("data-number") for note in by_class(root, "footnote")] == ["1", "2"]
    assert [words(call) for call in by_class(root, "noteref")] == ["1"]


def test_a_note_too_long_for_a_foot_goes_to_the_chapters_end_and_it_is_said():
    text = f"# One\n\nA[^n] b.[^m]\n\n[^n]: {'many words ' * 200}end.\n\n    More.\n\n[^m]: Short."
    composition = printed(book(chapter(text)))
    root = tree(composition, "one")
    assert [words(note) for note in by_class(root, "footnote")] == ["Short."]
    (ending,) = by_class(root, "endnote")
    assert words(ending).startswith("1. many words")
    assert words(ending).endswith("end. More.")
    assert [finding.code for finding in composition.findings] == ["note-moved"]


def test_pages_before_the_body_stand_in_their_order():
    made = book(
        chapter("# To you\n\nFor you.", "dedication", kind="dedication", matter=Matter.FRONT),
        chapter("# Why\n\nSo.", "introduction", kind="introduction", matter=Matter.FRONT),
        chapter("# One\n\nText."),
    )
    assert [item.kind for item in printed(made).documents] == [
        "halftitlepage",
        "titlepage",
        "copyright-page",
        "dedication",
        "contents",
        "introduction",
        "chapter",
    ]


def test_an_authors_own_copyright_page_takes_the_place_of_ours():
    own = chapter("# C\n\nMine.", "copyright", kind="copyright-page", matter=Matter.FRONT)
    composition = printed(book(own, chapter("# One\n\nText.")))
    kinds = [item.kind for item in composition.documents]
    assert kinds.count("copyright-page") == 1
    assert words(*by_class(tree(composition, "copyright"), "imprint")) == "Mine."


def test_the_copyright_page_states_the_editions_isbn_and_nothing_unsaid():
    made = book(chapter("# One\n\nText."), rights="© A. B.", publisher="A Press")
    page = tree(printed(made, isbn="978-3-16-148410-0"), "copyright-page")
    assert words(page).endswith("© A. B.Published by A PressISBN 978-3-16-148410-0")
    bare = tree(printed(book(chapter("# One\n\nText."))), "copyright-page")
    assert words(bare.find(f"{HTML}body")) == "A Title"


def test_the_contents_name_parts_and_chapters_but_no_dedication():
    made = book(
        chapter("# D\n\nx", "dedication", kind="dedication", matter=Matter.FRONT),
        chapter("# One[^n]\n\nText.\n\n[^n]: Note.", part=0),
        chapter("# After\n\nText.", "after", kind="afterword", matter=Matter.BACK),
        parts=(Part(id="part-first", title="First & Last"),),
    )
    contents = tree(printed(made), "contents")
    lines = [(words(link), link.get("href")) for link in contents.iter(f"{HTML}a")]
    assert lines == [("First & Last", "#part-first"), ("One", "#one"), ("After", "#after")]
    assert [words(number) for number in by_class(contents, "number")] == ["Part I", "1"]


def test_running_heads_are_set_on_the_opener():
    made = book(chapter("# A Very Long Title\n\nText.", short_title="Short"))
    (opener,) = by_class(tree(printed(made), "one"), "opener")
    assert (opener.get("data-running"), opener.get("data-book")) == ("Short", "A Title")


def test_a_book_in_arabic_is_written_from_right_to_left():
    root = tree(printed(book(chapter("# One\n\nText."), language="ar")), "one")
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")


def test_a_copyright_page_of_a_long_title_does_not_hang_from_its_foot():
    for title, short in (("A Title", True), ("A Title " * 400, False)):
        (page,) = by_class(
            tree(printed(book(chapter("# One\n\nx"), title=title)), "copyright-page"),
            "copyright-page",
        )
        assert ("short" in page.get("class").split()) is short
