"""Language tags: whether `language` in book.toml is one, and what was probably meant."""

from __future__ import annotations

import re

_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu "
    "cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he "
    "hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko "
    "kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd "
    "ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se "
    "sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty "
    "ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
)

#: The 183 two-letter codes of ISO 639-1, as the ISO 639-2 registration authority
#: lists them (the withdrawn `bh` left out).
ISO_639_1 = frozenset(_CODES.split())

# `langtag` of RFC 5646, section 2.1. Tags of private use alone (`x-…`), the
# grandfathered ones and primary subtags of four letters or more (none is
# registered) are left out: nothing downstream hyphenates or reads them.
_LANGTAG = re.compile(
    r"""
    (?P<language>[a-z]{2,3}) (?:-[a-z]{3}){0,3}
    (?:-(?P<script>[a-z]{4}))?
    (?:-(?P<region>[a-z]{2}|[0-9]{3}))?
    (?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*
    (?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*
    (?:-x(?:-[a-z0-9]{1,8})+)?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)

# What people write instead: countries (those whose code is no language's) and
# the names of languages, in English and their own.
_MEANT = {
    "us": "en-US", "usa": "en-US", "gb": "en-GB", "eng-us": "en-US", "eng-gb": "en-GB",
    "au": "en-AU", "nz": "en-NZ", "at": "de-AT", "be-nl": "nl-BE", "mx": "es-MX", "jp": "ja",
    "cn": "zh-CN", "cz": "cs", "dk": "da", "gr": "el", "ua": "uk",
    "english": "en", "american": "en-US", "british": "en-GB", "german": "de", "deutsch": "de",
    "french": "fr", "français": "fr", "francais": "fr", "spanish": "es", "español": "es",
    "espanol": "es", "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt",
    "dutch": "nl", "nederlands": "nl", "danish": "da", "swedish": "sv", "norwegian": "nb",
    "finnish": "fi", "polish": "pl", "polski": "pl", "czech": "cs", "russian": "ru",
    "ukrainian": "uk", "greek": "el", "turkish": "tr", "hungarian": "hu", "romanian": "ro",
    "latin": "la", "hebrew": "he", "arabic": "ar", "hindi": "hi", "japanese": "ja",
    "chinese": "zh", "korean": "ko", "vietnamese": "vi",
    "persian": "fa", "farsi": "fa", "catalan": "ca", "welsh": "cy", "irish": "ga", "scots": "sco",
}  # fmt: skip

_GENERAL = 'Write a BCP 47 tag such as "en", "en-GB" or "de".'


def check_language(tag: str) -> str | None:
    """Return None if `tag` is a BCP 47 language tag, otherwise a sentence that says what to try.

    The form is `langtag` of RFC 5646; the primary subtag is a code of ISO 639-1
    or any three letters (ISO 639-2 and -3) but `usa`; the case of letters does not matter.
    """
    found = _LANGTAG.fullmatch(tag)
    if found and _known(found["language"]) and (found["region"] or "").lower() != "uk":
        return None
    meant = _meant(tag)
    return f'Try "{meant}".' if meant else _GENERAL


def _known(language: str) -> bool:
    code = language.lower()
    return code not in _MEANT and (len(code) == 3 or code in ISO_639_1)


def _meant(tag: str) -> str | None:
    """Return the tag that was probably meant: `en_US.UTF-8` and `en-UK` are near misses."""
    plain = tag.strip().split(".")[0].replace("_", "-").replace(" ", "-")
    known = _MEANT.get(plain.lower())
    if known:
        return known
    language, *rest = plain.split("-")
    rest = ["GB" if part.lower() == "uk" else part for part in rest]
    tidy = "-".join([language.lower(), *(_cased(part) for part in rest)])
    found = _LANGTAG.fullmatch(tidy)
    return tidy if found and _known(found["language"]) else None


def _cased(subtag: str) -> str:
    """Write regions in capitals, scripts with one (RFC 5646, section 2.1.1)."""
    if len(subtag) == 2:
        return subtag.upper()
    return subtag.title() if len(subtag) == 4 and subtag.isalpha() else subtag.lower()
