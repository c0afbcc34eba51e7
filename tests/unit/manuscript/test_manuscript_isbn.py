"""ISBNs that agencies have printed as examples, and what goes wrong when they are copied."""

from __future__ import annotations

import pytest

from octavo.findings.wording import message_of, remedy_of
from octavo.manuscript.isbn import isbn_13, isbn_fault


@pytest.mark.parametrize(
    "isbn",
    [
        "978-0-306-40615-7",
        "978-3-16-148410-0",
        "9791090636071",
        "0-306-40615-2",
        "0-8044-2957-X",
        "080442957x",
        "ISBN 978 0 306 40615 7",
        "ISBN-13: 978–0–306–40615–7",
    ],
)
def test_right_ones(isbn):
    assert isbn_fault(isbn) is None


@pytest.mark.parametrize(
    ("isbn", "said"),
    [
        ("978-0-306-40615-8", "wrong check digit"),
        ("978-0-306-46015-7", "wrong check digit"),
        ("0-306-40615-X", "wrong check digit"),
        ("0-8044-2957-0", "wrong check digit"),
        ("978-0-306-40615", "12 digits"),
        ("977-0-306-40615-7", "978 or 979"),
        ("978-…", "more than digits"),
        ("978-0-X06-40615-7", "more than digits"),
    ],
)
def test_wrong_ones(isbn, said):
    fault = isbn_fault(isbn)
    assert isbn in message_of(fault) and said in message_of(fault)
    assert remedy_of(fault)


def test_the_digit_that_would_be_right_is_named():
    assert "would be 7" in remedy_of(isbn_fault("978-0-306-40615-8"))
    assert "would be X" in remedy_of(isbn_fault("0-8044-2957-0"))


@pytest.mark.parametrize(
    "given", ["978-0-306-40615-7", "9780306406157", "ISBN 978 0 306 40615 7", "0-306-40615-2"]
)
def test_a_number_is_the_same_however_it_is_written(given):
    assert isbn_13(given) == "9780306406157"


def test_a_tenth_digit_of_ten_is_counted_anew():
    assert isbn_13("0-8044-2957-X") == "9780804429573"
