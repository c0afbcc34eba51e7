"""What is wanted of the articles of a run, besides their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from octavo.importing.article_pictures import Fetch
from octavo.importing.readers.wanted_posts import NOTHING_MORE, Asked


def as_it_is(fetch: Fetch) -> Fetch:
    """Return what gives pictures, without more."""
    return fetch


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How texts that are no UTF-8 are encoded, what is wanted of exports, and far-away pictures.

    `pictures` makes of what gives an article's pictures another that gives more of them.
    """

    encoding: str | None = None
    asked: Asked = NOTHING_MORE
    pictures: Callable[[Fetch], Fetch] = as_it_is


NO_WISH = Wish()
