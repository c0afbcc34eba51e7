"""Titles that carry their own number: "Chapter IV", "4. The Light", 「第四章」.

The words for what is numbered, and for the numbers, are those of many languages at once: a book's
chapters may be in another one than the book says.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

#: What is numbered, where the word stands before its number or behind it: chapters, parts,
#: books, letters, lessons, acts. Abbreviations may have a full stop.
_UNITS = """
 act book canto ch chap chapter episode lecture lesson letter part scene section stave unit volume
 akt brief buch gesang kap kapitel lektion szene teil
 acte chapitre leçon lettre livre partie
 acto capítulo cap capitulo carta lección libro parte
 atto capitolo lettera lezione
 ato lição livro capítol capitol capitolul
 boek deel hoofdstuk bedrijf
 kapitlet kapittel kapittelet del bog bok brev
 luku osa kirje peatükk kafli hluti
 część rozdział část díl dopis kapitola časť poglavje poglavlje dio del
 глава часть книга письмо урок действие розділ частина раздзел поглавље део част
 κεφάλαιο κεφάλαιον μέρος βιβλίο βιβλίον πράξη
 fejezet rész könyv levél bölüm kısım skyrius dalis nodaļa daļa
 chương phần bab bagian kabanata ĉapitro caput liber caibidil pennod kapitulua sura
 الفصل فصل باب الباب الجزء بخش פרק חלק अध्याय भाग অধ্যায় அத்தியாயம் అధ్యాయం บทที่ บท თავი გլուխ գլուխ
"""

#: Numbers as words, the first dozen or more, cardinal and ordinal in all the endings that stand
#: beside the words above.
_NUMBERS = """
 one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
 seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
 first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
 fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
 eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn
 siebzehn achtzehn neunzehn zwanzig dreißig
 erste zweite dritte vierte fünfte sechste siebte siebente achte neunte zehnte elfte zwölfte
 erster zweiter dritter vierter fünfter sechster siebter siebenter achter neunter zehnter elfter
 erstes zweites drittes viertes fünftes sechstes siebtes siebentes achtes neuntes zehntes elftes
 zwölftes zwölfter
 premier première deuxième second seconde troisième quatrième cinquième sixième septième huitième
 neuvième dixième onzième douzième un deux trois quatre cinq six sept huit neuf dix onze douze
 treize quatorze quinze seize vingt trente quarante
 uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte
 primero primera segundo segunda tercero tercera tercer primer cuarto cuarta quinto quinta sexto
 séptimo octavo noveno décimo undécimo duodécimo
 due tre quattro cinque sei sette otto nove dieci undici dodici primo prima secondo seconda terzo
 terza quarto quarta quinto sesto settimo ottavo nono decimo undicesimo
 um dois três quatro sete oito dez onze doze primeiro primeira terceiro terceira oitavo
 een één twee drie vijf zes zeven acht negen tien elf twaalf eerste tweede derde vierde vijfde
 zesde zevende achtste negende tiende
 ett två tre fyra fem sex sju åtta nio tio första andra tredje fjärde femte sjätte sjunde åttonde
 nionde tionde fire seks syv otte ni ti første anden andet fjerde sjette syvende ottende niende
 tiende annet åttende
 ensimmäinen toinen kolmas neljäs viides kuudes seitsemäs kahdeksas yhdeksäs kymmenes
 pierwszy pierwsza drugi druga trzeci trzecia czwarty czwarta piąty piąta szósty siódmy ósmy
 dziewiąty dziesiąty první druhá druhý třetí čtvrtá čtvrtý pátá pátý šestá sedmá osmá devátá desátá
 первая первый первое вторая второй второе третья третий третье четвёртая четвертая четвёртый
 четвертый пятая пятый шестая шестой седьмая седьмой восьмая восьмой девятая девятый десятая десятый
 одиннадцатая двенадцатая перша перший друга другий третя третій
 πρώτον δεύτερον τρίτον τέταρτον
 πρώτο δεύτερο τρίτο τέταρτο πέμπτο έκτο έβδομο όγδοο ένατο δέκατο πρώτη δεύτερη τρίτη
 első második harmadik negyedik ötödik hatodik hetedik nyolcadik kilencedik tizedik
 birinci ikinci üçüncü dördüncü beşinci altıncı yedinci sekizinci dokuzuncu onuncu bir iki üç dört
 một hai ba bốn năm sáu bảy tám chín mười nhất satu dua tiga empat lima enam tujuh delapan
 الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر الأولى الثانية الثالثة
 اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم ראשון שני שלישי רביעי חמישי ראשונה
 एक दो तीन चार पाँच पहला दूसरा तीसरा चौथा पाँचवाँ
"""


def _any(words: str) -> str:
    # In capitals, Greek has no accents: ΚΕΦΑΛΑΙΟ ΠΡΩΤΟ.
    bare = unicodedata.normalize("NFD", words).replace("\u0301", "")
    greek = (word for word in bare.split() if "\u0370" < word[0] < "\u0400")
    ordered = sorted({*words.split(), *greek}, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, ordered))


_ROMAN = r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_WORD_NUMBER = (
    rf"(?:[a-zäöüß]+und(?:zwanzig|dreißig|vierzig)|(?:{_any(_NUMBERS)})"
    rf"(?:[\s-](?:and[\s-]|et[\s-]|y[\s-])?(?:{_any(_NUMBERS)}))*)"
)
#: Letters that count: א׳, Α΄, and the roman capitals A to Z of an appendix.
_LETTER = r"[א-ת]{1,2}[׳'״\"]?[א-ת]?|[α-ω][΄'ʹ´’]?"
_NUMBER = rf"(?:\d{{1,3}}|{_ROMAN}|{_WORD_NUMBER}|{_LETTER})"
_END = r"(?=\s|[^\w\s]|\Z)"
#: Behind a number and its word: "One Act of Kindness" is none.
_CLOSED = r"(?=\s*(?:[^\w\s]|\Z))"
_BEHIND = r"(?:st|nd|rd|th|er|re|ère|e|ème|º|ª|\.º|\.ª|°|-?[а-я]{1,2}|:e)?"

#: Each is compiled once, for both that ask: a list of words takes a while.
_NAMED = re.compile(
    rf"(?P<unit>{_any(_UNITS)})\.?[\s\u00a0]*(?:no\.?|nº|n°|№|#|the)?[\s\u00a0]*"
    rf"(?P<number>{_NUMBER}){_BEHIND}{_END}[\s.:)—–-]*(?P<rest>.*)",
    re.I | re.S,
)
_NAMED_BEHIND = re.compile(
    rf"(?:the\s)?(?P<number>{_ROMAN}|\d{{1,3}}|{_WORD_NUMBER}){_BEHIND}[.)]?[\s\u00a0-]+"
    rf"(?P<unit>{_any(_UNITS)}){_CLOSED}[\s.:)—–-]*(?P<rest>.*)",
    re.I | re.S,
)
_EAST_ASIAN = re.compile(
    r"第\s*[\d〇零一二三四五六七八九十百千两兩壱弐参壹贰叁]+\s*[章回節节部卷巻篇編编话話課课集幕讲講折]"
    r"|[卷巻]\s*[\d一二三四五六七八九十]+|その[\d一二三四五六七八九十]+"
    r"|(?:제\s*)?\d+\s*(?:장|화|부|편|권|강)(?=\s|\W|\Z)"
    r"|[一二三四五六七八九十百]{1,4}(?:\s*[、．.：:]|\s|\Z)"
)
#: A number alone, or with a sign that parts it from the title. Initials are no numbers.
_BARE = re.compile(
    r"(?:\d{1,3}|(?=[IVXLC])(?:[IVX](?![.])|[IVXLC]{2,}|[IVX](?=\.(?!\s*\w+\Z)))(?<![^IVXLC]))"
    r"(?:\s*\Z|\s*[.)．、:：]\s+\S|\s+[—–|-]\s+\S|\s*[—–]\s*\S)"
    # A number of several steps, or one that is filled up for a list: "1.2 Tides", "03 Ebb".
    r"|(?:\d{1,3}(?:\.\d{1,3}){1,3}\.?|0\d{1,2})\s+\S"
)
#: What makes a number the day of a month: "7. Oktober".
_DAY = re.compile(
    r"\d{1,2}\.\s+(?:jan|feb|mär|mars|mart|apr|ma[ijr]|jun|jul|aug|sep|okt|oct|nov|de[czs])\w*\b",
    re.I,
)

#: What an appendix is called, in the languages in which one may be.
_APPENDIX = re.compile(
    "(?:appendix|appendices|appendice|anhang|annexe|annexes|apéndice|anexo|apêndice|bijlage|aanhangsel"
    "|bilaga|bilag|tillegg|vedlegg|liite|dodatek|příloha|príloha|приложение|додаток|прилог"
    "|παράρτημα|függelék|ek|priedas|pielikums|phụ lục|lampiran|ملحق|الملحق|پیوست|נספח|परिशिष्ट"
    r"|ภาคผนวก)(?=[\W\d]|\Z)|(?:附录|附錄|付録|부록)",
    re.I,
)

#: What a part is called, before its number or behind it.
_PART = re.compile(
    r"(?:.{0,12}\b)?(?:part|book|volume|teil|buch|band|partie|livre|parte|libro|livro|deel|boek|del|bok|bog"
    r"|część|księga|díl|часть|книга|частина|μέρος|μεροσ|βιβλίο|βιβλιο|rész|kötet|bölüm|kısım|phần|الجزء|חלק)\b"
    r"|第.{1,4}[部卷巻篇編编]|제.{1,4}부",
    re.I,
)


def carries_number(title: str) -> bool:
    """Tell whether a chapter's or a part's title says its own number."""
    title = title.strip()
    if _DAY.match(title):
        return False
    patterns = (_NAMED, _NAMED_BEHIND, _EAST_ASIAN, _BARE)
    return any(pattern.match(title) for pattern in patterns)


def says_appendix(title: str) -> bool:
    """Tell whether an appendix's title says what it is."""
    return _APPENDIX.match(title.strip()) is not None


def says_part(title: str) -> bool:
    """Tell whether a title names a part with its number: "Part One", "Livre III", 「第一部」."""
    return _PART.match(title.strip()) is not None and carries_number(title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A title taken apart: `unit` is what is numbered, in small letters, empty for a number alone.

    `number` is None where words or signs say it; `rest` is what stands behind it.
    """

    unit: str
    number: int | None
    rest: str


_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_SIGNED = re.compile(
    r"(?P<unit>第)\s*(?P<number>[\d〇零一二三四五六七八九十百千两兩壱弐参壹贰叁]+)\s*"
    r"[章回節节部卷巻篇編编话話課课集幕讲講折][\s　:：、.]*(?P<rest>.*)",
    re.S,
)
_KOREAN = re.compile(
    r"제?\s*(?P<number>\d{1,3})\s*(?P<unit>[장화부편권강막])(?=[\s.:]|\Z)[\s.:]*(?P<rest>.*)", re.S
)
#: A letter that counts, by the sign behind it: Α΄, ΙΒ΄, א׳.
_ALONE_LETTER = re.compile(
    r"(?P<unit>)(?P<number>[Α-Ωα-ως]{1,3}[΄ʹ´’']|[א-ת]{1,2}[׳״'])[.)]?(?:\s*\Z|\s*\n)(?P<rest>.*)",
    re.S,
)
#: A word in capitals that no list knows: "ADVENTURE I." Only a row of them says anything.
_OTHER = re.compile(
    r"(?P<unit>[^\W\d_]{3,12})\s+(?P<number>[IVXLC]{1,8}|\d{1,3})(?=[.:]|\s*\Z)[\s.:]*(?P<rest>.*)",
    re.S,
)
_ALONE = re.compile(
    r"(?P<unit>)(?P<number>\d{1,3}|(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))"
    r"(?:[.)]?\s*\Z|\s*[.):：—–-][\s.:)—–-]*(?=\S)|\s*\n)(?P<rest>.*)",
    re.S,
)
_ALONE_SIGNED = re.compile(
    r"(?P<unit>)[（(]?(?P<number>[一二三四五六七八九十百]{1,5})[）)]?"
    r"(?:\s*\Z|[、．.：:　\s]\s*(?=\S))(?P<rest>.*)",
    re.S,
)
_SIGNS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "两": 2, "兩": 2, "壱": 1, "弐": 2, "参": 3, "壹": 1, "贰": 2, "叁": 3,
}  # fmt: skip
_SIGN_UNITS = {"十": 10, "百": 100, "千": 1000}


_PATTERNS = (
    _NAMED, _NAMED_BEHIND, _SIGNED, _KOREAN, _OTHER, _ALONE, _ALONE_SIGNED, _ALONE_LETTER,
)  # fmt: skip


def numbered(title: str) -> Numbered | None:
    """Take a title apart that says a number; None for others.

    More is taken for one than by `carries_number`: a row of them is to be looked at together.
    """
    title = title.strip()
    if _DAY.match(title):
        return None
    for pattern in _PATTERNS:
        found = pattern.match(title)
        if found:
            unit = " ".join(found["unit"].lower().split())
            return Numbered(unit=unit, number=_value(found["number"]), rest=found["rest"].strip())
    return None


def _value(written: str) -> int | None:
    text = written.lower()
    if text.isascii() and text.isdigit():
        return int(text)
    if text and all(sign in _SIGNS or sign in _SIGN_UNITS for sign in text):
        return _signed_value(text)
    if not text or any(letter not in _ROMAN_VALUES for letter in text):
        return None
    values = [_ROMAN_VALUES[letter] for letter in text]
    behind = [*values[1:], 0]
    return sum(
        -one if one < next_one else one for one, next_one in zip(values, behind, strict=True)
    )


def _signed_value(text: str) -> int:
    """Return the value of a number in the signs of China and Japan, such as 二十三 or 二三."""
    if not any(sign in _SIGN_UNITS for sign in text):
        return int("".join(str(_SIGNS[sign]) for sign in text))
    value, held = 0, 0
    for sign in text:
        if sign in _SIGN_UNITS:
            value += (held or 1) * _SIGN_UNITS[sign]
            held = 0
        else:
            held = _SIGNS[sign]
    return value + held
