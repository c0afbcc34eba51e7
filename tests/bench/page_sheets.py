"""Contact sheets of a book's printed pages, to be looked at: some by chance, all with a finding.

Used by `other_books.py`. Most findings name a file and a line, not a page: the page is looked for
by the words of that line and its neighbours, so that it is near and now and then beside.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

PAGES, SEED = 20, 7
#: Pages on a sheet across and down, and how many pixels wide each is.
ACROSS, DOWN, WIDE = 4, 2, 390
#: Words that say where a line is: so many in a row, from so many lines around it.
RUN, AROUND = 3, 2
#: Findings of a kind whose pages are drawn; and pages of one book in all.
OF_A_KIND, MOST = 12, 48
WORD = re.compile(r"[\u0e00-\u0eff\u3005-\u30ff\u3400-\u9fff]|[^\W_]+")


def sheets_of(pdf: Path, report: Mapping[str, object], root: Path) -> None:
    """Draw twenty pages by a fixed seed, and the pages of findings, into `root/sheets`."""
    folder = root / "sheets"
    folder.mkdir(parents=True, exist_ok=True)
    with pdfium.PdfDocument(pdf) as document:
        numbers = range(len(document))
        drawn = sorted(random.Random(SEED).sample(numbers, min(PAGES, len(numbers))))
        found = pages_of_findings(report, root, document)
        print(f"print: {len(document)} pages; {len(found)} pages drawn for findings")
        _draw(document, dict.fromkeys(drawn, ""), folder, "drawn")
        _draw(document, found, folder, "found")


def pages_of_findings(
    report: Mapping[str, object], root: Path, document: pdfium.PdfDocument
) -> dict[int, str]:
    """Return which pages to draw for findings, by index, with the codes that lead there."""
    runs: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for index in range(len(document)):
        for run in _runs(document[index].get_textpage().get_text_range()):
            runs[run].add(index)
    pages: dict[int, set[str]] = defaultdict(set)
    kinds: Counter[str] = Counter()
    for one in report.get("findings", []):
        if kinds[one["code"]] >= OF_A_KIND:
            continue
        page = one["page"] - 1 if one.get("page") else _page_of(one, root, runs)
        if page is not None and 0 <= page < len(document):
            kinds[one["code"]] += page not in pages or one["code"] not in pages[page]
            pages[page].add(f"{one['code']}:{one.get('line') or ''}")
    first = sorted(pages, key=lambda page: (len(pages[page]) < 2, page))[:MOST]
    return {page: " ".join(sorted(pages[page])) for page in sorted(first)}


def _page_of(
    one: Mapping[str, object], root: Path, runs: Mapping[tuple[str, ...], set[int]]
) -> int | None:
    """Return the page that has most of the words around a finding's line."""
    path = root / str(one.get("file") or "")
    if not one.get("line") or not path.is_file():
        return None
    lines = path.read_text("utf-8", "replace").split("\n")
    at = int(str(one["line"])) - 1
    votes: Counter[int] = Counter()
    for index in range(max(0, at - AROUND), min(len(lines), at + AROUND + 1)):
        weight = 3 if index == at else 1
        for run in _runs(lines[index]):
            if len(where := runs.get(run, set())) < 4:
                votes.update(dict.fromkeys(where, weight))
    return votes.most_common(1)[0][0] if votes else None


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    text = text.replace("\u00ad", "").replace("\ufffe", "")
    words = [word.lower() for word in WORD.findall(text)]
    yield from zip(*(words[start:] for start in range(RUN)), strict=False)


def _draw(document: pdfium.PdfDocument, pages: Mapping[int, str], folder: Path, name: str) -> None:
    wanted = sorted(pages)
    for start in range(0, len(wanted), ACROSS * DOWN):
        part = wanted[start : start + ACROSS * DOWN]
        _sheet(document, part, pages).save(folder / f"{name}-{start // (ACROSS * DOWN):02}.png")


def _sheet(
    document: pdfium.PdfDocument, part: Sequence[int], said: Mapping[int, str]
) -> Image.Image:
    pictures = []
    for index in part:
        scale = WIDE / document[index].get_width()
        pictures.append(document[index].render(scale=scale).to_pil().convert("RGB"))
    tall = max(one.height for one in pictures) + 18
    sheet = Image.new("RGB", (ACROSS * (WIDE + 6), -(-len(part) // ACROSS) * tall), "#999")
    pen = ImageDraw.Draw(sheet)
    for place, (index, picture) in enumerate(zip(part, pictures, strict=True)):
        left, top = place % ACROSS * (WIDE + 6), place // ACROSS * tall
        sheet.paste(picture, (left, top + 16))
        pen.text((left + 2, top + 2), f"{index + 1} {said[index]}"[:64], fill="black")
    return sheet
