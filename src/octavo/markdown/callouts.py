"""Callouts: words that stand beside the text, by their names in Octavo and in other tools.

`::: note`, `::: tip`, `::: warning`, `::: important`; alerts, admonitions and hints are the same.
"""

from __future__ import annotations

from types import MappingProxyType

from lxml import etree

from octavo.markdown.xhtml_tree import text_of
from octavo.text.xhtml_names import OPS

#: Element, epub:type and role of each. An `aside` may not be a `doc-notice` (ARIA in HTML, 4);
#: the structural vocabulary of EPUB has no word for a plain note beside the text.
CALLOUTS = {
    "note": ("aside", "", "note"),
    "tip": ("aside", "tip", "doc-tip"),
    "important": ("div", "notice", "doc-notice"),
    "warning": ("div", "notice", "doc-notice"),
}

_TITLE = "callout-title"
_HEADINGS = frozenset(f"h{level}" for level in range(2, 7))

#: Names of callouts, admonitions and alerts: of GitHub (NOTE, TIP, IMPORTANT, WARNING, CAUTION),
#: Quarto (`callout-…`), MyST and Sphinx, Obsidian ("Callouts", supported types), bookdown,
#: and the bare `callout` of the Carpentries' lessons.
_NAMES = MappingProxyType(
    {
        "note": "note", "info": "note", "abstract": "note", "summary": "note", "tldr": "note",
        "todo": "note", "question": "note", "help": "note", "faq": "note", "example": "note",
        "quote": "note", "cite": "note", "seealso": "note", "admonition": "note", "callout": "note",
        "tip": "tip", "hint": "tip", "success": "tip", "check": "tip", "done": "tip",
        "important": "important", "attention": "important",
        "warning": "warning", "caution": "warning", "danger": "warning", "error": "warning",
        "failure": "warning", "fail": "warning", "missing": "warning", "bug": "warning",
    }
)  # fmt: skip

#: Names by which a container may be one: those that mean nothing else there.
_CONTAINERS = frozenset(
    "note info tip hint important attention warning caution danger error seealso admonition"
    " callout".split()
)

#: Markua's letters (Markua, 6.5); G is Leanpub's older one, and C is no callout.
_MARKUA = {"A": "note", "B": "note", "C": "align-center", "D": "note", "E": "warning", "G": "note",
           "I": "note", "Q": "note", "T": "tip", "W": "warning", "X": "note"}  # fmt: skip
_HINTS = {"info": "note", "success": "tip", "warning": "warning", "danger": "warning"}


def callout_kind(name: str) -> str | None:
    """Return the kind of an alert by its name in any of those tools; None if it is unknown."""
    return _NAMES.get(name.lower().removeprefix("callout-"))


def container_kind(name: str) -> str | None:
    """Return the kind of a container of that name (`note`, `callout-note`); None if it is none."""
    bare = name.lower().removeprefix("callout-")
    return _NAMES.get(bare) if bare in _CONTAINERS or bare != name.lower() else None


def hint_kind(style: str) -> str:
    """Return the kind of a GitBook hint by its style."""
    return _HINTS.get(style.lower(), "note")


def markua_kind(letter: str) -> str:
    """Return the kind of a block of Markua's by its letter."""
    return _MARKUA[letter]


def shape_callout(block: etree._Element, kind: str) -> None:
    """Give a callout its element, its role and a title, which a heading at its start may be.

    Without a title of its own it is called what it is, in the book's language:
    `data-word` names the word for the pass that knows it.
    """
    block.tag, epub_type, role = CALLOUTS[kind]
    if epub_type:
        block.set(f"{{{OPS}}}type", epub_type)
    block.set("role", role)
    title = block.find(f"p[@class='{_TITLE}']")
    if title is None and len(block) and block[0].tag in _HEADINGS and text_of(block[0]):
        title = block[0]
        title.tag = "p"
        title.set("class", _TITLE)
    if title is None or not text_of(title):
        if title is None:
            title = etree.Element("p", {"class": _TITLE})
            block.insert(0, title)
        title.set("data-word", f"callout_{kind}")
