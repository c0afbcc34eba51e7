"""Encodings that are told by the letters of a language."""

from __future__ import annotations

import pytest

from octavo.text.old_encodings import guess, readings

TEXTS = {
    "Die Schlüssel hängen über der Tür, heißt es; später größere Stöße.": (
        "cp1252 mac-roman cp850"
    ),
    "« L’été déjà fini », répète-t-il à côté de la fenêtre où naît le brouillard.": (
        "cp1252 mac-roman"
    ),
    "¿Dónde está el niño? Aquí, señor, más allá del jardín: ¡qué mañana!": "cp1252",
    "Não há mãos que cheguem, diz a irmã, e a maré já está lá em cima.": "cp1252",
    "Gdzieś w dół rzeki płynęła łódź, a śnieg leżał już wszędzie, żółty od świateł.": (
        "cp1250 iso8859-2"
    ),
    "Příliš tichý přístav; v noci slyšíš vítr, řetězy a loď, která se točí.": "cp1250 iso8859-2",
    "A kikötő fölött ősz volt, hűvös és esős; az őr végigült egy újabb éjszakát.": (
        "cp1250 iso8859-2"
    ),
    "Тихий дом у моря. Чайник уже кипит, а лодка ещё не вернулась.": (
        "cp1251 koi8-r cp866 iso8859-5 mac-cyrillic"
    ),
    "Її човен досі не повернувся, і ґанок порожній, а вітер із півночі.": "cp1251 koi8-u",
    "Το λιμάνι είναι ήσυχο απόψε, και η βάρκα δεν γύρισε ακόμη.": "cp1253 iso8859-7",
    "Kıyıda ışık söndü; gemi gecikti, çünkü rüzgâr güçlüydü ve şafağa değin eğleşti.": "cp1254",
    "הנמל שקט הערב והסירה עוד לא חזרה": "cp1255",
    "الميناء هادئ هذا المساء ولم يعد القارب بعد": "cp1256 iso8859-6",
    "海辺の家は静かで、やかんがもう鳴っているのに、船はまだ帰らない。": "shift_jis euc-jp",
    "港口今晚很安静，船还没有回来，我们在灯下等他。": "gb18030",
    "港口今晚很安靜，船還沒有回來，我們在燈下等他。": "big5",
    "오늘 저녁 항구는 조용하고 배는 아직 돌아오지 않았다고 한다.": "euc-kr",
}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(text, name) for text, names in TEXTS.items() for name in names.split()],
)
def test_a_sentence_is_read_as_it_was_written(text, encoding):
    data = text.encode(encoding)
    found = guess(data)
    assert found is not None
    assert data.decode(found.encoding) == text


def test_ascii_around_it_and_many_lines_change_nothing():
    text = "A plain line.\n" * 500 + "Тихий дом у моря, и лодка.\n" * 500
    found = guess(text.encode("koi8-r"))
    assert (found.encoding, found.name) == ("koi8-r", "KOI8-R")


@pytest.mark.parametrize("data", [b"", b"plain", b"caf\xe9", bytes(range(128, 256)), b"\xff" * 40])
def test_what_says_too_little_is_not_guessed(data):
    assert guess(data) is None


def test_names_are_those_that_people_know():
    names = {reading.encoding: reading.name for reading in readings("é".encode("cp1252"))}
    assert (names["cp1252"], names["mac-roman"], names["iso8859-2"], names["cp850"]) == (
        "Windows-1252",
        "Mac OS Roman",
        "ISO 8859-2",
        "DOS 850",
    )
