"""`::: example`: Markdown twice, as it is written and as it comes out.

So the source that a guide shows and the result below it can never disagree.
Ids, notes and links exist once: in the result.
"""

from __future__ import annotations

from html import escape

from lxml import etree
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from octavo.markdown.containers import EXAMPLE, fence, open_tag, partner, read_opening
from octavo.markdown.source_places import without_code

#: The parts of an example, by their class; each is the word, too, by which a voice announces it.
_PARTS = ("source", "result")


class Examples(Extension):
    """Registers the examples."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Add the preprocessor behind clean line ends (30) and before everything else.

        What stands in an example is kept before fenced code (25) takes its part.
        """
        md.preprocessors.register(_Examples(md), "octavo-examples", 29)


class _Examples(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        # An example in code, or in a comment, is none.
        seen = without_code("\n".join(lines)).split("\n")
        result: list[str] = []
        number = 0
        while number < len(lines):
            end = self._end(seen, number)
            if end is None:
                result.append(lines[number])
            else:
                inner = lines[number + 1 : end]
                result += ["", *self._example(fence(lines[number]) or "", inner), ""]
                number = end
            number += 1
        return result

    def _end(self, seen: list[str], number: int) -> int | None:
        words = fence(seen[number])
        is_example = words and read_opening(words).name == EXAMPLE
        return partner(seen, number) if is_example else None

    def _example(self, words: str, inner: list[str]) -> list[str]:
        source = "\n".join(inner).strip("\n")
        kept = self.md.htmlStash.store(f"<pre><code>{escape(source)}</code></pre>")
        around = open_tag(EXAMPLE, read_opening(words).attributes or {}, EXAMPLE)
        first, second = (open_tag(name, {}, name) for name in _PARTS)
        return [
            *(around, "", first, "", kept, "", "</div>", ""),
            *(second, "", *self.run(inner), "", "</div>", "", "</div>"),
        ]


def shape_example(block: etree._Element) -> None:
    """Names the example and its parts for voices.

    `data-label` names the word for the pass that knows the book's language.
    """
    block.set("role", "doc-example")
    for part in block.iterchildren("div"):
        name = part.get("class", "")
        if name in _PARTS:
            part.set("role", "group")
            part.set("data-label", f"example_{name}")
