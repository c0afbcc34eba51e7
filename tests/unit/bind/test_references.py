"""Links between chapters, and images as paths in the book."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from octavo.bind.references import picture_path, resolve_references
from octavo.core.model import Book, Chapter, Finding, Matter, Metadata, Section, Severity
from octavo.findings.wording import message_of, remedy_of
from octavo.markdown.section import parse_chapter

METADATA = Metadata(title="T", language="en", identifier="urn:x", slug="t", date="2000-01-01")


def book(**texts: str) -> Book:
    """A book of Markdown chapters by name (`__` is a slash), each below its title, resolved."""
    sections = tuple(
        parse_chapter(
            Chapter(
                id=name.rpartition("__")[2],
                path=f"manuscript/{name.replace('__', '/')}.md",
                matter=Matter.BODY,
                kind="chapter",
                text=f"# {name}\n\n{text}\n",
            ),
            "en",
        )
        for name, text in texts.items()
    )
    return resolve_references(Book(metadata=METADATA, sections=sections))


def findings(of: Book) -> list[Finding]:
    return [finding for section in of.sections for finding in section.findings]


TWO = "## High Water\n\n## Über uns\n\n## Later {#sec-2}\n\n[x](#sec-2)"


@pytest.mark.parametrize(
    ("link", "anchor"),
    [
        ("two.md", "two"),
        ("./two.md", "two"),
        ("../manuscript/two.md", "two"),
        ("two.md#", "two"),
        ("two.md#high-water", "two--high-water"),
        ("two.md#uber-uns", "two--uber-uns"),
        ("two.md#sec-2", "two--sec-2"),
        ("two.md#sec%2D2", "two--sec-2"),
        ("front/pre.md", "pre"),
        ("front/p%72e.md", "pre"),
        ("#here", "one--here"),
        ("#", "one"),
    ],
)
def test_links_between_chapters(link, anchor):
    found = book(one=f"[x]({link})\n\n## Here", two=TWO, front__pre="[up](../two.md#sec-2)")
    assert findings(found) == []
    assert f'<a href="#{anchor}">x</a>' in found.sections[0].body
    assert '<a href="#two--sec-2">up</a>' in found.sections[2].body


def test_a_file_of_several_chapters_is_one_place_for_links():
    def piece(name: str, text: str, file: str) -> Section:
        path = f"manuscript/{file}.md"
        chapter = Chapter(id=name, path=path, matter=Matter.BODY, kind="chapter", text=text)
        return parse_chapter(chapter, "en")

    sections = (
        piece("ebb", "# Ebb\n\n[a](#the-flood) [b](#here) [c](#later) [d](#)\n\n## Here", "tide"),
        piece("flood", "# The Flood\n\n[a](#ebb) [b](#here) [c](#)\n\n## Here\n\n## Later", "tide"),
        piece("last", "# Last\n\n[a](tide.md) [b](tide.md#later) [c](tide.md#here)", "last"),
    )
    found = resolve_references(Book(metadata=METADATA, sections=sections))
    assert findings(found) == []
    assert [re.findall('href="([^"]*)"', section.body) for section in found.sections] == [
        ["#flood", "#ebb--here", "#flood--later", "#ebb"],
        ["#ebb", "#flood--here", "#flood"],
        ["#ebb", "#flood--later", "#ebb--here"],
    ]


@pytest.mark.parametrize(
    "link",
    [
        "https://x.org/a?b=1&c=2#d",
        "http://x.org",
        "HTTPS://X.org",
        "mailto:a@b.c",
        "tel:+123",
        "urn:isbn:1",
    ],
)
def test_links_to_elsewhere_stay(link):
    found = book(one=f"[x]({link})")
    assert findings(found) == []
    assert f'<a href="{link.replace("&", "&amp;")}">x</a>' in found.sections[0].body


def test_a_publication_by_its_doi_is_found_on_the_web():
    found = book(one="[x](doi:10.1/x)")
    assert findings(found) == []
    assert '<a href="https://doi.org/10.1/x">x</a>' in found.sections[0].body


@pytest.mark.parametrize(
    "link",
    [
        "https://.org/x",
        "https://a..b/",
        "https://" + "a" * 64 + ".org/",
        "https://xn--e5g.com/",
        "https://xn--zn7c.com/",
        "https://\u0301a.org/",
        "mailto:",
        "geo:1,2",
        "sms:+1",
    ],
)
def test_an_address_that_no_reader_opens_leaves_its_words(link):
    found = book(one=f"[x]({link})")
    assert [finding.code for finding in found.sections[0].findings] == ["link-broken"]
    assert "<span>x</span>" in found.sections[0].body


@pytest.mark.parametrize(
    ("link", "anchor"),
    [
        ("two", "two"),
        ("TWO.md", "two"),
        ("two.html", "two"),
        ("two/", "two"),
        ("/two/", "two"),
        ("/two.html#high-water", "two--high-water"),
        ("../two/index.html", "two"),
        ("two.md#High-Water", "two--high-water"),
        ("two.md#high_water", "two--high-water"),
        ("two.md#HIGH%20WATER", "two--high-water"),
        ("two.md#two", "two"),
        ("two.md#sec-2", "two--sec-2"),
        ("pre", "pre"),
        ("front/pre.md", "pre"),
    ],
)
def test_links_as_other_tools_write_them(link, anchor):
    found = book(one=f"[x]({link})", two=TWO, front__pre="Text.")
    assert findings(found) == []
    assert f'<a href="#{anchor}">x</a>' in found.sections[0].body


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("What's new, here?", ["whats-new-here", "what-s-new-here"]),
        ("3. The `key_name` value", ["3-the-key_name-value", "the-key_name-value"]),
        ("Ümlaut & Größe", ["ümlaut--größe", "umlaut-groe"]),
        ("Глава первая", ["глава-первая"]),
        ("粥", ["粥"]),
    ],
)
def test_headings_by_the_names_that_other_tools_give_them(words, names):
    for name in names:
        found = book(one=f"[x](two.md#{name})", two=f"Text.\n\n## {words}\n")
        assert findings(found) == [], name
        assert '<a href="#two--' in found.sections[0].body, name


def test_headings_of_one_name_are_counted_as_github_counts_them():
    found = book(one="[x](two.md#sum-1)", two="## Sum\n\n## Sum\n")
    assert '<a href="#two--sum-2">x</a>' in found.sections[0].body


@pytest.mark.parametrize(
    "link",
    [
        "tow.md",
        "../../etc/passwd",
        "file:///etc/passwd",
        "data:text/html,x",
        "//x.org/a",
        "http://",
        "http://[x",
        "https://x.org:99999/",
        "%00",
    ],
)
def test_links_that_lead_nowhere_leave_their_words(link):
    found = book(one=f"Text.\n\n[x]({link})", two=TWO)
    [finding] = findings(found)
    assert (finding.code, finding.severity) == ("link-broken", Severity.WARNING)
    assert (finding.file, finding.line) == ("manuscript/one.md", 5)
    assert "<span>x</span>" in found.sections[0].body


@pytest.mark.parametrize("fragment", ["tide", "%00"])
def test_a_link_to_a_heading_that_is_not_there_leads_to_its_chapter(fragment):
    found = book(one=f"[x](two.md#{fragment})", two=TWO)
    assert [item.code for item in findings(found)] == ["link-broken"]
    assert '<a href="#two">x</a>' in found.sections[0].body


@pytest.mark.parametrize(
    ("link", "written"),
    [
        ("https://x.org/100%", "https://x.org/100%25"),
        ("https://x.org/?filters[]=1&q=[a]", "https://x.org/?filters%5B%5D=1&amp;q=%5Ba%5D"),
        ("https://x.org/a#b#c", "https://x.org/a#b%23c"),
        ("<https://x.org/a b>", "https://x.org/a%20b"),
        ("https://x.org/{a}", "https://x.org/%7Ba%7D"),
        ("https://x.org/ü", "https://x.org/%C3%BC"),
        ("ftp://x.org/a", "ftp://x.org/a"),
    ],
)
def test_addresses_are_brought_into_the_grammar_of_urls(link, written):
    found = book(one=f"[x]({link})")
    assert findings(found) == []
    assert f'<a href="{written}">x</a>' in found.sections[0].body


def test_links_everywhere_are_looked_at():
    found = book(
        one='T[^1]\n\n![p](a.png "By [x](no-1.md)")\n\nA | B\n--|--\n[x](no-2.md) | b\n\n'
        "[^1]: [x](no-3.md)\n\n## [x](no-4.md)",
    )
    wrong = {re.search(r"no-\d", message_of(item))[0]: item.line for item in findings(found)}
    assert wrong == {"no-1": 5, "no-2": 9, "no-3": 11, "no-4": 13}


def test_a_link_in_the_title():
    [section] = book(one="x").sections
    chapter = Chapter(
        id="c", path="manuscript/c.md", matter=Matter.BODY, kind="chapter", text="# [x](c.md)\n"
    )
    found = resolve_references(
        Book(metadata=METADATA, sections=(section, parse_chapter(chapter, "en")))
    )
    assert found.sections[1].title == '<a href="#c">x</a>'


def test_no_mark_of_lines_is_left():
    found = book(one="[x](two.md) ![y](z.png) [e](https://x.org)[^1]\n\n[^1]: [x](two.md)", two="x")
    everything = found.sections[0].body + found.sections[0].notes[0].body
    assert "data-line" not in everything


def test_images_are_told_by_their_path_in_the_book():
    found = book(
        one="![a](images/a%20b.png)\n\n![b](../art/b.png)\n\nT[^1]\n\n[^1]: ![c](c.png)",
        front__pre="![d](../images/d.png)",
    )
    one, pre = found.sections
    assert [(use.path, use.line) for use in one.images] == [
        ("manuscript/images/a b.png", 3),
        ("art/b.png", 5),
        ("manuscript/c.png", 9),
    ]
    assert [use.path for use in pre.images] == ["manuscript/images/d.png"]
    assert 'src="manuscript/images/a b.png"' in one.body
    assert findings(found) == []


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("https://x.org/a.png", "image-remote"),
        ("//x.org/a.png", "image-remote"),
        ("data:image/png;base64,AA", "image-remote"),
        ("file:///etc/a.png", "image-remote"),
        ("", "image-missing"),
        ("%00", "image-missing"),
    ],
)
def test_a_frame_stands_for_images_that_are_no_files_of_the_book(source, code):
    found = book(one=f"![a cat]({source})")
    [finding] = findings(found)
    assert (finding.code, finding.severity, finding.line) == (code, Severity.WARNING, 3)
    assert found.sections[0].images == ()
    assert '<span class="missing-picture">a cat</span>' in found.sections[0].body


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("a.png", "manuscript/a.png"),
        ("images/b.png", "manuscript/images/b.png"),
        ("/images/b.png", "manuscript/images/b.png"),
        ("../images/b.png", "manuscript/images/b.png"),
        ("b.png", "manuscript/images/b.png"),
        ("manuscript/images/b.png", "manuscript/images/b.png"),
        ("Images/B.png", "manuscript/images/b.png"),
        ("c.png", "manuscript/resources/c.png"),
        ("/assets/d.png?raw=true", "manuscript/deep/assets/d.png"),
        ("e.png", "manuscript/e.png"),
        ("../../a.png", "manuscript/a.png"),
        ("../../f.png", "../f.png"),
        ("/etc/f.png", "manuscript/etc/f.png"),
    ],
)
def test_pictures_are_found_where_other_tools_keep_them(source, path):
    there = ("a.png", "images/b.png", "resources/c.png", "deep/assets/d.png")
    pictures = frozenset(f"manuscript/{name}" for name in there)
    assert picture_path(source, "manuscript/one.md", pictures) == path


def test_words_that_look_like_ids_are_words():
    found = book(one='`<a id="one--x">` and `<a id="one--x">`\n\n[y](#x)')
    assert [finding.code for finding in findings(found)] == ["link-broken"]


def test_notes_are_not_offered_as_what_was_meant():
    found = book(one="T[^1] [x](#not-1)\n\n[^1]: n")
    assert remedy_of(findings(found)[0]) == "Look at that chapter's headings."


def test_a_link_to_a_chapter_that_could_not_be_opened_is_no_fault_of_its_own():
    broken = Finding(code="front-matter", severity=Severity.ERROR, file="manuscript/two.md", line=1)
    one = book(one="x").sections[0]
    linked = replace(one, body='<p><a href="two.md#there" data-line="3">x</a></p>')
    bound = Book(metadata=METADATA, sections=(linked,), findings=(broken,))
    [finding] = findings(resolve_references(bound))
    assert message_of(finding).endswith("leads to a chapter that cannot be read.")
    without = replace(bound, findings=())
    assert [item.code for item in findings(resolve_references(without))] == ["link-broken"]


@pytest.mark.parametrize("alt", ["IMG_1234.png", "image", "…", "Figure 3"])
def test_words_that_describe_no_picture_are_named(alt):
    found = book(one=f"![{alt}](a.png)")
    (finding,) = found.sections[0].findings
    assert (finding.code, finding.form, finding.line) == ("image-undescribed", "empty", 3)


def test_chapters_are_found_by_the_articles_that_they_were_made_of():
    texts = {
        "weir": "articles/chapter-two.md",
        "sea": "articles/sea.md",
        "sea-again": "articles/sea-2.md",
        "ebb": "articles/2020-01-31-ebb.md",
    }
    chapters = [
        Chapter(
            id=name,
            path=f"manuscript/{name}.md",
            matter=Matter.BODY,
            kind="chapter",
            text=f"# {name}\n\n[a](chapter-two.md) [b](../x/chapter-two#weir) [c](../y/sea.md)"
            " [d](2020-01-31-ebb.md)\n",
            source=source,
        )
        for name, source in texts.items()
    ]
    of = replace(book(), sections=tuple(parse_chapter(each, "en") for each in chapters))
    body = resolve_references(of).sections[0].body
    assert re.findall(r'href="([^"]*)"', body)[:2] == ["#weir", "#weir"]
    assert 'href="#sea"' in body  # its own file has that name
    assert 'href="#ebb"' in body
    only = replace(of, sections=(of.sections[0], replace(of.sections[1], file="manuscript/x.md"),
                                 of.sections[2]))  # fmt: skip
    assert ">c</a>" not in resolve_references(only).sections[0].body


@pytest.mark.parametrize(
    ("typed", "anchor", "words"),
    [
        ("@sec-low", "two--sec-low", "Low Water"),
        ("@sec:mid", "two--sec:mid", "Mid Water"),
        (r"\@ref(high-water)", "two--high-water", "High Water"),
        (r"\@ref(sec-low)", "two--sec-low", "Low Water"),
        ("{ref}`sec-low`", "two--sec-low", "Low Water"),
        ("{ref}`the ebb <sec-low>`", "two--sec-low", "the ebb"),
        ("{doc}`two`", "two", "two"),
        ("{doc}`the other <two>`", "two", "the other"),
        ("[](two.md)", "two", "two"),
        ("[](#sec-low)", "two--sec-low", "Low Water"),
        ("[the ebb](#sec-low)", "two--sec-low", "the ebb"),
        ("[](tides:low)", "two--tides:low", "Slack"),
    ],
)
def test_references_of_other_tools_say_the_title_of_their_place(typed, anchor, words):
    low = "## High Water\n\n## Mid Water {#sec:mid}\n\n## Low Water {#sec-low}\n\n"
    low += "(tides:low)=\n## Slack\n"
    made = book(one=f"See {typed}.", two=low)
    assert re.search(rf'<a [^>]*href="#{anchor}">{words}</a>', made.sections[0].body)
    assert findings(made) == []


@pytest.mark.parametrize("typed", ["@fig-boat", r"\@ref(fig:boat)", "{numref}`boat`"])
def test_a_reference_to_what_has_no_title_stays_as_it_is_typed(typed):
    made = book(one=f"See {typed}.\n\n![A boat](a.png){{#fig-boat}}")
    assert typed in made.sections[0].body
    (item,) = findings(made)
    assert (item.code, item.form, item.line) == ("foreign-tag", "reference", 3)


def test_a_link_without_words_that_leads_nowhere_shows_its_address():
    made = book(one="See [](nowhere.md).")
    assert "nowhere.md</span>" in made.sections[0].body


def test_a_place_that_two_chapters_have_is_no_place_of_the_book():
    made = book(one="See [it](#ebb).", two="## Ebb", three="## Ebb")
    assert [item.code for item in findings(made)] == ["link-broken"]


@pytest.mark.parametrize(
    ("there", "found"),
    [
        ({"manuscript/img/boat.png"}, "manuscript/img/boat.png"),
        ({"manuscript/img/boat.png", "manuscript/img/boat.svg"}, "manuscript/img/boat.svg"),
        ({"manuscript/img/boats.png"}, "manuscript/img/boat"),
    ],
)
def test_a_picture_without_its_ending_is_found(there, found):
    assert picture_path("img/boat", "manuscript/one.md", frozenset(there)) == found


@pytest.mark.parametrize("link", ["/tides/ebb", "tides/ebb.md", "/tides/ebb/#low", "/tides"])
def test_a_link_leaves_out_the_numbers_that_put_files_in_order(link):
    bound = book(**{"one": f"[x]({link})", "01-tides__02_ebb": "## Low", "01-tides__index": "Two."})
    assert not findings(bound) and 'href="#' in bound.sections[0].body


def test_a_link_to_a_name_that_several_files_have_but_for_numbers_leads_nowhere():
    bound = book(**{"one": "[x](/tides/ebb)", "01-tides__ebb": "A.", "02-tides__ebb": "B."})
    assert [item.code for item in findings(bound)] == ["link-broken"]


def test_a_folders_page_is_found_as_github_names_it():
    bound = book(one="[x](tides/#readme)", tides__README="Two.")
    assert not findings(bound) and 'href="#README"' in bound.sections[0].body


def test_a_link_without_words_to_a_formula_stays_as_it_is_typed_and_is_named():
    bound = book(one="```{math}\n:label: eq-low\na = b\n```\n\nBy [](#eq-low).")
    assert 'href="#one--eq-low">#eq-low</a>' in bound.sections[0].body
    assert [(item.form, item.line) for item in findings(bound)] == [("reference", 8)]
