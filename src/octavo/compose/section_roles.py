"""What each kind of section is called in `epub:type` and in DPUB-ARIA."""

from __future__ import annotations

#: kind → (epub:type, role). Types are those of the EPUB Structural Semantics
#: Vocabulary 1.1, roles those of Digital Publishing WAI-ARIA Module 1.1; a kind
#: without a role in the latter has an empty one.
ROLES: dict[str, tuple[str, str]] = {
    "halftitlepage": ("halftitlepage", ""),
    "also-by": ("frontmatter", ""),
    "titlepage": ("titlepage", ""),
    "copyright-page": ("copyright-page", ""),
    "dedication": ("dedication", "doc-dedication"),
    "epigraph": ("epigraph", "doc-epigraph"),
    "contents": ("toc", "doc-toc"),
    "foreword": ("foreword", "doc-foreword"),
    "preface": ("preface", "doc-preface"),
    "introduction": ("introduction", "doc-introduction"),
    "prologue": ("prologue", "doc-prologue"),
    "part": ("part", "doc-part"),
    "chapter": ("chapter", "doc-chapter"),
    "conclusion": ("conclusion", "doc-conclusion"),
    "epilogue": ("epilogue", "doc-epilogue"),
    "afterword": ("afterword", "doc-afterword"),
    "appendix": ("appendix", "doc-appendix"),
    "acknowledgments": ("acknowledgments", "doc-acknowledgments"),
    "glossary": ("glossary", "doc-glossary"),
    "bibliography": ("bibliography", "doc-bibliography"),
    "about-the-author": ("backmatter", ""),
    "colophon": ("colophon", "doc-colophon"),
}

#: Kinds that show no title of their own.
UNTITLED = frozenset({"halftitlepage", "titlepage", "copyright-page", "dedication", "epigraph"})

#: Kinds that have no line in the contents.
UNLISTED = UNTITLED | {"also-by"}

#: Kinds that stand alone on a printed page, without running head or folio.
DISPLAY = UNLISTED
