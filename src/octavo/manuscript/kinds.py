"""The kinds of section a book can hold, and which ones a file's name implies."""

from __future__ import annotations

from octavo.model import Matter

#: Kinds an author may name, by where they usually stand. The names are those of
#: the EPUB Structural Semantics Vocabulary 1.1, but `about-the-author` and `also-by`.
KINDS: dict[str, Matter] = {
    "also-by": Matter.FRONT,
    "dedication": Matter.FRONT,
    "epigraph": Matter.FRONT,
    "copyright-page": Matter.FRONT,
    "foreword": Matter.FRONT,
    "preface": Matter.FRONT,
    "introduction": Matter.FRONT,
    "prologue": Matter.BODY,
    "chapter": Matter.BODY,
    "conclusion": Matter.BODY,
    "epilogue": Matter.BODY,
    "afterword": Matter.BACK,
    "appendix": Matter.BACK,
    "acknowledgments": Matter.BACK,
    "glossary": Matter.BACK,
    "bibliography": Matter.BACK,
    "about-the-author": Matter.BACK,
    "colophon": Matter.BACK,
}

# Stems that authors use for the same thing.
_STEMS = {
    "also": "also-by",
    "copyright": "copyright-page",
    "intro": "introduction",
    "acknowledgements": "acknowledgments",
    "about": "about-the-author",
    "author": "about-the-author",
}


def kind_of(stem: str, matter: Matter) -> str:
    """Return the kind that a file's stem implies; otherwise by its place in the book.

    A chapter that happens to be called `introduction.md` is an introduction
    wherever it stands; an unknown stem is a chapter in the body, and a plain
    preface or afterword outside it.
    """
    name = _STEMS.get(stem, stem)
    if name in KINDS and name != "chapter":
        return name
    return {Matter.FRONT: "preface", Matter.BODY: "chapter", Matter.BACK: "afterword"}[matter]
