"""How the tests of parsing read a chapter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from octavo.core.model import Chapter, Matter, Section
from octavo.markdown.section import parse_chapter

Parse = Callable[..., Section]


@pytest.fixture
def parse() -> Parse:
    """Parses a chapter's Markdown below the title `# T`, which is line 1."""

    def parse(
        text: str,
        *,
        language: str = "en",
        name: str = "c",
        title: str = "# T\n\n",
        lines: bool = False,
    ) -> Section:
        chapter = Chapter(
            id=name,
            path=f"manuscript/{name}.md",
            matter=Matter.BODY,
            kind="chapter",
            text=title + text,
        )
        return parse_chapter(chapter, language, lines=lines)

    return parse


@pytest.fixture
def body(parse: Parse) -> Callable[..., str]:
    """The body of a chapter without errors, without the marks of lines."""

    def body(text: str, **how: str) -> str:
        section = parse(text, **how)
        assert [item for item in section.findings if item.severity == "error"] == []
        return without_lines(section.body)

    return body


def without_lines(xhtml: str) -> str:
    import re

    return re.sub(r' data-line="\d*"', "", xhtml)


@pytest.fixture
def chapter_of() -> Parse:
    """Parses the Markdown of a file of a certain name, below the title `# T`."""

    def chapter_of(name: str, text: str) -> Section:
        path = f"manuscript/{name}"
        chapter = Chapter(
            id="c", path=path, matter=Matter.BODY, kind="chapter", text=f"# T\n\n{text}"
        )
        return parse_chapter(chapter, "en")

    return chapter_of
