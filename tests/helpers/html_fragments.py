"""HTML and addresses as they come, made up by a seed: right, wrong, and half of each.

Every word in them is a word of its own (`w17w`), so that a test can ask for each in what was made
of it. Words that nobody sees on the web either (of scripts, comments, players) are none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

_WORD = re.compile(r"w\d+x\d+w")

_PHRASES = (
    "a abbr acronym b bdi bdo big blink button cite code data del dfn em font i ins kbd label mark"
    " marquee nobr output q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var"
).split()
_BLOCKS = (
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html legend li listing main"
    " menu nav ol p pre search section summary ul xmp"
).split()
_TABLES = "caption col colgroup table tbody td tfoot th thead tr".split()
_AROUND = ("div", "details", "section", "center", "table", "p", "td", "span")
_FORMS = "button datalist fieldset label meter optgroup option output progress select".split()
_VOID = "area base br col embed hr img input link meta param source track wbr".split()
_UNKNOWN = "your-name T o:p x-y custom-tag svg:g fb:like string v1.2".split()
_MATH = "mi mn mo mrow mfrac msup msub msqrt mroot mtable mtr mtd mtext munder mover".split()

_VALUES = (
    "", " ", "1", "0", "-3", "007", "50%", "2.5em", "1e3", "99999999999", "true", "none", "a b",
    "ä ö", "x#y", "1x", "#", "%", "100%", "a&b", "&amp;", "<b>", "javascript:alert(1)", "left",
    "right", "center", "top", "de", "en-US", "german", "zz-zz-zz", "2020", "2020-13-45",
    "2020-02-30", "2021-05-06T07:08", "yesterday", "http://example.org/a b", "mailto:a@b.c",
    "_blank",
    "color: red", "color:red;;;", "width: expression(1)", "x", "X", "row", "col", "ltr", "auto",
    "i", "A", "circle", "button", "presentation", "doc-chapter", "doc-noteref", "note", "img",
    "footnote", "chapter", "bodymatter", "noteref pagebreak", "z3998:poem", "{}", "\\", "*_`",
)  # fmt: skip
_ATTRIBUTES = (
    "abbr accept-charset accesskey align alt aria-checked aria-describedby aria-hidden aria-label"
    " aria-level aria-labelledby autocapitalize autoplay axis background bgcolor border"
    " cellpadding cellspacing char charset checked cite class clear color cols colspan compact"
    " content contenteditable controls coords data data-line data-note data-note-text data-tex"
    " data-x data-container data-display datetime decoding dir disabled download draggable"
    " epub:type face for frame headers height hidden href hreflang hspace id inputmode is itemid"
    " itemprop itemref itemscope itemtype lang loading longdesc markdown media name nonce noshade"
    " nowrap onclick onload open part ping popover property rel reversed role rows rowspan rules"
    " scope shape size slot span spellcheck src srcset start style summary tabindex target title"
    " translate type usemap valign value valuetype version vlink vspace width xml:base xml:lang"
    " xml:space xmlns xmlns:v @click :key v-if x.y 1st a\" ' = ( data- aria-"
).split()
_SIGNS = ("", "", "", " &amp; ", " &nbsp;", " &#8212; ", " & ", " < ", " &bogus; ")
_IDS = ("one", "two", "one", "title", "1st", "a b", "ä", "note-1", "fn:1", "", "x--y", "%41")

_PICTURES = ("dot.png", "images/dot.png", "/images/dot.png", "none.png", "a b.png", "dot.png?x#y")
_ADDRESSES = (
    "http://example.org", "http://example.org/100%", "https://example.org/a?filters[]=1&b[c]=2",
    "https://example.org/a#b#c", "https://example.org/a b", "https://example.org/a%20b%zz",
    "https://example.org:8080/x", "https://example.org:99999/x", "https://example.org:/x",
    "http://[::1]/x", "http://[2001:db8::1]:80/", "http://[::1", "http://[zz]/", "http://]",
    "http://bücher.example/ä", "http://例え.jp/道?名=値", "http://xn--bcher-kva.example/",
    "http://user:pass@example.org/", "http://us er@example.org/", "http:///path", "http://",
    "https:example.org", "http:/example.org", "http://example.org\\path", "HTTP://EXAMPLE.ORG/",
    "//example.org/x", "/root/x.html", "../up", "./", ".", "?", "?q=1", "#", "#one", "#nowhere",
    "##", "#%", "#a b", "www.example.org/100%", "mailto:a@example.org", "mailto:", "mailto:a b",
    "mailto:ä@exämple.org?subject=a b&body=[x]", "tel:+49 30 1234", "tel:", "sms:+1;x=y",
    "geo:1,2", "urn:isbn:978", "urn:", "doi:10.1000/182[a]", "ftp://example.org/x", "ftp://",
    "file:///etc/passwd", "javascript:alert(1)", "JaVaScRiPt:x", "data:text/plain,x", "about:blank",
    "data:image/png;base64,xx", "irc://x/y", "x-app://open?id=1", "C:\\dir\\file", "C:/x",
    "chapter-1.md", "chapter-1.md#one", "chapter-9.md", "a:b", "a/b:c", "1:2", "://x", ":",
    "http://example.org/{id}", "http://example.org/<x>", "http://example.org/`a`",
    "http://example.org/a|b", "http://example.org/a^b", 'http://example.org/"q"',
    "http://example.org/%", "http://example.org/%4", "http://example.org/\u00a0x",
    "http://example.org/\u200bx", "http://example.org/\u202ex", "http://exa mple.org/",
    "http://exa_mple.org/", "http://-example-.org/", "http://example..org/", "http://.org",
    "http://example.org.", "http://1.2.3.4/", "http://1.2.3.400/", "http://0x7f.1/", "http://%41/",
    "http://exam%70le.org/", "http://a'b.org/", "http://a!b/", "http://a,b/", "http://*/",
    "https://example.org/?a=1;b=2&c=%E4", "https://example.org/?q=ä ö#ü", "https://example.org?x",
    "https://example.org#x", "https://example.org/(a)(b", "https://example.org/a'b*c!$",
    "https://example.org/\u0301", "https://example.org/\U0001f600", "https://\U0001f600.example/",
    "https://example.org/\ud7ff", "https://example.org/\ufdd0", "https://example.org/\ue000",
    "https://example.org/a//b/../c/./d", "https://example.org/;:@&=+$,", "https://example.org/~x",
    "https://a.example/" + "x" * 300, "https://" + "a" * 70 + ".example/",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of Markdown that stands in a chapter by itself, and the words in it."""

    text: str
    words: tuple[str, ...]


def fragments(seed: int, many: int) -> Iterator[Fragment]:
    """Make up so many fragments; the same seed and number make the same ones."""
    maker = _Maker(Random(seed), seed)
    for _ in range(many):
        yield maker.fragment()


class _Maker:
    def __init__(self, random: Random, seed: int) -> None:
        self._random, self._seed = random, seed
        self._serial = 0

    def fragment(self) -> Fragment:
        text = self._random.choice(_SHAPES)(self)
        return Fragment(text, tuple(_WORD.findall(text)))

    # Words

    def word(self) -> str:
        """Make a word that stands nowhere else; it is to be found in what is made of it."""
        self._serial += 1
        return f"w{self._seed}x{self._serial}w"

    def _some(self) -> str:
        return f"{self.word()}{self._random.choice(_SIGNS)}" if self._random.random() < 0.9 else ""

    # HTML

    def attributes(self) -> str:
        made = []
        for _ in range(self._random.choice((0, 0, 0, 1, 1, 2, 3, 5))):
            name = self._random.choice(_ATTRIBUTES)
            if self._random.random() < 0.25:
                name = "id"
            value = self._random.choice(_IDS if name in ("id", "name") else _VALUES)
            if name in ("href", "src", "cite") and self._random.random() < 0.8:
                value = self.address()
            quotes = self._random.choice(('"', '"', '"', "'", "", None))
            if quotes is None:
                made.append(name)
            elif quotes:
                safe = value.replace(quotes, "").replace("<", "&lt;").replace(">", "&gt;")
                made.append(f"{name}={quotes}{safe}{quotes}")
            else:
                safe = "".join(sign for sign in value if sign not in " \"'<>=`\\")
                made.append(f"{name}={safe or 'x'}")
        return "".join(f" {each}" for each in made)

    def element(self, depth: int, names: list[str] | None = None) -> str:
        name = self._random.choice(names or self._random.choice(_GROUPS))
        if self._random.random() < 0.05:
            name = name.upper()
        if name.lower() in _VOID:
            return f"<{name}{self.attributes()}{self._random.choice(('', '/', ' /'))}>"
        tag = f"<{name}{self.attributes()}>"
        inner = self.inside(depth - 1)
        end = self._random.random()
        if end < 0.08:
            return f"{tag}{inner}"
        if end < 0.12:
            return f"{tag}{inner}</{self._random.choice(self._random.choice(_GROUPS))}>"
        if end < 0.14:
            return f"{inner}</{name}>"
        if end < 0.15 and name not in _UNKNOWN:
            return f"<{name}/>{inner}"
        return f"{tag}{inner}</{name}>"

    def inside(self, depth: int) -> str:
        parts = [self._some()]
        for _ in range(self._random.choice((0, 1, 1, 2, 3)) if depth > 0 else 0):
            parts.append(self._random.choice((self.element, self.element, self._sensible))(depth))
            parts.append(self._some() if self._random.random() < 0.5 else "")
        glue = self._random.choice(("", " ", "\n"))
        return glue.join(parts)

    def _sensible(self, depth: int) -> str:
        return self._random.choice(_SENSIBLE)(self)

    def _table(self) -> str:
        rows = "".join(
            f"<tr{self.attributes()}>"
            + "".join(
                f"<t{self._random.choice('dh')}{self.attributes()}>{self.inside(1)}"
                + self._random.choice(("", "</td>", "</th>"))
                for _ in range(self._random.randint(0, 4))
            )
            + self._random.choice(("", "</tr>"))
            for _ in range(self._random.randint(0, 3))
        )
        caption = f"<caption>{self.inside(1)}</caption>" if self._random.random() < 0.3 else ""
        body = f"<tbody>{rows}</tbody>" if self._random.random() < 0.5 else rows
        parts = [caption, "<col><col span=2>", f"<thead>{self._some()}</thead>", body]
        self._random.shuffle(parts)
        return f"<table{self.attributes()}>{''.join(parts)}</table>"

    def _list(self) -> str:
        kind = self._random.choice(("ul", "ol", "menu", "dir"))
        items = "".join(
            f"<li{self.attributes()}>{self.inside(1)}{self._random.choice(('', '</li>'))}"
            for _ in range(self._random.randint(0, 3))
        )
        return f"<{kind}{self.attributes()}>{self._some()}{items}</{kind}>"

    def _definitions(self) -> str:
        items = "".join(
            f"<{(tag := self._random.choice(('dt', 'dd')))}{self.attributes()}>{self.inside(1)}"
            f"{self._random.choice(('', f'</{tag}>'))}"
            for _ in range(self._random.randint(0, 4))
        )
        group = f"<div>{items}</div>" if self._random.random() < 0.3 else items
        return f"<dl{self.attributes()}>{group}</dl>"

    def _ruby(self) -> str:
        order = [
            self._some(), f"<rt>{self._some()}</rt>", "<rp>(</rp>", f"<rb>{self._some()}</rb>",
            f"<rtc>{self._some()}</rtc>", f"<rt>{self._some()}",
        ]  # fmt: skip
        keep = order[: self._random.randint(1, len(order))]
        if self._random.random() < 0.3:
            self._random.shuffle(keep)
        return f"<ruby{self.attributes()}>{''.join(keep)}</ruby>"

    def _figure(self) -> str:
        parts = [
            f"<figcaption{self.attributes()}>{self.inside(1)}</figcaption>",
            self.inside(1),
            f'<img src="{self._picture()}" alt="x">',
            self.inside(1),
        ]
        self._random.shuffle(parts)
        return f"<figure{self.attributes()}>{''.join(parts)}</figure>"

    def _picture(self) -> str:
        return self._random.choice((*_PICTURES, self.address().replace('"', "")))

    def _details(self) -> str:
        return (
            f"<details{self.attributes()}><summary>{self.inside(1)}</summary>{self.inside(1)}"
            f"</details>"
        )

    def _media(self) -> str:
        address = self.address().replace('"', "")
        return self._random.choice(
            (
                f'<video src="{address}" controls{self.attributes()}></video>',
                f'<video><source src="{address}"><track src=x></video>',
                f'<audio{self.attributes()}><source src="{address}"></audio>',
                f'<iframe src="{address}" width=100%{self.attributes()}></iframe>',
                f'<object data="{address}"><param name=x value=y></object>',
                f'<embed src="{address}">',
                "<iframe></iframe>",
                f'<picture><source srcset="{address} 2x"><img src=dot.png alt=x></picture>',
                f'<picture><source srcset="{address}"></picture>',
                "<img>",
                "<img alt=x>",
                "<canvas></canvas>",
                "<svg><path d='M0 0'/></svg>",
                "<svg><g><circle r=1></g></svg>",
                f'<map name=x><area href="{address}" alt=x></map>',
            )
        )

    def _formula(self) -> str:
        def part(depth: int) -> str:
            name = self._random.choice(_MATH)
            if depth and self._random.random() < 0.7:
                inner = "".join(part(depth - 1) for _ in range(self._random.randint(0, 3)))
            else:
                inner = self._some()
            return f"<{name}{self.attributes()}>{inner}</{name}>"

        return f"<math{self.attributes()}>{part(2)}{part(1)}</math>"

    def _hidden(self) -> str:
        return self._random.choice(
            (
                "<!-- gone -->",
                "<!-- a -- b -->",
                "<!---->",
                "<!-->",
                "<!--->",
                "<?php echo 1 ?>",
                "<!DOCTYPE html>",
                "<![CDATA[ x ]]>",
                "<script>var a = '<b>';</script>",
                "<style>p { color: red }</style>",
                "<script src=x></script>",
                "<noscript></noscript>",
                "<link rel=stylesheet href=x>",
                "<meta charset=utf-8>",
                "<base href=x>",
                "<template></template>",
                "<title></title>",
                "<head></head>",
                "<!-- <b> -->",
                "<!-- a\n\nb -->",
            )
        )

    def _form(self) -> str:
        return (
            f"<form{self.attributes()}>{self._some()}<select{self.attributes()}>"
            f"<option>{self.word()}<optgroup label=x><option selected>{self.word()}</optgroup>"
            f"</select><input type=checkbox checked><input{self.attributes()}>"
            f"<textarea>{self.word()}</textarea><button>{self.inside(1)}</button></form>"
        )

    # Addresses

    def address(self) -> str:
        return self._random.choice(_ADDRESSES)

    def _link(self) -> str:
        address = self.address()
        shape = self._random.choice(_LINKS)
        return shape.format(
            word=self.word(),
            address=address,
            pointed=address.replace("<", "").replace(">", ""),
            picture=self._picture(),
            number=self._serial,
        )

    def _html_link(self) -> str:
        address = self.address().replace('"', "&quot;")
        tag = self._random.choice(("a href", "a href", "img src", "q cite", "del cite", "a name"))
        return f'<{tag}="{address}"{self.attributes()}>{self._some()}</{tag.split()[0]}>'

    # Shapes of a whole fragment

    def _plain(self) -> str:
        return self.element(3)

    def _line(self) -> str:
        return f"{self.word()} {self._inline()} {self.word()}"

    def _inline(self) -> str:
        return (
            self._random.choice(
                (
                    lambda: self.element(2, _PHRASES),
                    lambda: self.element(1),
                    self._link,
                    self._html_link,
                    self._ruby,
                    self._media,
                    self._formula,
                    self._hidden,
                    self._form,
                )
            )()
            .replace("\n\n", " ")
            .replace("\n", " ")
        )

    def _item(self) -> str:
        mark = self._random.choice(("- ", "1. ", "> ", "> - ", "- > ", "* [ ] ", "> [!NOTE]\n> "))
        indent = " " * len(mark) if mark.strip(" -*1.") == "" else "> "
        return f"{mark}{self._line()}\n{indent}{self._inline()}"

    def _cell(self) -> str:
        cells = [self._inline().replace("|", "") for _ in range(2)]
        return f"| {self.word()} | {self.word()} |\n| --- | :-: |\n| {cells[0]} | {cells[1]} |"

    def _note(self) -> str:
        label = f"n{self._seed}-{self._serial}"
        call = f"{self.word()}[^{label}] {self._inline()}"
        return f"{call}\n\n[^{label}]: {self._line()}\n\n    {self._inline()}"

    def _note_in_line(self) -> str:
        return f"{self.word()}^[{self.word()} {self._inline()}]"

    def _heading(self) -> str:
        return f"{self._random.choice(('##', '###', '####'))} {self._line()}"

    def _block(self) -> str:
        return self._random.choice(_SENSIBLE)(self)

    def _markdown_inside(self) -> str:
        tag = self._random.choice(_AROUND)
        return f"<{tag}{self.attributes()}>\n\n{self._item()}\n\n{self._inline()}\n\n</{tag}>"

    def _markdown_attribute(self) -> str:
        tag = self._random.choice(("div", "p", "figure", "figcaption", "td", "aside"))
        opening = f'<{tag} markdown="1"{self.attributes()}>'
        return f"{opening}\n{self._line()}\n\n{self._link()}\n</{tag}>"

    def _emphasis(self) -> str:
        strong = f"**{self.word()} {self._inline()}**"
        return f"{strong} *{self._inline()} {self.word()}* `{self.word()}`"

    def _container(self) -> str:
        kind = self._random.choice(("note", "verse", "letter", "box"))
        return f"::: {kind}\n{self._line()}\n\n{self._block()}\n:::"

    def _definition(self) -> str:
        return f"{self.word()} {self._inline()}\n: {self._line()}"

    def _picture_line(self) -> str:
        return f"{self.word()} {self._html_link()}"

    def _braces(self) -> str:
        pairs = " ".join(
            f'{self._random.choice(_ATTRIBUTES)}="{self._random.choice(_VALUES)}"'
            for _ in range(self._random.randint(1, 3))
        )
        word = self.word()
        return self._random.choice((
            f"[{word}]{{{pairs}}}", f"*{word}*{{.x #one {pairs}}}", f"## {word} {{#one {pairs}}}",
            f"![x](dot.png){{{pairs}}} {word}", f"{word}\n{{: {pairs}}}",
        ))  # fmt: skip


_GROUPS = (_PHRASES, _PHRASES, _BLOCKS, _BLOCKS, _TABLES, _FORMS, _VOID, _UNKNOWN)

_SENSIBLE = (
    _Maker._table, _Maker._list, _Maker._definitions, _Maker._ruby, _Maker._figure,
    _Maker._details, _Maker._media, _Maker._formula, _Maker._hidden, _Maker._form,
    _Maker._html_link,
)  # fmt: skip

_SHAPES = (
    _Maker._plain, _Maker._plain, _Maker._plain, _Maker._block, _Maker._block, _Maker._line,
    _Maker._line, _Maker._item, _Maker._cell, _Maker._note, _Maker._note_in_line, _Maker._heading,
    _Maker._markdown_inside, _Maker._markdown_attribute, _Maker._emphasis, _Maker._container,
    _Maker._definition, _Maker._link, _Maker._link, _Maker._picture_line, _Maker._braces,
)  # fmt: skip

_LINKS = (
    "[{word}]({address})", "[{word}](<{pointed}>)",
    "[{word}][r{number}]\n\n[r{number}]: <{pointed}>", "{word} <{pointed}>", "{word} {address}",
    "[{word}]({picture})", "{word} ![x]({picture})", '[{word}]({address} "title")',
    "[![x]({picture})]({address}) {word}", "**[{word}]({address})**",
)  # fmt: skip
