"""Feeds and exports: many articles in one file, each with a page of its own."""

from __future__ import annotations

import re

import pytest

from helpers.articles import gathered as gather
from octavo.core.errors import OctavoError
from octavo.findings.wording import message_of
from octavo.importing.readers.article_page import Entry, page_of
from octavo.importing.readers.feed import read_feed
from octavo.importing.readers.html_page import read_html
from octavo.importing.readers.wanted_posts import Asked
from octavo.importing.readers.word_proof import as_markdown
from octavo.importing.readers.wordpress import is_wxr, read_wxr
from octavo.importing.readers.wordpress_text import shortcodes, with_paragraphs
from octavo.importing.wish import NO_WISH, Wish

PROSE = " ".join(["The kettle goes on before the lamp does."] * 20)

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Pump House</title>
<item><title>Second &amp;amp; last</title><link>https://p.example/2</link>
<dc:creator>Tom Grey</dc:creator><pubDate>Tue, 02 Mar 2021 10:00:00 +0000</pubDate>
<content:encoded><![CDATA[<p>{PROSE} <a href="/x">x</a></p><h2>Part</h2><p>*End*.</p>
<img src="https://p.example/a.png" alt="Far">]]></content:encoded></item>
<item><title>First</title><link>https://p.example/1</link>
<pubDate>Mon, 01 Mar 2021 10:00:00 +0000</pubDate><description>A summary.</description></item>
<item><title>Empty</title><pubDate>Mon, 01 Feb 2021 10:00:00 +0000</pubDate></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>P</title>
<entry><title type="html">One &lt;b&gt;two&lt;/b&gt;</title><author><name>Ada Quill</name></author>
<updated>2021-03-01T00:00:00Z</updated><link href="https://p.example/1"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PROSE}</p><p>End.</p></div>
</content></entry></feed>"""

WXR = f"""<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<wp:author><wp:author_login>ada</wp:author_login>
<wp:author_display_name><![CDATA[Ada Quill]]></wp:author_display_name></wp:author>
<item><title>Later</title><link>https://p.example/later</link><dc:creator>ada</dc:creator>
<content:encoded><![CDATA[First line
second line

{PROSE}

<blockquote>Quoted</blockquote>

[gallery ids="1,2"]]]></content:encoded>
<wp:post_date>2021-03-02 10:00:00</wp:post_date><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type></item>
<item><title>Draft</title><dc:creator>bob</dc:creator>
<content:encoded><![CDATA[<!-- wp:paragraph --><p>Block.</p><!-- /wp:paragraph -->]]>
</content:encoded><wp:post_date>2021-03-01 10:00:00</wp:post_date><wp:status>draft</wp:status>
<wp:post_type>post</wp:post_type></item>
<item><title>About</title><content:encoded>Page</content:encoded><wp:post_type>page</wp:post_type>
<wp:status>publish</wp:status></item>
<item><title>Bin</title><content:encoded>Gone</content:encoded><wp:post_type>post</wp:post_type>
<wp:status>trash</wp:status></item>
<item><title>p.png</title><wp:post_type>attachment</wp:post_type></item>
</channel></rss>"""


def test_titles_of_an_export_are_written_as_html(tmp_path):
    title = "<title><![CDATA[Ada&#8217;s <em>Best</em> &amp; Last]]></title>"
    *_, later = _gather(tmp_path, "e.xml", WXR.replace("<title>Later</title>", title))
    assert later.source.title == "Ada’s Best & Last"


def test_a_tag_that_nothing_closes_is_a_word_of_a_title(tmp_path):
    title = "<title><![CDATA[What <i> means &amp; a < b]]></title>"
    *_, later = _gather(tmp_path, "e.xml", WXR.replace("<title>Later</title>", title))
    assert later.source.title == "What <i> means & a < b"


@pytest.mark.parametrize(
    "element",
    ['<p style="text-align: center">Two.</p>', "<!-- wp:paragraph -->\n<p>Two.</p>\n<!-- /wp -->",
     "Two.<br><br>"],
)  # fmt: skip
def test_blank_lines_part_paragraphs_beside_elements(element):
    made = with_paragraphs(f"One.\n\n{element}\n\nThree\nlines.\n\n<!--more-->\n\nFour.")
    page = page_of(Entry(title="T", author="", date="", address="", html=made))
    blocks = read_html(page, "a.html").blocks
    assert [each.text for each in blocks] == ["One.", "Two.", "Three\nlines.", "Four."]


DRAFTS = Wish(asked=Asked(drafts=True))


def _gather(tmp_path, name, text, wish=NO_WISH):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(gather([str(path)], wish=wish))


def test_a_feed_gives_its_articles_the_oldest_first(tmp_path):
    first, second = _gather(tmp_path, "blog.rss", RSS)
    assert (first.name, second.name) == ("first.html", "second-last.html")
    assert (first.source.title, second.source.title) == ("First", "Second & last")
    assert (second.source.author, second.source.date) == ("Tom Grey", "2021-03-02")
    assert second.source.address == "https://p.example/2"
    assert first.path is None
    written = [as_markdown(block) for block in second.source.blocks]
    assert written == [f"{PROSE} [x](https://p.example/x)", "## Part", "\\*End\\*."]
    assert [each.code for each in first.source.findings] == ["feed-summaries"]
    assert first.source.findings[0].file == str(tmp_path / "blog.rss")
    assert [each.code for each in second.source.findings] == ["entries-empty", "image-left-out"]


def test_the_copy_of_an_entry_reads_again_as_the_same(tmp_path):
    for found in _gather(tmp_path, "blog.rss", RSS):
        path = tmp_path / found.name
        path.write_bytes(found.data)
        (again,) = gather([str(path)])
        assert again.source.blocks == found.source.blocks
        assert again.source.words == found.source.words
        for name in ("title", "author", "date", "address"):
            assert getattr(again.source, name) == getattr(found.source, name)


def test_atom(tmp_path):
    (found,) = _gather(tmp_path, "blog.atom", ATOM)
    assert (found.name, found.source.title, found.source.author) == (
        "one-two.html",
        "One two",
        "Ada Quill",
    )
    assert [block.text for block in found.source.blocks] == [PROSE, "End."]


def test_an_export_gives_its_posts_in_order_of_date(tmp_path):
    assert is_wxr(WXR.encode())
    assert not is_wxr(RSS.encode())
    draft, later = _gather(tmp_path, "export.xml", WXR, DRAFTS)
    assert (draft.source.title, later.source.title) == ("Draft", "Later")
    assert (draft.source.author, later.source.author) == ("bob", "Ada Quill")
    assert later.source.date == "2021-03-02"
    written = [as_markdown(block) for block in later.source.blocks]
    assert written == ["First line  \nsecond line", PROSE, "> Quoted", '\\[gallery ids="1,2"\\]']
    said = {each.code: each for each in draft.source.findings}
    assert set(said) == {"export-left-out", "article-draft", "shortcode"}
    assert "1 attachment, 1 page" in message_of(said["export-left-out"])
    assert "“Draft” is not published (draft)" in message_of(said["article-draft"])
    assert "[gallery]" in message_of(said["shortcode"])
    assert said["shortcode"].line


def test_the_titles_of_two_posts_may_be_the_same(tmp_path):
    text = WXR.replace("<title>Draft</title>", "<title>Later</title>")
    assert [found.name for found in _gather(tmp_path, "e.xml", text, DRAFTS)] == [
        "later.html",
        "later-2.html",
    ]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("a\nb\n\nc", "<p>a<br>\nb</p>\n\n<p>c</p>"),
        ("<h2>a</h2>\n\nb", "<h2>a</h2>\n\n<p>b</p>"),
        ("<p>a</p>\n\nb", "<p>a</p>\n\n<p>b</p>"),
        ("a\n\n<pre>x\n\ny</pre>\n\nb", "<p>a</p>\n\n<pre>x\n\ny</pre>\n\n<p>b</p>"),
        ('[caption id="a"]<img src="x"> Sea[/caption]',
         '<figure><img src="x"><figcaption> Sea</figcaption></figure>'),
    ],
)  # fmt: skip
def test_paragraphs_as_wordpress_stores_them(text, made):
    assert re.sub(r"<p>(<figure.*)</p>", r"\1", with_paragraphs(text)) == made


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('[gallery ids="1"] and [/my_box]', ["gallery", "my_box"]),
        ("[1] and [a note] and [sic] and [link](x) and [[gallery]]", []),
        ('[contact-form-7 id="1"] [button color="red"]Go[/button]', ["button", "contact-form-7"]),
    ],
)
def test_shortcodes(text, names):
    assert shortcodes(text) == names


@pytest.mark.parametrize("read", [read_feed, read_wxr])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_expand_are_refused_at_once(read, encoding):
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">\n' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?>\n<!DOCTYPE rss [<!ENTITY a0 "ha">{levels}]>\n' + RSS[38:]
    with pytest.raises(OctavoError) as caught:
        read(bomb.replace("First", "&a11;").encode(encoding), "a.xml")
    assert "declares entities" in caught.value.message
    assert caught.value.where.startswith("a.xml:")


@pytest.mark.parametrize(
    "data", [b"", b"  ", b"not xml", b"<rss/>", b"<html><p>x</p></html>", b"\0\0", b"{}",
             b"<rss><channel></channel></rss>", b"<rss>" + b"<a>" * 100_000]
)  # fmt: skip
def test_what_is_no_feed(tmp_path, data):
    path = tmp_path / "a.xml"
    path.write_bytes(data)
    with pytest.raises(OctavoError) as caught:
        list(gather([str(path)]))
    assert caught.value.hint


def test_a_damaged_export_is_read_as_far_as_it_goes_and_that_is_said():
    text = WXR[: WXR.index("<item><title>About")]
    entries, findings = read_wxr(text.encode(), "a.xml", Asked(drafts=True))
    assert [entry.title for entry in entries] == ["Draft", "Later"]
    assert "export-damaged" in [each.code for each in findings]


def test_an_export_without_posts():
    text = WXR.replace("<wp:post_type>post<", "<wp:post_type>page<")
    with pytest.raises(OctavoError) as caught:
        read_wxr(text.encode(), "a.xml")
    assert "it has pages and no posts" in caught.value.message
    assert "--pages" in caught.value.hint


def test_a_feed_in_an_encoding_that_expat_does_not_know(tmp_path):
    text = (
        '<?xml version="1.0" encoding="gb2312"?><rss version="2.0"><channel><item>'
        f"<title>\u706f</title><description>{'The oil is dear. ' * 40}</description>"
        "</item></channel></rss>"
    )
    (found,) = _gather(tmp_path, "e.xml", text.encode("gb2312"))
    assert found.source.title == "\u706f"
