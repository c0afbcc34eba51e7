"""A blog of made-up posts, as Markdown, as pages of HTML and as an export of WordPress.

The three hold the same posts: words of the other benches' books, headings, marks, links, lists,
quotations, code, a table now and then and a picture that is elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from types import MappingProxyType

from book import Words

Block = tuple[str, str]
#: Blocks of a post, beside its first paragraph.
_BLOCKS = 14


def _blocks(say: Words) -> list[Block]:
    """A post's blocks, each a kind and its words."""
    kinds = ("p", "p", "p", "p", "p", "h2", "ul", "quote", "code", "img", "table")
    weights = (30, 20, 10, 5, 5, 12, 6, 5, 3, 3, 1)
    drawn = say.pick.choices(kinds, weights, k=_BLOCKS)
    return [("p", say.prose(60)), *((kind, _words(say, kind)) for kind in drawn)]


def _words(say: Words, kind: str) -> str:
    if kind == "h2":
        return say.title(3)
    if kind in ("ul", "code", "table"):
        return "\n".join(say.prose(9) for _ in range(5))
    return say.word() if kind == "img" else say.prose(say.pick.randint(20, 90))


def _marked(text: str, bold: str, mark: str, link: str) -> str:
    """Three words of a paragraph with marks; `{}` stands for the word."""
    words = text.split(" ")
    for at, form in zip((3, 8, 12), (bold, mark, link), strict=True):
        if at < len(words) - 1:
            words[at] = form.format(words[at])
    return " ".join(words)


def _markdown(block: Block) -> str:
    kind, words = block
    lines = words.split("\n")
    made: dict[str, Callable[[], str]] = {
        "p": lambda: _marked(words, "**{}**", "*{}*", "[{}](https://example.com/a?b=1&c=2)"),
        "h2": lambda: f"## {words}",
        "ul": lambda: "\n".join(f"- {each}" for each in lines),
        "quote": lambda: f"> {words}",
        "code": lambda: "\n".join(["```", *lines, "```"]),
        "img": lambda: f"![{words}](https://example.com/{words}.png)",
        "table": lambda: "\n".join(
            ["| A | B |", "|---|---|", *(f"| {each} | {at} |" for at, each in enumerate(lines))]
        ),
    }
    return made[kind]()


def _html(block: Block) -> str:
    kind, words = block
    words = escape(words, quote=False)
    lines = words.split("\n")
    made: dict[str, Callable[[], str]] = {
        "p": lambda: (
            "<p>"
            + _marked(
                words,
                "<strong>{}</strong>",
                "<em>{}</em>",
                '<a href="https://example.com/a?b=1&amp;c=2">{}</a>',
            )
            + "</p>"
        ),
        "h2": lambda: f"<h2>{words}</h2>",
        "ul": lambda: "<ul>\n" + "\n".join(f"<li>{each}</li>" for each in lines) + "\n</ul>",
        "quote": lambda: f"<blockquote>\n<p>{words}</p>\n</blockquote>",
        "code": lambda: f"<pre><code>{words}</code></pre>",
        "img": lambda: (
            f'<figure><img src="https://example.com/{words}.png" alt="{words}"/></figure>'
        ),
        "table": lambda: (
            "<table><tbody>"
            + "".join(f"<tr><td>{each}</td><td>{at}</td></tr>" for at, each in enumerate(lines))
            + "</tbody></table>"
        ),
    }
    return made[kind]()


def _date(number: int) -> str:
    return f"{2004 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"


def _post(number: int) -> tuple[str, list[Block]]:
    say = Words(number)
    return f"{say.title(5)} {number}", _blocks(say)


def markdown(folder: Path, number: int) -> Path:
    """A folder of Markdown files, each with front matter."""
    folder.mkdir(parents=True)
    for each in range(number):
        title, blocks = _post(each)
        head = f"---\ntitle: {title}\ndate: {_date(each)}\n---\n\n"
        text = head + "\n\n".join(map(_markdown, blocks)) + "\n"
        (folder / f"post-{each:05}.md").write_text(text, encoding="utf-8")
    return folder


def pages(folder: Path, number: int) -> Path:
    """A folder of web pages, with what stands around a post on its site."""
    folder.mkdir(parents=True)
    for each in range(number):
        title, blocks = _post(each)
        text = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | The Log</title>
<meta property="article:published_time" content="{_date(each)}"></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/about">About</a></li></ul></nav>
</header><main><article><h1>{title}</h1>
{chr(10).join(map(_html, blocks))}
</article></main><footer><p>All rights reserved.</p></footer></body></html>
"""
        (folder / f"post-{each:05}.html").write_text(text, encoding="utf-8")
    return folder


_ITEM = """<item>
<title>{title}</title>
<link>https://example.com/?p={number}</link>
<dc:creator><![CDATA[ada]]></dc:creator>
<content:encoded><![CDATA[{body}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id>
<wp:post_date><![CDATA[{date} 10:00:00]]></wp:post_date>
<wp:post_name><![CDATA[post-{number:05}]]></wp:post_name>
<wp:status><![CDATA[publish]]></wp:status>
<wp:post_type><![CDATA[post]]></wp:post_type>
</item>
"""
_EXPORT = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>The Log</title>
<link>https://example.com</link>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://example.com</wp:base_site_url>
{items}</channel>
</rss>
"""


def wordpress(folder: Path, number: int) -> Path:
    """An export of WordPress."""
    folder.mkdir(parents=True)
    items = []
    for each in range(number):
        title, blocks = _post(each)
        body = "\n\n".join(
            f"<!-- wp:{each[0]} -->\n{_html(each)}\n<!-- /wp:{each[0]} -->" for each in blocks
        )
        items.append(_ITEM.format(title=title, number=each, date=_date(each), body=body))
    path = folder / "export.xml"
    path.write_text(_EXPORT.format(items="".join(items)), encoding="utf-8")
    return path


#: What writes a blog of so many posts into a new folder, by the kind.
BLOGS = MappingProxyType({"Markdown": markdown, "HTML": pages, "WordPress": wordpress})
