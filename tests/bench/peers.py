"""The yardsticks: pandoc with WeasyPrint, pandoc with Typst, and pandoc's e-book.

Each gets the same chapters, the same trim size, margins, size and line of text, and the
theme's own typefaces, one static file a weight, made beforehand and not timed. None of them need be
there: `missing` says which is not. `pip install '.[bench]'` brings them.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import uharfbuzz as hb
from book import Book

#: The page of the profile `plain` and the type of the theme `classic`; notes at the end,
#: where pandoc puts them.
PAGE = """
@page {{ size: 5.5in 8.5in; margin: 59.5pt 46.8pt 73pt; @bottom-center {{ content:
  counter(page); font: 11pt "{text}" }} }}
@page :left {{ margin-right: 57.6pt }}
@page :right {{ margin-left: 57.6pt }}
html {{ font: 11pt/14.5pt "{text}"; color: black }}
body {{ margin: 0; text-align: justify; hyphens: auto; orphans: 2; widows: 2;
  hyphenate-limit-chars: 6 3 3; max-width: none; padding: 0 }}
p {{ margin: 0; text-indent: 14.5pt }}
h1 {{ break-before: right; font-size: 19pt; font-weight: normal; line-height: 1.3;
  margin: 72pt 0 43pt; text-align: center }}
h2, h3 {{ font-size: 12pt; line-height: 14.5pt; margin: 14.5pt 0 7pt }}
h1 + p, h2 + p, h3 + p {{ text-indent: 0 }}
blockquote {{ margin: 14.5pt 1.5em }}
pre, code {{ font: 8.5pt/11.6pt "{code}"; hyphens: none; text-align: left }}
pre, pre code {{ white-space: pre-wrap; overflow-wrap: anywhere }}
pre {{ margin: 7pt 0 }}
table {{ font-size: 9pt; line-height: 11.6pt; margin: 14.5pt 0; width: 100% }}
figure {{ margin: 14.5pt 0; break-inside: avoid }}
figcaption {{ font-size: 9pt; text-align: center }}
img {{ max-width: 100% }}
hr {{ border: 0; height: 14.5pt }}
a {{ color: inherit; text-decoration: none }}
"""
#: The same for Typst, as pandoc's template takes it; 0.72 em of leading are those 14.5 pt.
TYPST = """
variables:
  papersize: us-digest
  margin: { inside: 57.6pt, outside: 46.8pt, top: 59.5pt, bottom: 73pt }
  mainfont: TEXT
  codefont: [CODE]
  fontsize: 11pt
  linestretch: 1.08
  page-numbering: "1"
  header-includes: |
    #set par(first-line-indent: 14.5pt, spacing: 0.72em)
    #show raw.where(block: true): set text(size: 8.5pt)
    #show heading.where(level: 1): it => {
      pagebreak(to: "odd", weak: true)
      v(72pt)
      align(center, text(size: 19pt, weight: "regular", it.body))
      v(43pt)
    }
"""
EREADER = """
body {{ font-family: "{text}"; line-height: 1.4; text-align: justify; hyphens: auto }}
p {{ margin: 0; text-indent: 1.3em }}
h1 {{ margin: 3em 0 2.8em; font-weight: normal; text-align: center }}
pre, code {{ font-family: "{code}"; font-size: 0.8em }}
"""
#: What the theme `classic` sets a novel and a handbook in; the last two only where there is code.
FACES = (
    ("EB Garamond", "fontpkg_eb_garamond", "EBGaramond[wght].ttf", "normal", 400),
    ("EB Garamond", "fontpkg_eb_garamond", "EBGaramond-Italic[wght].ttf", "italic", 400),
    ("EB Garamond", "fontpkg_eb_garamond", "EBGaramond[wght].ttf", "normal", 700),
    ("Source Code Pro", "fontpkg_source_code_pro", "SourceCodePro[wght].ttf", "normal", 400),
    ("Source Code Pro", "fontpkg_source_code_pro", "SourceCodePro[wght].ttf", "normal", 700),
)
#: Typst as a library: the package on PyPI brings no command.
_TYPST = (
    "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=sys.argv[3:])"
)
#: Faces cut down to the characters of a text, as fonttools' own command does; into `cut/`.
_SUBSET = (
    "import sys; from pathlib import Path; from fontTools.subset import main\n"
    "for font in map(Path, sys.argv[2:]): main([str(font), '--text-file=' + sys.argv[1],"
    " '--layout-features=*', f'--output-file={font.parent}/cut/{font.name}'])"
)
Command = Sequence[str | Path]


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The chapters, prepared for the peers, and where their output goes."""

    book: Book
    folder: Path
    fonts: tuple[Path, ...]

    @property
    def chapters(self) -> list[str]:
        return list(self.book.chapters)


def missing() -> dict[str, str]:
    """The yardsticks that are not there, each with what would bring it."""
    bring = {"pandoc": "pip install pypandoc_binary", "typst": "pip install typst"}
    there = {"pandoc": pandoc() is not None, "typst": find_spec("typst") is not None}
    return {name: how for name, how in bring.items() if not there[name]}


def pandoc() -> str | None:
    """The pandoc that pypandoc_binary brings, else the one on the path."""
    if find_spec("pypandoc"):
        import pypandoc

        try:
            return str(pypandoc.get_pandoc_path())
        except OSError:
            return None
    return shutil.which("pandoc")


def weasyprint() -> str:
    """WeasyPrint's own command, of this Python."""
    own = Path(sys.executable).with_name("weasyprint")
    return str(own) if own.exists() else "weasyprint"


def versions() -> str:
    """What the yardsticks are, in a line."""
    told = []
    for name in ("weasyprint", "pypandoc_binary", "typst"):
        try:
            told.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            told.append(f"no {name}")
    return ", ".join(told)


def prepare(book: Book, folder: Path) -> Desk:
    """Style sheets and fonts, made once and not timed."""
    folder.mkdir(parents=True)
    kept = FACES if _has_code(book) else FACES[:3]
    fonts, rules = [], []
    for number, (family, package, file, style, weight) in enumerate(kept):
        font = folder / f"face-{number}.ttf"
        font.write_bytes(_static(Path(str(files(package))) / "files" / file, weight))
        fonts.append(font)
        _cut(font).parent.mkdir(exist_ok=True)
        about = f'font-family: "{family}"; font-style: {style}; font-weight: {weight}'
        rules.append((font, f"@font-face {{ {about}; src: url(%s) }}"))
    names = {"text": FACES[0][0], "code": FACES[-1][0]}
    local = "\n".join(rule % font.as_uri() for font, rule in rules)
    (folder / "print.css").write_text(local + PAGE.format(**names), "utf-8")
    inside = "\n".join(rule % f"../fonts/{font.name}" for font, rule in rules)
    (folder / "ereader.css").write_text(inside + EREADER.format(**names), "utf-8")
    typst = TYPST.replace("TEXT", names["text"]).replace("CODE", names["code"])
    (folder / "typst.yaml").write_text(typst, "utf-8")
    return Desk(book=book, folder=folder, fonts=tuple(fonts))


def _has_code(book: Book) -> bool:
    return any("```" in (book.folder / name).read_text("utf-8") for name in book.chapters)


def _static(path: Path, weight: int) -> bytes:
    """The face at that weight, all its characters kept."""
    face = hb.Face(hb.Blob.from_file_path(str(path)))
    wanted = hb.SubsetInput()
    wanted.keep_everything()
    wanted.pin_axis_location(face, "wght", weight)
    cut = hb.subset(face, wanted)
    assert cut is not None
    return bytes(cut.blob.data)


def _common(desk: Desk) -> list[str | Path]:
    own = pandoc()
    assert own is not None
    title = ["--metadata", f"title={desk.book.title}", "--metadata", "lang=en-GB"]
    return [own, "--from=markdown", "--file-scope", "--standalone", *title]


def web_page(desk: Desk) -> Command:
    """pandoc's HTML, for WeasyPrint's own command."""
    css = ["--css", desk.folder / "print.css", "--output", desk.folder / "book.html"]
    return [*_common(desk), "--toc", "--toc-depth=1", *css, *desk.chapters]


def plain_weasyprint(desk: Desk) -> Command:
    """WeasyPrint alone, on the page that pandoc has made."""
    return [
        weasyprint(),
        "-u",
        f"{desk.book.folder.as_uri()}/",
        desk.folder / "book.html",
        desk.folder / "plain.pdf",
    ]


def through_weasyprint(desk: Desk) -> Command:
    """pandoc's own way to a PDF with WeasyPrint."""
    engine = [f"--pdf-engine={weasyprint()}", "--css", desk.folder / "print.css"]
    out = ["--toc", "--toc-depth=1", "--output", desk.folder / "weasyprint.pdf"]
    return [*_common(desk), *engine, *out, *desk.chapters]


def typst_source(desk: Desk) -> Command:
    """pandoc's Typst, first half of that way."""
    settings = ["--defaults", desk.folder / "typst.yaml"]
    # In the chapters' folder: Typst takes pictures from beside its source alone.
    out = ["--toc", "--toc-depth=1", "--to=typst", "--output", _typ(desk)]
    return [*_common(desk), *settings, *out, *desk.chapters]


def typst(desk: Desk) -> Command:
    """Typst, second half."""
    return [sys.executable, "-c", _TYPST, _typ(desk), desk.folder / "typst.pdf", desk.folder]


def _typ(desk: Desk) -> Path:
    return desk.book.folder / "book.typ"


def subset(desk: Desk) -> Command:
    """The faces, cut down to the book's characters: what pandoc leaves to its user."""
    text = desk.folder / "book.txt"
    chapters = ((desk.book.folder / name).read_text("utf-8") for name in desk.chapters)
    text.write_text("".join(chapters) + "“”‘’–—…", "utf-8")
    return [sys.executable, "-c", _SUBSET, text, *desk.fonts]


def ebook(desk: Desk) -> Command:
    """pandoc's e-book, with a cover and the faces that `subset` has made."""
    fonts = [f"--epub-embed-font={_cut(font)}" for font in desk.fonts]
    cover = [f"--epub-cover-image={desk.book.folder / desk.book.cover}"]
    css = ["--css", desk.folder / "ereader.css", "--to=epub3"]
    out = ["--output", desk.folder / "book.epub"]
    return [*_common(desk), *cover, *fonts, *css, *out, *desk.chapters]


def _cut(font: Path) -> Path:
    return font.parent / "cut" / font.name
