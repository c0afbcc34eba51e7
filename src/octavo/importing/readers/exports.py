"""A file that holds many articles → its entries, by what the file is."""

from __future__ import annotations

from octavo.core.errors import OctavoError
from octavo.core.model import Finding
from octavo.importing.limits import LONGEST_EXPORT
from octavo.importing.readers.article_page import Entry
from octavo.importing.readers.blogger import is_blogger, read_blogger
from octavo.importing.readers.feed import read_feed
from octavo.importing.readers.ghost import is_ghost, read_ghost
from octavo.importing.readers.json_feed import is_json_feed, read_json_feed
from octavo.importing.readers.json_values import is_json, read_json
from octavo.importing.readers.wanted_posts import Asked
from octavo.importing.readers.wordpress import is_wxr, read_wxr


def read_export(data: bytes, where: str, asked: Asked) -> tuple[list[Entry], list[Finding]]:
    """Return the articles of a feed or an export, the oldest first, and the findings about it.

    Raises `OctavoError` if it is none, or none of its posts is taken.
    """
    if not data.strip():
        raise OctavoError("the file is empty.", where=where, hint="Fetch or export it again.")
    if is_json(data):
        return _of_json(data, where, asked)
    if is_wxr(data):
        return read_wxr(data, where, asked)
    return read_blogger(data, where, asked) if is_blogger(data) else read_feed(data, where)


def _of_json(data: bytes, where: str, asked: Asked) -> tuple[list[Entry], list[Finding]]:
    if len(data) > LONGEST_EXPORT:
        raise OctavoError("longer than 100 MB.", where=where, hint="Export the blog in parts.")
    value = read_json(data, where)
    if is_json_feed(value):
        return read_json_feed(value, where)
    if is_ghost(value):
        return read_ghost(value, where, asked)
    raise OctavoError(
        "this JSON is neither a feed nor an export of Ghost.",
        where=where,
        hint="Name a JSON feed, or the file that Ghost exports under Settings, Labs.",
    )
