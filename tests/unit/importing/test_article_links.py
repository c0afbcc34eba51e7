"""Links between articles of one book lead to the chapters that the articles become."""

from __future__ import annotations

import pytest

from octavo.importing import assemble_run
from octavo.importing.run_events import Request

LAMP = "# The Lamp\n\nIt was lit at dusk, and whoever passed could read by it.\n"
#: What stands in a link of `post/oil.md`, and what it becomes.
LED = {
    "lamp.md": "the-lamp.md",
    "./lamp.html#wick": "the-lamp.md#wick",
    "../post/lamp.md": "the-lamp.md",
    "../walks/2021-03-04-shore-walk.md": "along-the-shore.md",
    "../walks/": "all-walks.md",
    "/2021/03/04/shore-walk/": "along-the-shore.md",
    "/shore-walk": "along-the-shore.md",
    "https://isle.example/2021/03/04/shore-walk/?utm=x": "along-the-shore.md",
    "http://www.isle.example/keeper": "the-keeper.md",
    "https://isle.example/keeper/index.html#end": "the-keeper.md#end",
    "oil.md#second": "#second",
    "<lamp.md>": "<the-lamp.md>",
}
#: What is left as it is: not there, elsewhere, of no article.
LEFT = (
    "other/lamp.md", "missing.md", "https://other.example/lamp", "#here", "https://isle.example/",
    "mailto:a@b.example", "http://[", "lamp.pdf",
)  # fmt: skip


@pytest.fixture
def posts(tmp_path):
    files = {
        "post/lamp.md": LAMP,
        "walks/2021-03-04-shore-walk.md": "---\ntitle: Along the Shore\n"
        "permalink: /2021/03/04/shore-walk/\n---\n\nSand, then stones.\n",
        "walks/index.md": "# All Walks\n\nThere are three.\n",
        "keeper.html": '<head><link rel="canonical" href="https://isle.example/keeper/"></head>'
        "<body><h1>The Keeper</h1><p>He slept by day.</p></body>",
    }
    for name, text in files.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "site"


def _assembled(root, *articles):
    request = Request(root=root, arguments=tuple(map(str, articles)))
    *_, report = assemble_run.assemble(request)
    return {each.file.rpartition("/")[2]: each for each in report.articles}


def _chapter(posts, root, text):
    (posts / "post/oil.md").write_text(f"# Oil\n\n{text}\n", "utf-8")
    made = _assembled(root, posts)
    return (root / made["oil.md"].chapter).read_text("utf-8").partition("# Oil\n\n")[2].strip()


def test_links_lead_to_chapters(posts, tmp_path):
    text = "\n".join(f"- [There]({target})" for target in LED)
    led = "\n".join(f"- [There]({target})" for target in LED.values())
    assert _chapter(posts, tmp_path / "book", text) == led


def test_other_links_stay(posts, tmp_path):
    text = "\n".join(f"- [There]({target})" for target in LEFT)
    assert _chapter(posts, tmp_path / "book", text) == text


def test_other_spellings_of_links_and_code(posts, tmp_path):
    text = (
        'See [it][one], <a class="x" href="lamp.md">it</a>, [it](lamp.md "The lamp").\n\n'
        "[one]: lamp.md#top\n\nBut `[it](lamp.md)`, and\n\n~~~\n[it](lamp.md)\n~~~"
    )
    assert _chapter(posts, tmp_path / "book", text) == (
        'See [it][one], <a class="x" href="the-lamp.md">it</a>, [it](the-lamp.md "The lamp").\n\n'
        "[one]: the-lamp.md#top\n\nBut `[it](lamp.md)`, and\n\n~~~\n[it](lamp.md)\n~~~"
    )


def test_two_of_one_name_are_not_guessed_between(posts, tmp_path):
    (posts / "walks/lamp.md").write_text("# Another Lamp\n\nIt burned on the pier.\n", "utf-8")
    assert _chapter(posts, tmp_path / "book", "[It](/lamp/), [this](lamp.md)") == (
        "[It](/lamp/), [this](the-lamp.md)"
    )


def test_links_reach_articles_of_earlier_and_of_later_runs(posts, tmp_path):
    root = tmp_path / "book"
    oil = posts / "post/oil.md"
    oil.write_text("# Oil\n\nSee [the lamp](lamp.md).\n", "utf-8")
    _assembled(root, oil)
    chapter = root / "manuscript/oil.md"
    assert "(lamp.md)" in chapter.read_text("utf-8")
    _assembled(root, posts / "post/lamp.md")
    made = _assembled(root)
    assert "(the-lamp.md)" in chapter.read_text("utf-8")
    assert made["oil.md"].status == "written"
    assert _assembled(root)["oil.md"].status == "unchanged"
    # What the author has edited since stays the author's.
    chapter.write_text(chapter.read_text("utf-8") + "\nMine.\n", "utf-8")
    assert _assembled(root)["oil.md"].status == "left-alone"
