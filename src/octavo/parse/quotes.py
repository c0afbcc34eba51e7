"""Quotation marks of languages, for Python-Markdown's `smarty`.

The marks are those of the Unicode CLDR 46 (`delimiters` of each language);
French gets the no-break spaces its typography asks for (Lexique des règles
typographiques en usage à l'Imprimerie nationale, "Guillemets").
"""

from __future__ import annotations

import re

_NBSP = "\u00a0"
_ENGLISH = ("“", "”", "‘", "’")

_MARKS: dict[str, tuple[str, str, str, str]] = {
    "cs": ("„", "“", "‚", "‘"),
    "da": ("“", "”", "‘", "’"),
    "de": ("„", "“", "‚", "‘"),
    "de-ch": ("«", "»", "‹", "›"),
    "es": ("«", "»", "“", "”"),
    "fi": ("”", "”", "’", "’"),
    "fr": (f"«{_NBSP}", f"{_NBSP}»", "“", "”"),
    "fr-ch": ("«", "»", "‹", "›"),
    "it": ("«", "»", "“", "”"),
    "nb": ("«", "»", "‘", "’"),
    "nl": ("‘", "’", "‘", "’"),
    "pl": ("„", "”", "«", "»"),
    "pt": ("«", "»", "“", "”"),
    "pt-br": ("“", "”", "‘", "’"),
    "ru": ("«", "»", "„", "“"),
    "sv": ("”", "”", "’", "’"),
    "uk": ("«", "»", "„", "“"),
}

# Words that English shortens at the front: their mark is an apostrophe, not an opening quote.
_CLIPPED = re.compile(r"‘(?=(?:tis|twas|twere|twill|em|til|cause|round|n’)\b)", re.I)
_ROCK_N_ROLL = re.compile(r"‘n’", re.I)


def substitutions(language: str) -> dict[str, str]:
    """The `smarty` substitutions for a BCP 47 tag; English where it is not known."""
    tag = language.lower()
    marks = _MARKS.get(tag) or _MARKS.get(tag.split("-")[0], _ENGLISH)
    names = ("left-double-quote", "right-double-quote", "left-single-quote", "right-single-quote")
    return {
        **dict(zip(names, marks, strict=True)),
        "ellipsis": "…",
        "ndash": "–",
        "mdash": "—",
    }


def mend_apostrophes(xhtml: str, language: str) -> str:
    """Makes the mark inside a word an apostrophe, whatever single quote was set there."""
    single = substitutions(language)["right-single-quote"]
    if single != "’":
        xhtml = re.sub(rf"(?<=\w){re.escape(single)}(?=\w)", "’", xhtml)
    if language.lower().split("-")[0] == "en":
        xhtml = _CLIPPED.sub("’", _ROCK_N_ROLL.sub("’n’", xhtml))
    return xhtml
