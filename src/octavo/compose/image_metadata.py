"""Bitmaps without what their cameras and editors wrote into them, pixel for pixel the same.

Where a picture was taken, with what, by whom and what it looked like before it
was cropped (a thumbnail) all travel in a file's metadata. Nothing is encoded
again here: whole segments and chunks are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

_EOI, _SOS, _COM = 0xD9, 0xDA, 0xFE
_APP0, _APP14, _APP15 = 0xE0, 0xEE, 0xEF
_RESTARTS = range(0xD0, 0xD8)

_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
#: Chunks that decide the pixels or their colours (PNG, 3rd edition, 11.2 and 11.3).
_PNG_KEPT = frozenset([b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB"])


def strip_jpeg(data: bytes) -> bytes:
    """Return a JPEG without Exif, XMP, profiles, comments, and whatever follows its end.

    Kept are the segments that decoding needs, JFIF's and Adobe's, which say how
    the colours are coded. `ValueError` if the segments do not add up.
    """
    return b"\xff\xd8" + b"".join(_segments(data)) + b"\xff\xd9"


def strip_png(data: bytes) -> bytes:
    """Return a PNG without texts, Exif, times and further frames, or raise `ValueError`."""
    return _PNG_HEAD + b"".join(_chunks(data))


def has_webp_chunk(data: bytes, kind: bytes) -> bool:
    """Tell whether a WebP has a chunk of this kind (RFC 9649, 2.3 and 2.7)."""
    place = 12
    while place + 8 <= len(data):
        if data[place : place + 4] == kind:
            return True
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        place += 8 + size + size % 2
    return False


def _segments(data: bytes) -> Iterator[bytes]:
    if data[:2] != b"\xff\xd8":
        raise ValueError("not a JPEG")
    place = 2
    while True:
        while data[place : place + 2] == b"\xff\xff":  # fill bytes
            place += 1
        if len(data) < place + 2 or data[place] != 0xFF:
            raise ValueError("a segment does not begin where it should")
        marker = data[place + 1]
        if marker == _EOI:
            return
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4])
        if end < place + 4 or end > len(data):
            raise ValueError("a segment runs over the end")
        if marker == _SOS:
            end = _end_of_scan(data, end)
        if _is_kept(marker):
            yield data[place:end]
        place = end


def _is_kept(marker: int) -> bool:
    return marker in (_APP0, _APP14) or not (_APP0 <= marker <= _APP15 or marker == _COM)


def _end_of_scan(data: bytes, place: int) -> int:
    """Where the next marker stands; in coded data a 0xFF is followed by 0 or a restart."""
    while (place := data.find(b"\xff", place)) >= 0 and place + 1 < len(data):
        if data[place + 1] != 0 and data[place + 1] not in _RESTARTS:
            return place
        place += 2
    raise ValueError("the coded data has no end")


def _chunks(data: bytes) -> Iterator[bytes]:
    if not data.startswith(_PNG_HEAD):
        raise ValueError("not a PNG")
    place = len(_PNG_HEAD)
    while place < len(data):
        end = place + 12 + int.from_bytes(data[place : place + 4])
        kind = data[place + 4 : place + 8]
        if end > len(data):
            raise ValueError("a chunk runs over the end")
        if kind in _PNG_KEPT:
            yield data[place:end]
        if kind == b"IEND":
            return
        place = end
    raise ValueError("there is no last chunk")
