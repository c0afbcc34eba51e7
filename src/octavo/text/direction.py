"""The way a language is written: from left to right, from right to left, or downwards."""

from __future__ import annotations

from typing import Final, Literal

Direction = Literal["ltr", "rtl"]

#: The values of HTML's `dir` and of the CSS property `direction`.
LEFT_TO_RIGHT: Final = "ltr"
RIGHT_TO_LEFT: Final = "rtl"

#: What `writing` in book.toml may say of the lines of Japanese and Chinese.
HORIZONTAL, VERTICAL = "horizontal", "vertical"

#: ISO 15924 codes of scripts written from right to left (Unicode 16: Bidi_Class R or AL).
_SCRIPTS = (
    "Adlm Arab Aran Armi Avst Chrs Cprt Elym Hatr Hebr Hung Khar Mand Mani Mend Narb Nbat Nkoo "
    "Orkh Ougr Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sogd Sogo Syrc Thaa Yezi"
)
#: Primary subtags whose usual script is one of them (CLDR 46, likely subtags).
_LANGUAGES = (
    "ar arc arz azb bal bgn ckb dv fa glk he iw ji khw ks lrc mzn nqo pnb ps sd sdh skr syr ug "
    "ur yi"
)
#: What a tag of Chinese in traditional characters holds, and how tables here name it.
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
TRADITIONAL_CHINESE: Final = "zh-hant"
_RTL_SCRIPTS = frozenset(_SCRIPTS.split())
_RTL_LANGUAGES = frozenset(_LANGUAGES.split())


def primary(tag: str) -> str:
    """Return the primary subtag of a BCP 47 tag, in lower case (`fa` of `fa-IR`)."""
    return tag.replace("_", "-").split("-")[0].lower()


def is_traditional_chinese(tag: str) -> bool:
    """Tell whether a tag is of Chinese in traditional characters (CLDR 46, likely subtags)."""
    code, *rest = tag.replace("_", "-").lower().split("-")
    if code == "yue":
        return "hans" not in rest
    return code == "zh" and "hans" not in rest and not _TRADITIONAL.isdisjoint(rest)


def is_right_to_left(tag: str) -> bool:
    """Tell whether a language is written from right to left, by its BCP 47 tag.

    A script subtag outweighs the language: `ar-Latn` runs from left to right.
    """
    for subtag in tag.replace("_", "-").split("-")[1:]:
        if len(subtag) == 1:  # an extension or private use begins: no script after it
            break
        if len(subtag) == 4 and subtag.isalpha():
            return subtag.title() in _RTL_SCRIPTS
    return primary(tag) in _RTL_LANGUAGES


def direction(tag: str) -> Direction:
    """Return the direction of a BCP 47 tag as `dir` writes it."""
    return RIGHT_TO_LEFT if is_right_to_left(tag) else LEFT_TO_RIGHT
