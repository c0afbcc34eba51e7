"""Exports as blogs' and note-takers' programs write them, with words of our own."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080200000090"
    "7753de0000000c4944415408d763f8ffff3f0005fe02fea7356d8c000000"
    "0049454e44ae426082"
)
LAMP = "The keeper trims the lamp at dusk, and counts the boats that come in."
EBB = "At the ebb the sand lies bare as far as the second pole."

TAKEOUT = f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>
<id>tag:blogger.com,1999:blog-7</id><title>Lamp Room</title>
<entry><id>c</id><blogger:parent>p</blogger:parent><blogger:type>COMMENT</blogger:type>
<blogger:status>LIVE</blogger:status><content type='html'>Nice lamp!</content>
<published>2020-01-05T10:00:00Z</published><blogger:trashed/></entry>
<entry><id>p</id><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status>
<author><name>Ada Quill</name><blogger:type>BLOGGER</blogger:type></author>
<title>The &amp;#39;Lamp&amp;#39;</title>
<content type='html'>&lt;div&gt;{LAMP}&lt;/div&gt;&lt;br /&gt;&lt;div&gt;See
&lt;a href="https://lamp.blogspot.com/2020/01/ebb.html"&gt;the ebb&lt;/a&gt;.&lt;/div&gt;</content>
<published>2020-01-04T10:00:00Z</published>
<blogger:filename>/2020/01/lamp.html</blogger:filename><blogger:trashed/></entry>
<entry><id>q</id><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status>
<author><name>Ada Quill</name></author><title>Ebb</title>
<content type='html'>&lt;p&gt;{EBB}&lt;/p&gt;</content>
<published>2020-01-03T10:00:00Z</published>
<blogger:filename>/2020/01/ebb.html</blogger:filename><blogger:trashed/></entry>
<entry><id>d</id><blogger:type>POST</blogger:type><blogger:status>DRAFT</blogger:status>
<title>Not yet</title><content type='html'>Half a thought.</content>
<published>2020-01-02T10:00:00Z</published><blogger:trashed/></entry>
<entry><id>t</id><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status>
<title>Thrown away</title><content type='html'>Gone.</content>
<published>2020-01-02T10:00:00Z</published><blogger:trashed>2020-02-02</blogger:trashed></entry>
<entry><id>g</id><blogger:type>PAGE</blogger:type><blogger:status>LIVE</blogger:status>
<title>About</title><content type='html'>A lamp and its keeper.</content>
<published>2020-01-01T10:00:00Z</published><blogger:trashed/></entry>
</feed>"""

_KIND = "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/"


def _kind(name: str) -> str:
    return f"{_KIND}blogger/2008/kind#{name}'/>"


BACKUP = f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns='http://www.w3.org/2005/Atom'><id>tag:blogger.com,1999:blog-7</id>
<entry>{_kind("template")}<title>Template</title><content>&lt;html&gt;</content></entry>
<entry>{_kind("settings")}<title>A setting</title><content>true</content></entry>
<entry>{_kind("post")}<title>Lamp</title><author><name>Ada Quill</name></author>
<published>2011-05-01T10:00:00Z</published><content type='html'>{LAMP}</content>
<link rel='alternate' href='http://lamp.example/2011/05/lamp.html'/></entry>
<entry>{_kind("post")}<title>Unready</title><published>2011-05-02T10:00:00Z</published>
<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>
<content type='html'>Half.</content></entry>
<entry>{_kind("comment")}<title>Nice</title><content>Nice.</content></entry>
</feed>"""


def ghost(*posts: Mapping[str, object]) -> str:
    """Ghost's export of posts, all by one author."""
    made = [{"id": str(number), "status": "published", "type": "post", **each}
            for number, each in enumerate(posts)]  # fmt: skip
    data = {
        "posts": made,
        "users": [{"id": "u", "name": "Ada Quill"}],
        "posts_authors": [{"post_id": each["id"], "author_id": "u"} for each in made],
    }
    return json.dumps({"db": [{"meta": {"version": "5.0"}, "data": data}]})


def lexical(*children: object) -> str:
    """A document of Ghost's newer editor."""
    return json.dumps({"root": {"type": "root", "children": children}})


def words(text: str, bits: int = 0) -> dict[str, object]:
    """A stretch of text in it; `bits` say how it is set."""
    return {"type": "extended-text", "text": text, "format": bits}


MOBILEDOC = json.dumps(
    {
        "version": "0.3.1",
        "atoms": [["soft-return", "", {}]],
        "cards": [["code", {"code": "lamp()\n", "language": "lua"}], ["hr", {}],
                  ["card-markdown", {"markdown": "Oil *and* wick."}]],
        "markups": [["em"], ["a", ["href", "https://lamp.example/"]]],
        "sections": [
            [1, "h2", [[0, [], 0, "Dusk"]]],
            [1, "p", [[0, [], 0, "The "], [0, [0], 1, "lamp"], [1, [], 0, 0],
                      [0, [1], 1, "burns"]]],
            [3, "ul", [[[0, [], 0, "Oil"]], [[0, [], 0, "Wick"]]]],
            [10, 0], [10, 1], [10, 2],
        ],
    }
)  # fmt: skip


def json_feed(version: str = "1.1") -> str:
    """A JSON feed with an item in HTML, one in plain text, and one with a summary alone."""
    people = {"authors": [{"name": "Ada Quill"}]}
    items = [
        {"id": "3", "summary": "In short.", "title": "Short", "date_published": "2020-01-03"},
        {"id": "2", "url": "https://lamp.example/ebb", "content_text": f"{EBB}\n\nA < B.",
         "title": "Ebb", "date_published": "2020-01-02T00:00:00Z"},
        {"id": "1", "url": "https://lamp.example/lamp", "title": "Lamp &amp; oil",
         "content_html": f"<p>{LAMP}</p>", "date_published": "2020-01-01T00:00:00Z"},
    ]  # fmt: skip
    who = people if version == "1.1" else {"author": {"name": "Ada Quill"}}
    return json.dumps({"version": f"https://jsonfeed.org/version/{version}", **who, "items": items})


def medium(title: str, body: str, *, published: bool = True, named: bool = True) -> str:
    """A post as Medium exports it."""
    head = f'<h3 class="graf graf--h3 graf--leading graf--title">{title}</h3>' if named else ""
    under = '<section data-field="subtitle" class="p-summary">Below it</section>' if named else ""
    foot = (
        '<p>By <a href="https://medium.com/@ada" class="p-author h-card">Ada Quill</a> on'
        ' <a href="https://medium.com/p/1"><time class="dt-published"'
        ' datetime="2019-03-04T11:23:34.123Z">March 4, 2019</time></a>.</p><p>'
        '<a href="https://medium.com/@ada/x-1" class="p-canonical">Canonical link</a></p>'
    )
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f'<article class="h-entry"><header><h1 class="p-name">{title}</h1></header>{under}'
        '<section data-field="body" class="e-content"><section name="a" class="section">'
        '<div class="section-divider"><hr class="section-divider"></div>'
        f'<div class="section-content">{head}{body}</div></section></section><footer>'
        f'{foot if published else ""}<p>Exported from <a href="https://medium.com">Medium</a>'
        " on April 5, 2020.</p></footer></article></body></html>"
    )


def medium_files() -> dict[str, bytes]:
    """The files of an export of Medium: a post, a draft, a response, and what is none of these."""
    body = (
        f'<p class="graf graf--p">{LAMP}</p><h4 class="graf graf--h4">Oil</h4>'
        f'<p class="graf graf--p">{EBB}</p>'
    )
    reply = '<p class="graf graf--p">I disagree with you about lamps.</p>'
    return {
        "README.html": b"<html><body><p>About this export.</p></body></html>",
        "posts/2019-03-04_Lamp-1.html": medium("Lamp", body).encode(),
        "posts/draft_Ebb-2.html": medium("Ebb", body, published=False).encode(),
        "posts/2019-03-05_I-disagree-3.html":
            medium("I disagree with you…", reply, named=False).encode(),
        "profile/profile.html": b"<html><body><p>Ada</p></body></html>",
    }  # fmt: skip


def substack_files() -> dict[str, bytes]:
    """The files of an export of Substack: a post with a note and a button, a draft, a page."""
    post = (
        f'<p>{LAMP}<a data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-1"'
        ' href="#footnote-1" target="_self">1</a></p>'
        '<p class="button-wrapper"><a class="button primary"'
        ' href="https://lamp.substack.com/subscribe?"><span>Subscribe now</span></a></p>'
        '<div class="footnote" data-component-name="FootnoteToDOM"><a id="footnote-1"'
        ' href="#footnote-anchor-1" class="footnote-number" target="_self">1</a>'
        '<div class="footnote-content"><p>A note on oil.</p></div></div>'
    )
    listing = (
        "post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle,podcast_url\n"
        '11.lamp,2020-01-02T10:00:00.000Z,true,,newsletter,everyone,"Lamp, lit",On&#x2019;oil,\n'
        "12.ebb,2020-01-01T10:00:00.000Z,false,,newsletter,everyone,Ebb,,\n"
        "13.about,2020-01-01T10:00:00.000Z,true,,page,everyone,About,,\n"
    )
    return {
        "posts.csv": listing.encode(),
        "posts/11.lamp.html": post.encode(),
        "posts/12.ebb.html": f"<p>{EBB}</p>".encode(),
        "posts/13.about.html": b"<p>About.</p>",
        "email_list.csv": b"email\n",
    }


_MARK = "0123456789abcdef0123456789abcdef"


def notion_files() -> dict[str, bytes]:
    """The files of an export of Notion in HTML: a page with properties, and one below it."""
    lamp = (
        '<html><head><title>Lamp</title></head><body><article id="1" class="page sans"><header>'
        '<h1 class="page-title">Lamp</h1></header><table class="properties"><tbody><tr>'
        '<th>Tags</th><td>oil</td></tr></tbody></table><div class="page-body">'
        f'<p>{LAMP}</p><figure class="link-to-page"><a href="Lamp%20{_MARK}/Ebb%20{_MARK[::-1]}'
        '.html">Ebb</a></figure><ul class="to-do-list"><li><div class="checkbox checkbox-on">'
        '</div> <span>Trim it</span></li></ul><figure class="block-color-gray callout"><div>'
        '<span class="icon">💡</span></div><div>Mind the wick.</div></figure>'
        f'<figure class="image"><a href="Lamp%20{_MARK}/lamp.png">'
        f'<img src="Lamp%20{_MARK}/lamp.png"/></a></figure></div></article></body></html>'
    )
    ebb = (
        '<html><body><article class="page sans"><header><h1 class="page-title">Ebb</h1></header>'
        f'<div class="page-body"><p>{EBB}</p><p><a href="../Lamp%20{_MARK}.html">back</a></p></div>'
        "</article></body></html>"
    )
    return {
        f"Lamp {_MARK}.html": lamp.encode(),
        f"Lamp {_MARK}/Ebb {_MARK[::-1]}.html": ebb.encode(),
        f"Lamp {_MARK}/lamp.png": PNG,
    }


GOOGLE_DOC = """<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type">
<style type="text/css">@import url('https://themes.googleusercontent.com/fonts/css?kit=x');
ol.lst-kix_a-0{list-style-type:none}.c0{font-weight:400;font-style:italic}
.c1{font-weight:700;color:#000}.c2{font-weight:400;vertical-align:baseline}
.c3{text-decoration:line-through}.c4{font-family:"Courier New"}</style></head>
<body class="c9 doc-content"><p class="c2 title"><span class="c2">The Lamp</span></p>
<h1 class="c1"><span class="c1">Dusk</span></h1>
<p class="c2"><span class="c2">The </span><span class="c0">lamp</span><span class="c2"> is </span>
<span class="c1">lit</span><span class="c3">late</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a>
</sup><span> by </span><span class="c4">lamp()</span>, see <a class="c5"
href="https://www.google.com/url?q=https://lamp.example/oil&amp;sa=D&amp;ust=1">oil</a><sup>
<a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>.</p>
<ul class="lst-kix_a-0 start"><li class="c2"><span>Oil</span></li></ul>
<ul class="lst-kix_a-1 start"><li class="c2"><span>Whale</span></li></ul>
<ul class="lst-kix_a-0"><li class="c2"><span>Wick</span></li></ul>
<p><img alt="A lamp" src="images/image1.png"></p><hr class="c8">
<div><p class="c2"><a href="#ftnt_ref1" id="ftnt1">[1]</a><span class="c2">&nbsp;By nine.</span></p>
</div><div class="c7"><p class="c2"><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Which oil?</span>
</p></div></body></html>"""


def google_docs_files() -> dict[str, bytes]:
    """The files that Google Docs packs as a "Web page"."""
    return {"TheLamp.html": GOOGLE_DOC.encode(), "images/image1.png": PNG}


WXR = f"""<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.3/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:word="http://wordpress.org/export/1.3/"><channel>
<word:author><word:author_login>ada</word:author_login>
<word:author_display_name>Ada Quill</word:author_display_name></word:author>
<item><title>Lamp</title><link>https://lamp.example/2020/01/lamp/</link><dc:creator>ada</dc:creator>
<content:encoded><![CDATA[<!-- wp:paragraph --><p>{LAMP}<sup data-fn="f-1" class="fn"><a
href="#f-1" id="f-1-link">1</a></sup></p><!-- /wp:paragraph -->
<!-- wp:footnotes /-->
<!-- wp:block {{"ref":9}} /-->

[embed]https://lamp.example/film[/embed]

[gallery ids="5"] and [contact-form-7 id="3"]

<a href="https://lamp.example/?p=2">the ebb</a>, and <a href="/2019/01/sands/">its old name</a>]]>
</content:encoded><word:post_id>1</word:post_id><word:post_date>2020-01-02 10:00:00</word:post_date>
<word:post_name>lamp</word:post_name><word:status>publish</word:status>
<word:post_type>post</word:post_type><word:postmeta><word:meta_key>footnotes</word:meta_key>
<word:meta_value><![CDATA[[{{"content":"By <em>nine<\\/em>.","id":"f-1"}}]]]></word:meta_value>
</word:postmeta></item>
<item><title>Ebb</title><link>https://lamp.example/2019/01/ebb/</link><dc:creator>ada</dc:creator>
<content:encoded><![CDATA[{EBB}

[caption id="x" width="300"]<img src="https://lamp.example/wp-content/uploads/2019/01/ebb-300x200.png"
alt="Sand" /> At noon[/caption]]]></content:encoded><word:post_id>2</word:post_id>
<word:post_date>2020-01-01 10:00:00</word:post_date><word:status>publish</word:status>
<word:post_type>post</word:post_type><word:postmeta><word:meta_key>_wp_old_slug</word:meta_key>
<word:meta_value>sands</word:meta_value></word:postmeta></item>
<item><title>Secret</title><content:encoded>Hush.</content:encoded><word:post_id>3</word:post_id>
<word:post_date>2020-01-03 10:00:00</word:post_date><word:status>private</word:status>
<word:post_type>post</word:post_type></item>
<item><title>Locked</title><content:encoded>Shut.</content:encoded><word:post_id>4</word:post_id>
<word:post_date>2020-01-04 10:00:00</word:post_date><word:status>publish</word:status>
<word:post_password>1234</word:post_password><word:post_type>post</word:post_type></item>
<item><title>About</title><content:encoded>The keeper.</content:encoded>
<word:post_id>6</word:post_id><word:status>publish</word:status>
<word:post_type>page</word:post_type></item>
<item><title>ebb.png</title><word:post_id>5</word:post_id><word:post_type>attachment</word:post_type>
<excerpt:encoded>Bare sand</excerpt:encoded>
<word:attachment_url>https://lamp.example/wp-content/uploads/2019/01/ebb.png</word:attachment_url>
</item>
<item><title>Styles</title><content:encoded>{{"version":2}}</content:encoded>
<word:status>publish</word:status><word:post_type>wp_global_styles</word:post_type></item>
<item><title>Pattern</title><content:encoded><![CDATA[<p>Oil is dear.</p>]]></content:encoded>
<word:post_id>9</word:post_id><word:status>publish</word:status>
<word:post_type>wp_block</word:post_type></item>
</channel></rss>"""


def hugo_files() -> dict[str, bytes]:
    """The files of a site of Hugo: a bundle with a picture and a translation, a post, a draft."""
    lamp = (
        '+++\ntitle = "Lamp"\ndate = 2020-01-02\naliases = ["/old-lamp/"]\n+++\n\n'
        f'{LAMP} See [the ebb]({{{{< ref "ebb.md" >}}}}).\n\n'
        '{{< figure src="lamp.png" alt="A lamp" caption="At dusk" >}}\n\n'
        '{{< box color="red" >}}\nMind the wick.\n{{< /box >}}\n\n'
        "{{< highlight lua >}}\nlamp()\n{{< /highlight >}}\n"
    )
    return {
        "hugo.toml": b'baseURL = "https://lamp.example/"\n',
        "themes/x/README.md": b"# A theme\n\nIts words.\n",
        "archetypes/default.md": b"---\ndraft: true\n---\n",
        "content/posts/2020-lamp/index.md": lamp.encode(),
        "content/posts/2020-lamp/index.fr.md": b"---\ntitle: Lampe\n---\n\nElle br\xc3\xbble.\n",
        "content/posts/2020-lamp/notes.md": b"Notes beside it.\n",
        "content/posts/2020-lamp/lamp.png": PNG,
        "content/posts/ebb.md": f"---\ntitle: Ebb\ndate: 2020-01-01\n---\n\n# Sand\n\n{EBB}\n\n"
        "[The lamp](/old-lamp/), ![bay](/bay.png)\n".encode(),
        "content/posts/unready.md": b"---\ntitle: Unready\ndraft: true\n---\n\nHalf.\n",
        "static/bay.png": PNG,
    }


def jekyll_files() -> dict[str, bytes]:
    """The files of a site of Jekyll: two posts, one withdrawn, a draft, a page."""
    return {
        "_config.yml": b"title: Lamp\n",
        "_posts/2020-01-02-lamp.md": f"---\nlayout: post\ntitle: Lamp\n---\n\n{LAMP} See"
        " [the ebb]({% post_url 2020-01-01-ebb %}).\n\n"
        "![bay]({{ site.baseurl }}/assets/bay.png)\n\n{% highlight lua %}\nlamp()\n"
        "{% endhighlight %}\n".encode(),
        "_posts/2020-01-01-ebb.html": f"---\ntitle: Ebb\n---\n<p>{EBB}</p>\n".encode(),
        "_posts/2019-01-01-gone.md": b"---\ntitle: Gone\npublished: false\n---\n\nWithdrawn.\n",
        "_drafts/soon.md": b"---\ntitle: Soon\n---\n\nHalf.\n",
        "_includes/head.html": b"<meta>",
        "about.md": b"---\ntitle: About\n---\n\nThe keeper.\n",
        "README.md": b"How to build this site.\n",
        "assets/bay.png": PNG,
    }


def vault_files() -> dict[str, bytes]:
    """The files of a vault of Obsidian."""
    return {
        ".obsidian/app.json": b"{}",
        "Notes/Lamp Room.md": f"---\ntitle: The Lamp\n---\n\n{LAMP} See [[Ebb|the ebb]],"
        " [[Ebb#Sand]] and [[Nowhere]].\n\n![[lamp.png|300]]\n".encode(),
        "Notes/Ebb.md": f"# At the Ebb\n\n## Sand\n\n{EBB} `[[Lamp Room]]`"
        " [[Lamp Room]]\n".encode(),
        "Files/lamp.png": PNG,
    }


def laid(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a folder, and return it."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def packed(files: Mapping[str, bytes]) -> bytes:
    """Pack files into a zip."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()
