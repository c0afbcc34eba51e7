"""Quotation marks of languages and their regions."""

from __future__ import annotations

import pytest

from octavo.text.quotation_marks import quotation_marks


@pytest.mark.parametrize(
    ("language", "marks"),
    [
        ("en-GB", "“”‘’"),
        ("de", "„“‚‘"),
        ("de-CH", "«»‹›"),
        ("DE-at", "„“‚‘"),
        ("pl", "„”«»"),
        ("ja", "「」『』"),
        ("cy", "“”‘’"),
    ],
)
def test_marks(language, marks):
    assert "".join(quotation_marks(language)) == marks


def test_french_marks_bring_their_spaces():
    assert quotation_marks("fr-FR")[:2] == ("«\u00a0", "\u00a0»")
    assert quotation_marks("fr-CH")[:2] == ("«", "»")
