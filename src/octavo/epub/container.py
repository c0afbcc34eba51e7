"""The container (OCF): a zip whose bytes depend on nothing but its files.

On request its fonts are made unusable outside the book (EPUB 3.3, section 4.4): some licences
ask for it. It protects nothing: the key stands in the package, and every reader undoes it.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping

from lxml import etree

from octavo.text.xhtml_names import CONTAINER, XML_ENCRYPTION

MIMETYPE = b"application/epub+zip"
#: The first moment that a zip entry can name.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MODE = 0o100644 << 16

ENCRYPTION_NAME = "META-INF/encryption.xml"
#: The name of the algorithm (EPUB 3.3, 4.4.4).
ALGORITHM = "http://www.idpf.org/2008/embedding"
#: How many bytes of a font are changed (EPUB 3.3, 4.4.3).
LENGTH = 1040

_SPACE = str.maketrans("", "", "\u0020\u0009\u000d\u000a")


def repack(raw: bytes, extra: Mapping[str, bytes] | None = None) -> bytes:
    """Write a zip again with fixed times, permissions and compression, in the same order.

    ebooklib stamps the entries with the clock and the zip's `create system`
    with the machine's. The `mimetype` entry comes first and stored (OCF 3.3,
    4.2.2). `extra` are files of the container that ebooklib knows nothing of;
    they come next.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w") as target:
        names = [name for name in source.namelist() if name != "mimetype"]
        target.writestr(_entry("mimetype", zipfile.ZIP_STORED), MIMETYPE)
        for name, data in (extra or {}).items():
            target.writestr(_entry(name, zipfile.ZIP_DEFLATED), data, compresslevel=9)
        for name in names:
            target.writestr(_entry(name, zipfile.ZIP_DEFLATED), source.read(name), compresslevel=9)
    return out.getvalue()


def _entry(name: str, method: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, date_time=_EPOCH)
    info.compress_type = method
    info.create_system = _UNIX
    info.external_attr = _MODE
    return info


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
