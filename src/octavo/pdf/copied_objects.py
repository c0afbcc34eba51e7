"""Objects of one PDF, taken into another: equal ones once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream


class Carrier:
    """Takes objects of other files into `book`.

    An ornament that stands in every chapter comes in many files, under many numbers.
    """

    def __init__(self, book: pikepdf.Pdf) -> None:
        self._book = book
        self._known: dict[str, pikepdf.Object] = {}

    def carry(self, source: pikepdf.Pdf, item: pikepdf.Object, mark: str = "") -> pikepdf.Object:
        """Return an object of `source` as one of the book; `mark` parts equal ones.

        Those with other marks must differ. Pictures need none: they use no resources that could.
        """
        if not isinstance(item, Array | Dictionary | Stream):
            return item
        if isinstance(item, Stream) and "/Resources" not in item:
            mark = ""
        key = _digest(item, mark)
        if key not in self._known:
            held = item if item.is_indirect else source.make_indirect(item)
            self._known[key] = self._book.copy_foreign(held)
        return self._known[key]

    def content(self, source: pikepdf.Pdf, stream: pikepdf.Object) -> pikepdf.Object:
        """Return a content stream of `source` as one of the book. These are hardly ever equal."""
        if stream.get("/Filter") != Name.FlateDecode or "/DecodeParms" in stream:
            return self._book.copy_foreign(stream)
        # Quicker than a copy, which walks through the stream's dictionary.
        copied = Stream(self._book, b"")
        copied.write(stream.read_raw_bytes(), filter=Name.FlateDecode)
        return copied


def _digest(item: pikepdf.Object, mark: str) -> str:
    """Return a digest, equal for objects that hold the same, whatever their numbers are."""
    state = hashlib.sha256(mark.encode())
    for part in _parts(item, ()):
        state.update(part)
        state.update(b"\0")
    return state.hexdigest()


def _parts(item: pikepdf.Object, above: tuple[tuple[int, int], ...]) -> Iterator[bytes]:
    if isinstance(item, Array | Dictionary | Stream) and item.is_indirect:
        if item.objgen in above:
            # It holds itself: how far up says which object is meant.
            yield b"^%d" % above[::-1].index(item.objgen)
            return
        above = (*above, item.objgen)
    if isinstance(item, Array):
        yield b"["
        for entry in item:
            yield from _parts(entry, above)
        yield b"]"
    elif isinstance(item, Dictionary | Stream):
        yield b"<<"
        for key in sorted(item.keys()):
            yield key.encode()
            yield from _parts(item[key], above)
        yield b">>"
        if isinstance(item, Stream):
            yield hashlib.sha256(item.read_raw_bytes()).digest()
    else:
        yield _scalar(item)


def _scalar(item: object) -> bytes:
    return item.unparse() if isinstance(item, pikepdf.Object) else repr(item).encode()
