"""What lines may take is said by tokens, within bounds."""

from __future__ import annotations

import pytest

from octavo.compose.line_liberties import liberties_rule
from octavo.styling.layers import PRINT, layer
from octavo.styling.theme import load_theme, styles_folder


@pytest.mark.parametrize(
    ("letters", "hanging", "rule"),
    [
        ("2%", "100%", "--letters: 0.02; --hanging: 1;"),
        ("none", "none", "--letters: 0; --hanging: 0;"),
        ("0", "50%", "--letters: 0; --hanging: 0.5;"),
        ("90%", "900%", "--letters: 0.04; --hanging: 2;"),
        ("-3%", "a%", "--letters: 0; --hanging: 0;"),
    ],
)
def test_a_percentage_allows_and_a_word_forbids(letters, hanging, rule):
    found = liberties_rule({"--letters": letters, "--hanging": hanging})
    assert found == f"html {{ {rule} }}\n"


def test_nothing_is_allowed_that_nothing_says():
    assert "--letters: 0; --hanging: 0;" in liberties_rule({})


@pytest.mark.parametrize("theme", ["classic", "modern"])
def test_themes_allow_both(theme):
    tokens = layer(load_theme(theme, styles_folder()), PRINT, "").tokens
    assert liberties_rule(tokens) == "html { --letters: 0.02; --hanging: 1; }\n"
