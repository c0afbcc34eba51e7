"""Emoji in print are set in the book's faces, and keys in a frame."""

from __future__ import annotations

import pytest
from lxml import etree

from octavo.compose.emoji import settle_emoji

T = "\ufe0e"


@pytest.mark.parametrize(
    ("typed", "settled"),
    [
        ("<p>a ⚠\ufe0f b</p>", "<p>a ⚠ b</p>"),
        ("<p>✅ a 🐚</p>", f"<p><span>✅{T}</span> a <span>🐚{T}</span></p>"),
        ("<p>⭐⭐\ufe0f</p>", f"<p><span>⭐{T}⭐{T}</span></p>"),
        (
            "<p>1\ufe0f\u20e3 a <b>b</b> 2\u20e3</p>",
            '<p><span class="keycap">1</span> a <b>b</b> <span class="keycap">2</span></p>',
        ),
        ("<p>👩\u200d💻 🇳🇱 👍\U0001f3fd</p>", "<p>👩\u200d💻 🇳🇱 👍\U0001f3fd</p>"),
        ("<p>a − b ☑ 水</p>", "<p>a − b ☑ 水</p>"),
    ],
)
def test_emoji_in_words(typed, settled):
    element = etree.fromstring(typed)
    settle_emoji(element)
    assert etree.tostring(element, encoding="unicode") == settled
