"""Images of pages by the names of their content, as many as a bound of memory allows."""

from __future__ import annotations

#: Bytes of images that are kept: the pages of a book of a thousand.
MOST_BYTES = 96 * 2**20


class Images:
    """Keeps what was used last. Names are digests, so that a name never means two images."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._kept: dict[str, bytes] = {}
        self.size = 0

    def get(self, name: str) -> bytes | None:
        """Return the image, if it is still there."""
        data = self._kept.pop(name, None)
        if data is not None:
            self._kept[name] = data
        return data

    def put(self, name: str, data: bytes) -> None:
        """Keep an image; those that were not used for longest go."""
        if name in self._kept:
            return
        self._kept[name] = data
        self.size += len(data)
        while self.size > self._most and len(self._kept) > 1:
            self.size -= len(self._kept.pop(next(iter(self._kept))))

    def __contains__(self, name: object) -> bool:
        return name in self._kept
