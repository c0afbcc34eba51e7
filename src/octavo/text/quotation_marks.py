"""The quotation marks of each language.

They are those of the Unicode CLDR 46 (`delimiters` of each language); French
gets the no-break spaces its typography asks for (Lexique des règles
typographiques en usage à l'Imprimerie nationale, "Guillemets").
"""

from __future__ import annotations

from types import MappingProxyType

from octavo.text.direction import TRADITIONAL_CHINESE, is_traditional_chinese, primary

#: Opening and closing mark of a quotation, and of a quotation inside it.
Marks = tuple[str, str, str, str]

_NBSP = "\u00a0"
_ENGLISH: Marks = ("“", "”", "‘", "’")

_MARKS: MappingProxyType[str, Marks] = MappingProxyType(
    {
        "ar": ("”", "“", "’", "‘"),
        "ca": ("«", "»", "“", "”"),
        "cs": ("„", "“", "‚", "‘"),
        "da": ("“", "”", "‘", "’"),
        "de": ("„", "“", "‚", "‘"),
        "de-ch": ("«", "»", "‹", "›"),
        "el": ("«", "»", "“", "”"),
        "es": ("«", "»", "“", "”"),
        "fa": ("«", "»", "‹", "›"),
        "fi": ("”", "”", "’", "’"),
        "fr": (f"«{_NBSP}", f"{_NBSP}»", "“", "”"),
        "fr-ch": ("«", "»", "‹", "›"),
        "hu": ("„", "”", "»", "«"),
        "it": ("«", "»", "“", "”"),
        "ja": ("「", "」", "『", "』"),
        "ko": ("“", "”", "‘", "’"),
        "nb": ("«", "»", "‘", "’"),
        "nl": ("‘", "’", "‘", "’"),
        "pl": ("„", "”", "«", "»"),
        "pt": ("«", "»", "“", "”"),
        "pt-br": ("“", "”", "‘", "’"),
        "ru": ("«", "»", "„", "“"),
        "sv": ("”", "”", "’", "’"),
        "tr": ("“", "”", "‘", "’"),
        "uk": ("«", "»", "„", "“"),
        "vi": ("“", "”", "‘", "’"),
        "zh": ("“", "”", "‘", "’"),
        "zh-hant": ("「", "」", "『", "』"),
    }
)


def quotation_marks(language: str) -> Marks:
    """Return the marks of a BCP 47 tag: of its region, else of its language, else English ones."""
    if is_traditional_chinese(language):
        return _MARKS[TRADITIONAL_CHINESE]
    return _MARKS.get(language.lower()) or _MARKS.get(primary(language), _ENGLISH)
