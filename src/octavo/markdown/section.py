"""One chapter → one Section: the parse on one page."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree
from markdown.extensions import Extension

from octavo.core.model import Chapter, Finding, ImageUse, Section
from octavo.manuscript.chapter_file import CAPTIONED
from octavo.manuscript.slugs import title_of_file
from octavo.markdown.chapter_findings import (
    chapter_findings,
    lines_kept,
    source_findings,
    too_deep,
)
from octavo.markdown.chapter_tree import ChapterTree, read_chapter
from octavo.markdown.dialect import Writing
from octavo.markdown.figures import set_figures
from octavo.markdown.footnote_parse import take_notes
from octavo.markdown.heading_ids import (
    lower_titles,
    name_headings,
    prefix_ids,
    take_title,
    title_from_headings,
    title_markup,
)
from octavo.markdown.math import name_formulas, set_math
from octavo.markdown.mended_tree import take_lines
from octavo.markdown.reading import TooDeepError
from octavo.markdown.scene_breaks import shape_breaks
from octavo.markdown.special_blocks import shape_blocks
from octavo.markdown.typed_lines import keep_lines
from octavo.markdown.xhtml_tree import add_class, drop, text_of, write
from octavo.text.direction import LEFT_TO_RIGHT, Direction, direction
from octavo.text.xhtml_names import CODE_ELEMENTS, LINE, XML_LANG


def parse_chapter(
    chapter: Chapter,
    language: str,
    *,
    lines: bool = False,
    extensions: Iterable[Extension | str] = (),
) -> Section:
    """Parse a chapter; `language` is the book's, unless the chapter states its own.

    What is wrong with it travels in the section's `findings`. With `lines` every block keeps
    `data-line`, its line in the file. `extensions` are Python-Markdown's, of third parties: a
    program may give them. No book can, for a book runs no code.
    """
    language = chapter.language or language
    figures = chapter.path.lower().endswith(CAPTIONED)
    writing = Writing(
        language=language,
        first_line=chapter.line,
        figures=figures,
        extensions=tuple(extensions),
    )
    try:
        tree = read_chapter(chapter.text, writing)
        set_figures(tree, writing)
        return _section(chapter, tree, language, lines=lines)
    except RecursionError as error:
        line = error.line if isinstance(error, TooDeepError) else None
        return _unparsed(chapter, [*source_findings(chapter), too_deep(chapter, line)])


def _section(chapter: Chapter, tree: ChapterTree, language: str, *, lines: bool) -> Section:
    root = tree.root
    shape_breaks(root)
    findings = [*source_findings(chapter), *chapter_findings(chapter, tree)]
    if tree.reading.commands:
        _drop_empty(root)
    _find_title(chapter, root, language)
    lower_titles(root)
    findings += lines_kept(chapter, keep_lines(root))
    uses = tuple(
        ImageUse(path=str(image.get("src", "")), line=int(image.get(LINE) or chapter.line))
        for image in root.iter("img")
    )
    tables = tuple(int(table.get(LINE) or chapter.line) for table in root.iter("table"))
    name_formulas(root)
    prefix_ids(root, chapter.id)
    shape_blocks(root)
    _mark_languages(root, language)
    _mark_capitals(root)
    findings += set_math(root, chapter.path, language)
    notes = take_notes(root, chapter.id, lines=lines)
    headings = name_headings(root, chapter.id, notes)
    title, title_line = take_title(root), chapter.line
    if title is not None:
        title_line = int(title.get(LINE, chapter.line))
        take_lines(title)
    take_lines(root, all_but_blocks=lines)
    if lines:
        _lend_lines(root)
    words = text_of(title) if title is not None else chapter.id
    return Section(
        id=chapter.id,
        kind=chapter.kind,
        matter=chapter.matter,
        title=title_markup(title) if title is not None else words,
        title_text=words,
        body=write(root),
        short_title=chapter.short_title or words,
        author=chapter.author,
        language=chapter.language,
        notes=notes,
        headings=headings,
        images=uses,
        tables=tables,
        file=chapter.path,
        source=chapter.source,
        title_line=title_line or chapter.line,
        findings=tuple(findings),
    )


def _drop_empty(root: etree._Element) -> None:
    """Take out paragraphs that held nothing but commands without words."""
    for paragraph in list(root.iter("p")):
        if not len(paragraph) and not (paragraph.text or "").strip() and not paragraph.get("class"):
            drop(paragraph)


def _find_title(chapter: Chapter, root: etree._Element, language: str) -> None:
    """Give a chapter without a title one: of its front matter, of a heading, of its file's name."""
    if any(text_of(element) for element in root.iter("h1")):
        return
    for empty in list(root.iter("h1")):
        drop(empty)
    if not chapter.title and title_from_headings(root):
        return
    words = chapter.title or title_of_file(chapter.path)
    writing = Writing(language=language, first_line=chapter.line, places=False)
    made = read_chapter(f"# {' '.join(words.split())}", writing).root
    root.insert(0, made[0])


def _lend_lines(root: etree._Element) -> None:
    """Give each block that was made here, such as a figure, the line of the first within it."""
    for block in root:
        within = (str(inner.get(LINE)) for inner in block.iter(etree.Element) if inner.get(LINE))
        if not block.get(LINE) and (line := next(within, "")):
            block.set(LINE, line)


def _unparsed(chapter: Chapter, findings: list[Finding]) -> Section:
    return Section(
        id=chapter.id,
        kind=chapter.kind,
        matter=chapter.matter,
        title=chapter.id,
        title_text=chapter.id,
        file=chapter.path,
        findings=tuple(findings),
    )


def _mark_languages(root: etree._Element, language: str) -> None:
    """Give every element that states a language `lang`, `xml:lang` and, if need be, `dir`.

    `language` is the chapter's. EPUB 3.3 (section 6.1.1) asks for `xml:lang`,
    reading systems that read HTML for `lang`. A direction is written where it
    is another than around it, and an author's own is kept; code is `ltr`.
    """
    base = direction(language)
    for element in root.iterdescendants(etree.Element):
        stated = element.get("lang") or element.get(XML_LANG)
        if stated:
            element.set("lang", stated)
            element.set(XML_LANG, stated)
        own = (
            direction(stated) if stated else LEFT_TO_RIGHT if element.tag in CODE_ELEMENTS else None
        )
        if own and not element.get("dir") and own != _around(element, base):
            element.set("dir", own)


def _around(element: etree._Element, base: Direction) -> str:
    """Return the direction in which an element stands; `auto` where only its text could tell."""
    stated = (holder.get("dir") for holder in element.iterancestors())
    return next((value for value in stated if value), base)


def _mark_capitals(root: etree._Element) -> None:
    """Give `.small-caps` of capitals alone the class `capitals`: NASA is small all through."""
    for element in root.iter(etree.Element):
        if "small-caps" in element.get("class", "").split() and text_of(element).isupper():
            add_class(element, "capitals")
