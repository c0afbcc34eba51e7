"""Where pages break, and what stands on them: made books, read back with pdfium."""

from __future__ import annotations

import io
import random
import re
from pathlib import Path

import pytest
from PIL import Image

from helpers.printed import Line, Page, read_pages
from octavo.build.pipeline import Findings, Request, build
from octavo.core.artifact import Artifact
from octavo.core.model import Finding

LINE = "The tide came in over the flats and went out once more before the light was gone that day. "
WORDS = LINE.lower().replace(".", "").split()


def make(
    root: Path, chapters: list[str], *, book: str = "", more: str = "", front: str = ""
) -> tuple[list[Page], tuple[Finding, ...]]:
    folder = root / "manuscript"
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"c{number}.md" for number in range(len(chapters))]
    for name, text in zip(names, chapters, strict=True):
        (folder / name).write_text(text)
    listed = ", ".join(f'"{name}"' for name in names)
    (folder / "book.toml").write_text(
        f'schema = 1\n[book]\ntitle = "T"\nlanguage = "en"\n{book}\n[contents]\n{front}\n'
        f"chapters = [{listed}]\n{more}"
    )
    events = list(build(Request(root=root, out=root / "build", editions=("print",))))
    (path,) = [event.path for event in events if isinstance(event, Artifact)]
    (findings,) = [event.findings for event in events if isinstance(event, Findings)]
    return read_pages(path), findings


def body(page: Page) -> list[Line]:
    """The lines of the block of text on a page of the profile `plain`, from its top."""
    return sorted(page.between(70, 555), key=lambda line: -line.y)


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_no_chapter_ends_on_a_page_of_fewer_than_three_lines(tmp_path, size):
    paragraph = (LINE * size)[: 70 * size - 20] + " so."
    chapters = [
        "\n\n".join([f"# C{n}", *[paragraph] * ((16 + n) // size + 3), LINE * (n % size)])
        for n in range(20)
    ]
    pages, _ = make(tmp_path, chapters)
    ends = []
    for page, after in zip(pages[8:], [*pages[9:], None], strict=True):
        opens = after and any(
            re.fullmatch(r"C\d+", line.text) and line.y > 380 for line in after.lines
        )
        if page.lines and (after is None or not after.lines or opens):
            ends.append(len(body(page)))
    assert len(ends) >= 19
    assert min(ends) >= 3


def long_book() -> list[str]:
    """Chapters whose paragraphs begin with B and end with E, each with its number."""
    pick, count, chapters = random.Random(5), 0, []
    for number in range(34):
        blocks = [f"# Chapter {number}"]
        for _ in range(45):
            count += 1
            words = " ".join(pick.choice(WORDS) for _ in range(pick.choice([40, 60, 90, 140])))
            text = f"B{count} {words} E{count}."
            kind = pick.choice(["p"] * 6 + ["heading", "quote", "list", "verse"])
            if kind == "heading":
                text = f"## H{count}\n\n{text}"
            elif kind == "quote":
                text = f"> {text}"
            elif kind == "list":
                text = f"- {text}\n- one\n- two"
            elif kind == "verse":
                text = f"::: verse\nS{count} a line\nand a line\nand T{count} last\n:::"
            blocks.append(text)
        chapters.append("\n\n".join(blocks))
    return chapters


@pytest.fixture(scope="module")
def three_hundred(tmp_path_factory) -> list[list[str]]:
    pages, findings = make(tmp_path_factory.mktemp("long"), long_book())
    assert not findings
    assert len(pages) >= 300
    return [[line.text for line in body(page)] for page in pages[8:] if len(body(page)) > 1]


def test_no_paragraph_leaves_its_first_or_last_line_alone(three_hundred):
    for lines in three_hundred:
        begins, ends = re.findall(r"\bB(\d+)\b", lines[-1]), re.findall(r"\bE(\d+)\.", lines[0])
        assert not begins or f"E{begins[0]}." in lines[-1], lines[-1]
        assert not ends or f"B{ends[0]} " in lines[0], lines[0]


def test_no_heading_is_stranded(three_hundred):
    assert (
        sum(re.match(r"H\d+$", line) is not None for lines in three_hundred for line in lines) > 90
    )
    assert not [lines[-1] for lines in three_hundred if re.match(r"H\d+$", lines[-1])]


def test_no_stanza_breaks(three_hundred):
    for lines in three_hundred:
        text = "\n".join(lines)
        assert set(re.findall(r"\bS(\d+) a line", text)) == set(re.findall(r"\bT(\d+) last", text))


def table(rows: int) -> str:
    return "Table: Caption\n\n| Head | Other |\n|---|---|\n" + "".join(
        f"| Row{n} | some words |\n" for n in range(rows)
    )


def test_short_tables_stay_whole_and_long_ones_repeat_their_heads(tmp_path):
    chapters = [
        f"# C{n}\n\n" + "\n\n".join(["One line."] * (8 + n)) + f"\n\n{table(7)}\n\nAfter.\n"
        for n in range(12)
    ]
    chapters.append(f"# Long\n\nText.\n\n{table(70)}\n\nAfter.\n")
    pages, findings = make(tmp_path, chapters)
    assert not findings
    texts = [page.text for page in pages]
    first = next(number for number, text in enumerate(texts) if "Long\n" in text and number > 8)
    for text in texts[8:first]:
        assert ("Row0" in text) == ("Row6" in text) == ("Caption" in text)
    long = [text for text in texts[first:] if "Row" in text]
    assert len(long) >= 3
    assert all(text.count("Head") == 1 for text in long)
    assert sum(text.count("Caption") for text in long) == 1
    assert "Row1\n" in long[0].replace(" some words", "")
    rows = re.findall(r"Row(\d+)", "".join(long))
    assert rows == [str(number) for number in range(70)]


def test_an_address_is_printed_once_and_a_style_can_hide_it(tmp_path):
    address = "https://example.org/a/page?x=1"
    text = (
        f"# One\n\nA [link]({address}), [again]({address}), <https://octavo.example/> and a"
        " [letter](mailto:nan@example.org).\n"
    )
    pages, _ = make(tmp_path / "a", [text])
    shown = " ".join(pages[6].text.split())
    assert shown.count("(example.org/a/page?x=1)") == 1
    assert "(nan@example.org)" in shown
    assert shown.count("octavo.example") == 1
    styles = tmp_path / "b" / "styles"
    styles.mkdir(parents=True)
    (styles / "local.css").write_text(".address { display: none }")
    pages, _ = make(tmp_path / "b", [text])
    shown = " ".join(pages[6].text.split())
    assert "example.org" not in shown
    assert "link, again, https://octavo.example/ and a letter." in shown


@pytest.mark.parametrize(("width", "severity"), [(1300, None), (1000, "info"), (600, "warning")])
def test_a_coarse_image_is_found_with_its_place(tmp_path, width, severity):
    folder = tmp_path / "manuscript"
    folder.mkdir()
    target = io.BytesIO()
    Image.new("L", (width, width)).save(target, "PNG")
    (folder / "a.png").write_bytes(target.getvalue())
    # Shown over the whole measure: 291.6 pt, so that 1,215 pixels would be 300 an inch.
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "local.css").write_text("img { width: 100% }")
    _, findings = make(tmp_path, ["# One\n\nText.\n\n![A square](a.png)\n"])
    found = [
        (str(f.severity), f.file, f.line, f.page) for f in findings if f.code == "image-coarse"
    ]
    assert found == ([(severity, "manuscript/c0.md", 5, 8)] if severity else [])


def test_other_books_face_the_title_page_and_the_printer_is_named(tmp_path):
    pages, _ = make(
        tmp_path,
        ["# One\n\nText.\n"],
        book='also_by = ["A First Book", "A Second"]',
        more='[editions.print]\nformat = "pdf"\nprinter = "Printed by A & Sons, Orrin"\n',
    )
    assert [line.text for line in pages[1].lines] == [
        "By the same author", "A First Book", "A Second"
    ]  # fmt: skip
    assert "Printed by A & Sons, Orrin" in pages[3].text
    assert "A First Book" not in "".join(page.text for page in pages[2:])


def test_a_page_of_other_books_in_markdown_takes_their_place(tmp_path):
    front = tmp_path / "manuscript" / "front"
    front.mkdir(parents=True)
    (front / "also-by.md").write_text("# Also by Nan\n\n- *A Third*\n")
    pages, _ = make(
        tmp_path,
        ["# One\n\nText.\n"],
        book='also_by = ["A First Book"]',
        front='front = ["front/also-by.md"]',
    )
    assert [line.text for line in pages[1].lines] == ["Also by Nan", "A Third"]
    assert all("A First Book" not in page.text for page in pages)


def test_a_note_of_a_title_that_is_not_shown_is_printed(tmp_path):
    front = tmp_path / "manuscript" / "front"
    front.mkdir(parents=True)
    (front / "dedication.md").write_text("# To you[^1]\n\nFor you.\n\n[^1]: HIDDEN note.\n")
    pages, _ = make(tmp_path, ["# One\n\nText.\n"], front='front = ["front/dedication.md"]')
    assert "HIDDEN" in "".join(page.text for page in pages)


EXAMPLE = """::: example
SRC{n}A a line of the source
of the example, which goes on

SRC{n}B and ends
:::"""


def test_an_example_stands_with_its_result(tmp_path):
    chapters = [
        "\n\n".join(
            [
                f"# C{n}",
                *["One line."] * (n + 3),
                EXAMPLE.format(n=f"{n}x"),
                "After it.",
                *["Line."] * 30,
            ]
        )
        for n in range(0, 26, 2)
    ]
    pages, _ = make(tmp_path, chapters)
    found = [re.findall(r"SRC(\d+)x[AB]", page.text) for page in pages]
    assert sorted(filter(None, found)) == sorted([str(n)] * 4 for n in range(0, 26, 2))


def test_a_notes_lines_run_on_where_its_source_ends_one(tmp_path):
    text = "# One\n\nText.[^1]\n\n[^1]: The stone says one thing, and\n    the bill another.\n"
    pages, _ = make(tmp_path, [text])
    lines = [line.text for page in pages for line in page.lines]
    assert "1. The stone says one thing, and the bill another." in lines


def test_a_running_head_uses_its_line(tmp_path):
    title = "What the ferry brings when the wind is in the north and the tide is late"
    longer = f"{title}, and what it takes away again at night, with a list of both"
    pages, _ = make(tmp_path, [f"# {name}\n\n{LINE * 60}" for name in (title, longer)])
    heads = [page.between(555, 600)[0] for page in pages if page.recto and page.between(555, 600)]
    assert title in {line.text for line in heads}
    (cut,) = {line.text for line in heads if line.text.endswith("…")}
    assert len(cut) > len(title)
    assert longer.startswith(cut[:-2])
    for line in heads:
        assert line.right - line.left <= 291.6


MIXED = """# Mixed

{line}

## A list

- one `with --code` in it
- two, `and` more

{coded}

## A table

{table}

{line}

```
one
two
three
```

{line}

## An example

{example}

> {line}

## A callout

::: note
{line}
:::

{line}

![A square](a.png)

{line}
"""


def test_every_line_of_text_stands_on_the_grid_of_its_page(tmp_path):
    folder = tmp_path / "manuscript"
    folder.mkdir()
    Image.new("L", (700, 331)).save(folder / "a.png", "PNG")
    coded = "The tide came in with `code` over the flats and " * 8
    text = MIXED.format(line=LINE * 2, coded=coded, table=table(4), example=EXAMPLE.format(n=1))
    pages, _ = make(tmp_path, [text + "\n\n".join([LINE * 3] * 3)])
    places = [
        (612 - line.y) % 14.5
        for page in pages[6:]
        for line in body(page)
        if re.search(r"tide came|flats and|light was", line.text)
    ]
    assert len(places) > 20
    middle = sorted(places)[len(places) // 2]
    # The baselines are whole points here.
    assert [place for place in places if abs(place - middle) > 1.1] == []


def test_no_line_begins_with_the_number_of_a_note(tmp_path):
    words = [f"{'a ' * count}word comes here.[^1] And on it goes." for count in range(40, 100)]
    twice = [text.replace("[^1]", f"[^{n}]") for n, text in enumerate(words)]
    notes = "\n\n".join(f"[^{n}]: Note." for n in range(60))
    text = "\n\n".join(["# One", *twice, *twice, notes])
    pages, _ = make(tmp_path, [text])
    calls = [
        (line.left - min(other.left for other in body(page)), line.text)
        for page in pages[6:]
        for line in body(page)
        if re.match(r"[\d ]+$", line.text)
    ]
    assert len(calls) > 100
    assert [text for left, text in calls if left < 12] == []
