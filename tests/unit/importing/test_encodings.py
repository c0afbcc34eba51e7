"""Encodings: what is read, what is refused, and how a message shows the line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.errors import OctavoError
from octavo.importing.encodings import LIKELY, check_encoding, decode

RUSSIAN = "Тихий дом у моря\n\nЧайник уже кипит.\n"


def _refused(data, **options):
    with pytest.raises(OctavoError) as caught:
        decode(data, "a.txt", **options)
    return caught.value


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("café “déjà” – œuf", "cp1252"),
        ("zażółć gęślą jaźń", "iso8859-2"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp1251"),
        ("海辺の家。やかんが鳴る。", "shift_jis"),
    ],
)
def test_a_line_is_shown_as_it_reads_and_the_name_reads_it(text, encoding):
    data = text.encode(encoding)
    error = _refused(data)
    first = next(n for n, byte in enumerate(data) if byte > 127)
    assert error.message == f"byte {first + 1} (0x{data[first]:02x}) is not UTF-8."
    shown = " ".join(text.split("\n")[0].split())[:8]
    assert f"in {encoding} “" in error.hint or f"“{shown}" in error.hint
    assert shown in error.hint
    assert "--encoding" in error.hint
    assert decode(data, "a.txt", encoding=encoding) == text


@pytest.mark.parametrize("encoding", ["koi8-r", "cp1251", "iso8859-5", "cp866"])
def test_the_reading_that_fits_best_stands_first(encoding):
    assert _refused(RUSSIAN.encode(encoding)).hint.startswith(
        f"This line reads in {encoding} “Тихий дом у моря”"
    )


def test_the_same_reading_is_shown_once_and_encodings_that_fail_are_not():
    hint = _refused(b"one\ncaf\xe9\n").hint
    assert hint.count("“café”") == 1
    assert "shift_jis" not in hint


def test_the_named_encoding_is_for_what_is_not_utf8():
    for data in ("café".encode(), b"\xef\xbb\xbf" + "café".encode(), "café".encode("utf-16")):
        assert decode(data, "a.txt", encoding="cp1252") == "café"


def test_encodings_of_seven_bits_and_utf16_without_a_mark_are_read_when_named():
    assert decode("海辺".encode("iso2022_jp"), "a.txt", encoding="iso2022_jp") == "海辺"
    assert decode("sea".encode("utf-16-le"), "a.txt", encoding="utf-16-le") == "sea"
    assert "utf-16-le" in _refused("a long line".encode("utf-16-le")).hint


def test_a_name_that_cannot_be_right_is_no_mojibake():
    error = _refused("“quoted”".encode("cp1252"), encoding="latin-1")
    assert "control character U+0093" in error.message
    assert "in cp1252 ““quoted””" in error.hint
    error = _refused(b"caf\x81", encoding="cp1252")
    assert error.message == "byte 4 (0x81) is not cp1252."


@pytest.mark.parametrize("name", ["nonsense", "rot13", "base64", "idna", "unicode_escape", "zip"])
def test_an_unknown_encoding_is_a_usage_error(name):
    with pytest.raises(OctavoError) as caught:
        check_encoding(name)
    assert caught.value.exit_code == 2
    assert "cp1252" in caught.value.hint


@pytest.mark.parametrize("name", [*LIKELY, "utf-8", "UTF-16", "latin-1", "utf_16_le", None])
def test_known_encodings(name):
    check_encoding(name)


def test_zeros_are_no_text():
    assert _refused(b"abc\0def").message == "this is not a text file (byte 4 is zero)."


def test_utf_32_is_refused_by_its_name_and_read_if_named():
    for name in ("utf-32", "utf-32-le", "utf-32-be"):
        data = ("" if name == "utf-32" else "\ufeff").encode(name) + "Süß".encode(name)
        assert "--encoding utf-32" in _refused(data).hint
        assert decode(data, "a.txt", encoding=name) == "Süß"


@settings(deadline=None)
@given(st.binary(max_size=60), st.sampled_from([None, *LIKELY]))
def test_bytes_decode_or_are_refused_in_words(data, encoding):
    try:
        text = decode(data, "a.txt", encoding=encoding)
    except OctavoError as error:
        assert error.hint
    else:
        assert "\ufffd" not in text or "\ufffd".encode() in data or encoding
