"""What the stretches of an e-book are: by their meanings, by its landmarks, by their titles."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from octavo.core.model import Matter
from octavo.manuscript.chapter_file import KINDS, implied_kind
from octavo.manuscript.slugs import ascii_slug

#: Meanings (EPUB's structural vocabulary, and EPUB 2's guide) that are kinds under another name.
_NAMED = {
    "acknowledgements": "acknowledgments", "imprint": "copyright-page",
    "halftitlepage": "titlepage", "fulltitle": "titlepage", "halftitle": "titlepage",
    "title-page": "titlepage",
    "half-title": "titlepage", "other.ack": "acknowledgments", "copyright": "copyright-page",
    "landmarks": "toc", "frontispiece": "", "se:image.color-depth": "",
}  # fmt: skip
#: Kinds that become no chapter.
LEFT = {
    "cover": "the cover's page, whose picture is the book's cover",
    "titlepage": "a title page, which Octavo makes itself",
    "toc": "contents, which Octavo makes itself",
}
_MATTERS = {"frontmatter": Matter.FRONT, "bodymatter": Matter.BODY, "backmatter": Matter.BACK}
PARTS = frozenset(("part", "division", "volume"))
CHAPTERS = frozenset(
    "chapter preface foreword introduction prologue epilogue afterword appendix conclusion"
    " acknowledgments dedication epigraph colophon copyright-page titlepage imprint glossary"
    " bibliography index endnotes rearnotes toc loi lot cover halftitlepage".split()
)
_CONTENTS = re.compile(
    r"(?:table of )?contents|inhalt(?:sverzeichnis)?|table des matières|indice|índice|sommaire"
    r"|sisältö|содержание|оглавление|目次",
    re.I,
)
_RIGHTS = re.compile(r"©|\(c\)\s*\d{4}|\bcopyright\b|all rights reserved|\bISBN\b", re.I)
#: Words of a page that says whose the rights are, at most, and of one that is shown without title.
_MOST_RIGHTS, _SHORT = 900, 60


def kind_of(types: Sequence[str], title: str) -> str:
    """Return the kind of a stretch by its meanings, the innermost first, and by its title."""
    for name in reversed(types):
        named = _NAMED.get(name, name)
        if named in LEFT or (named in KINDS and named != "chapter"):
            # Standard Ebooks have a page on copyright at the end: it has a title, and text.
            return "colophon" if named == "copyright-page" and "backmatter" in types else named
        if named == "chapter":
            return "chapter"
    if _CONTENTS.fullmatch(title.strip(" .:")):
        return "toc"
    kind = implied_kind(ascii_slug(title), Matter.BODY)
    return kind if kind != "chapter" else ""


def says_rights(text: str) -> bool:
    """Return whether a page says whose the rights in a book are."""
    return len(text.split()) < _MOST_RIGHTS and len(_RIGHTS.findall(text)) > 1


def is_short(text: str) -> bool:
    """Return whether a page has so few words that it is shown without a title."""
    return len(text.split()) <= _SHORT


def stated_matter(types: Collection[str]) -> Matter | None:
    """Return where in the book a stretch says that it stands; None if it does not say."""
    return next((_MATTERS[name] for name in types if name in _MATTERS), None)


def settled(kinds: Sequence[str], stated: Sequence[Matter | None]) -> list[Matter]:
    """Return where each stretch stands: first the front, then the body, then the back.

    What says nothing of it stands by its kind, if that fits between its neighbours.
    """
    usual = [KINDS.get(kind or "chapter", Matter.BODY) for kind in kinds]
    own = [each or other for each, other in zip(stated, usual, strict=True)]
    body = [at for at, each in enumerate(own) if each is Matter.BODY]
    first, last = (body[0], body[-1]) if body else (len(own), -1)
    made = []
    for at, each in enumerate(own):
        if each is Matter.FRONT and at > first:
            each = Matter.BACK if at > last else Matter.BODY
        elif each is Matter.BACK and at < last:
            each = Matter.FRONT if at < first else Matter.BODY
        made.append(each)
    if not body and made:
        made = [Matter.BODY for _ in made]
    return made
