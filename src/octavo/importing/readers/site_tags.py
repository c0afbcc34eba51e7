"""Tags of Hugo and Jekyll → Markdown: pictures, code, what is played; a site alone can do the rest.

    {{< figure src="ebb.png" alt="Ebb" caption="At noon" >}}      ![Ebb](ebb.png "At noon")
    {% image "assets/ebb.png" "Ebb" %}                            ![Ebb](/assets/ebb.png)
    {% highlight lua %} … {% endhighlight %}                      a fence of code
    {{< youtube abc >}}                                           a link
    {{ page.title }}, {{ page.image }}                            what the front matter says of it

A short code of Hugo that is not known goes, and its words stay; it is named. Lines keep their
numbers. Tags that choose and repeat (`{% if %}`) stay as they are typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from types import MappingProxyType

from octavo.importing.markdown_escape import escape_run
from octavo.markdown.html_names import BLOCKS

_NAME = r"[\w./-]+"
_SHORT = re.compile(
    rf"\{{\{{[<%](?!/\*)\s*(?P<end>/)?\s*(?P<name>{_NAME})(?P<rest>(?:\"[^\"]*\"|`[^`]*`|[^\"`])*?)"
    r"/?\s*[>%]\}\}",
    re.S,
)
_LIQUID = re.compile(
    r"\{%-?\s*(?P<name>include|image(?:_with_class)?|img|figure|youtube|vimeo|gist)\s+"
    r"(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^\"'%])*?)\s*-?%\}",
    re.S,
)
_CODE = re.compile(
    r"^(?P<in>[ \t]*)\{(?:%-?|\{[<%])\s*highlight[ \t]+[\"']?(?P<lang>[\w+#-]*)[^\n{}]*?"
    r"(?:-?%|[>%]\})\}[ \t]*\n?(?P<code>.*?)\n?[ \t]*"
    r"\{(?:%-?|\{[<%])\s*(?:end|/\s*)highlight\s*(?:-?%|[>%]\})\}",
    re.S | re.M,
)
_PAGE = re.compile(r"\{\{-?\s*(?:page\.([\w-]+)|\.(Title))\s*(?:\|[^{}\n]*)?-?\}\}")
_RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
_FENCED = re.compile(
    r"(?ms)(^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\2[`~]*[ \t]*$|\Z))|(?<!`)(`+)(?!`).+?(?<!`)\3(?!`)"
)
_ATTRIBUTE = re.compile(
    r"""([\w-]+)\s*(?:=|:(?=\s*["']))\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\s"'`]+))"""
)
_VALUE = re.compile(r"""(?<![=\w])(?:"([^"]*)"|'([^']*)'|([^\s"'=]+)(?!\s*=))""")
_PICTURE = re.compile(r"\.(?:avif|gif|jpe?g|png|svg|webp)(?:[?#]\S*)?\Z", re.I)
_SHOWN = re.compile(r"!\[((?:\\.|[^\]])*)\]\(<?([^\s<>()]+)>?(?: \"((?:\\.|[^\"])*)\")?\)")
#: What opens a block of HTML, for Markdown: any element behind a blank line, and one that is a
#: block at the start of any line.
_ELEMENT = re.compile(r"</?[A-Za-z][^\s<>]*(?=[\s>/])")
_BLOCK = re.compile(rf"^ {{0,3}}</?(?:{'|'.join(sorted(BLOCKS))})(?=[\s>/])", re.I | re.M)
_SOURCES = ("src", "image_path", "image", "img", "url", "file", "path")
_PLAYED = MappingProxyType(
    {
        "youtube": "https://youtu.be/",
        "vimeo": "https://vimeo.com/",
        "gist": "https://gist.github.com/",
    }
)
#: Tags whose values are pages of the site; the parser follows them.
_KEPT = frozenset(("ref", "relref"))


class SiteTags:
    """The tags of a text: what they stand for, and the names of those that were taken out.

    `page` is what the front matter says, by its names.
    """

    def __init__(self, page: Mapping[str, object] = MappingProxyType({})) -> None:
        self._page = page
        self.gone: dict[str, None] = {}

    def followed(self, text: str) -> str:
        """Return a text with Markdown in the place of its tags."""
        if "{{" not in text and "{%" not in text:
            return text
        text = _RAW.sub("", _CODE.sub(_fence, text))
        return "".join(self._pieces(text))

    def _pieces(self, text: str) -> Iterator[str]:
        """Yield the text in pieces; code is left as it is."""
        at = 0
        for code in _FENCED.finditer(text):
            yield self._outside(text[at : code.start()])
            yield code[0]
            at = code.end()
        yield self._outside(text[at:])

    def _outside(self, text: str) -> str:
        text = _LIQUID.sub(_liquid, _SHORT.sub(self._short, text))
        return _PAGE.sub(self._said_of_page, text)

    def _said_of_page(self, found: re.Match[str]) -> str:
        said = self._page.get(found[1] or found[2].lower())
        if not isinstance(said, str | int | float) or not str(said).strip():
            return found[0]
        words = str(said).strip()
        return escape_run(words) if " " in words or found[1] == "title" else words

    def _short(self, found: re.Match[str]) -> str:
        name = found["name"]
        if name in _KEPT:
            return found[0]
        made = "" if found["end"] else _in_place(found, _made(name, found["rest"]))
        if not made:
            self.gone[name] = None
        return made + "\n" * found[0].count("\n")


def _fence(found: re.Match[str]) -> str:
    code = found["code"]
    mark = "~~~~" if "```" in code else "```"
    return f"{found['in']}{mark}{found['lang']}\n{code}\n{found['in']}{mark}"


def _liquid(found: re.Match[str]) -> str:
    made = _in_place(found, _made(found["name"], found["rest"], root="/"))
    return made + "\n" * found[0].count("\n") if made else found[0]


def _in_place(found: re.Match[str], made: str) -> str:
    """Return a picture as an element where the tag stands in HTML, which holds no Markdown."""
    above = found.string[: found.start()].rpartition("\n\n")[2].lstrip()
    shown = _SHOWN.fullmatch(made)
    if not shown or not (_ELEMENT.match(above) or _BLOCK.search(above)):
        return made
    alt, source, caption = (unescape(each or "") for each in shown.groups())
    title = f' title="{escape(caption)}"' if caption else ""
    return f'<img src="{escape(source)}" alt="{escape(alt)}"{title}>'


def _made(name: str, rest: str, root: str = "") -> str:
    """Return the Markdown of a tag: a picture or a link; empty for what is neither."""
    said = _said(rest)
    plain = [next(filter(None, each.groups()), "") for each in _VALUE.finditer(_bare(rest))]
    if name in _PLAYED:
        address = said.get("id") or "/".join(plain[:2] if name == "gist" else plain[:1])
        return f"[{_PLAYED[name]}{address}]({_PLAYED[name]}{address})" if address else ""
    named = next((said[key] for key in _SOURCES if said.get(key)), "")
    place = next((n for n, each in enumerate(plain) if _PICTURE.search(each)), None)
    if named:
        return _picture(named, said) if _PICTURE.search(named) or name == "figure" else ""
    if place is None:
        return ""
    source = plain[place]
    is_far = re.match(r"\w+:|/", source)
    # Behind the picture's path stands what it shows; a name of its style may stand before that.
    behind = [each for each in plain[place + 1 :] if " " in each] or plain[place + 1 : place + 2]
    words = {"alt": behind[-1] if behind else ""} | said
    return _picture(source if is_far else root + source, words)


def _said(rest: str) -> dict[str, str]:
    return {
        found[1].lower(): next(filter(None, found.groups()[1:]), "")
        for found in _ATTRIBUTE.finditer(rest)
    }


def _bare(rest: str) -> str:
    return _ATTRIBUTE.sub(" ", rest)


def _picture(source: str, said: Mapping[str, str]) -> str:
    """Return a picture with its description and its caption."""
    caption = " ".join(filter(None, (said.get("title"), said.get("caption"))))
    caption = " ".join(caption.split()).replace('"', '\\"')
    alt = re.sub(r"([\[\]])", r"\\\1", " ".join(said.get("alt", "").split()))
    target = f"<{source}>" if re.search(r"[\s()]", source) else source
    shown = f'![{alt}]({target} "{caption}")' if caption else f"![{alt}]({target})"
    link = said.get("link") or said.get("href") or ""
    return f"[{shown}]({link})" if link and not caption and not re.search(r"\s", link) else shown
