"""One chapter → one Section: the parse on one page."""

from __future__ import annotations

from lxml import etree

from octavo.model import Chapter, Finding, ImageUse, Section, Severity
from octavo.parse.blocks import shape_blocks
from octavo.parse.headings import name_headings, prefix_ids, take_title, title_findings
from octavo.parse.markdown import to_xhtml
from octavo.parse.notes import note_findings, take_notes
from octavo.parse.rawhtml import check_raw_html
from octavo.parse.source import Lines
from octavo.parse.tree import read, text_of, write


def parse_chapter(chapter: Chapter, language: str) -> Section:
    """Parses a chapter; `language` is the book's, unless the chapter states its own.

    What is wrong with it travels in the section's `findings`; a section with
    errors has no body.
    """
    language = chapter.language or language
    lines = Lines(chapter.text, chapter.line)
    findings = [
        *check_raw_html(lines, chapter.path),
        *note_findings(lines, chapter.path),
        *_container_findings(lines, chapter.path),
    ]
    if any(finding.severity is Severity.ERROR for finding in findings):
        return _unparsed(chapter, findings)
    try:
        root = read(to_xhtml(chapter.text, language))
    except etree.XMLSyntaxError as error:
        return _unparsed(chapter, [*findings, _malformed(chapter, error)])
    findings += title_findings(root, chapter, lines)
    return _section(chapter, root, lines, findings, language)


def _section(
    chapter: Chapter,
    root: etree._Element,
    lines: Lines,
    findings: list[Finding],
    language: str,
) -> Section:
    uses = _mark_lines(root, lines)
    notes = take_notes(root, chapter.id)
    shape_blocks(root, language)
    prefix_ids(root, chapter.id)
    headings = name_headings(root, chapter.id)
    title = take_title(root)
    words = text_of(title) if title is not None else chapter.id
    return Section(
        id=chapter.id,
        kind=chapter.kind,
        matter=chapter.matter,
        title=write(title) if title is not None else words,
        title_text=words,
        body=write(root),
        short_title=chapter.short_title or words,
        author=chapter.author,
        language=chapter.language,
        notes=notes,
        headings=headings,
        images=uses,
        file=chapter.path,
        findings=tuple(findings),
    )


def _mark_lines(root: etree._Element, lines: Lines) -> tuple[ImageUse, ...]:
    """Writes each link's and image's source line on it, for the findings of later rooms."""
    uses = []
    for element in root.iter("a", "img"):
        target = element.get("href") or element.get("src") or ""
        if not target or element.get("class") in ("footnote-ref", "footnote-backref"):
            continue
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


def _container_findings(lines: Lines, file: str) -> tuple[Finding, ...]:
    line = lines.open_container()
    if line is None:
        return ()
    finding = Finding(
        code="container-open",
        severity=Severity.ERROR,
        message="this ::: has no partner.",
        file=file,
        line=line,
        hint="Open a block with `::: name` and close it with `:::`, each on its own line.",
    )
    return (finding,)


def _malformed(chapter: Chapter, error: etree.XMLSyntaxError) -> Finding:
    return Finding(
        code="html-malformed",
        severity=Severity.ERROR,
        message=f"raw HTML is not well-formed: {error.msg}.",
        file=chapter.path,
        line=chapter.line,
        hint="Close each tag you open, and write &lt; where you mean the sign <.",
    )
