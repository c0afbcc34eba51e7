"""A book in one text: lines that count are chapters, its list of contents is none."""

from __future__ import annotations

import tomllib

import pytest

from octavo.importing.adopt_run import adopt
from octavo.importing.adopt_source import AdoptRequest
from octavo.importing.matter_names import matter_named
from octavo.text.title_numbers import numbered

PROSE = (
    "The keeper walked the sand with his lantern held low, and nobody saw him go that night, for\n"
    "the boats were out and the harbour lay as still as glass until the turn of the tide at four."
)


def _book(tmp_path, text, name="book.txt"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    report = adopt(AdoptRequest(source=path, root=tmp_path / "made"))
    folder = tmp_path / "made/manuscript"
    book = tomllib.loads((folder / "book.toml").read_text("utf-8"))
    titles = {
        each.name: each.read_text("utf-8").split("\n")[0].removeprefix("# ").replace("\\", "")
        for each in folder.glob("*.md")
    }
    return report, book, titles


def _chapters(report, titles):
    return [titles[name] for name in report.outline.chapters]


def _novel(*heads):
    return "\n\n".join(f"{head}\n\n{PROSE}" for head in heads) + "\n"


@pytest.mark.parametrize(
    "heads",
    [
        ("CHAPTER ONE", "CHAPTER TWO", "CHAPTER THREE"),
        ("Chapter 1. Loomings.", "Chapter 2. The Bag.", "Chapter 3. The Inn."),
        ("Erstes Kapitel", "Zweites Kapitel.", "Drittes Kapitel"),
        ("CHAPITRE PREMIER", "CHAPITRE II", "CHAPITRE III"),
        ("Capítulo primero", "Capítulo II", "Capítulo III"),
        ("Capitolo I", "Capitolo II", "Capitolo III"),
        ("Capítulo 1", "Capítulo 2", "Capítulo 3"),
        ("Eerste hoofdstuk", "Tweede hoofdstuk", "Derde hoofdstuk"),
        ("Rozdział pierwszy", "Rozdział drugi", "Rozdział trzeci"),
        ("Глава первая", "Глава вторая", "Глава третья"),
        ("第一章", "第二章", "第三章"),
        ("第一回　雨の夜", "第二回　朝", "第三回　海"),
        ("I.", "II.", "III."),
        ("一", "二", "三"),
        ("プロローグ", "第一章", "第二章"),
        ("제1장", "제2장", "제3장"),
        ("ΚΕΦΑΛΑΙΟ ΠΡΩΤΟ", "ΚΕΦΑΛΑΙΟ ΔΕΥΤΕΡΟ", "ΚΕΦΑΛΑΙΟ ΤΡΙΤΟ"),
        ("Α΄", "Β΄", "Γ΄"),
        ("الفصل الأول", "الفصل الثاني", "الخاتمة"),
        ("1 Ebb", "2 Flood", "3 Tide", "4 Analysing"),
        ("ADVENTURE I. THE LAMP", "ADVENTURE II. THE WICK", "ADVENTURE III. OIL"),
        ("Prologue", "Chapter 1", "Chapter 2"),
    ],
)
def test_chapters_of_many_languages(tmp_path, heads):
    report, _, titles = _book(tmp_path, _novel(*heads))
    assert _chapters(report, titles) == [" ".join(head.split()) for head in heads]


def test_a_long_title_and_one_on_the_line_below(tmp_path):
    long = (
        "Chapter I. Which treats of the keeper and of the lamp that he carried over the sand on\n"
        "the night of the tide"
    )
    report, _, titles = _book(tmp_path, _novel(long, "Chapter II\nThe Wick", "Chapter III"))
    assert _chapters(report, titles) == [
        " ".join(long.split()),
        "Chapter II: The Wick",
        "Chapter III",
    ]


def test_a_title_in_capitals_with_a_stop(tmp_path):
    report, _, titles = _book(
        tmp_path, _novel("CHAPTER I.\n\nTHE LAMP.", "CHAPTER II.\n\nTHE WICK.")
    )
    assert _chapters(report, titles) == ["CHAPTER I: THE LAMP.", "CHAPTER II: THE WICK."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Chapter 5 of his book was long, and nobody read it.",
        "1. Bring the lamp",
        "12 of them went.",
        "IV",
    ],
)
def test_a_line_that_counts_with_no_other_is_none(tmp_path, sentence):
    text = _novel("Chapter 1", "Chapter 2").replace("\n\nChapter 2", f"\n\n{sentence}\n\nChapter 2")
    report, _, titles = _book(tmp_path, text)
    assert _chapters(report, titles) == ["Chapter 1", "Chapter 2"]


def test_numbers_within_chapters_are_no_chapters(tmp_path):
    inner = f"Chapter One\n\nI\n\n{PROSE}\n\nII\n\n{PROSE}\n\n"
    report, _, titles = _book(tmp_path, inner + inner.replace("One", "Two"))
    assert _chapters(report, titles) == ["Chapter One", "Chapter Two"]


def test_letters_before_the_first_chapter_are_chapters(tmp_path):
    heads = ("Letter 1", "Letter 2", "Chapter 1", "Chapter 2", "Chapter 3")
    report, _, titles = _book(tmp_path, _novel(*heads))
    assert _chapters(report, titles) == list(heads)


def test_parts_with_a_title_below(tmp_path):
    parts = [
        f"PART {number}\n\n{title}\n\n" + _novel("Chapter 1", "Chapter 2")
        for number, title in (("ONE", "The Sea"), ("TWO", "The Land"))
    ]
    _, book, _ = _book(tmp_path, "\n\n".join(parts))
    found = [(part["title"], len(part["chapters"])) for part in book["contents"]["part"]]
    assert found == [("PART ONE: The Sea", 2), ("PART TWO: The Land", 2)]


HEADS = ("Chapter 1. Ebb", "Chapter 2. Flow", "Chapter 3. Slack", "Chapter 4. Spring")
LISTS = {
    "blank lines": "Contents\n\n"
    + "\n\n".join(f"{head}  {page}" for page, head in enumerate(HEADS, 9)),
    "one block": "CONTENTS\n\n"
    + "\n".join(f"{head}   {page}" for page, head in enumerate(HEADS, 9)),
    "no name": "\n".join(f" {head}" for head in HEADS),
    "in German": "Inhalt\n\n" + "\n".join(f"{number}. Wort  {number}" for number in range(1, 6)),
}


@pytest.mark.parametrize("what", LISTS)
def test_the_list_of_contents_is_no_chapter_and_is_named(tmp_path, what):
    report, _, titles = _book(tmp_path, f"The Tide\n\n{LISTS[what]}\n\n{_novel(*HEADS)}")
    assert _chapters(report, titles) == list(HEADS)
    (finding,) = [each for each in report.findings if each.code == "document-left-out"]
    assert "contents" in str(dict(finding.values)["what"])
    ledger = (tmp_path / "made/manuscript/articles/ledger.toml").read_text("utf-8")
    apart = [each["text"] for each in tomllib.loads(ledger)["apart"]]
    assert " ".join(" ".join(apart).split()) == " ".join(LISTS[what].split())


def test_a_list_at_the_end(tmp_path):
    listed = "\n\n".join(f"{head}  {page}" for page, head in enumerate(HEADS, 9))
    report, _, titles = _book(tmp_path, f"{_novel(*HEADS)}\nTABLE OF CONTENTS\n\n{listed}\n")
    assert _chapters(report, titles) == list(HEADS)


def test_short_chapters_are_no_list(tmp_path):
    text = "\n\n".join(f"Chapter {number}\n\nHe went." for number in range(1, 6)) + f"\n\n{PROSE}\n"
    report, _, _ = _book(tmp_path, text)
    assert len(report.outline.chapters) == 5


START = "*** START OF THE PROJECT GUTENBERG EBOOK THE TIDE ***"
END = "*** END OF THE PROJECT GUTENBERG EBOOK THE TIDE ***"
FRAMED = (
    "The Project Gutenberg eBook of The Tide\n\nTitle: The Tide\n\nAuthor: Ada Quill\n\n"
    "Character set encoding: ISO-8859-1\n\n"
    f"{START}\n\nProduced by a friend\n\n{_novel('Chapter 1', 'Chapter 2')}\n"
    f"Café.\n\n{END}\n\nSection 1. You may\n\nSection 2. You may not\n"
)


def test_the_head_and_licence_of_project_gutenberg(tmp_path):
    report, book, titles = _book(tmp_path, FRAMED.encode("latin-1"))
    assert (book["book"]["title"], book["book"]["authors"]) == ("The Tide", ["Ada Quill"])
    assert book["book"]["rights"] == ""  # nobody reserves any
    assert _chapters(report, titles) == ["Chapter 1", "Chapter 2"]
    (finding,) = [each for each in report.findings if each.code == "document-left-out"]
    assert "Project Gutenberg" in str(dict(finding.values)["what"])
    made = (tmp_path / "made/manuscript/chapter-2.md").read_text("utf-8")
    assert made.endswith("Café.\n")


def test_front_and_back_matter_in_other_languages(tmp_path):
    heads = ("Vorwort", "Erstes Kapitel", "Zweites Kapitel", "Danksagung", "Über den Autor")
    report, _, _ = _book(tmp_path, _novel(*heads))
    assert report.outline.front == ("vorwort.md",)
    assert report.outline.back == ("danksagung.md", "uber-den-autor.md")


@pytest.mark.parametrize(
    ("title", "matter"),
    [("Пролог", "body"), ("Dédicace", "front"), ("あとがき", "back"), ("ACKNOWLEDGEMENTS.", "back"),
     ("The Lamp", None)],
)  # fmt: skip
def test_names_of_matter(title, matter):
    found = matter_named(title)
    assert (found.value if found else None) == matter


@pytest.mark.parametrize(
    ("title", "unit", "number", "rest"),
    [
        ("Chapter XIV. Oil", "chapter", 14, "Oil"),
        ("第二十三章 海", "第", 23, "海"),
        ("二、海", "", 2, "海"),
        ("XL", "", 40, ""),
        ("Kapitel eins", "kapitel", None, ""),
    ],
)
def test_a_title_taken_apart(title, unit, number, rest):
    said = numbered(title)
    assert (said.unit, said.number, said.rest) == (unit, number, rest)


@pytest.mark.parametrize("title", ["10 of them", "Mr. I. Foo", "Am 5. Mai", "The Lamp"])
def test_what_says_no_number(title):
    assert numbered(title) is None


def _page(body, title="The Keeper", author="Ann Orrin"):
    head = f"<head><title>{title}</title><meta name='author' content='{author}'></head>"
    return f"<html>{head}<body>{body}</body></html>".encode()


def _told(*heads, text=PROSE):
    return "".join(f"<h2>{head}</h2><p>{text} {text}</p><hr>" for head in heads)


def test_what_a_title_page_says_is_no_chapter_and_neither_is_a_half_title(tmp_path):
    body = (
        "<h1>THE KEEPER</h1><h2>By A. Orrin</h2><hr><blockquote><p>CONTENTS</p>"
        "<p>Chapter 1</p><p>Chapter 2</p><p>Chapter 3</p><p>Chapter 4</p></blockquote>"
        "<h2>AUTHOR’S PREFACE</h2><p>Words of it.</p><h2>THE KEEPER</h2><hr>"
        f"{_told('Chapter 1', 'Chapter 2')}<h2>THE SHORE</h2><hr>{_told('Chapter 3', 'Chapter 4')}"
    )
    report, book, titles = _book(tmp_path, _page(body), "book.html")
    assert book["contents"]["front"] == ["authors-preface.md"]
    assert _chapters(report, titles)[1:3] == ["Chapter 1", "Chapter 2"]
    assert [part["title"] for part in book["contents"]["part"]] == ["THE SHORE"]
    assert book["contents"]["chapters"] == ["chapter-1.md", "chapter-2.md"]
    said = (tmp_path / "made/manuscript/chapter-1.md").read_text("utf-8")
    assert not said.rstrip().endswith("* * *")


def test_parts_without_a_number_from_the_first_chapter_on(tmp_path):
    parts = (("EPOCH THE FIRST.", "Chapter I", "Chapter II"), ("EPOCH THE SECOND.", "Chapter I"))
    body = "".join(f"<h2>{part}</h2><h3>1703.</h3>{_told(*chapters)}" for part, *chapters in parts)
    _, book, _ = _book(tmp_path, _page(f"<h1>THE KEEPER</h1>{body}"), "book.html")
    assert [part["title"] for part in book["contents"]["part"]] == [
        "EPOCH THE FIRST: 1703.", "EPOCH THE SECOND: 1703.",
    ]  # fmt: skip


def test_a_heading_below_a_number_is_the_chapters_title(tmp_path):
    heads = zip(("I", "II", "III", "IV"), ("The Lamp", "The Wick", "Oil", "Smoke"), strict=True)
    body = "".join(f"<h3>{number}</h3>{_told(title)}" for number, title in heads)
    report, _, titles = _book(tmp_path, _page(body.replace("h2>", "h3>")), "book.html")
    assert _chapters(report, titles) == ["I: The Lamp", "II: The Wick", "III: Oil", "IV: Smoke"]


def test_chapters_below_parts_though_a_preface_stands_beside_these(tmp_path):
    parts = [
        f"<h2>Part {number}. Sand</h2>" + _told(*heads).replace("h2>", "h3>")
        for number, heads in (
            ("I", ("Chapter I", "Chapter II")),
            ("II", ("Chapter III",) * 1 + ("Chapter IV",)),
        )
    ]
    body = f"<h2>Preface</h2><p>{PROSE}</p>{''.join(parts)}"
    _, book, _ = _book(tmp_path, _page(body), "book.html")
    assert book["contents"]["front"] == ["preface.md"]
    assert [part["title"] for part in book["contents"]["part"]] == ["Part I. Sand", "Part II. Sand"]


def test_numbers_of_a_printed_editions_pages_are_no_words(tmp_path):
    number = "<span class='pagenum'><a id='p{0}'>[Pg {0}]</a></span>"
    text = f"The keeper{number.format(7)} walked. {PROSE}{number.format(8)}"
    report, _, _ = _book(tmp_path, _page(_told("The Lamp", "The Wick", text=text)), "book.html")
    made = (tmp_path / "made/manuscript/the-lamp.md").read_text("utf-8")
    assert "The keeper walked." in made and "Pg" not in made
    ledger = tomllib.loads((tmp_path / "made/manuscript/articles/ledger.toml").read_text("utf-8"))
    (left,) = ledger["apart"]
    assert (left["kind"], left["text"][:15]) == ("page_number", "[Pg 7] [Pg 8] [")
    assert [each.code for each in report.findings] == ["document-left-out"]
