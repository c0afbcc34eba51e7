"""A book with a fault of each kind: it is built, its words are in it, and all faults are named."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from helpers.printed import read_pages
from octavo.build.pipeline import Findings, Request, build
from octavo.core.artifact import Artifact
from octavo.preflight.epubcheck import check_epub

BOOK = """\
schema = 1
[book]
title = "All Wrong"
authors = ["A", ""]
contributors = [{ name = "B", role = "made the english" }]
language = "en"
series_number = 2
slug = "All Wrong!"
goal = 0
writing = "down"
cover = "https://example.org/x.png"
[contents]
chapters = ["a.md", "b.md", "a.md"]
[[contents.part]]
title = "Empty"
[[contents.part]]
chapters = ["c.md"]
[[contents.part]]
title = "Full"
chapters = ["d.md"]
[[fonts]]
file = "fonts/None.ttf"
[[fonts]]
file = "a.md"
role = "txt"
[editions.ebook]
format = "epub"
[editions.print]
format = "pdf"
"""
CHAPTERS = {
    "a": b"# Alpha\n\nThe caf\xe9 \x96 by. See [linked](y.md), ![drawn](none.png) and"
    b" ![far](https://x.org/a.png).\n\n#### Skipped\n\n$`\\frac`$.\n",
    "b": b"---\nkind: prefase\nlanguage: english\nother: [\n---\n# Beta\n\n<blink>blinks</blink>"
    b" \x01 [^1]\n\n[^2]: uncalled\n\n{{#include x}} [no](http://[::1)\n\n# Second\n",
    "c": b"Gamma\n\n<script>alert(1)</script><td>cell</td> $`\\text{\xf0\x90\xa8\x80}`$\n",
    "d": b"# Delta\n\n::: letter\n\nDear ``` [reader]{French}\n\n```\nopen code\n",
    "e": b"# Orphan\n",
}
CSS = '@import "x.css";\np { background: url(/x.png) }\n}\np{color:red}\n'
#: The codes that the book is made to give.
CODES = (
    "attributes-unread author-unnamed chapter-orphan chapter-twice character-forbidden code-open"
    " container-open css-broken css-import css-url font-choice font-missing foreign-tag"
    " glyph-missing goal-wrong heading-skip html-refused image-missing image-remote kind-unknown"
    " link-broken math-unreadable note-missing note-uncalled part-empty part-untitled role-unknown"
    " series-unnamed slug-wrong text-encoding writing-unknown"
)


def test_a_fault_of_each_kind_stops_nothing_and_hides_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "manuscript"
    folder.mkdir()
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/local.css").write_text(CSS, "utf-8")
    (folder / "book.toml").write_text(BOOK, "utf-8")
    for name, text in CHAPTERS.items():
        (folder / f"{name}.md").write_bytes(text)
    *events, last = build(Request(root=tmp_path, out=tmp_path / "build"))
    assert isinstance(last, Findings)
    assert sorted(set(CODES.split()) - {item.code for item in last.findings}) == []
    assert not [item for item in last.findings if item.severity == "error"]
    paths = {event.edition: event.path for event in events if isinstance(event, Artifact)}
    assert [str(item) for item in check_epub(paths["ebook"], "x.epub")] == []
    with zipfile.ZipFile(paths["ebook"]) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        ebook = re.sub("<[^>]*>", "", "".join(archive.read(name).decode() for name in names))
    printed = "".join(page.text for page in read_pages(paths["print"]))
    for words in ("café –", "linked", "drawn", "far", "Skipped", "blinks", "cell", "open code"):
        assert words.replace(" ", "") in "".join(ebook.split())
        assert words.replace(" ", "") in "".join(printed.split())
