"""The spaces at which no line breaks, by language: behind titles, initials, `p.`, before units.

Only an ordinary space that the author wrote becomes one that does not break (U+00A0); none is
added or taken away. Sources: The Chicago Manual of Style, 17th ed., 6.121 and 7.45 (numbers and
units, initials); Duden, "Abkürzungen" (z. B., Dr., S. 12); Lexique des règles typographiques en
usage à l'Imprimerie nationale, "Ponctuation" and "Abréviations"; Ortografía de la lengua española
2010; Serianni, Italiano, "Abbreviazioni"; Wolański, Edycja tekstów, and ČSN 01 6910 (a word of
one letter ends no line in Polish and Czech); Мильчин and Чельцова, Справочник издателя и автора,
for Russian. French marks get the plain no-break space: the thin one (U+202F) is missing in many
fonts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from octavo.text.direction import primary

NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Habits:
    """What keeps its neighbour: `titles` a name, `places` a number; words of one letter (`letters`)
    the next word; numbers `units`."""

    titles: str
    places: str
    units: str = ""
    letters: str = ""


_UNITS = (
    "km m dm cm mm nm ha kg g mg kJ kWh kW Wh W V Hz kHz MHz GHz kB MB GB TB ml cl dl l s ms min h "
    "°C °F °K ° K Ω kΩ µm μm µg μg µs μs mV kV mA hPa kPa MPa dB kcal % ‰ € £ $ px pt dpi"
)
#: A unit's power: km², s⁻¹.
_POWER = "[⁺⁻⁰¹²³⁴-⁹]*"
#: What a name can stand in, behind its title: Mr. “Bob”, Dr. (Ann) Grey.
_OPENINGS = "“‘„‚«»‹›\"'([¿¡"
_OPENING = f"[{re.escape(_OPENINGS)}]"

_HABITS = {
    "en": _Habits(
        titles=(
            "Mr. Mrs. Ms. Dr. Prof. St. Rev. Fr. Hon. Messrs. Gen. Col. Maj. Capt. Lt. Sgt. Gov. "
            "Sen. Rep. Mt. Mr Mrs Ms Dr Prof St Messrs"
        ),
        places="p. pp. vol. vols. no. nos. No. Nos. ch. chap. fig. figs. sec. art. ed. l. ll. § §§",
        units="ft lb lbs oz mi mph yd",
    ),
    "de": _Habits(
        titles="Hr. Fr. Frl. Dr. Prof. St. Hl. hl. Dipl. Ing. Mag. Herrn",
        places="S. Nr. Bd. Bde. Kap. Abb. Tab. Art. Abs. Ziff. Z. Jg. Anm. § §§",
        units="Uhr Std. Min. Mio. Mrd. EUR Euro",
    ),
    "fr": _Habits(
        titles="M. MM. Mme Mmes Mlle Mlles Mgr Dr Pr Me Mᵉ D\u02b3 St Ste",
        places="p. pp. n° nº no vol. t. chap. fig. art. tabl. l. § §§",
        units="F francs euros",
    ),
    "es": _Habits(
        titles="Sr. Sra. Srta. Sres. D. Dña. Dr. Dra. Prof. Profa. Fr. Sto. Sta. Ud. Lic. Ing.",
        places="p. pp. pág. págs. n.º núm. núms. vol. t. cap. caps. fig. figs. art. § §§",
        units="euros",
    ),
    "it": _Habits(
        titles=(
            "Sig. Sigg. Sig.ra Sig.na sig. sig.ra dott. Dott. dott.ssa Dott.ssa prof. Prof. "
            "prof.ssa Avv. avv. Ing. ing. Mons. S. don"
        ),
        places="p. pp. pag. pagg. n. nn. vol. voll. cap. capp. fig. figg. art. artt. tab. § §§",
        units="euro",
    ),
    "pl": _Habits(
        titles="p. dr prof. mgr inż. ks. św. hab. gen. płk mjr kpt. Dr Prof.",
        places="s. ss. str. nr t. rozdz. rys. tab. art. ust. pkt § §§",
        units="zł gr tys. mln mld r. w. godz.",
        letters="aiouwzAIOUWZ",
    ),
    "cs": _Habits(
        titles="p. pí sl. dr. Dr. prof. doc. Ing. Mgr. Bc. MUDr. JUDr. PhDr. RNDr. sv. gen. plk.",
        places="s. str. č. čís. sv. kap. obr. tab. roč. čl. odst. § §§",
        units="Kč h. tis. mil. mld.",
        letters="aikosuvzAIKOSUVZ",
    ),
    "ru": _Habits(
        titles="г. г-н г-жа гг. д-р проф. акад. доц. св. о. ген. ул. пр. г-на г-ну г-жи",
        places="с. стр. № №№ т. тт. гл. рис. табл. ст. п. вып. § §§",
        units="км м дм см мм га кг г мг л мл с мин ч кВт Вт В Гц руб. коп. тыс. млн млрд г. гг. в.",
        letters="авикосуяАВИКОСУЯ",
    ),
}

#: Of languages that are not listed.
_OTHERS = _Habits(titles="Dr. Prof.", places="p. pp. § §§")

#: French marks that stand behind a space, and the one that stands before it.
_FRENCH = re.compile(r"[ \n](?=[;:!?»])|(?<=«)[ \n]")
#: The letters with capitals: Latin, Greek, Cyrillic (Unicode 16, the blocks up to U+052F).
_CASED = range(0x41, 0x530)


def bound(text: str, language: str) -> str:
    """Return a text in which the spaces do not break that should not, by its language."""
    if " " not in text and "\n" not in text:
        return text
    code = primary(language)
    if code == "fr":
        text = _FRENCH.sub(NO_BREAK, text)
    return _pattern(code).sub(NO_BREAK, text)


def may_bind(text: str, language: str) -> bool:
    """Tell whether `bound` may change a text, or the XHTML around it: the quick first look."""
    code = primary(language)
    return bool(_pattern(code).search(text)) or (code == "fr" and bool(_FRENCH.search(text)))


def is_title(word: str, language: str) -> bool:
    """Tell whether a word, which may follow a mark that opens, is a title of persons: “Mr."""
    return word.lstrip(_OPENINGS) in _titles(primary(language))


@cache
def _titles(code: str) -> frozenset[str]:
    return frozenset(_HABITS.get(code, _OTHERS).titles.split())


@cache
def _pattern(code: str) -> re.Pattern[str]:
    """Return what finds the spaces of a language that do not break.

    It begins with the space, or the end of a line as it is typed, which is found fast; all else
    looks about from there.
    """
    upper = "".join(chr(code) for code in _CASED if chr(code).isupper())
    lower = "".join(chr(code) for code in _CASED if chr(code).islower())
    habits = _HABITS.get(code, _OTHERS)
    units = _either(f"{_UNITS} {habits.units}")
    about = [
        f"(?={_OPENING}{{0,2}}[{upper}]){_behind(habits.titles)}",
        rf"(?=[0-9IVXLC]|[(\[][0-9]){_behind(_as_they_begin(habits.places))}",
        # J. R. R. Tolkien; z. B., т. е.
        rf"(?<=(?<!\w)[{upper}]\.\s)(?=[{upper}][.’'{lower}])",
        rf"(?<=(?<!\w)[{lower}]\.\s)(?=[{upper}{lower}]\.)",
        rf"(?<=[0-9]\s)(?=(?:{units}){_POWER}(?!\w))",
        # Groups of three figures: 12 000 000.
        rf"(?=[0-9]{{3}}(?!\w)){_behind_group()}",
        # A dash between spaces ends a line, and begins none.
        r"(?=[–—]\s)(?<=\S\s)",
    ]
    if habits.letters:
        about.append(rf"(?=\w)(?<=(?<!\w)[{habits.letters}]\s)")
    return re.compile(f"[ \\n](?:{'|'.join(about)})")


def _either(words: str) -> str:
    return "|".join(map(re.escape, sorted(words.split(), key=len, reverse=True)))


def _as_they_begin(words: str) -> str:
    """Return words, and each with a capital, as a sentence begins with it: `fig.` and `Fig.`"""
    return " ".join(dict.fromkeys([*words.split(), *map(_capital, words.split())]))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _behind(words: str) -> str:
    """Return what looks back, over the space, at any of the words: a look has one width."""
    widths: dict[int, list[str]] = {}
    for word in words.split():
        widths.setdefault(len(word), []).append(re.escape(word))
    looks = (rf"(?<=(?<!\w)(?:{'|'.join(same)})\s)" for same in widths.values())
    return f"(?:{'|'.join(looks)})"


def _behind_group() -> str:
    looks = (rf"(?<=(?<![\w.,])[0-9]{{{width}}}\s)" for width in (1, 2, 3))
    return f"(?:{'|'.join(looks)})"
