"""The tokens of RTF: groups, control words, bytes of text (Microsoft, RTF Specification 1.9.1)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import NamedTuple

_TOKEN = re.compile(
    rb"(?P<group>[{}])"
    rb"|\\'(?P<hex>[0-9A-Fa-f]{2})"
    rb"|\\(?P<word>[A-Za-z]{1,40})(?P<number>-?[0-9]{1,10})? ?"
    rb"|\\(?P<symbol>[^A-Za-z])"
    rb"|(?P<end>[\r\n\0]+)"
    rb"|(?P<text>[^\\{}\r\n\0]+)"
    rb"|(?P<odd>.)",
    re.S,
)


class Token(NamedTuple):
    """One token: `kind` is open, close, word, symbol, bytes or binary.

    `word` is a control word's or symbol's name and `number` what stands behind it, None for
    nothing; `data` are the bytes of text. `is_hex` says that a byte was written as `\\'xx`.
    """

    kind: str
    word: str = ""
    number: int | None = None
    data: bytes = b""
    is_hex: bool = False


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of a file; line ends between them are none."""
    at = 0
    while at < len(data):
        found = _TOKEN.match(data, at)
        if found is None:
            return
        at = found.end()
        if found["group"]:
            yield Token("open" if found["group"] == b"{" else "close")
        elif found["hex"]:
            yield Token("bytes", data=bytes.fromhex(found["hex"].decode()), is_hex=True)
        elif found["word"]:
            number = int(found["number"]) if found["number"] else None
            word = found["word"].decode()
            if word == "bin":
                length = max(0, number or 0)
                yield Token("binary", data=data[at : at + length])
                at += length
            else:
                yield Token("word", word, number)
        elif found["symbol"]:
            yield Token("symbol", found["symbol"].decode("latin-1"))
        elif found["text"]:
            yield Token("bytes", data=found["text"])


#: The code pages of fonts, by `\fcharset` (the specification's table of character sets).
_CHARSETS = MappingProxyType(
    {
        0: "cp1252", 77: "mac-roman", 78: "cp932", 79: "cp949", 80: "gbk", 81: "big5",
        83: "mac-greek", 85: "mac-greek", 86: "mac-turkish", 88: "mac-latin2", 89: "mac-cyrillic",
        128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253",
        162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
        222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
    }
)  # fmt: skip

#: What Adobe's font Symbol has in place of letters.
_SYMBOL = dict(
    zip(
        b"ABGDEZHQIKLMNXOPRSTUFCYWabgdezhqiklmnxoprstufcyw",
        "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψω",
        strict=True,
    )
)

SYMBOL = "symbol"


def code_page(number: int) -> str:
    """Return the name of a code page as Python knows it: cp1252 for what it does not."""
    name = {65001: "utf-8", 10000: "mac-roman", 10007: "mac-cyrillic", 936: "gbk"}.get(
        number, f"cp{number}"
    )
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


def charset(number: int, otherwise: str) -> str:
    """Return the code page of a font's character set; 1 asks for the document's own."""
    return SYMBOL if number == 2 else _CHARSETS.get(number, otherwise)


def decoded(data: bytes, page: str) -> str:
    """Return bytes of text as text; what a code page does not have is read as cp1252."""
    if page == SYMBOL:
        return "".join(_SYMBOL.get(each) or bytes([each]).decode("cp1252", "replace")
                       for each in data)  # fmt: skip
    try:
        return data.decode(page)
    except (UnicodeDecodeError, LookupError):
        return data.decode("cp1252", "replace") if page != "cp1252" else data.decode("latin-1")


def unicode_of(number: int) -> str:
    """Return the character of `\\uN`, whose number may be negative; Symbol's letters come plain."""
    code = number & 0xFFFF
    if 0xF020 <= code <= 0xF0FF:
        return decoded(bytes([code - 0xF000]), SYMBOL)
    return chr(code)
