"""Letters of RTF: bytes of a code page, characters by number and what is to be passed over."""

from __future__ import annotations

from octavo.importing.readers.rtf_tokens import decoded, unicode_of


class Letters:
    """Letters on their way: bytes that wait for their page, and the first half of a pair."""

    def __init__(self) -> None:
        self._pending = bytearray()
        self._drop = 0
        self._high = ""

    def passes_over(self, *, is_sign: bool) -> bool:
        """Return whether a word or symbol stands for a character that has been read by number."""
        if self._drop and is_sign:
            self._drop -= 1
            return True
        self._drop = 0
        return False

    def rest(self, data: bytes) -> bytes:
        """Return bytes without those that stand for a character that has been read by number."""
        gone = min(self._drop, len(data))
        self._drop -= gone
        return data[gone:]

    def add(self, data: bytes) -> None:
        """Keep bytes until it is known that no more follow."""
        self._pending += data

    def by_number(self, number: int, skip: int) -> str:
        """Return a character by its number, empty for half of one; `skip` stand for it behind."""
        character = unicode_of(number)
        self._drop = skip
        if "\ud800" <= character <= "\udbff":
            self._high = character
            return ""
        pair = self._high + character
        self._high = ""
        return pair.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def taken(self, page: str) -> str:
        """Return what has waited, decoded; empty for nothing."""
        data = bytes(self._pending)
        self._pending.clear()
        return decoded(data, page) if data else ""
