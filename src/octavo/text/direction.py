"""Which way a language is written."""

from __future__ import annotations

from typing import Literal

Direction = Literal["ltr", "rtl"]

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
_RTL_SCRIPTS = frozenset(_SCRIPTS.split())
_RTL_LANGUAGES = frozenset(_LANGUAGES.split())


def primary(tag: str) -> str:
    """The primary subtag of a BCP 47 tag, in lower case (`fa` of `fa-IR`)."""
    return tag.replace("_", "-").split("-")[0].lower()


def direction(tag: str) -> Direction:
    """The direction of a BCP 47 tag; a script subtag outweighs the language (`ar-Latn` is ltr)."""
    for subtag in tag.replace("_", "-").split("-")[1:]:
        if len(subtag) == 1:  # an extension or private use begins: no script after it
            break
        if len(subtag) == 4 and subtag.isalpha():
            return "rtl" if subtag.title() in _RTL_SCRIPTS else "ltr"
    return "rtl" if primary(tag) in _RTL_LANGUAGES else "ltr"
