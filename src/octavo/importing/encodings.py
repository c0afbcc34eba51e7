"""Bytes → text, and the errors for bytes whose encoding nobody has named."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from octavo.core.errors import EXIT_USAGE, OctavoError
from octavo.text.old_encodings import guess
from octavo.text.xml_characters import find_unusable

#: Encodings that texts without a mark are found in (the Encoding Standard's list, by use).
LIKELY = (
    "cp1252", "iso8859-2", "cp1250", "cp1251", "koi8-r", "iso8859-7", "shift_jis", "euc_jp",
    "gb18030", "big5", "euc_kr", "mac_roman",
)  # fmt: skip

#: How many readings of a line a message shows.
MOST_READINGS = 6

#: How many characters a reading shows to each side of the byte in question.
SHOWN = 18

_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# No text means these: they come of naming ISO 8859-1 for what is cp1252.
_C1 = re.compile(r"[\x80-\x84\x86-\x9f]")

# Codecs of Python that are escapes or names of hosts, no encodings of texts.
_NO_TEXTS = frozenset(("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"))

#: Control characters of ASCII, but white space, zero, and SO, SI and ESC (ISO 2022).
_CONTROLS = re.compile(r"[\x01-\x08\x10-\x1a\x7f]+")


def check_encoding(name: str | None) -> None:
    """Raise `OctavoError` (usage) if `name` is no encoding of texts."""
    if name is None:
        return
    try:
        b"a".decode(name)
        known = codecs.lookup(name).name.replace("_", "-") not in _NO_TEXTS
    except (LookupError, UnicodeError, ValueError):
        # A single byte is half a character of these.
        known = re.match(r"utf[-_]?(?:16|32)([-_]?[bl]e)?\Z", name, re.I) is not None
    if not known:
        raise OctavoError(
            f'the encoding "{name}" is not known.',
            where="--encoding",
            hint=f"Try one of these: utf-16, {', '.join(LIKELY)}.",
            exit_code=EXIT_USAGE,
        )


def decode(data: bytes, where: str, *, encoding: str | None = None) -> str:
    """Return the text of UTF-8, or of UTF-16 with a byte-order mark; the mark is taken off.

    Bytes that are neither are read in the named `encoding`, if there is one.
    Raises `OctavoError` if they cannot be: it names the byte, and how the line
    reads in likely encodings.
    """
    # UTF-32's mark begins with UTF-16's.
    if data.startswith(_MARKS) and not data.startswith(codecs.BOM_UTF32_LE):
        return _strict(data, "utf-16", where)
    # Encodings of seven bits are UTF-8 by accident; zeros and escapes tell them.
    by_accident = encoding is not None and (b"\0" in data or b"\x1b" in data)
    if not by_accident:
        if b"\0" in data:
            raise _not_text(data, where)
        if encoding is None:
            return _strict(data, "utf-8", where)
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    text = _strict(data, encoding or "utf-8", where).removeprefix("\ufeff")
    odd = _C1.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        raise OctavoError(
            f"read as {encoding}, this line holds the control character U+{ord(odd[0]):04X}.",
            where=f"{where}:{line}",
            hint="So it is another encoding: " + _remedy(data, _first_high(data)),
        )
    return text


def _strict(data: bytes, encoding: str, where: str) -> str:
    is_utf8 = encoding == "utf-8"
    try:
        return data.decode("utf-8-sig" if is_utf8 else encoding)
    except UnicodeDecodeError as error:
        # The codec counts from behind the mark where it takes one off.
        start = error.start + (3 if is_utf8 and data.startswith(codecs.BOM_UTF8) else 0)
        line = data.count(b"\n", 0, start) + 1
        name = encoding.upper() if encoding in ("utf-8", "utf-16") else encoding
        raise OctavoError(
            f"byte {start + 1} (0x{data[start]:02x}) is not {name}.",
            where=f"{where}:{line}",
            hint=_remedy(data, start),
        ) from None


def _first_high(data: bytes) -> int:
    found = re.search(rb"[\x80-\xff]", data)
    return found.start() if found else 0


def _remedy(data: bytes, at: int) -> str:
    readings = list(_readings(data, at))
    if not readings:
        return "Open the file in the program it comes from and save it as UTF-8."
    shown = ", ".join(f"in {name} “{text}”" for name, text in readings)
    return (
        f"This line reads {shown}. Run again with --encoding and the name that reads"
        " rightly, or save the file as UTF-8."
    )


def _readings(data: bytes, at: int) -> Iterator[tuple[str, str]]:
    """Yield how the line of byte `at` reads in the encodings that can decode the whole file.

    The one whose letters fit comes first, then the likely ones.
    """
    seen: set[str] = set()
    fitting = guess(data)
    first = (fitting.encoding,) if fitting else ()
    for name in dict.fromkeys((*first, *LIKELY)):
        try:
            data.decode(name)
            start = data.rfind(b"\n", 0, at) + 1
            before = data[start:at].decode(name, "ignore")
            after = data[at : at + 4 * SHOWN].decode(name, "ignore").partition("\n")[0]
        except UnicodeDecodeError:
            continue
        text = before[-SHOWN:] + after[:SHOWN]
        text = " ".join(text.split())
        if text and text not in seen and find_unusable(text) is None and not _C1.search(text):
            seen.add(text)
            yield name, text
        if len(seen) == MOST_READINGS:
            return


def _not_text(data: bytes, where: str) -> OctavoError:
    at = data.index(0)
    hint = "Save the article as plain text, UTF-8."
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        hint = "It is UTF-32: run again with --encoding utf-32."
    elif data[:200].count(0) * 3 > len(data[:200]):
        hint = "If it is UTF-16 without its mark, run again with --encoding utf-16-le (or -be)."
    return OctavoError(
        f"this is not a text file (byte {at + 1} is zero).",
        where=where,
        hint=hint,
    )


def without_controls(text: str) -> str:
    """Return a page's text without the control characters that a paste has left in many a post.

    Nobody sees them, and no book can hold them. Those that change between character sets stay:
    they tell that the text was read in a wrong encoding.
    """
    return _CONTROLS.sub("", text)


def check_characters(text: str, where: str) -> None:
    """Raise `OctavoError` for the first character that no book can hold."""
    at = find_unusable(text)
    if at is not None:
        before = re.split(r"\r\n|\r|\n", text[:at])
        raise OctavoError(
            f"character {len(before[-1]) + 1} of this line (U+{ord(text[at]):04X})"
            " cannot stand in a book.",
            where=f"{where}:{len(before)}",
            hint="Take it out and run again.",
        )
