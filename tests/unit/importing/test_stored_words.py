"""The words of a post as its exporter stores it: one that reading swallows is said."""

from __future__ import annotations

import json
import time

import pytest

from helpers import exports
from helpers.articles import gathered
from octavo.findings.wording import message_of
from octavo.importing.readers.ghost_stored import ghost_stored
from octavo.importing.readers.stored_words import missing, missing_in, stored_words, words_in
from octavo.importing.readers.wordpress_text import written_shortcodes

#: A field that is never closed: what follows it is part of it to every parser.
BROKEN = "<p>The oil is dear.</p><textarea>Trim the <b>wick</b> at dusk."
SWALLOWED = "“trim the wick at dusk"


def _wordpress(text):
    return "export.xml", exports.WXR.replace("[embed]https://lamp.example/film[/embed]", text)


def _blogger(text):
    held = text.replace("&", "&amp;").replace("<", "&lt;")
    return (
        "feed.atom",
        f"""<feed xmlns='http://www.w3.org/2005/Atom'
        xmlns:blogger='http://schemas.google.com/blogger/2018'><entry>
        <blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status>
        <title>Lamp</title><published>2020-01-01T10:00:00Z</published>
        <content type='html'>{held}</content></entry></feed>""",
    )


def _ghost(text, **fields):
    post = {"id": "1", "title": "Lamp", "slug": "lamp", "status": "published", "html": text}
    return "ghost.json", json.dumps({"db": [{"data": {"posts": [{**post, **fields}]}}]})


def _json_feed(text):
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Lamps",
            "items": [{"id": "1", "title": "Lamp", "content_html": text}]}  # fmt: skip
    return "feed.json", json.dumps(feed)


def _substack(text):
    return "sub.zip", exports.packed({
        "posts.csv": "post_id,post_date,is_published,title,type\n"
                     "1.lamp,2020-01-02T10:00:00Z,true,Lamp,newsletter\n",
        "posts/1.lamp.html": text,
    })  # fmt: skip


def _missed(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    found = list(gathered([str(path)]))
    findings = [finding for each in found for finding in each.source.findings]
    return [message_of(each) for each in findings if each.code == "article-words-missing"]


@pytest.mark.parametrize("export", [_wordpress, _blogger, _ghost, _json_feed, _substack])
def test_a_word_that_reading_swallows_is_said(tmp_path, export):
    (said,) = _missed(tmp_path, *export(BROKEN))
    assert "of the article's words are not in its chapter" in said
    assert SWALLOWED in said


@pytest.mark.parametrize("export", [_wordpress, _blogger, _ghost, _json_feed, _substack])
@pytest.mark.parametrize(
    "text",
    [
        "<p>The oil</br>is dear.</p>",
        "<div>The oil</p>is <b>de</b>ar.</div>",
        "<html><head><title>Oil</title></head><body><p>The oil</p></body></html>is dear.",
        "<p>The oil<sup><a id='c' href='#n'>1</a></sup> is dear.</p>"
        "<ol><li id='n'>As all is. <a href='#c'>↩</a></li></ol>",
        "<p>The oil is<iframe src='https://lamp.example/'>No frames.</iframe>dear</p>",
        "<p>The oil is<script>if (a < b) oil();</script> dear, a < b.</p><!-- more -->",
        "<p>The oil of 2<sup>2<sup>n</sup></sup> lamps<br/>is dear</p>",
        "<figure><img src='https://lamp.example/oil.png'><figcaption>Oil</figcaption></figure>"
        "<p>The <abbr title='Light, a Machine'>LAMP</abbr> &amp; its&nbsp;oil</p>",
    ],
)
def test_a_post_that_is_read_whole_is_said_nothing_of(tmp_path, export, text):
    assert _missed(tmp_path, *export(text)) == []


def test_the_words_of_a_card_that_no_reader_knows_are_missed(tmp_path):
    card = {"type": "lantern", "flameText": "Nobody trims the wick", "glow": "3"}
    root = {"root": {"type": "root", "children": [
        {"type": "paragraph", "children": [
            {"type": "text", "text": "The oil is d"}, {"type": "text", "text": "ear.", "format": 1},
        ]},
        card,
    ]}}  # fmt: skip
    (said,) = _missed(tmp_path, *_ghost("", lexical=json.dumps(root)))
    assert "“nobody trims the wick”" in said
    older = {"version": "0.3.1", "atoms": [["soft-return", "", {}]], "markups": [["b"]],
             "cards": [["lantern", card]], "sections": [
                 [1, "p", [[0, [], 0, "The "], [0, [0], 1, "oil"], [1, [], 0, 0],
                           [0, [], 0, "is dear."]]],
                 [3, "ul", [[[0, [], 0, "One"]], [[0, [], 0, "Two"]]]],
                 [10, 0]]}  # fmt: skip
    (said,) = _missed(tmp_path, *_ghost("", mobiledoc=json.dumps(older)))
    assert "“nobody trims the wick”" in said
    words = stored_words(ghost_stored({"mobiledoc": json.dumps(older)}))
    assert words == "the oil is dear one two nobody trims the wick".split()


def test_code_that_a_plugin_colours_is_code(tmp_path):
    name, text = _wordpress(
        '<code lang="php">\n<?php if ($a < 1) { echo "<select>"; } ?>\nx\n</code>'
    )
    assert _missed(tmp_path, name, text) == []
    found = list(gathered([str(tmp_path / name)]))[-1]
    assert any('<?php if ($a < 1) { echo "<select>"; } ?>\nx' in each.text
               for each in found.source.blocks)  # fmt: skip


def test_shortcodes_stand_apart_in_the_ledger(tmp_path):
    name, text = _wordpress('[gallery ids="7"] [caption width="3"]<img src="a.png"> Dusk[/caption]'
                            "[contact-form to='me']")  # fmt: skip
    assert _missed(tmp_path, name, text) == []
    found = list(gathered([str(tmp_path / name)]))[-1]
    apart = [(each.kind, each.text) for each in found.source.apart]
    assert ("shortcode", '[gallery ids="7"]') in apart
    assert ("shortcode", "[contact-form to='me']") in apart
    assert all(not each.startswith("[/") for _, each in apart)


def test_what_a_shortcode_holds_is_no_part_of_it():
    assert written_shortcodes("a [code]b c[/code] d [embed]https://lamp.example/[/embed]") == (
        "[code]", "[/code]", "[embed]", "[/embed]",
    )  # fmt: skip


def test_missing_words_are_counted_not_only_known():
    assert missing(["a", "b", "a"], ["b", "a"]) == ["a"]


@pytest.mark.parametrize(
    "piece", ['<a "', '<a ">" ', "<!--", "<object>", "<a '\"", "&#1;&", "</", "<?"]
)
def test_hostile_html_takes_no_long_time(piece):
    begun = time.monotonic()
    stored_words(piece * 100_000)
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    ("stored", "held"),
    [
        ("the oil is dear", "the oil is dear"),
        ("the oil\u00a0is\ndear ", "  Lamp: the oil is dear"),
        ("the oil is dear", "The Oil is dear, "),
        ("the oil is dear dear", "the oil is dear"),
        ("the oil is dear", "is dear"),
        ("the oil is dear", ""),
        ("", "the oil"),
        ("the oil is dear", "dear is oil the"),
        ("the oil is dear", "the oil is de ar"),
        ("oil dear", "the oil dear oil-dear"),
        ("dear oil", "oil"),
    ],
)
@pytest.mark.parametrize("apart", [[], ["dear"]])
def test_a_text_that_is_held_whole_misses_what_its_words_miss(stored, held, apart):
    lost = missing(words_in(stored), [*words_in(held), *apart])
    assert missing_in(stored, held, apart) == lost
