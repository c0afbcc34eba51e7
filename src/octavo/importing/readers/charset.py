"""The encoding of a page, as HTML states it: a mark, the server's word, a `meta` element."""

from __future__ import annotations

import codecs
import re

from octavo.core.errors import OctavoError
from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import EncodingMisstated
from octavo.importing.encodings import check_characters, decode, without_controls

#: How far into a page its encoding may be stated (the HTML Living Standard, 4.2.5.4).
_STATED_WITHIN = 1024

_META = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_XML = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)""", re.I)

# Names that pages use for more than they name (the Encoding Standard, 4.2).
_MEANT = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "iso8859-1": "cp1252",
    "latin1": "cp1252", "latin-1": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932",
    "x-sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "tis-620": "cp874",
    "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8", "x-user-defined": "cp1252",
    "windows-874": "cp874",
}  # fmt: skip


def page_text(
    data: bytes, where: str, *, encoding: str | None = None, stated: str = ""
) -> tuple[str, tuple[Finding, ...]]:
    """Return the text of a page. `stated` is what the server said, `encoding` what the user says.

    Bytes that are UTF-8 through and through are read as such, whatever is
    stated: nothing else is so by chance. Raises `OctavoError` as `decode` does.
    """
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(decode(data, where), where), ()
    said = (stated or stated_in(data)).lower()
    name = _MEANT.get(said, said)
    try:
        text = data.decode("utf-8")
        if b"\0" in data:
            raise _zero(data, where)
        seven_bits = data.isascii() and name.startswith(("iso-2022", "hz"))
    except UnicodeDecodeError:
        return _checked(decode(data, where, encoding=_known(name) or encoding), where), ()
    if seven_bits and _known(name):
        return _checked(decode(data, where, encoding=name), where), ()
    findings: tuple[Finding, ...] = ()
    if not data.isascii() and name and _known(name) and codecs.lookup(name).name != "utf-8":
        findings = (EncodingMisstated.found({"encoding": said}, line=1),)
    return _checked(text, where), findings


def stated_in(data: bytes) -> str:
    """Return the encoding that a page states about itself; empty if it does not."""
    head = data[:_STATED_WITHIN]
    found = _META.search(head) or _XML.search(head)
    return found[1].decode("ascii", "replace") if found else ""


def _known(name: str) -> str | None:
    try:
        b"a".decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return name


def _checked(text: str, where: str) -> str:
    text = without_controls(text)
    check_characters(text, where)
    return text


def _zero(data: bytes, where: str) -> OctavoError:
    return OctavoError(
        f"this is not a page (byte {data.index(0) + 1} is zero).",
        where=where,
        hint="Save the page again from the browser, as HTML.",
    )
