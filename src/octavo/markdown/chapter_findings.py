"""What is noticed about a chapter's Markdown: each with its line, and no kind hides another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from octavo.core.model import Chapter, Finding
from octavo.findings.catalogue.book_toml import CharacterForbidden, TitleLong
from octavo.findings.catalogue.chapters import ChapterEmpty, IdTwice
from octavo.findings.catalogue.headings import HeadingSkip, TitleCount
from octavo.findings.catalogue.html import HtmlLinked, HtmlMoved, HtmlRefused
from octavo.findings.catalogue.language import LanguageWrong
from octavo.findings.catalogue.markup import (
    AttributesUnread,
    CodeLanguage,
    CodeOpen,
    CodeUnrun,
    ContainerOpen,
    ForeignTag,
    LinesKept,
    NestedDeep,
    TableRowLong,
)
from octavo.findings.catalogue.notes import NoteMissing, NoteNested, NoteTwice, NoteUncalled
from octavo.findings.entry import Value
from octavo.manuscript.book_metadata import LONGEST_TITLE
from octavo.manuscript.toml_file import did_you_mean
from octavo.markdown.chapter_tree import ChapterTree
from octavo.markdown.code import is_drawn, is_known, known_names
from octavo.markdown.element_tree import FOREIGN_TAG
from octavo.markdown.heading_ids import drop_double_ids, is_reserved, is_subtitle
from octavo.markdown.html_attributes import CALL, NOTE
from octavo.markdown.mended_tree import braces_line, line_of
from octavo.markdown.reference_marks import CITATION, COMMAND, REFERENCE
from octavo.markdown.xhtml_tree import text_of
from octavo.text.language_tags import check_language
from octavo.text.shorten import clipped
from octavo.text.xhtml_names import HEADINGS, MATH
from octavo.text.xml_characters import forbidden_character, noncharacter

#: Characters of a heading, of a tag and of a reference that a message quotes.
_SHOWN, _SHOWN_REFERENCE = 60, 20


def chapter_findings(chapter: Chapter, tree: ChapterTree) -> Iterator[Finding]:
    """Yield the findings on a chapter's tree. Call it before the tree is shaped."""
    yield from _blocks(chapter, tree)
    yield from _braces(chapter, tree)
    if not text_of(tree.root) and next(tree.root.iter("img", MATH), None) is None:
        yield ChapterEmpty.found(file=chapter.path, line=chapter.line)
    yield from _titles(chapter, tree.root)
    yield from _levels(chapter, tree.root)
    yield from _notes(chapter, tree.root)
    yield from _languages(chapter, tree.root)
    yield from _tags(chapter, tree)
    yield from _run(chapter, tree)
    yield from _html(chapter, tree)
    yield from _ids(chapter, tree.root)


def source_findings(chapter: Chapter) -> Iterator[Finding]:
    """Yield what can be seen in the characters themselves."""
    for number, text in enumerate(chapter.text.split("\n"), chapter.line):
        if control := forbidden_character(text):
            values = {"character": control}
            yield CharacterForbidden.in_text(values, file=chapter.path, line=number)
        elif none := noncharacter(text):
            yield CharacterForbidden.none({"character": none}, file=chapter.path, line=number)


def lines_kept(chapter: Chapter, paragraphs: Sequence[etree._Element]) -> Iterator[Finding]:
    """Yield what is said of paragraphs whose lines stay lines, though no mark asks for it."""
    if paragraphs:
        line = line_of(paragraphs[0]) or chapter.line
        if len(paragraphs) == 1:
            yield LinesKept.one(file=chapter.path, line=line)
        else:
            values = {"count": len(paragraphs)}
            yield LinesKept.found(values, file=chapter.path, line=line)


def too_deep(chapter: Chapter, line: int | None) -> Finding:
    """Return the finding for blocks that stand too deep in each other to be read."""
    return NestedDeep.found(file=chapter.path, line=line or chapter.line)


def _blocks(chapter: Chapter, tree: ChapterTree) -> Iterator[Finding]:
    for line in sorted([*tree.reading.stray_colons, *tree.reading.open_containers]):
        yield ContainerOpen.found(file=chapter.path, line=chapter.line + line)
    for line in tree.reading.open_fences:
        yield CodeOpen.found(file=chapter.path, line=chapter.line + line)
    for count, line in tree.reading.long_rows:
        form = TableRowLong.one if count == 1 else TableRowLong.found
        values = {} if count == 1 else {"count": count}
        yield form(values, file=chapter.path, line=chapter.line + line)


def _braces(chapter: Chapter, tree: ChapterTree) -> Iterator[Finding]:
    for words, word, line in tree.reading.unread_attributes:
        yield AttributesUnread.found({"words": words, "word": word}, file=chapter.path, line=line)
    for words, line in tree.reading.unread_captions:
        yield AttributesUnread.caption({"words": words}, file=chapter.path, line=line)
    for words, line in tree.reading.unread_openings:
        at = chapter.line + line
        yield AttributesUnread.container({"words": words}, file=chapter.path, line=at)
    for reference, line in tree.reading.unknown_references:
        shown = clipped(reference, _SHOWN_REFERENCE)
        yield CharacterForbidden.reference({"reference": shown}, file=chapter.path, line=line)


def _titles(chapter: Chapter, root: etree._Element) -> Iterator[Finding]:
    titles = list(root.iter("h1"))
    if len(titles) > 1:
        line = line_of(titles[1]) or chapter.line
        yield TitleCount.more({"count": len(titles)}, file=chapter.path, line=line)
    words = text_of(titles[0]) if titles else ""
    if len(words) > LONGEST_TITLE and not chapter.short_title:
        line = line_of(titles[0]) or chapter.line
        yield TitleLong.chapter({"count": len(words)}, file=chapter.path, line=line)


def _levels(chapter: Chapter, root: etree._Element) -> Iterator[Finding]:
    above = _top(chapter, root)
    for element in root.iter(*HEADINGS):
        level = int(str(element.tag)[1])
        if is_subtitle(element):
            continue
        if level > above + 1:
            words = clipped(text_of(element), _SHOWN)
            values: dict[str, Value] = {"heading": words, "level": level, "above": above}
            values["marks"] = "#" * (above + 1)
            yield HeadingSkip.found(values, file=chapter.path, line=_line(element, chapter))
        above = level


def _top(chapter: Chapter, root: etree._Element) -> int:
    """Return the level of the chapter's title: that of the first heading, if that becomes it."""
    first = None if chapter.title or root.find(".//h1") is not None else root.iter(*HEADINGS)
    tag = next((str(each.tag) for each in first), "h1") if first is not None else "h1"
    return int(tag[1])


def _notes(chapter: Chapter, root: etree._Element) -> Iterator[Finding]:
    texts = [body for body in root.iter("div") if body.get(NOTE) is not None]
    calls = [call for call in root.iter("a") if call.get(CALL) is not None]
    written = {str(body.get(NOTE)) for body in texts}
    called = {str(call.get(CALL)) for call in calls}
    for call in calls:
        values, line = {"mark": str(call.get(CALL))}, _line(call, chapter)
        if values["mark"] not in written:
            yield NoteMissing.found(values, file=chapter.path, line=line)
        elif any(holder.get(NOTE) is not None for holder in call.iterancestors("div")):
            yield NoteNested.found(values, file=chapter.path, line=line)
    seen: set[str] = set()
    for body in texts:
        values, line = {"mark": str(body.get(NOTE))}, _line(body, chapter)
        if values["mark"] in seen:
            yield NoteTwice.found(values, file=chapter.path, line=line)
        elif values["mark"] not in called:
            yield NoteUncalled.found(values, file=chapter.path, line=line)
        seen.add(values["mark"])


#: Letters of the shortest language whose neighbour may have been meant.
_NAMED = 4


def _languages(chapter: Chapter, root: etree._Element) -> Iterator[Finding]:
    for code in root.iterfind(".//pre/code"):
        names = [n for n in code.get("class", "").split() if n.startswith("language-")]
        name = names[0].removeprefix("language-") if names else ""
        if is_drawn(name):
            line = _line(code, chapter)
            yield ForeignTag.drawing({"language": name}, file=chapter.path, line=line)
        elif name and not is_known(name):
            otherwise = "Leave the word out, or see https://pygments.org/languages/."
            near = known_names() if len(name) >= _NAMED else ()
            suggestion = did_you_mean(name.lower(), near, otherwise)
            values = {"language": name, "suggestion": suggestion}
            yield CodeLanguage.found(values, file=chapter.path, line=_line(code, chapter))


def _tags(chapter: Chapter, tree: ChapterTree) -> Iterator[Finding]:
    forms = {CITATION: ForeignTag.citation, COMMAND: ForeignTag.command}
    forms[REFERENCE] = ForeignTag.reference
    for element in tree.root.iter("span"):
        names = element.get("class", "").split()
        if FOREIGN_TAG in names:
            form = forms.get(names[-1], ForeignTag.found)
            words = clipped("".join(map(str, element.itertext())), _SHOWN)
            yield form({"tag": words}, file=chapter.path, line=_line(element, chapter))
    for name, line in tree.reading.blocks_typed:
        at = chapter.line + line
        yield ForeignTag.found({"tag": f"{{{name}}}"}, file=chapter.path, line=at)
    for name, line in tree.reading.blocks:
        at = chapter.line + line
        yield ForeignTag.statement({"kind": name}, file=chapter.path, line=at)
    for words, line in tree.reading.parts:
        at = chapter.line + line
        yield ForeignTag.part({"part": clipped(words, _SHOWN)}, file=chapter.path, line=at)
    for tool, count, line in tree.reading.hidden:
        values = {"count": f"{count} line{'' if count == 1 else 's'}", "tool": tool}
        yield ForeignTag.hidden(values, file=chapter.path, line=chapter.line + line)
    for kind, line in tree.reading.alone:
        yield ForeignTag.alone({"format": kind}, file=chapter.path, line=chapter.line + line)
    for words, line in tree.reading.commands:
        yield ForeignTag.silent({"tag": clipped(words, _SHOWN)}, file=chapter.path, line=line)


def _run(chapter: Chapter, tree: ChapterTree) -> Iterator[Finding]:
    """Yield one finding for all code of a chapter that another tool would run."""
    if lines := tree.reading.run:
        values: dict[str, Value] = {"count": len(lines)}
        yield CodeUnrun.found(values, file=chapter.path, line=chapter.line + min(lines))


def _html(chapter: Chapter, tree: ChapterTree) -> Iterator[Finding]:
    mended = tree.mended
    for name, line in mended.scripts:
        yield HtmlRefused.script({"name": name}, file=chapter.path, line=line or chapter.line)
    for name, line in sorted(tree.reading.components, key=lambda item: item[1]):
        at = chapter.line + line
        yield HtmlRefused.component({"tag": name}, file=chapter.path, line=at)
    for name, line in mended.gone:
        yield HtmlRefused.gone({"tag": name}, file=chapter.path, line=line or chapter.line)
    for tag, line in mended.languages:
        values = {"tag": tag, "suggestion": check_language(tag) or ""}
        yield LanguageWrong.passage(values, file=chapter.path, line=line or chapter.line)
    for name, line in mended.linked:
        yield HtmlLinked.found({"tag": name}, file=chapter.path, line=line or chapter.line)
    for name, line in mended.moved:
        yield HtmlMoved.found({"tag": name}, file=chapter.path, line=line or chapter.line)


def _ids(chapter: Chapter, root: etree._Element) -> Iterator[Finding]:
    for element, name in drop_double_ids(root):
        form = IdTwice.reserved if is_reserved(name) else IdTwice.text
        line = braces_line(element) or chapter.line
        yield form({"id": name}, file=chapter.path, line=line)


def _line(element: etree._Element, chapter: Chapter) -> int:
    return line_of(element) or chapter.line
