"""Links between articles of one book lead to the chapters that the articles become."""

from __future__ import annotations

import pytest

from helpers import exports
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
    "/shore-walk#comments": "along-the-shore.md",
    "https://isle.example/keeper/#comment-12": "the-keeper.md",
    "../post/lamp.md#c113699588515266618": "the-lamp.md",
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


def test_names_may_have_signs_that_links_are_written_with(posts, tmp_path):
    (posts / "post/keeper's (old) oil.md").write_text("# Old Oil\n\nIt stank.\n", "utf-8")
    (posts / "post/#lit 2.md").write_text("# Lit\n\nEach night.\n", "utf-8")
    text = (
        "[It](keeper's%20(old)%20oil.md), [it](<keeper's%20(old)%20oil.md#rank>) and\n"
        '<a href="keeper\'s%20(old)%20oil.md">it</a>; [this](#lit%202.md), (see [it](lamp.md)), '
        '[that](#lit), [a](../post/#lit%202.md "Lit"), [b](gone%20(old).md), [c](#lit%203.md)'
    )
    assert _chapter(posts, tmp_path / "book", text) == (
        "[It](old-oil.md), [it](<old-oil.md#rank>) and\n"
        '<a href="old-oil.md">it</a>; [this](lit.md), (see [it](the-lamp.md)), '
        '[that](#lit), [a](lit.md "Lit"), [b](gone%20(old).md), [c](#lit%203.md)'
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


def _text(root, name):
    return (root / "manuscript" / name).read_text("utf-8")


def _from(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    _assembled(tmp_path / "book", path)
    return tmp_path / "book"


def test_links_of_blogger_lead_by_the_path_of_a_post(tmp_path):
    root = _from(tmp_path, "feed.atom", exports.TAKEOUT)
    assert "See [the ebb](ebb.md)." in _text(root, "the-lamp.md")


def test_links_of_wordpress_lead_by_number_and_by_an_old_name(tmp_path):
    text = _text(_from(tmp_path, "export.xml", exports.WXR), "lamp.md")
    assert "[the ebb](ebb.md), and [its old name](ebb.md)" in text


def test_links_of_notion_lead_to_pages_by_their_marked_names(tmp_path):
    root = _from(tmp_path, "Export.zip", exports.packed(exports.notion_files()))
    assert "[Ebb](ebb.md)" in _text(root, "lamp.md")
    assert "[back](lamp.md)" in _text(root, "ebb.md")


def test_a_page_links_to_nothing_that_is_no_article(tmp_path):
    page = '<html><body><p>See <a href="other.html#x">the other</a>, <a href="/a/">that</a>.</p>'
    root = _from(tmp_path, "post.html", page)
    assert "See the other, that." in _text(root, "post.md")


def test_links_of_hugo_and_jekyll_lead_by_tag_and_by_alias(tmp_path):
    site = exports.laid(tmp_path / "hugo", exports.hugo_files())
    _assembled(tmp_path / "book", site)
    assert "[the ebb](ebb.md)" in _text(tmp_path / "book", "lamp.md")
    assert "[The lamp](lamp.md)" in _text(tmp_path / "book", "ebb.md")
    site = exports.laid(tmp_path / "jekyll", exports.jekyll_files())
    _assembled(tmp_path / "other", site)
    assert "[the ebb](ebb.md)" in _text(tmp_path / "other", "lamp.md")


def test_links_of_a_vault_lead_to_its_notes_and_code_stays(tmp_path):
    _assembled(tmp_path / "book", exports.laid(tmp_path / "vault", exports.vault_files()))
    lamp = _text(tmp_path / "book", "the-lamp.md")
    assert "[the ebb](at-the-ebb.md), [Ebb > Sand](at-the-ebb.md#Sand) and [[Nowhere]]." in lamp
    assert "`[[Lamp Room]]` [Lamp Room](the-lamp.md)" in _text(tmp_path / "book", "at-the-ebb.md")


def test_another_sites_page_of_the_same_name_is_not_meant(tmp_path):
    files = {
        "lamp.md": b"---\ntitle: Lamp\nslug: lamp\ndate: 2020-01-01\n---\n\nIt burns.\n",
        "oil.md": b"# Oil\n\n[a](https://other.example/lamp), [b](/tools/lamp/), [c](/blog/lamp)\n",
    }
    _assembled(tmp_path / "book", exports.laid(tmp_path / "site", files))
    assert "[a](https://other.example/lamp), [b](/tools/lamp/), [c](lamp.md)" in _text(
        tmp_path / "book", "oil.md"
    )


def test_a_host_whose_pages_are_the_books_is_the_sites_own(tmp_path):
    files = {
        f"{name}.md": f"---\ntitle: {name.title()}\nslug: {name}\ndate: 2020-01-01\n---\n\n"
        "See [it](https://isle.example/blog/2020/lamp/).\n".encode()
        for name in ("lamp", "oil", "wick")
    }
    files["links.md"] = b"[o](https://isle.example/oil/) [w](https://isle.example/posts/wick)\n"
    _assembled(tmp_path / "book", exports.laid(tmp_path / "site", files))
    assert "See [it](lamp.md)." in _text(tmp_path / "book", "oil.md")
    assert _text(tmp_path / "book", "links.md").endswith("[o](oil.md) [w](wick.md)\n")
