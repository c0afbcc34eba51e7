"""Which alternative texts say what a picture shows."""

from __future__ import annotations

import pytest

from octavo.text.alt_text import describes

EMPTY = "|image|Image 3|an image|IMG_1234.png|my-photo.JPG|DSC01234|...|—|Bild|Abbildung 2|图片|img"
TELLING = "A map|image of a cat|7|x²|图片说明|P|Picture Post, 1938|Figure skaters|Photosynthesis"


@pytest.mark.parametrize("alt", EMPTY.split("|"))
def test_words_that_tell_nothing(alt):
    assert not describes(alt)


@pytest.mark.parametrize("alt", TELLING.split("|"))
def test_words_that_tell_something(alt):
    assert describes(alt)
