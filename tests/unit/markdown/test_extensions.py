"""Extensions of third parties to Python-Markdown, in a chapter of a book that is made."""

from __future__ import annotations

from xml.etree.ElementTree import SubElement

import pytest
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from helpers.compose_samples import HTML, ereader
from helpers.epub_samples import opened
from octavo.core.model import Book, Chapter, Matter, Metadata
from octavo.markdown.section import parse_chapter
from octavo.text.added_words import words_of

METADATA = Metadata(title="T", language="en", identifier="urn:x", slug="t", date="2000-01-01")


def parsed(text: str, *extensions: Extension | str):
    chapter = Chapter(id="one", path="one.md", matter=Matter.BODY, kind="chapter", text=text)
    return parse_chapter(chapter, "en", extensions=extensions)


def test_keys_of_an_extension_from_outside_are_in_the_book():
    pytest.importorskip("pymdownx", reason="pip install -e '.[test]'")
    section = parsed("# T\n\nPress ++ctrl+s++ *now*.\n\n- ++f1++, not `++f2++`\n", "pymdownx.keys")
    made = Book(metadata=METADATA, sections=(section,), words=words_of("en"))
    page = opened(ereader(made)).file("text/one.xhtml")
    assert [key.text for key in page.iter(f"{HTML}kbd")] == ["Ctrl", "S", "F1"]
    assert [code.text for code in page.iter(f"{HTML}code")] == ["++f2++"]
    assert [word.text for word in page.iter(f"{HTML}em")] == ["now"]


class Loud(Preprocessor):
    def run(self, lines):
        return [line.replace("@tide", "**High water**") for line in lines]


class Marked(Treeprocessor):
    def run(self, root):
        for element in root.iter("strong"):
            element.set("class", "loud")


class Signed(Postprocessor):
    def run(self, text):
        return f"{text}<p>Signed<script>x()</script></p>"


class Boxed(BlockProcessor):
    def test(self, parent, block):
        return block.startswith("box ")

    def run(self, parent, blocks):
        box = SubElement(parent, "div", {"class": "box"})
        self.parser.parseBlocks(box, [blocks.pop(0).removeprefix("box ")])


class Each(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.preprocessors.register(Loud(md), "loud", 10)
        md.treeprocessors.register(Marked(md), "marked", 10)
        md.postprocessors.register(Signed(md), "signed", 10)
        md.parser.blockprocessors.register(Boxed(md.parser), "boxed", 10)


def test_each_kind_of_processor_works_and_what_it_makes_is_mended_as_html_is():
    text = '# T\n\n@tide at noon\n\nbox words\n\n![a](b.png "**Low** water")\n'
    section = parsed(text, Each())
    body = section.body.replace("\n", "")
    assert body.startswith(
        '<p><strong class="loud">High water</strong> at noon</p><div class="box"><p>words</p></div>'
    )
    assert '<figcaption><p><strong class="loud">Low</strong> water</p>' in body
    assert body.endswith("<p>Signed</p>")
    assert {item.code for item in section.findings} == {"html-refused"}
