"""The documents of an e-book."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from helpers.compose_samples import HTML, TYPE, book, by_class, chapter, ereader, tree, words
from octavo.compose.used_characters import characters_of, characters_of_css
from octavo.core.model import Matter, Part


def test_notes_stand_at_the_end_with_their_way_back_first():
    made = book(chapter("# One\n\nA[^n].\n\n[^n]: - in a list\n"))
    root = tree(ereader(made), "one")
    (note,) = root.iter(f"{HTML}aside")
    assert (note.get(TYPE), note.get("role")) == ("footnote", "doc-footnote")
    assert note[0][0].get("href") == "#one--noteref-1"
    assert words(note).startswith("1.")
    (call,) = by_class(root, "noteref")
    assert (call.get("href"), call.get("role")) == ("#one--note-1", "doc-noteref")


def test_links_lead_from_file_to_file():
    made = book(
        chapter("# One\n\n[two](two.md), [there](two.md#a-place), [here](#mine)\n\n## Mine"),
        chapter("# Two\n\n## A place\n\nText.", "two"),
    )
    links = [link.get("href") for link in tree(ereader(made), "one").iter(f"{HTML}a")]
    assert links == ["two.xhtml", "two.xhtml#two--a-place", "#one--mine"]


def test_documents_have_names_in_ascii_whatever_the_ids():
    made = book(
        chapter(
            "# 粥\n\n[soup](суп.md), [there](суп.md#два-слова), [mine](#mine)\n\n## Mine", "粥"
        ),
        chapter("# Суп\n\n## Два слова\n\nText.[^1]\n\n[^1]: A note.", "суп"),
        chapter("# Three\n\n[one](粥.md)", "chapter"),
        chapter("# Four", "03-день"),
    )
    whole = ereader(made)
    names = {item.anchor: item.name for item in whole.documents}
    assert [names[name] for name in ("粥", "суп", "chapter", "03-день")] == [
        "text/chapter-2.xhtml",
        "text/chapter-3.xhtml",
        "text/chapter.xhtml",
        "text/c03.xhtml",
    ]
    assert [entry.href for entry in whole.contents][:2] == [names["粥"], names["суп"]]
    links = [link.get("href") for link in tree(whole, "粥").iter(f"{HTML}a")]
    assert links == ["chapter-3.xhtml", "chapter-3.xhtml#суп--два-слова", "#粥--mine"]
    assert tree(whole, "chapter").find(f".//{HTML}a").get("href") == "chapter-2.xhtml"


def test_what_a_page_is_stands_on_it_once():
    page = chapter(
        "# E\n\n::: epigraph\nWords.\n:::", "epigraph", kind="epigraph", matter=Matter.FRONT
    )
    inside = chapter("# One\n\n::: epigraph\nWords.\n:::\n\nText.")
    composition = ereader(book(page, inside))
    for anchor in ("epigraph", "one"):
        root = tree(composition, anchor)
        roles = [item.get(TYPE) for item in root.iter() if item.get("role") == "doc-epigraph"]
        assert roles == ["epigraph"], anchor


def test_hidden_titles_are_labels():
    page = chapter("# To you\n\nFor you.", "d", kind="dedication", matter=Matter.FRONT)
    (section,) = by_class(tree(ereader(book(page, chapter("# One\n\nx"))), "d"), "dedication")
    assert section.get("aria-label") == "To you"
    assert not list(section.iter(f"{HTML}h1"))


def test_a_chapter_in_another_language_says_so():
    root = tree(ereader(book(chapter('# Un\n\n"Oui"', language="fr"))), "one")
    (section,) = by_class(root, "chapter")
    assert section.get("lang") == "fr"
    assert "«" in words(section)


def test_a_chapter_of_another_direction_says_so_too():
    made = book(chapter("# A\n\nx", language="he"), chapter("# B\n\ny", "two", language="fr"))
    composition = ereader(made)
    sections = [by_class(tree(composition, name), "chapter")[0] for name in ("one", "two")]
    assert [section.get("dir") for section in sections] == ["rtl", None]


def test_characters_of_text_and_of_css_strings():
    page = b"<html><body><p class='xyz'>a &amp; \\beef<code>!</code>b</p></body></html>"
    used = characters_of([page])
    assert (used.text, used.code) == (frozenset("a &\\befb"), frozenset("!"))
    css = 'p::before { content: "*\\2003*" } q { content: "\\d800 \\ffffff" }'
    assert characters_of_css(css) >= {"\u2003", "*"}


def test_links_to_a_title_arrive_also_where_it_is_not_shown():
    made = book(
        chapter("# To you {#you}\n\nFor you.", "d", kind="dedication", matter=Matter.FRONT),
        chapter("# One {#start}\n\n[a](#start), [b](d.md#you)"),
        chapter("# Two\n\n[c](one.md#start)", "two"),
    )
    composition = ereader(made)
    links = [link.get("href") for link in tree(composition, "one").iter(f"{HTML}a")]
    assert links == ["#one--start", "d.xhtml#d--you"]
    (link,) = tree(composition, "two").iter(f"{HTML}a")
    assert link.get("href") == "one.xhtml#one--start"
    for name, target in (("one", "one--start"), ("d", "d--you")):
        ids = [item.get("id") for item in tree(composition, name).iter()]
        assert ids.count(target) == 1
    assert {item.anchor for item in composition.documents} >= {"one", "d"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[T]{.drop-cap}he tide", '<p class="opening initial first-letter">The tide</p>'),
        ("[“T]{.drop-cap}he tide”", '<p class="opening initial first-letter">“The tide”</p>'),
        (
            "[Q]{.drop-cap #q lang=fr}ue",
            '<p class="opening initial first-letter" id="one--q">Que</p>',
        ),
        (
            "[I]{.drop-cap}’m told",
            '<p class="opening initial"><span class="drop-cap">I</span>’m told</p>',
        ),
        (
            "[IJ]{.drop-cap}zer",
            '<p class="opening initial"><span class="drop-cap">IJ</span>zer</p>',
        ),
        ("The [T]{.drop-cap}", '<p class="opening">The <span class="drop-cap">T</span></p>'),
    ],
)
def test_a_drop_cap_leaves_its_word_whole(text, shown):
    (document,) = (
        x for x in ereader(book(chapter(f"# One\n\n{text}"))).documents if x.anchor == "one"
    )
    assert shown in document.xhtml.decode()


def test_the_fonts_have_what_only_the_contents_page_sets():
    made = book(chapter("# Zu\n\nx"), parts=())
    made = replace(made, words={**made.words, "start": "Ǻ", "landmarks": "Ǽ"})
    (face,) = (item for item in ereader(made).faces if (item.weight, item.style) == (400, "normal"))
    known = TTFont(BytesIO(face.asset.data)).getBestCmap()
    assert {ord("Ǻ"), ord("Ǽ"), ord("1"), ord(".")} <= set(known)


def test_formulas_bring_a_font_in_which_brackets_grow():
    composed = ereader(book(chapter("# T\n\n$`\\sqrt{x} + \\left(\\frac{a}{b}\\right)`$\n")))
    (face,) = [face for face in composed.faces if face.family == "STIX Two Math"]
    font = TTFont(BytesIO(face.asset.data))
    assert {ord(char) for char in "√(+\U0001d465"} <= set(font.getBestCmap())
    grown = font["MATH"].table.MathVariants.VertGlyphConstruction
    assert any(item.MathGlyphVariantRecord for item in grown)
    assert 'font-family: "STIX Two Math"' in composed.css
    plain = ereader(book(chapter("# T\n\n7/x\n")))
    assert "STIX Two Math" not in {face.family for face in plain.faces}


def test_what_may_be_wider_than_a_phone_scrolls_within_reach_of_the_keyboard():
    long = " + ".join(f"a_{{{number}}}" for number in range(20))
    text = (
        f"# T\n\n```math\n{long}\n```\n\n```math\na+b\n```\n\n"
        "| Donaudampfschifffahrtselektrizitätenhaupt | two |\n|---|---|\n| a | b |\n\n"
        "Table: Cap\n\n| a few words that are short | two |\n|---|---|\n| a | b |\n"
    )
    root = tree(ereader(book(chapter(text))), "one")
    wide = by_class(root, "wide")
    assert [item.get("tabindex") for item in wide] == ["0", "0"]
    assert [item.get("role") for item in wide] == ["group", "group"]
    assert wide[0].get("aria-label").startswith("a₀ + a₁")
    assert wide[1].get("aria-label") == "Cap"
    assert len([item for item in root.iter() if item.get("tabindex")]) == 2


def test_a_part_without_a_number_has_no_label():
    part = Part(id="part-one", title="Part One")
    made = book(chapter("# One\n\nText.", part=0), parts=(part,))
    whole = ereader(made)
    assert [entry.number for entry in whole.contents] == [""]
    assert by_class(tree(whole, "part-one"), "number") == []


SECTIONS = """\
# One

## High *water*

### Springs

##### Far below

### Neaps

##

## Low water {.unlisted}

> ## Quoted

- ## Listed

## By the clock {.subtitle}

## Slack
"""


@pytest.mark.parametrize(
    ("depth", "expected"),
    [
        (1, []),
        (2, ["High water", "Slack"]),
        (3, ["High water", ["Springs", "Neaps"], "Slack"]),
        (6, ["High water", ["Springs", ["Far below"], "Neaps"], "Slack"]),
    ],
)
def test_sections_stand_below_their_chapter_in_the_contents(depth, expected):
    made = book(chapter(SECTIONS), chapter("# Two\n\nText.", "two"))
    whole = ereader(made, contents_depth=depth)
    one, two = whole.contents
    assert outline(one.sections) == expected
    assert two.sections == one.children == ()
    assert [line.href for line in one.sections] == [
        f"text/one.xhtml#one--{name}" for name in ("high-water", "slack") if depth > 1
    ]


def outline(lines):
    """The titles of lines, each followed by the list of those below it."""
    return [
        part
        for line in lines
        for part in ([line.title, outline(line.sections)] if line.sections else [line.title])
    ]
