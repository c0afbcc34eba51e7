"""Numbers of a printed edition's pages, as transcribers leave them among the words."""

from __future__ import annotations

import re

from lxml import etree

from octavo.importing.readers.html_elements import line_of, text_of
from octavo.importing.readers.left_out import Left, Reason

#: How such a number's element is called.
_NAMES = frozenset("pagenum pageno page-number pagenumber page_number pb pagebreak folio".split())


def is_page_number(element: etree._Element) -> bool:
    """Tell whether an element is called a page's number, and holds no more than one."""
    named = _NAMES.intersection((element.get("class") or "").lower().split())
    return bool(named) and is_number(text_of(element))


def is_number(text: str) -> bool:
    """Tell whether words are short enough for a page's number: "[Pg 12]", "p. iv"."""
    text = text.strip()
    return len(text) < 20 and not re.search(r"[^\W\d_]{8,}", text)


def take_page_numbers(root: etree._Element) -> tuple[Left, ...]:
    """Take the numbers out of a page, and return them; places that are linked to stay."""
    said: list[str] = []
    line = 1
    for element in root.iter("span", "a", "div", "p", "small", "sup", "em", "i"):
        if is_page_number(element):
            line = (line_of(element) or line) if not said else line
            said.append(text_of(element).strip())
            _empty(element)
    text = " ".join(filter(None, said))
    return (Left(reason=Reason.PAGE_NUMBER, text=text, line=line),) if text else ()


def _empty(element: etree._Element) -> None:
    element.text = None
    for child in element.iterdescendants():
        child.text = child.tail = None
