"""The language of a book whose tool does not say it."""

from __future__ import annotations

import pytest

from octavo.findings.wording import message_of
from octavo.importing.adopt_run import adopt
from octavo.importing.adopt_source import AdoptRequest
from octavo.importing.language_guess import guessed_language

SENTENCES = {
    "en": "The light of the harbour was not lit that night, and you have to ask for it.",
    "de": "Das Licht im Hafen wird nicht von der Wache gelöscht, und sie ist auch müde.",
    "fr": "Les lampes du port sont pour nous une aide, et cette nuit est dans le calme.",
    "es": "El faro es para los barcos una ayuda, pero las noches del puerto son más frías.",
    "pt": "O farol não é uma ajuda para os barcos, mas dos pescadores são mais redes.",
    "nl": "Het licht van de haven is voor een schip niet dat wat het aan zee zijn moet.",
    "ru": "Мы видели, что свет в порту горит, но это было для них так, как если бы он погас.",
    "bg": "Това са лодки, които ще се върнат, като може да се види, че светлината е при тях.",
    "ja": "港の灯りは夜のあいだ消えなかった。それを見た人はいない。",
    "zh": "港口的灯光整夜没有熄灭，没有人看见它。",
    "ko": "항구의 불빛은 밤새 꺼지지 않았다. 아무도 그것을 보지 못했다.",
    "el": "Το φως του λιμανιού δεν έσβησε όλη τη νύχτα και κανείς δεν το είδε.",
}


@pytest.mark.parametrize("tag", SENTENCES)
def test_a_long_text_is_known_by_its_words(tag):
    code = "```python\nfor the in of: is_not(the, and_that)\n```\n"
    assert guessed_language(f"{SENTENCES[tag]}\n\n{code}\n" * 60) == tag


def test_what_is_not_plain_is_left_open():
    assert guessed_language(SENTENCES["fr"]) == ""
    assert guessed_language("lorem ipsum dolor sit amet " * 200) == ""
    mixed = "".join(f"{SENTENCES['en']} {SENTENCES['de']}\n" for _ in range(60))
    assert guessed_language(mixed) == ""


def test_a_book_is_made_in_it_and_that_is_said(tmp_path):
    folder = tmp_path / "hafen"
    folder.mkdir()
    for name in ("eins.md", "zwei.md"):
        (folder / name).write_text(f"# {name}\n\n" + f"{SENTENCES['de']}\n\n" * 60, "utf-8")
    report = adopt(AdoptRequest(source=folder, root=tmp_path / "book"))
    assert 'language = "de"' in (tmp_path / "book/manuscript/book.toml").read_text("utf-8")
    (said,) = report.findings
    assert said.code == "adopt-language" and message_of(said).endswith('the book is in "de".')
    stated = adopt(AdoptRequest(source=folder, root=tmp_path / "other", language="de-AT"))
    assert stated.findings == ()
    assert 'language = "de-AT"' in (tmp_path / "other/manuscript/book.toml").read_text("utf-8")
