"""Language tags: what is one, and what is suggested instead."""

from __future__ import annotations

import pytest

from octavo.text.language_tags import ISO_639_1, check_language


@pytest.mark.parametrize(
    "tag",
    ("en", "EN-us", "en-GB", "de-CH-1996", "zh-Hans-CN", "sr-Latn-RS", "es-419", "sco", "uk",
     "de-DE-u-co-phonebk", "sl-rozaj-biske", "en-x-house", "zh-yue-HK"),
)  # fmt: skip
def test_tags(tag):
    assert check_language(tag) is None


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ("us", "en-US"),
        ("english", "en"),
        ("English", "en"),
        ("en_US", "en-US"),
        ("en_US.UTF-8", "en-US"),
        ("en-UK", "en-GB"),
        ("pt_br", "pt-BR"),
        ("zh_hans_cn", "zh-Hans-CN"),
        ("Deutsch", "de"),
        (" en", "en"),
        ("en\n", "en"),
        ("jp", "ja"),
    ],
)
def test_what_was_meant(tag, meant):
    assert check_language(tag) == f'Try "{meant}".'
    assert check_language(meant) is None


@pytest.mark.parametrize("tag", ["", "xx", "engl", "Klingon", "e", "en--US", "x-foo", "en-", "ёж"])
def test_no_tags(tag):
    hint = check_language(tag)
    assert hint is not None
    assert hint.startswith("Write a BCP 47 tag")


def test_the_list_is_whole():
    assert len(ISO_639_1) == 183
