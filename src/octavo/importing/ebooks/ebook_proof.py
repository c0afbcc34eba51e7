"""The proof that a chapter says the words of its stretch in order, by the book's own parse."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from octavo.core.model import Chapter, Matter
from octavo.importing.ebooks.braces import classes
from octavo.importing.ebooks.ebook_blocks import placed_blocks
from octavo.importing.ebooks.ebook_inline import Hand
from octavo.importing.ebooks.raw_blocks import may_be_raw, raw
from octavo.importing.ebooks.stretches import Stretch, without_formulas
from octavo.importing.markdown_escape import escape_line
from octavo.importing.readers.html_elements import drop
from octavo.importing.readers.inline_markdown import plain
from octavo.importing.readers.word_proof import letters
from octavo.markdown.section import parse_chapter
from octavo.markdown.xhtml_tree import is_call, read

#: A stub that stands for a note's text, where a block is looked at by itself.
_STUB = "\U000f1f18"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """A chapter's Markdown and the letters that it says; `flattened` counts the blocks that could
    not be written as they are, and became plain paragraphs."""

    text: str
    letters: str
    flattened: int = 0


def proved_text(stretch: Stretch, title: str, hand: Hand) -> Proved:
    """Return a stretch as Markdown; what does not say its words is written plainer."""
    head = f"# {title}"
    placed = placed_blocks(stretch.body, hand)
    wanted = said_by(stretch.title) + said_by(stretch.body)
    text = _joined([head, *(text for _, text in placed)])
    said = rendered(text, hand)
    if said == wanted:
        return Proved(text=text, letters=said)
    blocks: list[str] = []
    flattened = 0
    labels = {each.get("label", "") for each in stretch.body.iter("notetext")}
    for element, written in placed:
        made = _plainer(element, written, labels, hand)
        flattened += made != written
        blocks.append(made)
    text = _joined([head, *blocks])
    return Proved(text=text, letters=rendered(text, hand), flattened=flattened)


def _joined(blocks: list[str]) -> str:
    return "\n\n".join(blocks) + "\n"


def said_by(element: etree._Element) -> str:
    """Return the letters of a tree; of formulas nothing, for their signs are made anew."""
    twin = etree.fromstring(etree.tostring(element, with_tail=False))
    return letters(_without_formulas(twin))


def _without_formulas(root: etree._Element) -> etree._Element:
    without_formulas(root)
    for each in [*root.iter("img")]:
        each.attrib.pop("title", "")
    return root


def rendered(text: str, hand: Hand) -> str:
    """Return the letters that a chapter of this Markdown says, its notes last."""
    chapter = Chapter(
        id="chapter", path="chapter.md", matter=Matter.BODY, kind="chapter", text=text
    )
    section = parse_chapter(chapter, hand.language)
    parts = [section.title, section.body, *(note.body for note in section.notes)]
    return "".join(letters(_without_added(read(part))) for part in parts)


def _without_added(root: etree._Element) -> etree._Element:
    """Return a tree of the book's without what is made of the text and does not stand in it."""
    for element in [*root.iter("a")]:
        if is_call(element):
            drop(element)
    for each in [*root.iter("div")]:
        if "result" in (each.get("class") or "").split():
            drop(each)
    return _without_formulas(root)


def _plainer(element: etree._Element, written: str, labels: set[str], hand: Hand) -> str:
    """Return a block that says its words: as it is written, as HTML, or as plain paragraphs."""
    wanted = said_by(element)
    if "source-of-example" in classes(element):
        return written  # what comes of it has words of its own: notes, titles
    if _alone(written, labels, element, hand) == wanted:
        return written
    if may_be_raw(element) and element.tag != "p":
        made = raw(element)
        if _alone(made, set(), element, hand) == wanted:
            return made
    calls = "".join(f"[^{each.get('label')}]" for each in element.iter("note"))
    lines = [escape_line(line) for line in plain(_bare(element)).split("\n") if line.strip()]
    made = "\n\n".join(lines) + calls
    return f"[^{element.get('label')}]: {made}" if element.tag == "notetext" else made


def _bare(element: etree._Element) -> etree._Element:
    return _without_formulas(etree.fromstring(etree.tostring(element, with_tail=False)))


def _alone(written: str, labels: set[str], element: etree._Element, hand: Hand) -> str:
    """Return the letters of a block by itself, its notes there as stubs."""
    own = {element.get("label")} if element.tag == "notetext" else set()
    called = [each for each in labels - own if each and f"[^{each}]" in written]
    stubs = [f"[^{label}]: {_STUB}" for label in called]
    calls = "".join(f"[^{label}]" for label in own if label)
    text = "\n\n".join([f"# {_STUB}", written, *([calls] if calls else []), *stubs])
    return rendered(text, hand).replace(_STUB, "")
