"""The inside of a paragraph: runs, links, fields, changes and formulas → runs with marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from lxml import etree

from octavo.importing.readers.html_elements import text_of
from octavo.importing.readers.inner_links import anchor
from octavo.importing.readers.marked_runs import Run
from octavo.importing.readers.word.drawings import drawn
from octavo.importing.readers.word.fields import Field
from octavo.importing.readers.word.formulas import tex_of
from octavo.importing.readers.word.names import M, R, W, child_value, parts_of, value
from octavo.importing.readers.word.reading import Reading
from octavo.importing.readers.word.spans import element_run, text_run
from octavo.importing.readers.word.styles import Look, run_marks
from octavo.importing.readers.word.symbols import is_of_signs, sign_of

_MADE = {f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad", f"{W}tab": " ", f"{W}ptab": " "}
_DELETED = frozenset((f"{W}del", f"{W}moveFrom"))
_ADDED = frozenset((f"{W}ins", f"{W}moveTo"))


def spans_in(holder: etree._Element, look: Look, reading: Reading) -> Iterator[Run]:
    """Yield what stands in a paragraph, or in what wraps a part of one."""
    for child in parts_of(holder):
        tag = str(child.tag)
        if tag in _DELETED:
            leave_deleted(child, reading)
        elif tag in _ADDED:
            reading.tell("insertion", text_in(child), author=value(child, "author"))
            yield from spans_in(child, look, reading)
        elif tag == f"{W}r":
            yield from _run(child, look, reading)
        elif tag in _READERS:
            yield from _READERS[tag](child, look, reading)


def text_in(element: etree._Element) -> str:
    """Return the words that stand anywhere in an element, deleted ones among them."""
    return "".join(each.text or "" for each in element.iter(f"{W}t", f"{W}delText", f"{M}t"))


def leave_deleted(element: etree._Element, reading: Reading) -> None:
    """Leave out what an editor has taken out or moved away."""
    reading.left.append("".join(each.text or "" for each in element.iter(f"{W}t")))
    reading.tell("deletion", text_in(element), author=value(element, "author"))


def _run(run: etree._Element, look: Look, reading: Reading) -> Iterator[Run]:
    props = run.find(f"{W}rPr")
    marks = run_marks(reading.sheet, props, look)
    font = font_of(props)
    has_own_mark = any(value(each, "customMarkFollows") in ("1", "true", "on") for each in run)
    for child in parts_of(run):
        tag = str(child.tag)
        if tag == f"{W}t" and has_own_mark:
            reading.left.append(child.text or "")  # the sign that calls a note, which has another
        elif tag == f"{W}t":
            yield from said(_shown(child.text or "", font), marks, reading, child.text or "")
        elif tag == f"{W}sym":
            yield from _sign(child, marks, reading)
        elif tag in _MADE:
            yield from said(_MADE[tag], marks, reading, "")
        elif tag in (f"{W}br", f"{W}cr"):
            yield from _break(child, reading)
        elif tag in (f"{W}fldChar", f"{W}instrText"):
            yield from _field(child, tag, marks, reading)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            yield from _call(child, tag, reading)
        elif tag == f"{W}commentReference":
            reading.end_comment(value(child, "id"))
        elif tag == f"{W}ruby":
            yield from _ruby(child, look, reading)
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            yield from drawn(child, reading)
        elif tag == f"{W}delText":
            reading.tell("deletion", child.text or "")


def said(text: str, marks: frozenset[str], reading: Reading, source: str) -> Iterator[Run]:
    """Yield words as a span, unless they are hidden or stand in what is left out.

    `source` are the words of the file that they show.
    """
    kind = "hidden" if "hidden" in marks else reading.left_as
    if any(not each.is_result for each in reading.fields):
        kind = "field"
    if kind:
        reading.left.append(source)
        reading.tell(kind, source or text)
        return
    for each in reading.fields:
        each.words.append(text)
    for words in reading.commented.values():
        words.append(text)
    yield text_run(text, marks, reading.link)


def font_of(props: etree._Element | None) -> str:
    """Return the font that a run names itself; empty for none."""
    return child_value(props, "rFonts", "ascii") or child_value(props, "rFonts", "hAnsi")


def _shown(text: str, font: str) -> str:
    """Return what a font of signs shows for words; other words are what they are."""
    return "".join(shown_sign(each, font) for each in text)


def shown_sign(sign: str, font: str) -> str:
    """Return the sign that a font of signs shows for a character; that itself for other fonts."""
    if (
        is_of_signs(font)
        and not sign.isspace()
        and (sign <= "\xff" or "\uf000" <= sign <= "\uf0ff")
    ):
        return sign_of(font, ord(sign)) or sign
    return sign


def _sign(element: etree._Element, marks: frozenset[str], reading: Reading) -> Iterator[Run]:
    font, code = value(element, "font"), value(element, "char")
    try:
        sign = sign_of(font, int(code, 16))
    except ValueError:
        sign = ""
    if sign:
        yield from said(sign, marks, reading, "")
    else:
        reading.note("sign", f"{font} {code}")


def _break(element: etree._Element, reading: Reading) -> Iterator[Run]:
    if not reading.left_as:
        kind = value(element, "type")
        yield element_run(etree.Element("page" if kind == "page" else "br"))


def _field(
    element: etree._Element, tag: str, marks: frozenset[str], reading: Reading
) -> Iterator[Run]:
    kind = value(element, "fldCharType")
    if tag == f"{W}instrText":
        if reading.fields:
            reading.fields[-1].code += element.text or ""
    elif kind == "begin":
        reading.fields.append(Field())
    elif kind == "separate" and reading.fields:
        reading.fields[-1].is_result = True
    elif kind == "end" and reading.fields:
        field = reading.fields.pop()
        if field.name == "PAGEREF" and not reading.left_as:
            reading.note("page-reference", "".join(field.words))
        if field.ruby and not field.shows:
            yield _with_reading(*field.ruby, marks)
        elif not (field.shows or field.is_silent or field.left_as or reading.left_as):
            reading.note("field", field.code)


def _with_reading(base: str, above: str, marks: frozenset[str]) -> Run:
    ruby = etree.Element("ruby")
    ruby.text = base
    etree.SubElement(ruby, "rt").text = above
    return replace(element_run(ruby), marks=marks)


def _call(element: etree._Element, tag: str, reading: Reading) -> Iterator[Run]:
    key = ("footnote" if tag == f"{W}footnoteReference" else "endnote", value(element, "id"))
    if not reading.is_main:
        return
    if key not in reading.notes:
        reading.notes.append(key)
    yield element_run(etree.Element("note", label=str(reading.notes.index(key) + 1)))


def _ruby(element: etree._Element, look: Look, reading: Reading) -> Iterator[Run]:
    base, above = element.find(f"{W}rubyBase"), element.find(f"{W}rt")
    words = [*spans_in(base, look, reading)] if base is not None else []
    readings = [*spans_in(above, look, reading)] if above is not None else []
    marks = words[0].marks if words else frozenset()
    bare = "".join(each.text for each in words)
    yield _with_reading(bare, "".join(each.text for each in readings), marks)


def _hyperlink(element: etree._Element, look: Look, reading: Reading) -> Iterator[Run]:
    relation = reading.relation(element.get(f"{R}id") or "")
    place = value(element, "anchor")
    address = relation.target if relation and relation.is_outside else ""
    link = f"{address}#{place}" if place and address else address or f"#{place}"
    target = reading.place(link)
    for each in spans_in(element, look, reading):
        plain = each.marks - {"u"} if target else each.marks
        yield replace(each, marks=plain, href=each.href or target)


def _simple_field(element: etree._Element, look: Look, reading: Reading) -> Iterator[Run]:
    reading.fields.append(Field(code=value(element, "instr"), is_result=True))
    yield from spans_in(element, look, reading)
    reading.fields.pop()


def _control(element: etree._Element, look: Look, reading: Reading) -> Iterator[Run]:
    content = element.find(f"{W}sdtContent")
    if content is not None:
        yield from spans_in(content, look, reading)


def _formula(element: etree._Element, look: Look, reading: Reading) -> Iterator[Run]:
    if reading.left_as:
        reading.leave(reading.left_as, text_of(element))
        return
    for each in element.iter(f"{W}del", f"{W}ins"):
        kind = "deletion" if each.tag == f"{W}del" else "insertion"
        reading.tell(kind, text_in(each), author=value(each, "author"))
    holders = [element] if element.tag == f"{M}oMath" else [*element.iter(f"{M}oMath")]
    for each in holders:
        tex = etree.Element("tex")
        tex.text = tex_of(each)
        if element.tag == f"{M}oMathPara":
            tex.set("display", "block")
        if tex.text.strip():
            yield element_run(tex)


def _bookmark(element: etree._Element, look: Look, reading: Reading) -> Iterator[Run]:
    name = value(element, "name")
    if name in reading.wanted and reading.is_main:
        yield element_run(anchor(name))


def _comment_start(element: etree._Element, look: Look, reading: Reading) -> Iterator[Run]:
    reading.commented[value(element, "id")] = []
    yield from ()


def _comment_end(element: etree._Element, look: Look, reading: Reading) -> Iterator[Run]:
    # A comment that is called behind its words keeps them until then.
    name = value(element, "id")
    if name in reading.commented:
        reading.commented[name] = ["".join(reading.commented[name])]
        reading.end_comment(name)
    yield from ()


_READERS: Mapping[str, Callable[[etree._Element, Look, Reading], Iterator[Run]]] = MappingProxyType(
    {
        f"{W}hyperlink": _hyperlink,
        f"{W}fldSimple": _simple_field,
        f"{W}sdt": _control,
        f"{M}oMath": _formula,
        f"{M}oMathPara": _formula,
        f"{W}bookmarkStart": _bookmark,
        f"{W}commentRangeStart": _comment_start,
        f"{W}commentRangeEnd": _comment_end,
    }
)
