"""What is wanted of the articles of a run, besides their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from octavo.importing.article_pictures import Fetch
from octavo.importing.readers.wanted_posts import NOTHING_MORE, Asked

#: Makes of what gives an article's pictures, and of its address, what gives more of them.
MorePictures = Callable[[Fetch, str], Fetch]


def as_it_is(fetch: Fetch, base: str) -> Fetch:
    """Return what gives pictures, without more."""
    return fetch


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How texts that are no UTF-8 are encoded, what is wanted of exports, and far-away pictures.

    `pictures` makes of what gives the pictures of an article, whose address is the second value,
    another that gives more of them.
    """

    encoding: str | None = None
    asked: Asked = NOTHING_MORE
    pictures: MorePictures = as_it_is


NO_WISH = Wish()
