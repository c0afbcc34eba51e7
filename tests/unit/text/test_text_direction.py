"""Which way languages are written."""

from __future__ import annotations

import pytest

from octavo.text.direction import direction, is_right_to_left, primary


@pytest.mark.parametrize("tag", ["ar", "he", "fa-IR", "AR", "ar_EG", "az-Arab", "pa-Arab-PK", "yi"])
def test_written_from_right_to_left(tag):
    assert is_right_to_left(tag)
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en", "ja", "ar-Latn", "az", "en-x-arab", "de-u-nu-arab"])
def test_written_from_left_to_right(tag):
    assert not is_right_to_left(tag)
    assert direction(tag) == "ltr"


@pytest.mark.parametrize(("tag", "first"), [("fa-IR", "fa"), ("EN_us", "en"), ("ja", "ja")])
def test_primary_subtag(tag, first):
    assert primary(tag) == first
