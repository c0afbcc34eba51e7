"""Ten books through both doors: the preview shows the pages that the build prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from helpers.printers import STEPPED
from octavo.build.pipeline import Request, build
from octavo.core.artifact import Artifact
from octavo.layout.page_proof import Proof
from octavo.pagination import page_design
from octavo.preview import page_setter_process as process
from octavo.preview.book_reader import Shelf
from octavo.preview.page_jobs import Job
from octavo.preview.page_numbers_process import full
from octavo.preview.printed_pages import Pages
from octavo.preview.shown_editions import set_print
from octavo.preview.spreads import Images, Source, Spread, spread_facts
from octavo.printers.read_profile import read_profile
from octavo.workers.task import Bench

WORDS = "The harbour light turned once and the nets lay drying over the wall of the old yard. "
ARABIC = "وقف الحارس على الجسر ينظر إلى الماء حتى غابت الشمس خلف البيوت. "
JAPANESE = "港の灯りが一度まわり、網は古い庭の塀の上で乾いていた。夜の風は静かに吹いた。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A book: the text of each chapter by its file, and more for book.toml and the styles."""

    chapters: dict[str, str]
    front: tuple[str, ...] = ()
    contents: str = ""
    language: str = "en"
    edition: str = ""
    styles: str = ""
    profile: str = ""
    images: dict[str, str] = field(default_factory=dict)

    def write(self, root: Path) -> Path:
        folder = root / "manuscript"
        (folder / "images").mkdir(parents=True)
        body = [name for name in self.chapters if name not in self.front]
        contents = self.contents or f"front = {list(self.front)}\nchapters = {body}\n"
        (folder / "book.toml").write_text(
            "schema = 1\n[book]\n"
            'title = "The Light at Sker"\nauthors = ["Wyn Parry"]\ndate = "2026-11-22"\n'
            f'language = "{self.language}"\n[contents]\n{contents}\n'
            f'[editions.print]\nformat = "pdf"\n{self.edition}\n'
        )
        for name, text in self.chapters.items():
            (folder / name).write_text(text)
        for name, text in self.images.items():
            (folder / "images" / name).write_text(text)
        if self.styles:
            (root / "styles").mkdir()
            (root / "styles" / "local.css").write_text(self.styles)
        return root


def chapter(title: str, words: str = WORDS, paragraphs: int = 8, more: str = "") -> str:
    return f"# {title}\n\n" + f"{words * 5}\n\n" * paragraphs + more


def notes(count: int, length: int) -> str:
    """A paragraph with so many notes, each of so many sentences."""
    calls = "".join(f"Word by word[^{number}] " for number in range(count))
    return f"{calls}\n\n" + "\n".join(f"[^{number}]: {WORDS * length}" for number in range(count))


TABLE = """\
| Harbour authority | Light characteristic | Established in the year | Remark of the keeper |
|---|---|---|---|
| Llanddwyn | Occulting-white-and-red | 1845 | Unattended-since-1990 |
| Porthcawl | Fixed-white-red-green | 1860 | Gas-until-1974-then-electric |
"""
WIDE = """\
| Identification-of-the-light | Characteristic-of-the-light | Establishment-of-the-light | K |
|---|---|---|---|
| Occulting-white-and-red-and-green | Unattended-since-nineteen-ninety | Electrified-in-1974 | x |
"""
PLATE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40" width="80" height="40">'
    '<circle cx="40" cy="20" r="15" fill="#000"/></svg>'
)
FIGURE = "\n\n![A light](images/plate.svg)\n\n"

SAMPLES = {
    "notes that move": Sample(
        chapters={
            "one.md": chapter("One", more=notes(14, 3)),
            "two.md": chapter("Two", paragraphs=3, more=notes(30, 2)) + f"\n\n{WORDS * 40}\n",
            "three.md": chapter("Three", paragraphs=1),
        }
    ),
    "a note with no room at the end": Sample(
        chapters={
            "one.md": chapter("One", paragraphs=5) + f"{WORDS * 9}[^z]\n\n[^z]: {WORDS * 14}\n",
            "two.md": chapter("Two", paragraphs=6) + f"{WORDS * 3}[^z]\n\n[^z]: {WORDS * 14}\n",
            "three.md": chapter("Three", paragraphs=7) + f"{WORDS}[^z]\n\n[^z]: {WORDS * 14}\n",
        }
    ),
    "tables that do not fit": Sample(
        chapters={
            "one.md": chapter("One", more=f"{TABLE}\n\n{WORDS * 5}\n\n{WIDE}\n\n{WORDS}\n"),
            "two.md": chapter("Two", paragraphs=4),
        }
    ),
    "a gutter that grows": Sample(
        chapters={name: chapter(name, paragraphs=12) for name in ("one.md", "two.md", "six.md")},
        profile=STEPPED.format(pages=20, first="0.8", then="1.2"),
    ),
    "a gutter that swings": Sample(
        chapters={
            "one.md": chapter("One", f"{WORDS}So it was. ", 54),
            "two.md": chapter("Two", paragraphs=5),
        },
        profile=STEPPED.format(pages=20, first="1.3", then="0.8"),
    ),
    "contents that grow": Sample(
        chapters={
            f"c{number}.md": chapter(f"{number} {WORDS[:72]}", paragraphs=1) for number in range(28)
        }
    ),
    "chapters on either side": Sample(
        chapters={
            name: chapter(name, paragraphs=count)
            for name, count in (("one.md", 9), ("two.md", 3), ("six.md", 12), ("ten.md", 4))
        },
        styles="section.chapter, section.recto { break-before: page }",
    ),
    "drafts, parts and front matter": Sample(
        chapters={
            "dedication.md": "# For\n\nFor the keepers.\n",
            "preface.md": chapter("Before", paragraphs=9),
            "one.md": "---\ndraft: true\n---\n" + chapter("One"),
            "two.md": chapter("Two", paragraphs=11),
            "after.md": chapter("After", paragraphs=2),
        },
        contents='front = ["dedication.md", "preface.md"]\nback = ["after.md"]\n'
        '[[contents.part]]\ntitle = "Ebb"\nchapters = ["one.md"]\n'
        '[[contents.part]]\ntitle = "Flood"\nchapters = ["two.md"]\n',
    ),
    "from right to left": Sample(
        chapters={
            "one.md": chapter("الجسر", ARABIC, 9),
            "two.md": chapter("الماء", ARABIC, 5),
            "three.md": chapter("البيوت", ARABIC, 14),
        },
        language="ar",
        styles="section.chapter, section.recto { break-before: page }",
    ),
    "in Japanese": Sample(
        chapters={"one.md": chapter("灯り", JAPANESE, 9), "two.md": chapter("網", JAPANESE, 6)},
        language="ja",
    ),
    "styles that reach across chapters": Sample(
        chapters={
            name: chapter(name, paragraphs=4, more=FIGURE + WORDS * 5 + FIGURE)
            for name in ("one.md", "two.md", "six.md")
        },
        images={"plate.svg": PLATE},
        styles="body { counter-reset: plate }\nfigure { counter-increment: plate }\n"
        'figure::after { content: "Plate " counter(plate); display: block }\n'
        "@page :first { margin-top: 140pt }\n",
    ),
    "chapters that begin on a page begun": Sample(
        chapters={
            name: chapter(name, paragraphs=count)
            for name, count in (("one.md", 5), ("two.md", 4), ("six.md", 6))
        },
        styles="section.chapter, section.recto { break-before: auto; page: body }",
    ),
    "a body that opens with an epigraph": Sample(
        chapters={
            "preface.md": chapter("Before", paragraphs=2),
            "motto.md": "---\nkind: epigraph\n---\n# Motto\n\nThe sea is slow to answer.\n",
            "one.md": chapter("One", paragraphs=9),
        },
        front=("preface.md",),
    ),
    "modern with bleed": Sample(
        chapters={
            "preface.md": chapter("Before", paragraphs=5),
            "one.md": chapter("One", paragraphs=9, more=f"{FIGURE}{TABLE}\n\n{notes(3, 1)}"),
            "two.md": chapter("Two", paragraphs=4),
        },
        front=("preface.md",),
        images={"plate.svg": PLATE},
        edition='theme = "modern"\nprofile = "kdp-paperback"\nbleed = true',
    ),
    "large print": Sample(
        chapters={
            "one.md": chapter("One", paragraphs=4, more=f"{TABLE}\n\n{notes(4, 2)}\n\n{WIDE}"),
            "two.md": chapter("Two", paragraphs=4),
        },
        edition='theme = "large-print"',
    ),
}

Sign = tuple[str, float, float]


class Page(NamedTuple):
    """A page: its number, the side it stands on, its size, and its characters with their places."""

    folio: str
    side: str
    size: tuple[float, float]
    signs: list[Sign]


def signs_of(page: pypdfium2.PdfPage) -> tuple[tuple[float, float], list[Sign]]:
    """The trim's size, and the characters with their places from its lower left corner."""
    x, y, right, top = page.get_trimbox()
    text, found = page.get_textpage(), []
    for index in range(text.count_chars()):
        sign = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
        if sign.strip() and sign not in "\u200b\ufffe\x02":
            left, bottom, _, _ = text.get_charbox(index)
            found.append((sign, left - x, bottom - y))
    # Which of two pieces of a line is told first says nothing of where they stand.
    found.sort(key=lambda sign: (-round(sign[2]), sign[1]))
    return (round(right - x, 2), round(top - y, 2)), found


def built(root: Path) -> list[Page]:
    """The pages that the build prints."""
    events = list(build(Request(root=root, out=root / "out", drafts=True)))
    (path,) = [event.path for event in events if isinstance(event, Artifact)]
    document = pypdfium2.PdfDocument(path)
    with pikepdf.open(path) as opened:
        from_right = "/ViewerPreferences" in opened.Root
    pages = []
    for number, page in enumerate(document):
        side = "left" if (number % 2 == 1) != from_right else "right"
        pages.append(Page(document.get_page_label(number), side, *signs_of(page)))
    document.close()
    return pages


def proof_of(job: Job) -> Proof:
    """The pages that a worker of the preview draws at last."""
    drawn: list[Proof] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "_draw", lambda proof, numbers, job: drawn.append(proof) or ())
        done = process.work(job, Bench(is_wanted=lambda: True), lambda news: None)
    assert done.whole, done
    return drawn[-1]


def previewed(root: Path) -> Iterator[tuple[int, list[Page]]]:
    """Each section's first page in the book (from 0), and its pages as the preview shows them."""
    printed = full(root)
    reading = Shelf(root).read()
    source = Source(
        version=1,
        reading=reading,
        setting=set_print(reading.loaded, printed.gutter_for),
        printed=printed,
    )
    pages = Pages(lambda name, data: None, lambda: None)
    pages.source = source
    for section in reading.loaded.book.sections:
        proof = proof_of(pages._job(section, source, None))
        spread = Spread(key=None, version=1, pages=proof.pages, images=[None] * len(proof.pages))
        facts = spread_facts(section, spread, printed, images=Images())
        document = pypdfium2.PdfDocument(proof.draw(range(len(proof.pages))))
        place = printed.places[section.id]
        drawn = [signs_of(page) for page in document]
        if place.blank_before:
            drawn.insert(0, (drawn[0][0], []))
        yield (
            place.first - place.blank_before,
            [
                Page(fact["folio"], fact["side"], size, signs)
                for fact, (size, signs) in zip(facts, drawn, strict=True)
            ],
        )
        document.close()


def apart(one: Page, other: Page) -> str:
    """What is different between two pages; empty if nothing is."""
    if one[:3] != other[:3]:
        return f"{one[:3]} is not {other[:3]}"
    if len(one.signs) != len(other.signs):
        texts = ["".join(sign for sign, _, _ in page.signs) for page in (one, other)]
        return f"the text {texts[0][-40:]!r} is not {texts[1][-40:]!r}"
    for mine, theirs in zip(one.signs, other.signs, strict=True):
        if mine[0] != theirs[0] or max(abs(mine[1] - theirs[1]), abs(mine[2] - theirs[2])) > 0.05:
            return f"{mine} is not {theirs}"
    return ""


@pytest.mark.parametrize("name", SAMPLES)
def test_the_preview_shows_the_pages_that_the_build_prints(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = SAMPLES[name]
    if sample.profile:
        profile = read_profile("t", sample.profile)
        monkeypatch.setattr(page_design, "load_profile", lambda name: profile)
    root = sample.write(tmp_path / "book")
    pages = built(root)
    seen: set[int] = set()
    different = {}
    for first, shown_pages in previewed(root):
        numbers = range(first, first + len(shown_pages))
        for number, page in zip(numbers, shown_pages, strict=True):
            seen.add(number)
            if number >= len(pages) or (told := apart(page, pages[number])):
                different[number] = told if number < len(pages) else "no such page"
    body = [number for number, page in enumerate(pages) if not page.folio.isalpha()]
    assert different == {}
    # What belongs to no chapter: the front that Octavo makes, and empty pages at the end.
    missed = [number for number in body if number not in seen and pages[number].signs]
    assert missed == []
