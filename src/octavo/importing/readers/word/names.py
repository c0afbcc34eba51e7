"""The names of WordprocessingML (ISO/IEC 29500-1), as lxml writes them, and how values are read."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_OPEN = "http://schemas.openxmlformats.org"
WORD = f"{_OPEN}/wordprocessingml/2006/main"
RELATIONS = f"{_OPEN}/officeDocument/2006/relationships"
PACKAGE_RELATIONS = f"{_OPEN}/package/2006/relationships"

#: What the names of text, formulas, drawings, links, old drawings and alternatives begin with.
W = f"{{{WORD}}}"
M = f"{{{_OPEN}/officeDocument/2006/math}}"
A = f"{{{_OPEN}/drawingml/2006/main}}"
R = f"{{{RELATIONS}}}"
WP = f"{{{_OPEN}/drawingml/2006/wordprocessingDrawing}}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741
MC = f"{{{_OPEN}/markup-compatibility/2006}}"

#: The strict variant of the standard calls the same things by these names.
STRICT = (
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", WORD),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", RELATIONS),
    ("http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1]),
    ("http://purl.oclc.org/ooxml/drawingml/main", A[1:-1]),
    ("http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", WP[1:-1]),
)

_OFF = frozenset(("0", "false", "off", "none"))


def value(element: etree._Element | None, name: str = "val") -> str:
    """Return an attribute of Word's; empty where there is none."""
    return "" if element is None else element.get(W + name) or ""


def child_value(element: etree._Element | None, tag: str, name: str = "val") -> str:
    """Return the attribute of the child `w:tag`; empty where there is none."""
    return "" if element is None else value(element.find(W + tag), name)


def is_on(element: etree._Element | None) -> bool | None:
    """Return what a property that is on or off says; None where it is not there."""
    return None if element is None else value(element).lower() not in _OFF


def number(text: str, otherwise: int = 0) -> int:
    """Return a whole number, such as a measure in twentieths of a point; `otherwise` for none."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return otherwise


def chosen(element: etree._Element) -> etree._Element | None:
    """Return the branch of `mc:AlternateContent` that is read: the first with anything in it."""
    branches = [each for each in element if each.tag in (f"{MC}Choice", f"{MC}Fallback")]
    return next((each for each in branches if len(each)), None)


def all_within(element: etree._Element, *, closed: str) -> Iterator[etree._Element]:
    """Yield the elements within another in order, one of several alternatives.

    Those called `closed` are yielded, and nothing of what they hold.
    """
    for child in element:
        if child.tag == f"{MC}AlternateContent":
            branch = chosen(child)
            yield from all_within(branch, closed=closed) if branch is not None else ()
        elif isinstance(child.tag, str):
            yield child
            if child.tag != closed:
                yield from all_within(child, closed=closed)


def parts_of(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the children, those of wrappers that mean nothing for the text in their stead."""
    for child in element:
        if child.tag in (f"{W}smartTag", f"{W}customXml", f"{W}bdo", f"{W}dir"):
            yield from parts_of(child)
        elif child.tag == f"{MC}AlternateContent":
            branch = chosen(child)
            yield from parts_of(branch) if branch is not None else ()
        elif isinstance(child.tag, str):
            yield child
