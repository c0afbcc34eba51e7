"""Locks on e-books: what says that its files are encrypted, and by whom.

Fonts alone may be obfuscated, by either of two ways that are public (EPUB 3.3, 4.4; Adobe's).
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from octavo.importing.ebooks.xml_files import local, read_xml

_FONTS = frozenset(
    ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
)  # fmt: skip

#: Files that only locked e-books have, and whose lock it is.
_SIGNS = {
    "META-INF/license.lcpl": "Readium LCP",
    "META-INF/sinf.xml": "Apple's FairPlay",
    "META-INF/rights.xml": "Adobe's or a shop's protection",
    "rights.xml": "Kobo's protection",
}


def locked_by(names: Collection[str], read: Callable[[str], bytes]) -> str:
    """Return whose lock an e-book has; empty if it has none."""
    named = next((lock for sign, lock in _SIGNS.items() if sign in names), "")
    if named:
        return named
    if "META-INF/encryption.xml" not in names:
        return ""
    root = read_xml(read("META-INF/encryption.xml"))
    if root is None:
        return "protection that cannot be told"
    data = [each for each in root.iter() if local(each) == "EncryptedData"]
    methods = [
        method.get("Algorithm", "")
        for each in data
        for method in each
        if local(method) == "EncryptionMethod"
    ]
    fonts = len(methods) == len(data) and _FONTS.issuperset(methods)
    return "" if fonts else "protection against copying"
