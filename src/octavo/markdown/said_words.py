"""The words of a tree that is being built: what stands in one place is joined once."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.util import AtomicString


class SaidWords:
    """Adds text to elements; it is written when the next stands elsewhere, so that each is joined
    once, however many pieces it has.
    """

    def __init__(self, root: Element) -> None:
        self._said: list[str] = []
        self._place: tuple[Element, str] = root, "text"

    def say(self, parent: Element, text: str) -> None:
        """Add text at the end of an element."""
        holder, name = (parent[-1], "tail") if len(parent) else (parent, "text")
        if (holder, name) != self._place:
            self.write()
            self._place, before = (holder, name), getattr(holder, name)
            self._said = [before] if before else []
        self._said.append(text)

    def write(self) -> None:
        """Put down what was said last."""
        words = "".join(self._said)
        # An atomic string is one that no pattern reads: the whole is, if it holds such a part.
        if any(isinstance(part, AtomicString) for part in self._said):
            words = AtomicString(words)
        if self._said:
            setattr(*self._place, words)
