"""Which language a whole book is in, where its tool does not say: by its letters and small words.

Only what is plain counts. Hyphenation, quotation marks and faces go by the language, so a book in
another one than it says is set wrongly from the first page on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

#: Letters that one language alone is mostly written in; its own before those that others share.
_LETTERS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
)
#: Small words that are frequent in one language and rare in the others of the list.
_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset("the and of to is that with for was this have are from not you".split()),
    "de": frozenset("der die und das ist nicht ein eine mit den von sich auf auch wird".split()),
    "fr": frozenset("le les des une dans pour que avec nous cette sur par pas au vous".split()),
    "es": frozenset(
        "el los las del con una pero este muy está son cuando también más como".split()
    ),
    "pt": frozenset("os da em não uma com mais são você isso ao pelo também seu então".split()),
    "it": frozenset("il di che è per non una sono della con gli più anche questo nel".split()),
    "nl": frozenset(
        "het een van niet dat zijn voor met aan worden ook maar bij naar wordt".split()
    ),
    "sv": frozenset("och att det som är på för med av inte till den har om ett".split()),
    "pl": frozenset("nie na się że jest jak po co dla są to tym przez ale już".split()),
    "ru": frozenset("что как это но для из же мы или так его если они чтобы только".split()),
    "uk": frozenset("що як це та від але ми є які може щоб він до між або".split()),
    "bg": frozenset("да се са че като ще със това при може който тази към са".split()),
    "cs": frozenset("se na je to že jsou pro jako by ale nebo jeho které být když".split()),
    "hu": frozenset("az és egy hogy nem ez van meg csak azt mint vagy már lehet kell".split()),
    "fa": frozenset("و در به از که این را با است برای می های یک".split()),
    "ar": frozenset("في من على أن إلى التي هذا ما لا هذه أو عن مع".split()),
    "tr": frozenset(
        "ve bir bu için ile olarak çok daha gibi olan kadar değil sonra her ancak".split()
    ),
}
_WORD = re.compile(r"[^\W\d_]+")
#: Code and addresses are in no language.
_NOT_PROSE = re.compile(
    r"^([`~]{3,})[^\n]*\n.*?^\1[ \t]*$|`[^`\n]+`|\bhttps?://\S+|<[^<>]+>", re.M | re.S
)
#: Characters that are read, letters or words that are needed, and how clear it must be.
_READ, _FEWEST, _SHARE, _CLEAR = 200_000, 200, 0.035, 2.0


def guessed_language(text: str) -> str:
    """Return the language tag of a long text; empty if that is not plain."""
    text = _NOT_PROSE.sub(" ", text[:_READ])
    letters = sum(map(str.isalpha, text))
    for tag, own in _LETTERS:
        # Japanese has a sixth of Chinese signs or more beside its own; names are Latin in all.
        if len(own.findall(text)) > max(_FEWEST, letters * _SHARE):
            return tag
    words = [word.lower() for word in _WORD.findall(text)]
    count = Counter({tag: sum(map(own.__contains__, words)) for tag, own in _WORDS.items()})
    (tag, most), (_, next_most) = count.most_common(2)
    is_plain = most > max(_FEWEST / 4, len(words) * _SHARE) and most > next_most * _CLEAR
    return tag if is_plain else ""
