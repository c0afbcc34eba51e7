"""Titles, initials, numbers and marks keep their neighbours, in the language's own way."""

from __future__ import annotations

import pytest

from octavo.text.word_spaces import NO_BREAK, bound, is_title, may_bind


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Mr.~X, Dr~Grey and St.~John; a Mr. of his own"),
        ("en-GB", "J.~R.~R.~Tolkien, F.~O’Brien, on p.~12 of vol.~IV"),
        ("en", "Fig.~3 and Vol.~2, Mr.~Ōe and Κ.~Π.~Καβάφης"),
        ("en", "3~km and 12~000~000 in 2019 300 men; see §~4"),
        ("en", "He came~– late. A well-known~– word: no. But no.~5"),
        ("de", "z.~B. an Herrn~Dr.~Prof.~Meier, S.~12, um 5~Uhr; das Prof. war"),
        ("fr", "«~Oui~!~» dit M.~Dupont, p.~3, 10~€"),
        ("es", "El Sr.~Gómez, pág.~3, n.º~5 —dijo él—"),
        ("it", "Il sig.~Rossi e la dott.ssa~Bianchi, cap.~IV, p.~3"),
        ("pl", "w~domu i~z~panią p.~Nowak, s.~12, 5~zł"),
        ("cs", "v~domě a~s~panem p.~Novák, č.~5"),
        ("ru", "в~доме №~7 и~т.~д., г.~Москва, А.~С.~Пушкин~— да"),
        ("en", "Mr.~“Bob” and Dr.~(Ann) Grey, St.~‘John’; vol.~(3), no. “Indeed” and Mr. “bob”"),
        ("de", "Dr.~„Ada“ Berg und Hr.~»Tom«, S.~[12]"),
        ("en", "3~km², 5~m³, 9~m/s and 4~s⁻¹, at 20~°C or 40~°, 6~kΩ; 3 kmx²"),
        ("sv", "Dr.~Berg, p.~4, 3~km"),
        ("en", "What ? A « word » w domu"),
    ],
)
def test_what_keeps_its_neighbour(language, expected):
    expected = expected.replace("~", NO_BREAK)
    typed = expected.replace(NO_BREAK, " ")
    assert bound(typed, language) == expected
    assert bound(expected, language) == expected
    assert may_bind(typed, language) == (typed != expected)


def test_the_end_of_a_line_as_it_is_typed_is_a_space():
    typed = "Mr.\nBrown ran 3\nkm to p.\n12 of J.\nR. Moss, then\n– or\nnever"
    expected = "Mr.~Brown ran 3~km to p.~12 of J.~R.~Moss, then~– or\nnever"
    assert may_bind(typed, "en")
    assert bound(typed, "en") == expected.replace("~", NO_BREAK)
    assert bound("Oui\n!", "fr") == f"Oui{NO_BREAK}!"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tu viens ?", "Tu viens~?"),
        ("Non ! Oui ; là : ici", "Non~! Oui~; là~: ici"),
        ("« bon »", "«~bon~»"),
        ("Bonjour! Là: ici", "Bonjour! Là: ici"),
        ("«bon»", "«bon»"),
        ("déjà~! et\u202f?", "déjà~! et\u202f?"),
    ],
)
def test_french_marks_never_begin_a_line(text, expected):
    text, expected = text.replace("~", NO_BREAK), expected.replace("~", NO_BREAK)
    assert bound(text, "fr") == expected
    assert bound(expected, "fr") == expected
    assert text.split() == expected.split()


def test_titles_are_known_in_their_language():
    assert is_title("Mr.", "en-GB") and is_title("“Mr.", "en") and is_title("Mme", "fr")
    assert not any(is_title(word, "en") for word in ("p.", "12", "J.", "", "“", "Mme", "hammer."))
