"""Fonts made unusable outside the book, on request (EPUB 3.3, section 4.4).

Some licences ask for it. It protects nothing: the key stands in the package,
and every reader undoes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from lxml import etree

from octavo.text.xhtml_names import CONTAINER, XML_ENCRYPTION

ENCRYPTION_NAME = "META-INF/encryption.xml"
#: The name of the algorithm (EPUB 3.3, 4.4.4).
ALGORITHM = "http://www.idpf.org/2008/embedding"
#: How many bytes of a font are changed (EPUB 3.3, 4.4.3).
LENGTH = 1040

_SPACE = str.maketrans("", "", "\u0020\u0009\u000d\u000a")


def obfuscate(data: bytes, identifier: str) -> bytes:
    """Return the font with its first 1,040 bytes changed; done twice, it is the font again.

    `identifier` is the package's unique identifier, as `dc:identifier` has it.
    The key is the SHA-1 of it without white space (EPUB 3.3, 4.4.2).
    """
    key = hashlib.sha1(identifier.translate(_SPACE).encode(), usedforsecurity=False).digest()
    head = bytes(byte ^ key[place % len(key)] for place, byte in enumerate(data[:LENGTH]))
    return head + data[LENGTH:]


def encryption_file(paths: Iterable[str]) -> bytes:
    """Make `META-INF/encryption.xml`: the changed files by their paths in the container."""
    spaces: dict[str | None, str] = {None: CONTAINER, "enc": XML_ENCRYPTION}
    root = etree.Element(f"{{{CONTAINER}}}encryption", nsmap=spaces)  # type: ignore[arg-type]
    for path in paths:
        entry = etree.SubElement(root, f"{{{XML_ENCRYPTION}}}EncryptedData")
        etree.SubElement(entry, f"{{{XML_ENCRYPTION}}}EncryptionMethod", Algorithm=ALGORITHM)
        cipher = etree.SubElement(entry, f"{{{XML_ENCRYPTION}}}CipherData")
        etree.SubElement(cipher, f"{{{XML_ENCRYPTION}}}CipherReference", URI=path)
    return etree.tostring(root, pretty_print=True, encoding="utf-8", xml_declaration=True)
