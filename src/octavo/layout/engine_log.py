"""WeasyPrint's warnings, gathered: they would go to standard error otherwise."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def listening() -> Iterator[list[str]]:
    """Give a list that takes what WeasyPrint warns of while it lasts."""
    logger = logging.getLogger("weasyprint")
    messages: list[str] = []
    handler = _Keep(messages)
    before, propagate = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [handler], False
    try:
        yield messages
    finally:
        logger.handlers, logger.propagate = before, propagate


class _Keep(logging.Handler):
    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        # A picture without a word is an error long before; here it is one that needs none.
        if "no required alt description" not in message:
            self._messages.append(message)
