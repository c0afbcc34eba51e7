"""The container (OCF): a zip whose bytes depend on nothing but its files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MIMETYPE = b"application/epub+zip"
#: The first moment that a zip entry can name.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MODE = 0o100644 << 16


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
