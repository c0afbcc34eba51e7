"""Which encoding a text is in that is not UTF-8, judged by the letters of languages.

Each language is tried in the encodings that its texts were saved in. Its own letters speak for a
reading; foreign letters, signs within words, a capital behind a small letter speak against it. The
letters are the exemplar characters of CLDR 46, the encodings those of the Encoding Standard (its
indexes, 2024), with those of MS-DOS and the Macintosh (Unicode's mapping tables).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

#: What is read of a text: more says no more, and takes time.
_MOST = 4_000

_WEST = "cp1252 mac-roman cp850"
_CENTRAL = "cp1250 iso8859-2 cp852 mac-latin2"
_CYRILLIC = "cp1251 koi8-r koi8-u cp866 iso8859-5 mac-cyrillic"

#: Encodings, letters beyond ASCII, and, where those of a script are many, its most frequent ones.
_LANGUAGES: tuple[tuple[str, str, str], ...] = (
    (_WEST, "äöüß", ""),
    (_WEST, "àâæçéèêëîïôœùûüÿ", ""),
    (_WEST, "áéíñóúü", ""),
    (_WEST, "àáâãçéêíóôõúü", ""),
    (_WEST, "àèéìíîòóùú", ""),
    (_WEST, "àçèéíïòóúü", ""),
    (_WEST, "áäéèëïíóöúü", ""),
    (_WEST, "åäöéà", ""),
    (_WEST, "æøåéóòôà", ""),
    (_WEST, "áðéíóúýþæö", ""),
    (_CENTRAL, "ąćęłńóśźż", ""),
    (_CENTRAL, "áčďéěíňóřšťúůýž", ""),
    (_CENTRAL, "áäčďéíĺľňóôŕšťúýž", ""),
    (_CENTRAL, "áéíóöőúüű", ""),
    (_CENTRAL, "ăâîşţ", ""),
    (_CENTRAL, "čćđšž", ""),
    ("cp1254", "çğıöşüâîû", ""),
    ("cp1257 iso8859-13", "ąčęėįšųūž", ""),
    ("cp1257 iso8859-13", "āčēģīķļņšūž", ""),
    ("cp1257 iso8859-13", "äõöüšž", ""),
    (_CYRILLIC, "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "оеаинтсрвл"),
    (_CYRILLIC, "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "оаиінвертс"),
    (_CYRILLIC, "абвгдђежзијклљмнњопрстћуфхцчџш", "аиоенрстју"),
    ("cp1253 iso8859-7", "αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ", "αοιετσνηυρ"),
    ("cp1255", "אבגדהוזחטיךכלםמןנסעףפץצקרשת", "יוהלארתבמ"),
    ("cp1256 iso8859-6", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي", "اليمونرتبة"),
    ("cp1256", "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکكگلمنهوی\u200c", "ایرنهدومتب"),
    ("cp874", "กขคงจฉชซญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮะาำเแโใไๆ\u0e31\u0e34\u0e35\u0e36\u0e37"
     "\u0e38\u0e39\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d", "านรอกเงมยล"),
)  # fmt: skip

#: Scripts of many signs: their encodings, and what most sentences have some of.
_WIDE: tuple[tuple[str, str], ...] = (
    ("shift_jis euc-jp", "のにをはがたでとしてるいなもれからっすまこ、。"),
    ("gb18030", "的一是不了在人有我他这中大来上个国和说们到时地为你，。"),
    ("big5", "的一是不了在人有我他這中大來上個國和說們到時地為你，。"),
    ("euc-kr", "이다는의에을를가고하은로지기사도한어리나자서인대"),
)
#: Signs that stand in texts of every language, beside its letters.
_MARKS = frozenset("“”‘’‚„«»‹›…–—¿¡\u00a0")
_SIGNS = frozenset("•·€£§°©®™№ºª½¼¾×´\u00ad")
#: What may stand between two letters.
_WITHIN = frozenset("’‘–—…·\u00a0\u00ad\u200c")

#: How well the letters must fit, of 1, for a reading to be believed.
_ENOUGH = 0.5
_ASCII = bytes(range(0x80))
#: How many signs beyond ASCII tell something.
_TELLING = 4
#: By how many signs a later encoding of a language must fit better than the one before it.
_RARER = 0.2

_SHOWN = {"cp1252": "Windows-1252", "mac-roman": "Mac OS Roman", "shift_jis": "Shift JIS"}


@dataclass(frozen=True, slots=True)
class Reading:
    """An encoding, as Python calls it, and how well a text reads in it: 1 at best."""

    encoding: str
    fit: float

    @property
    def name(self) -> str:
        """Return the name that people know: Windows-1251, KOI8-R."""
        code = self.encoding
        if code.startswith("cp12"):
            return f"Windows-{code[2:]}"
        if code.startswith("iso8859"):
            return code.replace("iso8859-", "ISO 8859-")
        return _SHOWN.get(code, code.upper().replace("CP", "DOS "))


def guess(data: bytes) -> Reading | None:
    """Return the encoding in which bytes read best; None if they read well in none, or are few."""
    beyond = data.translate(None, _ASCII)
    if len(beyond) < _TELLING or len(set(beyond)) == 1:
        return None
    best = max(readings(data), key=lambda reading: reading.fit, default=None)
    return best if best and best.fit >= _ENOUGH else None


def readings(data: bytes) -> Iterator[Reading]:
    """Yield the encodings that can read all of the bytes, each with its fit."""
    part = _telling(data)
    decoded: dict[str, str] = {}
    for encoding in _encodings():
        try:
            data.decode(encoding)
            decoded[encoding] = part.decode(encoding, "ignore")
        except UnicodeDecodeError:
            continue
    for encoding, text in decoded.items():
        yield Reading(encoding, _fit(text, encoding))


def _telling(data: bytes) -> bytes:
    """Return lines of the bytes that hold more than ASCII, as many as tell enough."""
    lines, size = [], 0
    for line in data.split(b"\n"):
        if not line.isascii():
            lines.append(line)
            size += len(line)
        if size > _MOST:
            break
    return b"\n".join(lines)[:_MOST]


@cache
def _encodings() -> tuple[str, ...]:
    names = " ".join([*(row[0] for row in _LANGUAGES), *(row[0] for row in _WIDE)]).split()
    return tuple(dict.fromkeys(names))


def _fit(text: str, encoding: str) -> float:
    signs = [sign for sign in text if not sign.isascii()]
    if not signs:
        return 0.0
    for names, frequent in _WIDE:
        if encoding in names.split():
            return _wide_fit(text, signs, frozenset(frequent))
    against = _oddities(text)
    counted = {sign: signs.count(sign) for sign in set(signs)}
    fits = [
        # Of two that fit as well, the one that more texts were saved in.
        _letters_fit(counted, letters, frequent) - _RARER * names.split().index(encoding)
        for names, letters, frequent in _LANGUAGES
        if encoding in names.split()
    ]
    return (max(fits) - against) / len(signs)


def _letters_fit(counted: dict[str, int], letters: str, frequent: str) -> float:
    """Weigh signs by the letters of a language; small letters are likelier than capitals."""
    known, often = frozenset(letters), frozenset(frequent or letters)
    fit = 0.0
    for sign, count in counted.items():
        small = sign.lower()
        if small in known:
            fit += count * ((1 if sign == small else 0.8) - (0 if small in often else 0.25))
        elif sign in _MARKS:
            fit += count
        elif sign in _SIGNS:
            fit += count * 0.7
        else:
            fit -= count * (1 if sign.isalpha() else 2)
    return fit


#: What no word has, in the classes of `_class_of`, with what it counts: a capital behind a small
#: letter, letters of two scripts, a run of accented Latin letters, a sign between letters.
_ODD = (
    (2, re.compile("[abx](?=[BX])|[bx](?=[ABX])")),
    (2, re.compile("[aAbB](?=[xXo])|[xXo](?=[aAbB])")),
    (1, re.compile("(?<=[bB][bB])[bB]")),
    (1, re.compile("(?<=[aAbBxXo])!(?=[aAbBxXo])")),
)


def _oddities(text: str) -> int:
    classes = text.translate({ord(sign): _class_of(sign) for sign in set(text)})
    return sum(weight * len(odd.findall(classes)) for weight, odd in _ODD)


def _class_of(sign: str) -> str:
    """Return `a` for a letter of ASCII, `b` for another Latin one, `x` for one of another script,
    each as a capital if it is one, `o` for a letter without case, `!` for a sign beyond ASCII."""
    if not sign.isalpha():
        beside = sign.isascii() or sign in _WITHIN or unicodedata.category(sign)[0] == "M"
        return "." if beside else "!"
    if sign.isascii():
        kind = "a"
    elif unicodedata.name(sign, "").startswith("LATIN"):
        kind = "b"
    else:
        kind = "x" if sign.lower() != sign.upper() else "o"
    return kind.upper() if kind != "o" and sign.isupper() else kind


def _wide_fit(text: str, signs: list[str], frequent: frozenset[str]) -> float:
    """Weigh a text of many signs: by how much of it the most frequent ones are (a fifth or so)."""
    share = sum(sign in frequent for sign in signs) / len(signs)
    beside = sum(
        one.isascii() and one.isalpha() and not two.isascii() and two.isalpha()
        for one, two in pairwise(text)
    )
    return min(1.0, share * 6) - 2 * beside / len(signs)
