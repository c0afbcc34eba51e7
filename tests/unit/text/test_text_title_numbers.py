"""Titles with a number of their own, in many languages, and titles that only look so."""

from __future__ import annotations

import pytest

from octavo.text.title_numbers import carries_number, says_appendix


@pytest.mark.parametrize(
    "title",
    [
        "Chapter I",
        "Chapter IV",
        "CHAPTER 4. The Light",
        "Chapter 4: The Light",
        "Chapter the First",
        "Chapter Twenty-One",
        "Chapter Four — The Light",
        "Ch. 4",
        "The Fourth Chapter",
        "Second Part: Home",
        "Letter 2",
        "Part One",
        "4. The Light",
        "4.2 The Light",
        "4.2.1. The Light",
        "04 The Light",
        "4: The Light",
        "4 — The Light",
        "IV. The Light",
        "IV",
        "XII",
        "I",
        "12",
        "Kapitel 4",
        "Kapitel einundzwanzig",
        "4. Kapitel",
        "Viertes Kapitel",
        "Erster Teil: Ebbe",
        "Chapitre premier",
        "Chapitre IV",
        "Chapitre 1er",
        "Capítulo primero",
        "Capítulo 12",
        "Capitolo quarto",
        "Hoofdstuk 3",
        "Глава 2",
        "Глава вторая",
        "Часть первая. Отлив",
        "Розділ 5",
        "Rozdział IV",
        "Kapitola první",
        "Κεφάλαιο Α΄",
        "Κεφάλαιο 3",
        "Luku 3",
        "3. fejezet",
        "Birinci Bölüm",
        "Chương 7",
        "Bab 3",
        "الفصل الأول",
        "الفصل 3",
        "فصل اول",
        "פרק א",
        "פרק 3",
        "अध्याय 3",
        "अध्याय १",
        "第四章",
        "第四章　光",
        "第 12 回",
        "第1部",
        "一、光",
        "제3장 빛",
        "3장",
    ],
)
def test_its_own_number(title):
    assert carries_number(title)


@pytest.mark.parametrize(
    "title",
    [
        "The Light",
        "1984",
        "2001: A Space Odyssey",
        "12 Angry Men",
        "3 O'Clock",
        "7. Oktober",
        "24. Dezember 1899",
        "One",
        "Two Bells in Fog",
        "First Light",
        "The Last Letter",
        "One Act of Kindness",
        "Second Act of the Sea",
        "Chapter and Verse",
        "Chapters",
        "Letter to My Father",
        "Part of the Sea",
        "Partings",
        "I Was There",
        "I, Claudius",
        "D. H. Lawrence",
        "V. Woolf",
        "Mix",
        "Civil",
        "Les Misérables",
        "Un deux",
        "Les Trois Mousquetaires",
        "Leçon de choses",
        "Teilchen",
        "第三者",
        "一个人",
        "Вторая жизнь",
        "Die Letzten",
        "",
    ],
)
def test_no_number_of_its_own(title):
    assert not carries_number(title)


@pytest.mark.parametrize(
    "title",
    ["Appendix", "Appendix A: Tides", "Anhang B", "ANNEXE 2", "付録A", "附录", "Приложение 1"],
)
def test_an_appendix_that_says_so(title):
    assert says_appendix(title)


@pytest.mark.parametrize("title", ["Tides", "Appendixes", "Ekes", "The Appendix", ""])
def test_an_appendix_that_does_not(title):
    assert not says_appendix(title)
