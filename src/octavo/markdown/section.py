"""One chapter → one Section: the parse on one page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from octavo.core.model import Chapter, Finding, ImageUse, Section
from octavo.findings.catalogue.book_toml import CharacterForbidden
from octavo.findings.catalogue.html import HtmlMalformed
from octavo.findings.catalogue.markup import AttributesUnread, CodeOpen, NestedDeep
from octavo.findings.collector import has_errors
from octavo.markdown.code import language_findings
from octavo.markdown.containers import container_findings
from octavo.markdown.converter import to_xhtml
from octavo.markdown.fences import flatten
from octavo.markdown.footnote_parse import (
    drop_back_links,
    nested_findings,
    note_findings,
    take_notes,
)
from octavo.markdown.foreign_words import mark_languages
from octavo.markdown.heading_ids import (
    heading_findings,
    name_headings,
    prefix_ids,
    take_title,
    title_findings,
    title_markup,
)
from octavo.markdown.math import math_findings, set_math
from octavo.markdown.raw_html import check_raw_html
from octavo.markdown.source_places import Lines
from octavo.markdown.spans import mark_capitals, span_findings
from octavo.markdown.special_blocks import shape_blocks
from octavo.markdown.structure import check_tree
from octavo.markdown.tables import caption_findings
from octavo.markdown.xhtml_tree import read, text_of, unknown_references, write
from octavo.text.shorten import clipped
from octavo.text.xml_characters import forbidden_character, noncharacter

# The line below a table's head, or the tag of one in HTML.
_TABLE = r"^[ \t>]*(?=[^\n|]*\|)[|:\- \t]*-[|:\- \t]*$|<table\b"

# Characters of a reference that a message quotes.
_SHOWN = 20


def parse_chapter(chapter: Chapter, language: str) -> Section:
    """Parse a chapter; `language` is the book's, unless the chapter states its own.

    What is wrong with it travels in the section's `findings`; a section whose
    Markdown or HTML has errors has no body.
    """
    language = chapter.language or language
    # Nested fences stand as all others for who looks for lines.
    flat = flatten(chapter.text)
    lines = Lines(flat, chapter.line)
    findings = [*_source_findings(chapter, flat, lines)]
    if has_errors(findings):
        return _unparsed(chapter, findings)
    try:
        root = read(to_xhtml(chapter.text, language))
        findings += check_tree(root, lines, chapter.path)
        findings += nested_findings(root, lines, chapter.path)
        if has_errors(findings):
            return _unparsed(chapter, findings)
        findings += title_findings(root, chapter, lines)
        findings += heading_findings(root, lines, chapter.path)
        return _section(chapter, flat, root, lines, findings, language)
    except etree.XMLSyntaxError as error:
        return _unparsed(chapter, [*findings, _malformed(chapter, lines, error)])
    except RecursionError:
        return _unparsed(chapter, [*findings, _too_deep(chapter)])


def _section(
    chapter: Chapter,
    flat: str,
    root: etree._Element,
    lines: Lines,
    findings: list[Finding],
    language: str,
) -> Section:
    drop_back_links(root)
    uses = _mark_lines(root, lines)
    tables = tuple(lines.next_match("table", _TABLE) for _ in root.iter("table"))
    prefix_ids(root, chapter.id)
    shape_blocks(root, language)
    mark_languages(root, language)
    mark_capitals(root)
    findings += set_math(root, flat, chapter.line, chapter.path, language)
    notes = take_notes(root, chapter.id)
    headings = name_headings(root, chapter.id, notes)
    title = take_title(root)
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
        findings=tuple(findings),
    )


def _mark_lines(root: etree._Element, lines: Lines) -> tuple[ImageUse, ...]:
    """Write each link's and image's source line on it, for the findings of later rooms."""
    uses = []
    for element in root.iter("a", "img"):
        if element.get("class") == "footnote-ref":
            continue
        target = element.get("href") or element.get("src") or ""
        line = lines.next(target)
        element.set("data-line", str(line))
        if element.tag == "img":
            uses.append(ImageUse(path=target, line=line))
    return tuple(uses)


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


def _source_findings(chapter: Chapter, flat: str, lines: Lines) -> Iterator[Finding]:
    """Yield the findings that the Markdown itself shows."""
    yield from check_raw_html(lines, chapter.path)
    yield from note_findings(lines, chapter.path)
    yield from span_findings(lines, chapter.path)
    yield from container_findings(lines, chapter.path)
    yield from caption_findings(lines, chapter.path)
    yield from language_findings(flat, chapter.line, chapter.path)
    yield from math_findings(flat, chapter.line, chapter.path)
    line = lines.open_fence()
    if line is not None:
        yield CodeOpen.found(file=chapter.path, line=line)
    for found in unknown_references(lines.text):
        short = clipped(found[0], _SHOWN)
        line = lines.at(found.start())
        yield CharacterForbidden.reference({"reference": short}, file=chapter.path, line=line)
    for number, text in enumerate(chapter.text.split("\n"), chapter.line):
        control, none = forbidden_character(text), noncharacter(text)
        form = CharacterForbidden.in_text if control else CharacterForbidden.none
        if character := control or none:
            yield form({"character": character}, file=chapter.path, line=number)


def _malformed(chapter: Chapter, lines: Lines, error: etree.XMLSyntaxError) -> Finding:
    """Return the XML parser's finding, in plain words where two elements overlap."""
    if "Excessive depth" in error.msg:
        return _too_deep(chapter)
    if valueless := re.search(r"mandates value for attribute ([^\s,]+)", error.msg):
        word = valueless[1]
        line = lines.next_match(
            "valueless", rf"\{{[^{{}}\n]*(?<![\w-]){re.escape(word)}\b[^{{}}\n]*\}}"
        )
        return AttributesUnread.valueless({"word": word}, file=chapter.path, line=line)
    overlap = re.search(r"mismatch: (\w+) line \d+ and (\w+)", error.msg)
    if overlap is None:
        return HtmlMalformed.found({"reason": error.msg}, file=chapter.path, line=chapter.line)
    line = lines.next_match("overlap", rf"</?(?:{overlap[1]}|{overlap[2]})\b")
    tags = {"tag": overlap[1], "other": overlap[2]}
    return HtmlMalformed.overlap(tags, file=chapter.path, line=line)


def _too_deep(chapter: Chapter) -> Finding:
    return NestedDeep.found(file=chapter.path, line=chapter.line)
