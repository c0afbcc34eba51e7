"""The small books whose digests are compared: each shows what the others do not.

Their English is made of the bench's words, the other languages of a few sentences written here.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import technical
from book import Words, novel_chapter
from PIL import Image, ImageDraw

sys.path.append(str(Path(__file__).parents[1]))

from helpers.docx import NOTE, cell, docx, item, paragraph, row, run
from helpers.novel import write_novel

ISBN = "978-0-306-40615-7"
EBOOK = '[editions.ebook]\nformat = "epub"\n'
DIGITAL = '[editions.digital]\nkind = "digital"\nof = "print"\n'
BOOKLET = '[editions.booklet]\nkind = "booklet"\nof = "print"\n'
COVER = '[editions.print-cover]\nkind = "cover"\nof = "print"\n'


def _print(more: str = "") -> str:
    return f'[editions.print]\nformat = "pdf"\n{more}'


ALL = EBOOK + _print() + DIGITAL + BOOKLET + COVER

GERMAN = (
    "Am Kai steht eine Wetterwarte. Die Wärterin schreibt Windgeschwindigkeiten in ein grünes Heft,"
    ' und niemand liest sie. "Wozu?" fragt der Briefträger. "Damit sie \'da\' sind." Um 5 Uhr früh,'
    " z. B. im November, hört man die Landungsbrückenbeleuchtung summen – sonst nichts."
)
FRENCH = (
    "Sur le quai, une femme compte les vagues depuis l'hiver ; elle en est à douze mille. \"À"
    ' quoi bon ?" demande le facteur. "Pour savoir !" Le mercredi, vers 18 h 30, elle recommence à'
    " zéro : c'est la règle. Extraordinairement, personne ne l'a jamais contredite."
)
JAPANESE = (
    "岬の灯台には、毎朝ノートに風の強さを書く人がいる。誰も読まないが、やめたことはない。「なぜ書くの"
    "ですか」と郵便屋が聞くと、「風がそこにいたからです」と答えた。水曜日の夕方、波は十二まで数えて、"
    "また一から始める。舟は戻り、綱は結ばれ、灯がともる。"
)
ARABIC = (
    "على الرصيف امرأة تعدّ الأمواج منذ الشتاء، وقد بلغت اثني عشر ألفًا. سألها ساعي البريد: «ولماذا؟»"
    " فقالت: «لكي نعرف». وفي مساء الأربعاء تبدأ من الصفر، فهذه هي القاعدة، ولم يخالفها أحد قط."
)


def book_toml(title: str, chapters: str, editions: str, *, about: str = "", language: str = "en"):
    """The text of a book.toml; `chapters` is all that stands under `[contents]`."""
    return (
        f'schema = 1\n[book]\ntitle = "{title}"\nauthors = ["Wren Halloway"]\n'
        f'language = "{language}"\nslug = "book"\n'
        f'identifier = "urn:uuid:0d9c1f66-4f53-5a5e-9f0b-5b5d0c3f7a11"\n{about}\n'
        f"[contents]\n{chapters}\n{editions}"
    )


def _write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _picture(path: Path, mode: str = "RGB", size: tuple[int, int] = (1000, 640)) -> None:
    """A drawing and a little noise, the same every time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pick = random.Random(path.name)
    image = Image.frombytes("RGB", (40, 26), pick.randbytes(40 * 26 * 3)).resize(size)
    draw = ImageDraw.Draw(image)
    draw.ellipse((size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2), fill="#b04020")
    image.convert(mode).save(path)


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40" width="80" height="40">'
    '<circle cx="40" cy="20" r="15" fill="#246"/><path d="M5 35h70" stroke="#000"/></svg>'
)


def bleed(root: Path) -> None:
    """A novel with everything in it, a picture over the trim, in all kinds of editions."""
    trimmed = _print('profile = "kdp-paperback"\nbleed = true\n')
    write_novel(root, 6, 900, EBOOK + trimmed + DIGITAL + BOOKLET + COVER)


def thick(root: Path) -> None:
    """So many pages that the inner margin grows."""
    write_novel(root, 22, 2100, _print('profile = "kdp-paperback"\ntrim = "5x8"\n') + COVER)


def ink(root: Path) -> None:
    """PDF/X in grey, a cover in four inks with words and pictures on it."""
    front = f'isbn = "{ISBN}"\nprofile = "ingramspark"\ntrim = "6x9"\npaper = "white"\n'
    write_novel(root, 4, 700, _print(front + "bleed = true\n") + DIGITAL + COVER)
    for name, size in (("front.png", (1900, 2800)), ("me.jpg", (500, 700))):
        _picture(root / "manuscript" / "images" / name, size=size)
    about = (
        'cover = "images/front.png"\nauthor_picture = "images/me.jpg"\npublisher = "Tern House"\n'
        'blurb = "Some *words* of praise.\\n\\nAnd a second \\"paragraph\\"."\n'
        'about_author = "She counts waves."\n[contents]'
    )
    path = root / "manuscript" / "book.toml"
    path.write_text(path.read_text("utf-8").replace("[contents]", about), encoding="utf-8")


def parts(root: Path) -> None:
    """Parts, front and back matter of every kind, people, a sample of its own chapters."""
    say = Words(21)
    front = "also-by dedication epigraph copyright-page foreword preface introduction".split()
    back = (
        "conclusion epilogue afterword appendix acknowledgments glossary bibliography"
        " about-the-author colophon"
    ).split()
    files = {f"manuscript/front/{name}.md": _matter(say, name) for name in front}
    files |= {f"manuscript/back/{name}.md": _matter(say, name) for name in back}
    files |= {f"manuscript/c{at}.md": novel_chapter(at, 600) for at in range(1, 6)}
    files["manuscript/c2.md"] = (
        "---\nshort_title: Shorter\nauthor: Ib Marsh\nlanguage: de\nid: zwei\n---\n"
        f"# Ein langer Titel, der so nicht über die Seite passt, oder doch\n\n{GERMAN}\n"
    )
    files["manuscript/c6.md"] = f"---\ndraft: true\n---\n# Not Yet\n\n{say.prose(50)}\n"
    contents = "\n".join(
        (
            "front = [{}]".format(", ".join(f'"front/{name}.md"' for name in front)),
            "back = [{}]".format(", ".join(f'"back/{name}.md"' for name in back)),
            '[[contents.part]]\ntitle = "Ebb"\nchapters = ["c1.md", "c2.md"]',
            '[[contents.part]]\ntitle = "Flow"\nchapters = ["c3.md", "c4.md", "c5.md", "c6.md"]',
        )
    )
    about = (
        'subtitle = "Or nearly"\nseries = "Coasts"\nseries_number = 2\ndate = "2026-11-22"\n'
        'contributors = [{name = "Jo Rendall", role = "editor"}, {name = "An Ro", role = "trl"}]\n'
        'publisher = "Tern House"\nrights = "© 2026 W. H."\ndescription = "A book."\n'
        'subjects = ["Sea"]\nalso_by = ["Low Sand", "High Sand"]\ngoal = 4000\n'
    )
    sample = '[editions.sample]\nformat = "epub"\nchapters = ["c1.md"]\nobfuscate_fonts = true\n'
    hard = f'isbn = "{ISBN}"\nprofile = "kdp-hardcover"\ntheme = "modern"\nprinter = "At sea"\n'
    editions = EBOOK + sample + _print(hard) + DIGITAL
    files["manuscript/book.toml"] = book_toml("The Sands", contents, editions, about=about)
    _write(root, files)


def _matter(say: Words, name: str) -> str:
    if name in ("dedication", "epigraph", "also-by", "copyright-page"):
        return f"# {say.title(2)}\n\n{say.prose(12)}\n"
    return f"# {say.title(2)}\n\n{say.prose(120)}\n\n{say.prose(80)}\n"


RICH = """\
# {title}

::: epigraph
A map is a debt.
-- Somebody's saying
:::

[{initial}]{{.drop-cap}}{prose}

::: letter
Dear Wren,

{prose}

Yours, Ib
:::

::: verse
the stones are out and so are we
  with nothing on the line
and what comes in is only sea
    and only ours, and fine

a stanza more of it[^v]
-- *Ballad*
:::

* * *

> {prose}
> -- *A Pilot*

::: quote {{lang=fr}}
{french}
:::

## Wrack {{#wrack .odd}}

{prose} See [the wrack](#wrack) and [elsewhere](https://example.org/a/long/path) for HW.

*[HW]: high water

- one
- two
    - two and a half

1. first
2. second

Smirr
:   {prose}

Table: Oatcakes {{#cakes .row-headers}}

| | By weight | By hand |
|---|---:|:---:|
| Meal | 225 g | two fists |
| Salt | 3 g | *a pinch* |

::: warning Beware
{prose}
:::

::: tip
The [ib cast me]{{.small-caps}} bell, 1<sup>st</sup>, <kbd>Ctrl</kbd>.
:::

### Reckoning

$`h_0 = \\frac{{a}}{{b^2}}`$ and

```math
\\sum_{{i=1}}^n \\sqrt{{x_i}} \\le \\int_0^1 f(t)\\,dt
```

```python
def tide(hour: int) -> float:
    \"\"\"In feet.\"\"\"
    return [hour * 2.5 for _ in range(3)][0]  # a comment that is longer than a line holds, surely
```

[^v]: Sung. {prose}

    And a second paragraph of it.
"""


def _rich(seed: int) -> str:
    say = Words(seed)
    return RICH.format(
        title=say.title(), initial="T", prose=say.prose(45), french=FRENCH.replace("\n", " ")
    )


def _voices(root: Path, theme: str) -> None:
    """Every construct of the dialect, in one theme."""
    names = ("one.md", "two.md", "three.md")
    _write(root, {f"manuscript/{name}": _rich(at) for at, name in enumerate(names, 31)})
    listed = "chapters = [{}]".format(", ".join(f'"{name}"' for name in names))
    look = f'theme = "{theme}"\n'
    editions = f"{EBOOK}{look}{_print(look)}{DIGITAL}{COVER}"
    _write(root, {"manuscript/book.toml": book_toml("Voices", listed, editions)})


def classic(root: Path) -> None:
    """The dialect in the theme `classic`."""
    _voices(root, "classic")


def modern(root: Path) -> None:
    """The dialect in the theme `modern`."""
    _voices(root, "modern")


def large_print(root: Path) -> None:
    """The dialect in the theme `large-print`."""
    _voices(root, "large-print")


def _spoken(root: Path, language: str, words: tuple[str, str, str], more: str = "") -> None:
    """A book in another language; `words` are its title, the name of a note, and its text."""
    title, note, text = words
    folder = root / "manuscript"
    chapter = (
        f"# {title}\n\n{text}\n\n{text * 3}[^{note}]\n\n* * *\n\n{text * 4}\n\n## {title}\n\n"
        f"> {text}\n\n- {text}\n- {text}\n\n| {title} | 12 |\n|---|---:|\n| {title} | 3 |\n\n"
        f"::: note\n{text}\n:::\n\n{text * 6}\n\n[^{note}]: {text}\n"
    )
    _write(folder, {f"{name}.md": chapter for name in ("one", "two", "preface")})
    contents = (
        'front = ["preface.md"]\n[[contents.part]]\n'
        f'title = "{title}"\nchapters = ["one.md", "two.md"]'
    )
    editions = EBOOK + _print(more) + DIGITAL + COVER
    about = 'writing = "vertical"' if language == "ja" else ""
    toml = book_toml(title, contents, editions, about=about, language=language)
    _write(folder, {"book.toml": toml})


def german(root: Path) -> None:
    """In German, for a German printer that must be told the width of the spine."""
    _spoken(root, "de", ("Die Wetterwarte", "a", GERMAN), 'profile = "bod"\n')
    path = root / "manuscript" / "book.toml"
    path.write_text(path.read_text("utf-8") + 'spine = "14.5 mm"\n', encoding="utf-8")


def french(root: Path) -> None:
    """In French."""
    _spoken(root, "fr", ("Les Vagues", "a", FRENCH), 'profile = "lulu"\ntheme = "modern"\n')


def japanese(root: Path) -> None:
    """In Japanese, its e-book written downwards."""
    _spoken(root, "ja", ("風のノート", "a", JAPANESE))


def arabic(root: Path) -> None:
    """In Arabic, from right to left."""
    _spoken(root, "ar", ("أمواج", "a", ARABIC), 'profile = "kdp-paperback"\nbleed = true\n')


def handbook(root: Path) -> None:
    """Code, tables and pictures of two chapters of the bench's technical book."""
    folder = root / "manuscript"
    texts = {
        technical.name(at): technical.chapter(Words(5000 + at), at, 2, sections=3) for at in (1, 2)
    }
    technical.pictures(folder / "images", 2)
    _write(folder, texts)
    listed = "chapters = [{}]".format(", ".join(f'"{name}"' for name in texts))
    _write(folder, {"book.toml": book_toml("A Handbook", listed, ALL)})


LOCAL = """\
:root { --ornament: "~"; --size-text: 10.5pt; --opening: plain; }
.odd { font-style: italic; margin-top: calc(2 * 0.5em); }
li > ul { list-style-type: "–\\2002"; }
@media print { .opener { text-align: left; } @page { margin-top: 0.9in } }
@page body:right { @top-right { content: string(chapter-head) } }
"""


def styled(root: Path) -> None:
    """Styles of the author's own; chapters opened on either side."""
    _voices(root, "classic")
    _write(root, {"styles/local.css": LOCAL + "section.chapter { break-before: page }\n"})


def in_one(root: Path) -> None:
    """Styles that reach from chapter to chapter, so that all is set in one piece."""
    _voices(root, "classic")
    rule = "body { counter-reset: figure } figure { counter-increment: figure }\n"
    _write(root, {"styles/local.css": f"{LOCAL}{rule}section.chapter {{ break-before: auto }}\n"})


def pictures(root: Path) -> None:
    """Images of each kind, with captions, without, over the page, too wide, too coarse."""
    folder = root / "manuscript"
    for name, mode in (
        ("a.png", "RGB"), ("b.png", "L"), ("c.png", "P"), ("d.png", "RGBA"), ("e.jpg", "RGB"),
        ("f.jpg", "CMYK"), ("g.gif", "P"), ("h.webp", "RGB"),
    ):  # fmt: skip
        _picture(folder / "images" / name, mode)
    _picture(folder / "images" / "plate.jpg", size=(2000, 2900))
    _picture(folder / "images" / "coarse.jpg", size=(120, 90))
    _picture(folder / "images" / "tall.png", "L", (300, 1600))
    say, blocks = Words(77), ["# Pictures"]
    for path in sorted((folder / "images").iterdir()):
        blocks += [say.prose(40), f'![{say.title()}](images/{path.name} "{say.title(5)}.")']
    blocks += ["![](images/i.svg){role=presentation}", say.prose(30), "![Full](images/i.svg)"]
    blocks += [f"A little ![one](images/i.svg) in a line. {say.prose(60)}"]
    plate = "![Whole](images/plate.jpg){.full-bleed}"
    files = {"images/i.svg": SVG, "one.md": "\n\n".join(blocks) + "\n"}
    files["two.md"] = f"# Plates\n\n{plate}\n\n{say.prose(300)}\n\n{plate}\n"
    editions = EBOOK + _print('profile = "ingramspark"\nbleed = true\n') + DIGITAL + BOOKLET
    listed = 'chapters = ["one.md", "two.md"]'
    files["book.toml"] = book_toml("Pictures", listed, editions, about='cover = "images/plate.jpg"')
    _write(folder, files)


def notes(root: Path) -> None:
    """Notes that do not fit where they are called, and tables that fit no page."""
    say, blocks, below = Words(88), ["# Notes"], []
    for at in range(1, 60):
        blocks.append(f"{say.prose(45).rstrip('!')}[^n{at}] {say.prose(15)}")
        below.append(f"[^n{at}]: {say.prose(420 if at in (7, 31) else 18)}")
    wide = "| " + " | ".join(say.word() + say.word() for _ in range(11)) + " |"
    table = "\n".join([wide, "|---" * 11 + "|", *([wide] * 70)])
    cell = f"| {'x' * 90} | {say.prose(60)} |"
    files = {"one.md": "\n\n".join(blocks + below) + "\n"}
    files["two.md"] = f"# Tables\n\n{say.prose(60)}\n\n{table}\n\n{cell}\n|---|---|\n{cell}\n"
    files["three.md"] = f"# {say.title(14)}\n\n" + "\n\n".join(say.prose(90) for _ in range(9))
    listed = 'chapters = ["one.md", "two.md", "three.md"]'
    small = '[editions.small]\nformat = "pdf"\nkind = "print"\nprofile = "lulu"\ntheme = "modern"\n'
    files["book.toml"] = book_toml("Notes", listed, EBOOK + _print() + small)
    _write(root / "manuscript", files)


def plain(root: Path) -> None:
    """A book that says nothing but its title: the usual editions, the date from outside."""
    text = f"# One\n\n{Words(5).prose(400)}\n"
    toml = 'schema = 1\n[book]\ntitle = "Plain"\n[contents]\nchapters = ["one.md"]\n'
    _write(root / "manuscript", {"one.md": text, "book.toml": toml})


def faulty(root: Path) -> None:
    """Errors in book.toml and in a chapter: nothing is built."""
    _doubtful(root, language="xx", address="htp://x")


def doubtful(root: Path) -> None:
    """Many faults that stop nothing: what is said of them counts."""
    _doubtful(root, language="en", address="https://x.example")


def _doubtful(root: Path, *, language: str, address: str) -> None:
    say = Words(9)
    text = (
        f"# A\n\n### Skipped\n\n{say.prose(40)} [to web]({address}) [nowhere]\n\n"
        f"A ![](images/i.svg) picture. `{'x' * 120}`\n\n![same](images/i.svg)\n\n"
        f"Soft\u00adhyphen, a ​zero space, two  blanks --- {say.prose(30)}\n\n***\n\n***\n\n"
        "| a | b | c | d | e | f |\n|---|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 | 6 |\n\n"
        "[^unused]: never called\n\n```nolang\nx\n```\n\n<div>raw</div>\n"
    )
    css = "p { font-size: 9pt; color: #eee } p:has(em) { width: calc(1px + 2%) } .x { colr: red }\n"
    listed = 'chapters = ["one.md", "two.md"]'
    toml = book_toml(
        "Doubts", listed, EBOOK + _print('profile = "kdp-paperback"\n') + COVER, language=language
    )
    _write(
        root,
        {
            "manuscript/one.md": text,
            "manuscript/two.md": f"# B\n\n{say.prose(30)}\n",
            "manuscript/unlisted.md": "# C\n",
            "manuscript/images/i.svg": SVG,
            "styles/local.css": css,
            "manuscript/book.toml": toml,
        },
    )


def assembled(root: Path) -> None:
    """Articles in each format that a book is assembled from; the book is empty yet."""
    say = Words(55)
    body = [say.prose(120) for _ in range(5)]
    page = "".join(f"<h2>{say.title()}</h2><p>{text}</p>" for text in body)
    html = f"<html><head><title>Page</title></head><body><article><h1>{say.title()}</h1>{page}"
    entries = "".join(
        f"<entry><title>{say.title()}</title><id>urn:x:{at}</id>"
        f"<updated>2020-01-0{at}T10:00:00Z</updated>"
        f'<content type="html">&lt;p&gt;{say.prose(150)}&lt;/p&gt;</content></entry>'
        for at in (1, 2)
    )
    posts = "".join(
        f"<item><title>{say.title()}</title><wp:post_type>post</wp:post_type>"
        f"<wp:status>publish</wp:status><wp:post_date>2019-02-0{at} 09:00:00</wp:post_date>"
        '<content:encoded><![CDATA[<p>[caption id="x" width="3"]Seen[/caption]</p>'
        f"<p>{say.prose(150)}</p>]]></content:encoded></item>"
        for at in (1, 2)
    )
    _write(
        root / "in",
        {
            "1.txt": f"{say.title()}\n\n" + "\n\n".join(body) + "\n\nComments are closed.\n",
            "2.md": f"# {say.title()}\n\n{body[0]}\n\n## {say.title()}\n\n{body[1]}[^1]\n\n[^1]: X",
            "3.html": f"{html}</article></body></html>",
            "4.xml": '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><id>urn:f</id>'
            f"<updated>2020-01-01T00:00:00Z</updated>{entries}</feed>",
            "5.xml": '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
            ' xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>W</title>'
            f"<wp:wxr_version>1.2</wp:wxr_version>{posts}</channel></rss>",
        },
    )
    heading = paragraph(run(say.title()), style="Heading1")
    blocks = [paragraph(run(text)) for text in body]
    blocks += [paragraph(run("With a note"), NOTE), item(run("one"), style="ListBullet")]
    table = f"<w:tbl>{row(cell('a'), cell('b'))}{row(cell('1'), cell('2'))}</w:tbl>"
    (root / "in" / "6.docx").write_bytes(docx(heading, *blocks, table))
    toml = book_toml("Assembled", "chapters = []", EBOOK + _print())
    _write(root, {"manuscript/book.toml": toml})


#: By name; each writes its book into an empty folder.
BOOKS: Mapping[str, Callable[[Path], None]] = {
    each.__name__.replace("_", "-"): each
    for each in (
        thick, bleed, ink, parts, classic, modern, large_print, german, french, japanese, arabic,
        handbook, styled, in_one, pictures, notes, plain, doubtful, faulty,
        assembled,
    )
}  # fmt: skip
