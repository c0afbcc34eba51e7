"""Exports of blogs and note-takers: what becomes an article, under which title, in what words."""

from __future__ import annotations

import pytest

from helpers import exports
from helpers.articles import gathered
from octavo.core.errors import OctavoError
from octavo.findings.wording import message_of
from octavo.importing.gather import Refused, gather
from octavo.importing.readers.ghost_lexical import lexical_html
from octavo.importing.readers.json_values import read_json
from octavo.importing.readers.wanted_posts import Asked
from octavo.importing.readers.word_proof import as_markdown
from octavo.importing.wish import NO_WISH, Wish

ALL = Wish(asked=Asked(pages=True, drafts=True))


def _gather(path, wish=NO_WISH):
    return list(gathered([str(path)], wish=wish))


def _of(tmp_path, name, text, wish=NO_WISH):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return _gather(path, wish)


def _titles(found):
    return [
        each.source.title
        or next((block.text for block in each.source.blocks if block.kind == "title"), "")
        for each in found
    ]


def _written(found):
    return [as_markdown(block) for block in found.source.blocks]


def _said(found):
    return {finding.code: message_of(finding) for each in found for finding in each.source.findings}


def test_takeout_gives_its_posts_alone_the_oldest_first(tmp_path):
    found = _of(tmp_path, "feed.atom", exports.TAKEOUT)
    assert _titles(found) == ["Ebb", "The 'Lamp'"]
    lamp = found[1].source
    assert (lamp.author, lamp.date, lamp.aliases) == (
        "Ada Quill", "2020-01-04", ("/2020/01/lamp.html",),
    )  # fmt: skip
    assert _written(found[1])[0] == exports.LAMP
    assert "left out: 1 comment, 1 page" in _said(found)["export-left-out"]
    assert "“Not yet” is not published (draft); it was left out" in _said(found)["article-draft"]


def test_takeout_gives_pages_and_drafts_if_asked(tmp_path):
    found = _of(tmp_path, "feed.atom", exports.TAKEOUT, ALL)
    assert _titles(found) == ["About", "Not yet", "Ebb", "The 'Lamp'"]


def test_bloggers_older_backup(tmp_path):
    found = _of(tmp_path, "blog.xml", exports.BACKUP)
    assert _titles(found) == ["Lamp"]
    assert found[0].source.address == "http://lamp.example/2011/05/lamp.html"
    said = _said(found)
    assert "1 comment, 1 settings, 1 template" in said["export-left-out"]
    assert "“Unready” is not published (draft)" in said["article-draft"]


def test_ghost_in_each_of_its_editors(tmp_path):
    text = exports.lexical(
        {"type": "extended-heading", "tag": "h2", "children": [exports.words("Dusk")]},
        {"type": "paragraph", "children": [
            exports.words("A "), exports.words("lamp", 2), {"type": "linebreak"},
            {"type": "link", "url": "https://lamp.example/", "children": [exports.words("lit")]},
        ]},
        {"type": "list", "listType": "number", "children": [
            {"type": "listitem", "children": [exports.words("Oil")]}]},
        {"type": "callout", "calloutEmoji": "💡", "calloutText": "<p>Mind it.</p>"},
        {"type": "codeblock", "code": "lamp()", "language": "lua"},
        {"type": "bookmark", "url": "https://lamp.example/a", "metadata": {"title": "The film"}},
        {"type": "unheard-of", "html": "<p>Kept.</p>"},
    )  # fmt: skip
    export = exports.ghost(
        {"title": "Html", "html": f"<p>{exports.LAMP}</p>", "published_at": "2020-01-01"},
        {"title": "Lexical", "html": None, "lexical": text, "published_at": "2020-01-02",
         "slug": "lex"},
        {"title": "Mobiledoc", "mobiledoc": exports.MOBILEDOC, "published_at": "2020-01-03"},
        {"title": "Soon", "html": "<p>x</p>", "status": "draft"},
        {"title": "Page", "html": "<p>x</p>", "type": "page"},
    )  # fmt: skip
    found = _of(tmp_path, "lamp.ghost.2020.json", export)
    assert _titles(found) == ["Html", "Lexical", "Mobiledoc"]
    assert {each.source.author for each in found} == {"Ada Quill"}
    assert found[1].source.aliases == ("/lex/",)
    assert _written(found[1]) == [
        "## Dusk", "A <em>lamp</em>  \n[lit](https://lamp.example/)", "1.  Oil",
        "> 💡\n>\n> Mind it.",
        "```lua\nlamp()\n```", "[The film](https://lamp.example/a)", "Kept.",
    ]  # fmt: skip
    assert _written(found[2]) == [
        "## Dusk", "The <em>lamp</em>  \n[burns](https://lamp.example/)", "-   Oil\n-   Wick",
        "```lua\nlamp()\n```", "* * *", "Oil *and* wick.",
    ]  # fmt: skip
    assert "1 page" in _said(found)["export-left-out"]


def test_marks_of_lexical_stand_within_each_other():
    document = exports.lexical({"type": "paragraph", "children": [exports.words("a<b", 3)]})
    made = lexical_html(read_json(document.encode(), "x"))
    assert "<strong><em>a&lt;b</em></strong>" in made


@pytest.mark.parametrize("version", ["1", "1.1"])
def test_json_feeds(tmp_path, version):
    found = _of(tmp_path, "feed.json", exports.json_feed(version))
    assert _titles(found) == ["Lamp & oil", "Ebb", "Short"]
    assert {each.source.author for each in found} == {"Ada Quill"}
    assert _written(found[1]) == [exports.EBB, "A &lt; B."]
    assert "1 of 3 entries hold a summary alone" in _said(found)["feed-summaries"]


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"{}", "neither a feed nor an export"), (b'{"a": }', "not JSON"), (b"[" * 9_999, "too deep"),
     (b'{"version": "https://jsonfeed.org/version/1", "items": []}', "no items"),
     (b'{"db": "\xff"}', "not UTF-8")],
)  # fmt: skip
def test_what_is_no_export_in_json(tmp_path, data, message):
    with pytest.raises(OctavoError) as caught:
        _of(tmp_path, "a.json", data)
    assert message in caught.value.message
    assert caught.value.hint


def test_a_folder_passes_over_json_that_is_no_export(tmp_path):
    exports.laid(tmp_path, {"package.json": b"{}", "a.md": b"One.", "sitemap.xml": b"<urlset/>"})
    assert [each.name for each in _gather(tmp_path)] == ["a.md"]


@pytest.mark.parametrize("is_zip", [True, False])
def test_medium(tmp_path, is_zip):
    files = exports.medium_files()
    if is_zip:
        found = _of(tmp_path, "medium.zip", exports.packed(files))
    else:
        found = _gather(exports.laid(tmp_path / "medium", files))
    assert _titles(found) == ["Lamp"]
    source = found[0].source
    assert (source.author, source.date, source.address) == (
        "Ada Quill", "2019-03-04", "https://medium.com/@ada/x-1",
    )  # fmt: skip
    assert _written(found[0]) == [exports.LAMP, "## Oil", exports.EBB]
    said = _said(found)["export-left-out"]
    assert "1 responses (posts/2019-03-05_I-disagree-3.html)" in said
    assert "1 drafts (posts/draft_Ebb-2.html)" in said


def test_a_post_of_mediums_by_itself_and_its_copy(tmp_path):
    for name, data in exports.medium_files().items():
        if "Lamp" in name:
            (found,) = _of(tmp_path, "lamp.html", data)
            assert _titles([found]) == ["Lamp"]
            assert "Exported" not in " ".join(found.source.words)


@pytest.mark.parametrize(
    ("title", "first", "is_post"),
    [
        ("I disagree.", "I disagree.", False),
        ("I disagree with you about…", "I disagree with you about lamps.", False),
        ("On Lamps", "On Lamps", True),
    ],
)
def test_responses_on_medium_are_posts_only_if_asked(tmp_path, title, first, is_post):
    body = f'<p class="graf graf--p">{first}</p><p class="graf graf--p">{exports.EBB}</p>'
    page = exports.medium(title, body, named=False).replace(
        '<section data-field="body"', '<section class="p-summary">At the ebb</section>'
        '<section data-field="body"'
    )  # fmt: skip
    files = {**exports.medium_files(), "posts/2019-03-05_I-disagree-3.html": page.encode()}
    folder = exports.laid(tmp_path / "m", files)
    assert (title in _titles(_gather(folder))) is is_post
    assert len(_gather(folder, Wish(asked=Asked(pages=True)))) == 2


def test_a_damaged_page_among_mediums_stops_no_other(tmp_path):
    files = exports.medium_files()
    name = next(each for each in files if "Lamp" in each)
    deep = b"<div>" * 400 + b"too deep"
    files[name] = files[name].replace(b"</section>", deep + b"</section>", 1)
    files["posts/2020-01-09_Oil-9.html"] = exports.medium(
        "Oil", f"<p>{exports.EBB}\x11</p>"
    ).encode()
    found = []
    refused = Refused()
    for each in gather([str(exports.laid(tmp_path / "m", files))], refused=refused):
        found.append(each)
    assert "Oil" in _titles(found)
    assert _written(found[_titles(found).index("Oil")]) == [exports.EBB]
    assert ["elements stand in each other" in each.message for each in refused.errors] == [True]


@pytest.mark.parametrize("is_zip", [True, False])
def test_substack(tmp_path, is_zip):
    files = exports.substack_files()
    if is_zip:
        found = _of(tmp_path, "sub.zip", exports.packed(files))
    else:
        found = _gather(exports.laid(tmp_path / "sub", files))
    assert _titles(found) == ["Lamp, lit"]
    assert found[0].source.date == "2020-01-02"
    assert found[0].source.aliases == ("/p/lamp",)
    assert _written(found[0]) == ["*On’oil*", f"{exports.LAMP}[^1]", "[^1]: A note on oil."]
    assert "“Subscribe now”" in _said(found)["export-words-left-out"]
    assert "1 page" in _said(found)["export-left-out"]


def test_notion_in_html(tmp_path):
    lamp, ebb = _of(tmp_path, "Export.zip", exports.packed(exports.notion_files()))
    assert [each.name for each in (lamp, ebb)] == ["Lamp.html", "Ebb.html"]
    assert _titles([lamp, ebb]) == ["Lamp", "Ebb"]
    written = "\n".join(_written(lamp))
    assert written.startswith(exports.LAMP)
    assert "☑ Trim it" in written
    assert "> Mind the wick." in written
    assert len(lamp.source.images) == 1
    assert "“Tags: oil”" in _said([lamp])["export-words-left-out"]


def test_google_docs(tmp_path):
    (found,) = _of(tmp_path, "TheLamp.zip", exports.packed(exports.google_docs_files()))
    assert _titles([found]) == ["The Lamp"]
    written = _written(found)
    assert written[0] == "## Dusk"
    assert written[1].replace("\n", " ") == (
        "The *lamp* is **lit**<s>late</s>[^1] by `lamp()`, see [oil](https://lamp.example/oil)."
    )
    assert written[2] == "-   Oil\n    -   Whale\n-   Wick"
    assert written[-1] == "[^1]: By nine."
    assert len(found.source.images) == 1
    assert "Which oil?" in _said([found])["export-words-left-out"]


def test_wordpress_with_any_prefix_notes_patterns_galleries_and_old_addresses(tmp_path):
    uploads = {"wp-content/uploads/2019/01/ebb.png": exports.PNG}
    exports.laid(tmp_path, uploads)
    ebb, lamp = _of(tmp_path, "export.xml", exports.WXR)
    assert _titles([ebb, lamp]) == ["Ebb", "Lamp"]
    assert lamp.source.author == "Ada Quill"
    assert lamp.source.aliases[0] == "/?p=1"
    assert "https://lamp.example/2019/01/sands/" in ebb.source.aliases
    # The whole picture stands in for the smaller one that the post shows.
    assert [each.path.startswith("images/ebb") for each in ebb.source.images] == [True]
    written = "\n\n".join(_written(lamp))
    assert f"{exports.LAMP}[^1]" in written
    assert "[^1]: By *nine*." in written
    assert "Oil is dear." in written
    assert "<https://lamp.example/film>" in written
    assert len(lamp.source.images) == 1
    said = _said([ebb, lamp])
    assert "“Lamp” has shortcodes" in said["shortcode"]
    assert said["shortcode"].count("[") == 1
    assert "1 attachment, 1 page, 1 wp_block, 1 wp_global_styles" in said["export-left-out"]
    drafts = [message_of(each) for each in ebb.source.findings if each.code == "article-draft"]
    assert [each.split(";")[0] for each in drafts] == [
        "“Secret” is not published (private)", "“Locked” is not published (password)",
    ]  # fmt: skip


def test_wordpress_gives_all_if_asked(tmp_path):
    assert _titles(_of(tmp_path, "export.xml", exports.WXR, ALL)) == [
        "About", "Ebb", "Lamp", "Secret", "Locked",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("opened", "name"),
    [('sourcecode language="lua"', "sourcecode"), ("ccnLe_php", "ccnLe_php"), ("php", "php")],
)
def test_code_in_a_shortcode_is_code(tmp_path, opened, name):
    code = f"[{opened}]\nif a < b then\n\n  lamp()\n[/{name}]"
    text = exports.WXR.replace("[embed]https://lamp.example/film[/embed]", code)
    _, lamp = _of(tmp_path, "export.xml", text)
    assert "```\nif a < b then\n\n  lamp()\n```" in _written(lamp)


def test_an_export_whose_posts_are_all_unpublished_says_how_to_take_them(tmp_path):
    text = exports.WXR.replace(">publish<", ">draft<")
    with pytest.raises(OctavoError) as caught:
        _of(tmp_path, "export.xml", text)
    assert "none of its 4 posts is published" in caught.value.message
    assert "--drafts" in caught.value.hint


def test_front_matter_above_a_page_is_no_text(tmp_path):
    page = "---\ntitle: Ebb\nauthor: Ada Quill\nredirect_from: /sands/\n---\n<p>It is low.</p>\n"
    (found,) = _of(tmp_path, "post.html", page)
    assert _titles([found]) == ["Ebb"]
    assert (found.source.author, found.source.aliases) == ("Ada Quill", ("/sands/",))
    assert _written(found) == ["It is low."]
    assert found.source.blocks[0].line == 6


def test_odd_attributes_within_a_line_stop_nothing(tmp_path):
    page = b'<p>See <span xml:lang="en" @click="x" a"b="1"><b v-on:x="2">this</b></span>.</p>'
    (found,) = _of(tmp_path, "post.html", b"<html><body><div>" + page[3:] + b"</div>")
    assert _written(found) == ["See **this**."]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("feed.atom", exports.TAKEOUT),
        ("export.xml", exports.WXR),
        ("feed.json", exports.json_feed()),
    ],
)
def test_the_copy_of_an_entry_reads_again_as_the_same(tmp_path, name, text):
    for found in _of(tmp_path, name, text):
        (again,) = _of(tmp_path, found.name, found.data)
        assert again.source.blocks == found.source.blocks
        assert again.source.aliases == found.source.aliases
        assert (again.source.title, again.source.date) == (found.source.title, found.source.date)


def test_notions_own_contents_and_list_of_pages_are_left_out(tmp_path):
    files = exports.notion_files()
    name = next(iter(files))
    contents = b'<nav class="table_of_contents"><div><a href="#a">Wicks</a></div></nav><p>'
    files[name] = files[name].replace(b"<p>", contents, 1)
    files["index.html"] = b"<html><body><h1>Workspace export</h1></body></html>"
    lamp, _ = _of(tmp_path, "Export.zip", exports.packed(files))
    assert _written(lamp)[0] == exports.LAMP
    said = [message_of(each) for each in lamp.source.findings]
    assert any("table of contents is left out: “Wicks”" in each for each in said)
    assert any("1 lists of its pages" in each for each in said)


def test_a_mark_within_itself_is_one(tmp_path):
    (found,) = _of(tmp_path, "a.html", "<p><strong>A <strong>B</strong></strong> <i>C</i></p>")
    assert _written(found) == ["**A B** *C*"]
