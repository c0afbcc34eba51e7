"""Every line number is right: each fault is put at a random place in random text, and found."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from helpers.random_markdown import (
    CONTAINERS,
    SPOT,
    Lines,
    Maker,
    as_file,
    container,
    directive,
    front_matter,
    item,
    meaning,
    note,
    second_item,
)
from octavo.bind.references import resolve_references
from octavo.core.model import Book, Matter, Metadata, Section
from octavo.manuscript.chapter_file import read_chapter
from octavo.markdown.section import parse_chapter
from octavo.markdown.xhtml_tree import read as html
from octavo.text.xhtml_names import LINE

METADATA = Metadata(title="T", language="en", identifier="urn:x", slug="t", date="2000-01-01")
#: Files for each fault; more are asked for by the environment.
TIMES = int(os.environ.get("OCTAVO_FAULT_FILES", "6"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault: its code, and its lines with a spot where it is; `before` stands earlier.

    A fault within a line has one line, and stands in anything that holds words. `inside` must,
    and `outside` must not, stand around it.
    """

    code: str
    lines: Lines
    before: str = ""
    is_mark: bool = False
    inside: tuple[Callable[[Maker, Lines], Lines], ...] = ()
    outside: tuple[Callable[[Maker, Lines], Lines], ...] = ()


def mark(code: str, words: str, **more: object) -> Fault:
    return Fault(code=code, lines=[words], is_mark=True, **more)


def block(code: str, *lines: str, **more: object) -> Fault:
    return Fault(code=code, lines=list(lines), **more)


MARKS = {
    "link": mark("link-broken", f"{SPOT}[lamp](nowhere.md)"),
    "link-empty": mark("link-broken", f"{SPOT}[lamp]()"),
    "link-bare": mark("link-broken", f"{SPOT}<https://>"),
    "link-in-bold": mark("link-broken", f"**lamp *rope {SPOT}[lamp](nowhere.md)***"),
    "link-in-html": mark("link-broken", f"<b>rope {SPOT}<a href='nowhere.md'>lamp</a></b>"),
    "link-to-site": mark("link-broken", f"{SPOT}[lamp](http:///x)"),
    "picture-remote": mark("image-remote", f"{SPOT}![lamp](https://example.org/x.png)"),
    "picture-bare": mark("image-undescribed", f"{SPOT}![](x.png)"),
    "picture-unnamed": mark("image-missing", f"{SPOT}![lamp]()"),
    "picture-html": mark("image-undescribed", f"{SPOT}<img src='x.png'>"),
    "picture-sources": mark(
        "image-undescribed", f"{SPOT}<picture><source srcset='x.png'></picture>"
    ),
    "script": mark("html-refused", f"{SPOT}<b onclick='x()'>lamp</b>"),
    "script-braces": mark("html-refused", f"{SPOT}[lamp]{{onclick=go}}"),
    "script-code": mark("html-refused", f"{SPOT}`lamp`{{onclick=go}}"),
    "script-bold": mark("html-refused", f"{SPOT}**lamp**{{onclick=go}}"),
    "gone": mark("html-refused", f"{SPOT}<svg></svg>"),
    "film": mark("html-linked", f"{SPOT}<video src='https://example.org/x.mp4'></video>"),
    "moved": mark("html-nesting", f"<dfn>rope {SPOT}<dfn>x</dfn></dfn>"),
    "language": mark("language-wrong", f"{SPOT}[marée]{{lang=english}}"),
    "language-html": mark("language-wrong", f"{SPOT}<i lang='english'>marée</i>"),
    "id": mark("id-twice", f"{SPOT}[lamp]{{#same}}", before="[lamp]{#same}"),
    "id-html": mark("id-twice", f"{SPOT}<i id='same'>lamp</i>", before="[lamp]{#same}"),
    "id-ours": mark("id-twice", f"{SPOT}[lamp]{{#title}}"),
    "braces": mark("attributes-unread", f"[lamp]{SPOT}{{French}}"),
    "tag": mark("foreign-tag", f"{SPOT}{{{{ lamp }}}}"),
    "short-code": mark("foreign-tag", f"{SPOT}{{{{< lamp >}}}}"),
    "formula": mark("math-unreadable", rf"{SPOT}$\nothing$"),
    "formula-display": mark("math-unreadable", rf"{SPOT}$$\nothing$$"),
    "reference": mark("character-forbidden", f"{SPOT}&#1;"),
    "control": mark("character-forbidden", f"{SPOT}\x01"),
    "noncharacter": mark("character-forbidden", f"{SPOT}\ufdd5"),
    "call": mark("note-missing", f"lamp{SPOT}[^gone]"),
    "call-in-note": mark("note-nested", f"lamp{SPOT}[^1]", before="call[^1]", inside=(note,)),
}

#: A picture that stands alone in a tight list is no figure, and has no caption.
NO_FIGURE = (item, second_item, meaning)

BLOCKS = {
    "colons": block("container-open", f"{SPOT}:::", outside=(container,)),
    "container": block("container-open", f"{SPOT}::: quote", "", "lamp", outside=(container,)),
    "opening": block("attributes-unread", f"{SPOT}::: quote {{French}}", "lamp", ":::"),
    "caption": block(
        "attributes-unread",
        f"Table: lamp {SPOT}{{French}}",
        "",
        "| a | b |",
        "|---|---|",
        "| c | d |",
    ),
    "caption-of-lines": block(
        "attributes-unread",
        "Table: lamp",
        f"rope {SPOT}{{French}}",
        "",
        "| a | b |",
        "|---|---|",
        "| c | d |",
    ),
    "code": block("code-open", f"{SPOT}~~~~~~python", "x", outside=(directive,)),
    "code-language": block("code-language", f"{SPOT}```pyhton", "x", "", "```"),
    "code-language-braces": block("code-language", f"{SPOT}~~~ {{.pyhton}}", "x", "~~~"),
    "skip": block("heading-skip", f"{SPOT}##### lamp"),
    "skip-html": block("heading-skip", "<div>", "", f"{SPOT}<h5>lamp</h5>", "</div>"),
    "title": block("title-count", f"{SPOT}# lamp"),
    "title-below": block("title-count", f"{SPOT}lamp", "rope", "===="),
    "script": block(
        "html-refused", "<div>", "<p>rope</p>", f"{SPOT}<p onclick='x()'>lamp</p>", "</div>"
    ),
    "style": block("html-refused", f"{SPOT}<style>", "p {color: red}", "</style>"),
    "heading": block("html-refused", f"{SPOT}## lamp {{onclick=go}}"),
    "braces-above": block("html-refused", f"{SPOT}{{onclick=go}}", "lamp"),
    "braces-below": block("html-refused", "lamp", "rope", f"{SPOT}{{: onclick=go}}"),
    "cell": block("html-nesting", "<div>", "rope", f"{SPOT}<td>lamp</td>", "</div>"),
    "loose": block(
        "html-nesting", "<table>", "<tr><td>x</td></tr>", f"{SPOT}<p>lamp</p>", "</table>"
    ),
    "frame": block(
        "html-linked", "<p>rope", "", f"{SPOT}<iframe src='https://example.org/'></iframe>"
    ),
    "link-html": block(
        "link-broken", "<div>", "<p>rope", f"{SPOT}<a href='nowhere.md'>lamp</a></p>", "</div>"
    ),
    "link-of-lines": block("link-broken", "rope", f"{SPOT}[lamp", "rope](nowhere.md)"),
    "link-by-name": block("link-broken", "rope", f"{SPOT}[lamp][nil]", "", "[nil]: nowhere.md"),
    "caption-link": block(
        "link-broken", f'{SPOT}![a gull](x.png "at [noon](nowhere.md)")', outside=NO_FIGURE
    ),
    "caption-lines": block(
        "link-broken", "![a", 'gull](x.png "at', f'{SPOT}[noon](nowhere.md)")', outside=NO_FIGURE
    ),
    "caption-braces": block(
        "attributes-unread", f'{SPOT}![a gull](x.png "at [noon]{{French}}")', outside=NO_FIGURE
    ),
    "caption-call": block(
        "note-missing", f'{SPOT}![a gull](x.png "at noon[^gone]")', outside=NO_FIGURE
    ),
    "caption-language": block(
        "language-wrong", f'{SPOT}![a gull](x.png "at [noon]{{lang=english}}")', outside=NO_FIGURE
    ),
    "caption-tag": block(
        "foreign-tag", f'{SPOT}![a gull](x.png "at {{{{ noon }}}}")', outside=NO_FIGURE
    ),
    "note-uncalled": block("note-uncalled", f"{SPOT}[^never]: lamp"),
    "note-twice": block("note-twice", f"{SPOT}[^1]: lamp", before="call[^1]"),
    "display": block("math-unreadable", f"{SPOT}$$", r"\nothing", "$$"),
    "display-fence": block("math-unreadable", f"{SPOT}```math", r"\nothing", "```"),
    "display-align": block(
        "math-unreadable", rf"{SPOT}\begin{{align}}", r"\nothing", r"\end{align}"
    ),
    "id-heading": block("id-twice", f"{SPOT}## lamp {{#same}}", before="[lamp]{#same}"),
    "id-fence": block("id-twice", f"{SPOT}```python {{#same}}", "x", "```", before="[lamp]{#same}"),
    "id-picture": block("id-twice", f"{SPOT}![a gull](x.png){{#same}}", before="[lamp]{#same}"),
    "id-container": block(
        "id-twice", f"{SPOT}::: quote {{#same}}", "x", ":::", before="[lamp]{#same}"
    ),
    "quote-of-nothing": block("link-broken", ">", ">", f"> {SPOT}[lamp](nowhere.md)"),
    "odd-space": block("link-broken", "\u00a0", "\u3000", f"{SPOT}[lamp](nowhere.md)"),
}


def holders(make: Maker, words: str) -> Iterator[Lines]:
    """Yield the blocks in which a mark can stand."""
    some = make.words(plain=True)
    said = f"{some} {words} rope"
    yield make.paragraph([words])
    yield make.paragraph([words])
    yield [f"## {said}"]
    yield [some, said, some, "---"]
    yield ["| a | b |", "|---|---|", "| c | d |", f"| {some} | {said} |"]
    yield ["| a | b |", "|---|---|", f"{some} | {said}", "c | d"]
    yield [f"| a | {said} |", "|---|---|", "| c | d |"]
    yield [f"Table: {said}", "", "| a | b |", "|---|---|", "| c | d |"]
    yield ["| a | b |", "|---|---|", "| c | d |", "", f"Table: {some}", said]
    yield [f"- {some}", f"- {said}", f"- {some}"]
    yield [f"1. {some}", "   - [ ] rope", f"   - [x] {said}"]
    yield ["> rope", f"lazy {said}"]
    yield ["::: verse", some, f"  {said}", some, ":::"]
    yield ["::: verse", some, "", some, f"-- {said}", ":::"]
    yield ["| rope", f"|   {said}", "| rope"]
    yield [f"::: note {said}", "rope", ":::"]
    yield ["> rope", "> ", f"> -- {said}"]
    yield [f"lamp {words}", ": rope"]
    yield ["lamp", "", ": rope", f"  {said}"]
    yield ["<p markdown='1'>", said, "</p>"]
    yield ["rope ^[note", f"{said}] rope"]


def chapter(make: Maker, fault: Fault) -> Lines:
    """Return a chapter's lines, the fault somewhere among them."""
    known = [each for each in CONTAINERS if each not in fault.outside]
    around = [make.chance.choice(known) for _ in range(make.chance.choice([0, 1, 1, 2, 3]))]
    around += [each for each in fault.inside if each not in around]
    lines = fault.lines
    if fault.is_mark:
        places = list(holders(make, fault.lines[0]))
        lines = make.chance.choice(places[:-1] if note in around else places)
    seen_note = False
    for each in around:
        if each is note and seen_note:
            continue
        seen_note = seen_note or each is note
        lines = make.among([*make.some(1, simple=True), lines, *make.some(1, simple=True)])
        lines = each(make, lines)
    before = [make.paragraph([fault.before])] if fault.before else []
    if "[^1]" in fault.before:
        before.append(["[^1]: first"])
    return make.among([["# Title"], *make.some(5), *before, lines, *make.some(5)])


def read(tmp_path, data: bytes, **how: bool) -> Section:
    path = tmp_path / "one.md"
    path.write_bytes(data)
    file = read_chapter(path, "manuscript/one.md", Matter.BODY)
    section = parse_chapter(file.chapter, "en", **how)
    [bound] = resolve_references(Book(metadata=METADATA, sections=(section,))).sections
    return bound


@pytest.mark.parametrize("kind", [*MARKS, *(f"block {name}" for name in BLOCKS)])
def test_a_fault_is_found_on_its_line(tmp_path, kind):
    fault = BLOCKS[kind.removeprefix("block ")] if kind.startswith("block ") else MARKS[kind]
    wrong = []
    for seed in range(TIMES):
        make = Maker(f"{kind} {seed}")
        file = as_file(make, chapter(make, fault))
        section = read(tmp_path, file.data)
        found = {item.line for item in section.findings if item.code == fault.code}
        if found != set(file.lines):
            wrong.append(
                f"{seed}: {sorted(map(str, found))} for {file.lines}\n{file.data.decode()}"
            )
    assert not wrong, f"{len(wrong)} of {TIMES}\n" + "\n=====\n".join(wrong[:2])


#: Elements that begin with their first word, and those that begin at it or before.
LEAVES = "p h2 h3 h4 h5 h6 li td th dt dd figcaption caption".split()


def test_each_block_has_the_line_on_which_it_begins(tmp_path):
    for seed in range(6 * TIMES):
        make = Maker(f"blocks {seed}")
        lines = make.among([make.paragraph(), *make.some(3, simple=True)])
        for _ in range(make.chance.randint(0, 3)):
            each = make.chance.choice([each for each in CONTAINERS if each is not note])
            lines = each(make, make.among([lines, *make.some(2, simple=True)]))
        file = as_file(make, make.among([["# Title"], *make.some(4), lines, *make.some(4)]))
        section = read(tmp_path, file.data, lines=True)
        for xhtml in (section.body, *(each.body for each in section.notes)):
            _check(html(xhtml), file.names, f"{seed}\n{file.data.decode()}")


def _check(root, names: dict[str, int], about: str) -> None:
    shown = {names[word] for word in _names(root)}
    for block in root:
        assert block.get(LINE) or not _names(block), f"{block.tag} without a line in {about}"
    for element in root.iter():
        words = _names(element)
        if words and element.get(LINE):
            line, first = int(element.get(LINE)), names[words[0]]
            is_leaf = element.tag in LEAVES and (element.text or "").startswith(words[0])
            assert line == first if is_leaf else line <= first, f"{element.tag} {words[0]} {about}"
            between = shown & set(range(line, first))
            assert not between, f"{element.tag} {line} holds {between}, not {first} in {about}"


def _names(element) -> list[str]:
    return re.findall(r"w\d+x", "".join(element.itertext()))


HEADS = {
    "kind": ("kind-unknown", "kind: prefase", 'kind = "prefase"'),
    "language": ("language-wrong", "language: english", 'language = "english"'),
    "flag": ("front-matter-type", "draft: nearly", 'draft = "nearly"'),
    "key": ("front-matter-key", "short_titel: Tide", 'short_titel = "Tide"'),
    "control": ("character-forbidden", "title: T\x01ide", None),
    "unread": ("front-matter-unread", 'id: "tide', "id = tide"),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_fault_in_front_matter_is_found_on_its_line(tmp_path, name):
    code, *heads = HEADS[name]
    for seed in range(4 * TIMES):
        make = Maker(f"head {name} {seed}")
        toml = heads[1] is not None and make.chance.random() < 0.5
        lines = front_matter(make, heads[toml], toml=toml)
        path = tmp_path / "one.md"
        file = as_file(make, [*lines, *make.among([["# Title"], *make.some(2)])], head=[])
        path.write_bytes(file.data)
        found = read_chapter(path, "manuscript/one.md", Matter.BODY).findings
        said = [item.line for item in found if item.code == code]
        assert said == list(file.lines), f"{seed}: {found} for {file.lines}\n{file.data.decode()}"
