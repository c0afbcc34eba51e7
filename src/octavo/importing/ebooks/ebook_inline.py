"""The inside of a paragraph of an e-book → Markdown: languages, classes, names, formulas stay.

`inline_markdown.py` writes what pages of the web have; an e-book says more, and a book of our own
must come back as it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from octavo.importing.ebooks.braces import braces
from octavo.importing.ebooks.xml_files import local
from octavo.importing.markdown_escape import escape_run
from octavo.importing.readers.html_elements import text_of
from octavo.importing.readers.inline_markdown import address, attribute
from octavo.text.xhtml_names import ANNOTATION, MATH, MATHML

#: Between our own trees: a formula's TeX, the call of a note with its `label`.
NOTE = "note"
_SIGNS = {"em": "*", "strong": "**"}
#: Elements of HTML that Markdown has no mark for; they are written as they are.
_AS_THEY_ARE = frozenset(
    "b bdi bdo cite data del dfn i ins kbd mark q rb rp rt rtc ruby s samp small sub sup time u var"
    " wbr".split()
)
_KEPT = ("datetime", "value", "dir", "lang", "class", "id", "title")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BREAK = "\n"
#: Spaces at the edges of a mark, which stand beside it.
_EDGES = " \n\u00a0\u202f"
#: Marks of the dialect beside those of `escape_run`: formulas, deletions, raised words, tags.
_MORE = re.compile(r"[$~^@]|==|%%|(?<!\w):(?=\w+:)|(?<=http)s?:|\+\+")
_TYPED = re.compile(r"[\"']|--+|\.\.\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """How words are written: an `exact` one keeps straight marks as they are, which otherwise
    become the book's own; `language` is that of the chapter."""

    exact: bool = False
    language: str = "en"


def inline(element: etree._Element, hand: Hand) -> str:
    """Return the content of an element as inline Markdown; a line end stands for each `<br>`."""
    pieces = [_text(element.text, hand)]
    for child in element:
        pieces += [_element(child, hand), _text(child.tail, hand)]
    return "".join(pieces)


def one_line(element: etree._Element, hand: Hand, between: str = "<br/>") -> str:
    """Return the content of an element as one line of Markdown, without space around it."""
    lines = [_bare(each) for each in inline(element, hand).split(_BREAK)]
    return between.join(lines).strip() if between.strip() else " ".join(filter(None, lines))


def lines_of(element: etree._Element, hand: Hand) -> list[str]:
    """Return the lines of a paragraph, as its breaks part them."""
    return [_bare(each) for each in inline(element, hand).split(_BREAK)]


def _bare(line: str) -> str:
    return re.sub(r"[ \t\n]+", " ", line).strip(" \t")


def _text(text: str | None, hand: Hand) -> str:
    run = escape_run(_SPACE.sub(" ", text or ""))
    run = _MORE.sub(_escaped, run).replace("\\\\(", "&#92;(").replace("\\\\\\[", "&#92;\\[")
    return _TYPED.sub(_escaped, run) if hand.exact else run


def _escaped(found: re.Match[str]) -> str:
    sign = found[0]
    if sign.endswith(":"):
        return f"{sign[:-1]}\\:"
    return (
        f"\\{sign}"
        if len(set(sign)) > 1 or sign[0] in "."
        else "".join(f"\\{each}" for each in sign)
    )


def _element(element: etree._Element, hand: Hand) -> str:
    tag = str(element.tag)
    if tag == "br":
        return _BREAK
    if tag == "img":
        return image(element)
    if tag == NOTE:
        return f"[^{element.get('label')}]"
    if tag == MATH:
        return formula(element)
    if tag in ("code", "tt"):
        return _code(element, hand)
    inside = inline(element, hand)
    bare = inside.strip(_EDGES)
    if not bare:
        return inside + _place(element)
    before = inside[: len(inside) - len(inside.lstrip(_EDGES))]
    after = inside[len(inside.rstrip(_EDGES)) :]
    return before + _marked(element, tag, bare, hand) + after


def _marked(element: etree._Element, tag: str, inside: str, hand: Hand) -> str:
    said = braces(element)
    if tag in _SIGNS:
        return _stressed(element, inside, hand) + said
    if tag == "a" and element.get("href"):
        return _link(element, inside)
    if tag == "abbr" and element.get("title"):
        return f'<abbr title="{attribute(element.get("title", ""))}">{inside}</abbr>'
    if tag in _AS_THEY_ARE:
        return f"<{tag}{_attributes(element)}>{_joined(inside)}</{tag}>"
    return f"[{inside}]{said}" if said else inside


def _joined(inside: str) -> str:
    return inside.replace(_BREAK, "<br/>")


def _attributes(element: etree._Element) -> str:
    given = [(key, element.get(key)) for key in _KEPT]
    return "".join(f' {key}="{attribute(value)}"' for key, value in given if value)


def _place(element: etree._Element) -> str:
    """Return an element without words for its name, to which something links."""
    name = element.get("id")
    return f"[]{{#{name}}}" if name else ""


def _stressed(element: etree._Element, inside: str, hand: Hand) -> str:
    """Return stressed words between stars, or in their element where stars would not be read."""
    tag = str(element.tag)
    held = [*element.iterdescendants(*_SIGNS), *element.iterancestors(*_SIGNS)]
    if held or _BREAK in inside or _touches(element, inside, hand):
        return f"<{tag}>{_joined(inside)}</{tag}>"
    return f"{_SIGNS[tag]}{inside}{_SIGNS[tag]}"


def _touches(element: etree._Element, inside: str, hand: Hand) -> bool:
    """Return whether what stands right beside the stars would have them read as signs."""
    before, behind = _beside(element)
    return (
        before[-1:] in _RISKY
        or behind[:1] in _RISKY
        or (not _is_open(before[-1:]) and not inside[0].isalnum())
        or (not _is_open(behind[:1]) and not inside[-1].isalnum())
    )


#: Signs that stars beside them would join, and the end of another element.
_RISKY = frozenset("*_`$\\{<[")


def _is_open(sign: str) -> bool:
    return not sign or not sign.isalnum()


def _beside(element: etree._Element) -> tuple[str, str]:
    previous, parent, after = element.getprevious(), element.getparent(), element.getnext()
    if previous is not None:
        before = previous.tail or ("" if previous.tag == "br" else "*")
    else:
        before = (parent.text or "") if parent is not None else ""
    behind = element.tail or ("" if after is None or after.tag in ("br", NOTE) else "*")
    return before, behind


def _code(element: etree._Element, hand: Hand) -> str:
    """Return code between backticks, or as an element where it holds more than words."""
    said = braces(element)
    if len(element) and any(True for _ in element.iterdescendants("a", "img", NOTE, "br", "em")):
        return f"<code>{inline(element, hand)}</code>"
    text = _SPACE.sub(" ", text_of(element))
    if not text.strip():
        return text
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    before, behind = _beside(element)
    if "`" in (before[-1:], behind[:1]) or (before[-1:] == "$" or (behind[:1] in "$" and behind)):
        return f"<code>{escape_run(text)}</code>"
    fence = "`" * (longest + 1)
    inside = f" {text} " if longest or text != text.strip() else text
    return f"{fence}{inside}{fence}{said}"


def _link(element: etree._Element, inside: str) -> str:
    href = element.get("href", "").strip()
    said = braces(element, but=(".bare-address",))
    if next(element.iterdescendants("a", NOTE), None) is not None:
        return inside
    whole = text_of(element).strip()
    if (
        not said
        and (href in (whole, f"mailto:{whole}"))
        and re.match(r"https?://\S+$|\S+@\S+$", whole)
    ):
        return f"<{whole}>"
    return f"[{_joined(inside)}]({address(href)}){said}"


def image(element: etree._Element, *, caption: str = "", said: str | None = None) -> str:
    """Return a picture; `caption` is Markdown, and `said` the braces, its own unless given."""
    alt = escape_run(" ".join((element.get("alt") or "").split()))
    title = caption or escape_run(" ".join((element.get("title") or "").split()))
    quoted = title.replace("\\", "\\\\").replace("&", "&amp;").replace('"', '\\"')
    behind = braces(element, but=("title",)) if said is None else said
    source = address(element.get("src") or "")
    return f"![{alt}]({source}" + (f' "{quoted}")' if quoted else ")") + behind


def formula(math: etree._Element) -> str:
    """Return a formula in a line as TeX if it says its own; else as MathML."""
    tex = tex_of(math)
    if tex and "`" not in tex:
        return f"$`{' '.join(tex.split())}`$" + braces(math, but=("title",))
    return mathml(math)


def tex_of(math: etree._Element) -> str:
    """Return the TeX that a formula was made of, as it is noted in it; empty if it is not."""
    for note in math.iter(ANNOTATION):
        if note.get("encoding", "").lower() in ("application/x-tex", "latex", "tex", "text/tex"):
            return (note.text or "").strip()
    return ""


def mathml(math: etree._Element) -> str:
    """Return a formula as the elements that it is, on one line."""
    bare = etree.fromstring(etree.tostring(math, with_tail=False))
    for each in bare.iter(etree.Element):
        for key in [key for key in each.attrib if str(key).startswith(("data-", "{"))]:
            del each.attrib[key]
        each.tag = local(each)
    etree.cleanup_namespaces(bare)
    text = _SPACE.sub(" ", etree.tostring(bare, encoding="unicode", with_tail=False))
    return text.replace("<math", f'<math xmlns="{MATHML}"', 1) if "xmlns=" not in text else text
