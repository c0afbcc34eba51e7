"""E-books of other makers: chapters, parts, notes, verse, what is left out, and what is refused."""

from __future__ import annotations

import tomllib
import zipfile

import pytest

from helpers.made_ebook import METADATA, PIXEL, nav, ncx, page, point, write_ebook
from octavo.core.errors import OctavoError
from octavo.importing.adopt_run import Fate, adopt
from octavo.importing.adopt_source import AdoptRequest
from octavo.importing.ebooks import ebook_files
from octavo.importing.formats import read_bytes

PROSE = "<p>The keeper walked the sand with his lantern held low, and nobody saw him go.</p>" * 6


def _adopted(tmp_path, source, root="book"):
    report = adopt(AdoptRequest(source=source, root=tmp_path / root))
    folder = tmp_path / root / "manuscript"
    texts = {
        each.relative_to(folder).as_posix(): each.read_text("utf-8")
        for each in sorted(folder.rglob("*.md"))
    }
    return report, tomllib.loads((folder / "book.toml").read_text("utf-8")), texts


def _left(tmp_path):
    ledger = (tmp_path / "book/manuscript/articles/ledger.toml").read_text("utf-8")
    left = {}
    for each in tomllib.loads(ledger)["apart"]:
        left[each["kind"]] = f"{left.get(each['kind'], '')} {each['text']}".strip()
    return left


def _said(report):
    return [dict(each.values)["what"] for each in report.findings]


def _parts(book):
    return [(part["title"], part["chapters"]) for part in book["contents"]["part"]]


def test_an_ebook_by_its_meanings(tmp_path):
    """As Standard Ebooks make them: a file a chapter, meanings, notes at the end of the book."""
    chapter = (
        '<body epub:type="bodymatter"><section id="one" epub:type="chapter"><hgroup>'
        '<h3 epub:type="ordinal z3998:roman">I</h3>'
        '<p epub:type="title">The <i>Lamp</i></p></hgroup>'
        '<blockquote epub:type="epigraph"><p>Oil first.</p><cite>Keepers</cite></blockquote>'
        '<p>She said <i xml:lang="fr">bonsoir</i>, <b>loud</b>.'
        '<a href="notes.xhtml#n1" id="r1" epub:type="noteref">1</a></p>'
        '<blockquote epub:type="z3998:verse"><p><span>a line</span><br/>'
        '<span class="i1">set in</span></p></blockquote>'
        f'{PROSE}<p>See <a href="two.xhtml#there">there</a>.</p></section></body>'
    )
    pages = {
        "title.xhtml": page(
            '<body epub:type="frontmatter"><section epub:type="titlepage">'
            "<h1>The Keeper of Sker</h1><p>By Ada Quill</p></section></body>"
        ),
        "preface.xhtml": page(
            '<body epub:type="frontmatter"><section epub:type="preface"><h2>Before</h2>'
            f"{PROSE}</section></body>"
        ),
        "part.xhtml": page(
            '<body epub:type="bodymatter"><section epub:type="part"><h2>Part I</h2></section>'
            "</body>"
        ),
        "one.xhtml": page(chapter, style="b { font-variant: small-caps; font-weight: normal; }"),
        "two.xhtml": page(
            '<body epub:type="bodymatter"><section id="two" epub:type="chapter"><h3>II</h3>'
            f'{PROSE}<p id="there">There.</p></section></body>'
        ),
        "notes.xhtml": page(
            '<body epub:type="backmatter"><section epub:type="endnotes"><h2>Endnotes</h2><ol>'
            '<li id="n1" epub:type="endnote"><p>Whale <i>oil</i>.'
            ' <a href="one.xhtml#r1" epub:type="backlink">↩</a></p></li></ol></section></body>'
        ),
        "nav.xhtml": nav(
            '<li><a href="title.xhtml">Titlepage</a></li>'
            '<li><a href="preface.xhtml">Before</a></li>'
            '<li><a href="part.xhtml">Part I</a><ol><li><a href="one.xhtml">I: The Lamp</a></li>'
            '<li><a href="two.xhtml">II</a></li></ol></li>'
            '<li><a href="notes.xhtml">Endnotes</a></li>'
        ),
    }
    report, book, texts = _adopted(tmp_path, write_ebook(tmp_path / "b.epub", pages))
    assert _said(report) == [
        "a title page, which Octavo makes itself: 7 words, which stand in"
        " manuscript/articles/ledger.toml"
    ]
    assert book["contents"]["front"] == ["front/before.md"]
    assert _parts(book) == [("Part I", ["i-the-lamp.md", "chapter-ii.md"])]
    assert "back" not in book["contents"]
    one = texts["i-the-lamp.md"]
    assert one.startswith("# I: The *Lamp*\n\n::: epigraph\n\nOil first.\n\n")
    assert "*bonsoir*{lang=fr}, [loud]{.small-caps}.[^1]\n" in one
    assert "::: verse\n\na line\n  set in\n\n:::" in one
    assert "[there](chapter-ii.md#there)" in one
    assert one.endswith("[^1]: Whale *oil*.\n")
    assert texts["chapter-ii.md"].endswith("There.\n{#there}\n")
    left = _left(tmp_path)
    assert left["a title page, which Octavo makes itself"] == "The Keeper of Sker By Ada Quill"
    assert left["marks of notes, which Octavo sets itself"] == "1 ↩"
    assert left["headings of notes, which stand with their chapters"] == "Endnotes"


def test_several_chapters_in_a_file_and_one_in_several(tmp_path):
    """As converters make them: an NCX, files cut by size, looks by classes, a library's licence."""
    first = page(
        "<body class='x'><div id='pg-header'>The Project Gutenberg eBook of Sker</div>"
        "<h1>The Keeper of Sker</h1><p>by Ada Quill</p><h2>CONTENTS</h2><p>"
        "<a href='a.html#c1'>Chapter One</a> <a href='a.html#c2'>Chapter Two</a>"
        " <a href='b.html#c3'>Chapter Three</a></p>"
        "<div><h2 id='c1'>CHAPTER ONE<br/>The Rope</h2><p class='calibre1'><span class='pagenum'>"
        "[Pg 7]</span><span class='it'>Slowly</span> he came.<a id='FNanchor_1' href='#Footnote_1'>"
        f"[1]</a></p>{PROSE}<p>* * * * *</p>{PROSE}<div class='footnote'><p><a id='Footnote_1' "
        "href='#FNanchor_1'><span>[1]</span></a> By night.</p><p>And by day.</p></div></div>"
        f"<h2 id='c2'>CHAPTER TWO</h2>{PROSE}</body>",
        style=".it { font-style: italic }",
    )
    second = page(
        "<body><p>It goes on.</p><div class='poem'><div class='stanza'>"
        "<span class='i0'>low water<br/></span><span class='i2'>and boats<br/></span>"
        "</div></div><h2 id='c3'>CHAPTER THREE</h2>"
        f"{PROSE}<div class='figcenter'><img src='boat.png' alt='A boat'/>"
        "<p class='caption'>The <i>Nan</i>.</p></div></body>"
    )
    third = page(
        "<body><p>*** END OF THE PROJECT GUTENBERG EBOOK SKER ***</p><p>Use it well.</p></body>"
    )
    contents = ncx(
        point(
            "The Keeper of Sker",
            "a.html",
            point("CONTENTS", "a.html#toc")
            + point("CHAPTER ONE. The Rope", "a.html#c1")
            + point("CHAPTER TWO", "a.html#c2")
            + point("CHAPTER THREE", "b.html#c3"),
        )
    )
    first = first.replace("<h2>CONTENTS", "<h2 id='toc'>CONTENTS")
    source = write_ebook(
        tmp_path / "b.epub",
        {"a.html": first, "b.html": second, "c.html": third},
        files={"toc.ncx": contents, "boat.png": PIXEL},
    )
    report, book, texts = _adopted(tmp_path, source)
    assert [each.partition(":")[0] for each in _said(report)] == [
        "Project Gutenberg's own head and licence",
        "a title page, which Octavo makes itself",
        "contents, which Octavo makes itself",
    ]
    assert book["contents"]["chapters"] == [
        "chapter-one-the-rope.md",
        "chapter-two.md",
        "chapter-three.md",
    ]
    one = texts["chapter-one-the-rope.md"]
    assert one.startswith("# CHAPTER ONE: The Rope\n\n*Slowly* he came.[^1]\n")
    assert "\n\n* * *\n\n" in one
    assert one.endswith("[^1]: By night.\n\n    And by day.\n")
    assert (
        texts["chapter-two.md"].count("\n\nIt goes on.\n\n::: verse\n\nlow water\n  and boats") == 1
    )
    assert texts["chapter-three.md"].endswith('![A boat](images/boat.png "The *Nan*.")\n')
    left = _left(tmp_path)
    assert left["page numbers of a printed edition"] == "[Pg 7]"
    assert "CONTENTS Chapter One" in left["contents, which Octavo makes itself"]
    gutenberg = left["Project Gutenberg's own head and licence"]
    assert gutenberg.startswith("The Project Gutenberg eBook of Sker")
    assert gutenberg.endswith("Use it well.")


def test_the_pages_before_the_first_chapter_are_none(tmp_path):
    """As Project Gutenberg makes them: a line of the contents for each heading, whatever it is."""
    row = (
        '<tr><td><a href="b.html#c{}">Chapter {}.</a></td><td>The {} and the Keeper of it</td></tr>'
    )
    rows = "".join(
        row.format(at, at, what) for at, what in enumerate(("Lamp", "Boat", "Tide", "Sand"), 1)
    )
    first = page(
        '<body><h1 id="t">The Keeper’s Sker</h1><p>by Ada Quill</p>'
        '<h3 id="e">THE HARBOUR EDITION 3.0</h3>'
        f'<h2 id="c">Contents</h2><table>{rows}</table></body>'
    )
    chapters = "".join(f'<h2 id="c{at}">Chapter {at}.</h2>{PROSE}' for at in range(1, 5))
    points = point("The Keeper’s Sker", "a.html#t") + point("THE HARBOUR EDITION 3.0", "a.html#e")
    points += point("Contents", "a.html#c")
    points += "".join(point(f"Chapter {at}.", f"b.html#c{at}") for at in range(1, 5))
    source = write_ebook(
        tmp_path / "a.epub",
        {"a.html": first, "b.html": page(f"<body>{chapters}</body>")},
        metadata=METADATA.replace("The Keeper of Sker", "The Keeper's Sker"),
        files={"toc.ncx": ncx(points)},
    )
    _, book, _ = _adopted(tmp_path, source)
    assert book["contents"]["chapters"] == [f"chapter-{at}.md" for at in range(1, 5)]
    left = _left(tmp_path)
    assert "Keeper of it" in left["contents, which Octavo makes itself"]
    assert "HARBOUR EDITION" in left["a title page, which Octavo makes itself"]


@pytest.mark.parametrize(
    ("line", "below", "stays"),
    [
        ("The Keeper", "", False),
        ("of Sker", "", False),
        ("Ada Quill", "Sker: 1896", False),
        ("Translated by W. Orrin", "", False),
        ("or", "", False),
        ("CONTENTS.", "", False),
        ("The Lamp", "", True),
        ("The Keeper", "She waits. The lamp is lit and nobody has come.", True),
        ("Chapter 0", "by Ada Quill", True),
    ],
)
def test_lines_of_a_title_page_are_no_chapters(tmp_path, line, below, stays):
    first = page(f"<body><h2 id='a'>{line}</h2><p>{below}</p></body>")
    chapters = "".join(f"<h2 id='c{at}'>Chapter {at}.</h2>{PROSE}" for at in (1, 2, 3))
    points = "".join(point(f"Chapter {at}.", f"b.html#c{at}") for at in (1, 2, 3))
    source = write_ebook(
        tmp_path / "a.epub",
        {"a.html": first, "b.html": page(f"<body>{chapters}</body>")},
        files={"toc.ncx": ncx(point(line, "a.html#a") + points)},
    )
    _, book, _ = _adopted(tmp_path, source)
    assert len(book["contents"]["chapters"]) == 3 + stays


def test_an_attribute_that_is_never_closed_stops_nothing(tmp_path):
    body = f"<h2>The Lamp</h2><div id='x><p><q id='y'></q></p></div>{PROSE}"
    first = page(f"<body>{body}</body>")
    source = write_ebook(
        tmp_path / "a.epub", {"a.html": first}, files={"toc.ncx": ncx(point("The Lamp", "a.html"))}
    )
    _, _, texts = _adopted(tmp_path, source)
    assert "lantern" in texts["the-lamp.md"]


def test_an_attribute_that_is_never_closed_takes_no_other_along(tmp_path):
    quoted = "<blockquote xml:lang='de' title='x><p><q id='y'>Frisch weht der Wind</blockquote>"
    first = page(f"<body><h2>The Lamp</h2>{quoted}{PROSE}</body>")
    source = write_ebook(
        tmp_path / "a.epub", {"a.html": first}, files={"toc.ncx": ncx(point("The Lamp", "a.html"))}
    )
    _, _, texts = _adopted(tmp_path, source)
    assert "lang=de" in texts["the-lamp.md"]
    assert "Frisch weht der Wind" in texts["the-lamp.md"]


def test_poems_in_divisions_of_lines(tmp_path):
    """A division a line, a quotation among them, the numbers of lines in the margin."""
    poem = (
        "<body><h1>Tides</h1><div class='linegroup'><div>low water</div>"
        "<div id='l2'>and boats <span class='lnum'>2</span></div><blockquote xml:lang='de'><div>"
        "<div>Frisch weht</div><div class='i1'>der Wind</div></div></blockquote>"
        "<div>lean on</div><div>their elbows</div></div><p>See <a href='#l2'>there</a>.</p></body>"
    )
    source = write_ebook(tmp_path / "b.epub", {"a.xhtml": page(poem)})
    report, _, texts = _adopted(tmp_path, source)
    assert report.findings == ()
    assert texts["tides.md"] == (
        "# Tides\n\n::: verse {#l2}\n\nlow water\nand boats\n\n:::\n\n"
        "::: verse {lang=de}\n\nFrisch weht\n  der Wind\n\n:::\n\n"
        "::: verse\n\nlean on\ntheir elbows\n\n:::\n\nSee [there](#l2).\n"
    )
    assert _left(tmp_path) == {"numbers of a poem's lines": "2"}


def test_what_an_ebook_says_of_itself(tmp_path):
    metadata = """<dc:title id="t">The Keeper</dc:title><dc:title id="s">Nights</dc:title>
    <dc:creator id="a">Ada van Quill</dc:creator><dc:contributor id="c">Ib Skov</dc:contributor>
    <dc:contributor id="m">calibre</dc:contributor><dc:language>de_AT</dc:language>
    <dc:date>1999</dc:date><dc:publisher>Causeway</dc:publisher><dc:rights>Mine.</dc:rights>
    <dc:subject>Lamps</dc:subject>
    <dc:description>&lt;p&gt;Of &lt;b&gt;lamps&lt;/b&gt;.&lt;/p&gt;</dc:description>
    <dc:identifier id="id">urn:isbn:9783161484100</dc:identifier>
    <meta refines="#t" property="title-type">main</meta>
    <meta refines="#t" property="file-as">Keeper, The</meta>
    <meta refines="#s" property="title-type">subtitle</meta>
    <meta refines="#a" property="role">aut</meta>
    <meta refines="#a" property="file-as">Quill, Ada van</meta>
    <meta refines="#c" property="role">trl</meta><meta refines="#m" property="role">bkp</meta>
    <meta property="belongs-to-collection" id="col">Lights</meta>
    <meta refines="#col" property="collection-type">series</meta>
    <meta refines="#col" property="group-position">1.5</meta>"""
    source = write_ebook(
        tmp_path / "b.epub", {"a.xhtml": page(f"<body><h1>A</h1>{PROSE}</body>")}, metadata=metadata
    )
    report, book, _ = _adopted(tmp_path, source)
    about = book["book"]
    assert (about["title"], about["subtitle"], about["title_sort"]) == (
        "The Keeper",
        "Nights",
        "Keeper, The",
    )
    assert about["authors"] == [{"name": "Ada van Quill", "sort": "Quill, Ada van"}]
    assert about["contributors"] == [{"name": "Ib Skov", "role": "trl"}]
    assert (about["series"], about["series_number"]) == ("Lights", 1.5)
    assert (about["language"], about["publisher"], about["rights"]) == (
        "de-AT",
        "Causeway",
        "Mine.",
    )
    assert (about["subjects"], about["description"]) == (["Lamps"], "Of lamps.")
    assert "date" not in about
    assert book["editions"]["ebook"]["isbn"] == "9783161484100"
    assert book["contents"]["numbers"] is False
    assert _said(report) == ["the date “1999”, which is no whole day"]


def test_a_file_name_in_a_pages_head_is_no_title(tmp_path):
    pages = {
        "a.xhtml": page(f"<body><h1>A</h1>{PROSE}</body>"),
        "b.xhtml": page(f"<body epub:type='chapter'>{PROSE}</body>", title="b.xhtml"),
    }
    _, _, texts = _adopted(tmp_path, write_ebook(tmp_path / "b.epub", pages))
    assert [text.partition("\n")[0] for text in texts.values()] == ["# A", "# Chapter"]


def test_the_authors_changes_stay(tmp_path):
    pages = {
        "a.xhtml": page(f"<body><h1>A</h1>{PROSE}</body>"),
        "b.xhtml": page(f"<body><h1>B</h1>{PROSE}</body>"),
    }
    source = write_ebook(tmp_path / "b.epub", pages)
    _adopted(tmp_path, source)
    chapter = tmp_path / "book/manuscript/a.md"
    chapter.write_text("# A\n\nMine.\n")
    report, _, texts = _adopted(tmp_path, source)
    assert report.fates["a.md"] is Fate.LEFT_ALONE
    assert texts["a.md"] == "# A\n\nMine.\n"
    # The list of what is left out is written anew, not twice.
    ledger = tmp_path / "book/manuscript/articles/ledger.toml"
    once = ledger.read_text("utf-8")
    _adopted(tmp_path, source)
    assert ledger.read_text("utf-8") == once


def test_a_word_that_would_be_lost_stops_the_run(tmp_path, monkeypatch):
    from octavo.importing.ebooks import found_book

    monkeypatch.setattr(found_book, "lower_headings", lambda body: body.remove(body[-1]))
    pages = {"a.xhtml": page(f"<body><h1>A</h1>{PROSE}<p>Zounds.</p></body>")}
    source = write_ebook(tmp_path / "b.epub", pages)
    with pytest.raises(OctavoError, match="would be lost"):
        _adopted(tmp_path, source)
    assert not (tmp_path / "book").exists()


LOCK = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"'
    ' xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData>'
    '<e:EncryptionMethod Algorithm="{}"/></e:EncryptedData></encryption>'
)
FONTS = "http://www.idpf.org/2008/embedding"
ONE = {"a.xhtml": page(f"<body><h1>A</h1>{PROSE}</body>")}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"META-INF/rights.xml": "<r/>"}, "locked"),
        ({"META-INF/license.lcpl": "{}"}, "locked .Readium LCP."),
        (
            {"META-INF/encryption.xml": LOCK.format("http://www.w3.org/2001/04/xmlenc#aes256-cbc")},
            "locked",
        ),
        ({"META-INF/../../escape.txt": "x"}, "leads out of the e-book"),
    ],
)
def test_locked_and_hostile_containers_are_refused(tmp_path, files, said):
    source = write_ebook(tmp_path / "b.epub", ONE, files=files)
    with pytest.raises(OctavoError, match=said) as caught:
        _adopted(tmp_path, source)
    assert caught.value.hint
    assert not (tmp_path / "book").exists()


def test_obfuscated_fonts_are_no_lock(tmp_path):
    source = write_ebook(
        tmp_path / "b.epub", ONE, files={"META-INF/encryption.xml": LOCK.format(FONTS)}
    )
    assert list(_adopted(tmp_path, source)[2]) == ["a.md"]


FIXED = METADATA + '<meta property="rendition:layout">pre-paginated</meta>'


@pytest.mark.parametrize(
    ("pages", "metadata", "said"),
    [
        (ONE, FIXED, "fixed pages"),
        ({"nav.xhtml": nav("")}, METADATA, "no page to read"),
        ({"a.xhtml": page("<body><img src='x.png' alt='x'/></body>")}, METADATA, "not a word"),
    ],
)
def test_ebooks_without_a_running_text_are_refused(tmp_path, pages, metadata, said):
    source = write_ebook(tmp_path / "b.epub", pages, metadata=metadata)
    with pytest.raises(OctavoError, match=said) as caught:
        _adopted(tmp_path, source)
    assert caught.value.hint


def test_damaged_files_are_refused_with_one_sentence(tmp_path):
    whole = write_ebook(tmp_path / "b.epub", ONE)
    cut = tmp_path / "cut.epub"
    cut.write_bytes(whole.read_bytes()[:300])
    empty = tmp_path / "empty.epub"
    with zipfile.ZipFile(empty, "w") as made:
        made.writestr("mimetype", "application/epub+zip")
    for source, said in ((cut, "damaged"), (empty, "no package file")):
        with pytest.raises(OctavoError, match=said) as caught:
            _adopted(tmp_path, source)
        assert caught.value.hint


def test_a_container_that_would_grow_without_end_is_refused(tmp_path):
    source = write_ebook(tmp_path / "b.epub", ONE, files={"f.txt": "x"})
    with zipfile.ZipFile(source, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr("OPS/bomb.txt", b"\0" * (ebook_files._HARMLESS + 1))
    with pytest.raises(OctavoError, match="more than any book needs"):
        _adopted(tmp_path, source)


def test_entities_are_not_expanded(tmp_path):
    bomb = '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
    text = page(f"<body><h1>A</h1>{PROSE}<p>So &b; and&nbsp;on.</p></body>").replace(
        "\n", f"\n{bomb}", 1
    )
    _, _, texts = _adopted(tmp_path, write_ebook(tmp_path / "b.epub", {"a.xhtml": text}))
    assert texts["a.md"].endswith("So &amp;b; and\u00a0on.\n")


def test_assemble_shows_the_other_door(tmp_path):
    source = write_ebook(tmp_path / "b.epub", ONE)
    with pytest.raises(OctavoError, match="looks like a whole book") as caught:
        read_bytes(source)
    assert caught.value.hint == f"Use the other door: octavo adopt {source}"
