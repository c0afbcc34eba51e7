"""JSON of other programs: what is asked of a value that may be of any kind."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from octavo.core.errors import OctavoError

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"


def is_json(data: bytes) -> bool:
    """Return whether a file is JSON by its first sign."""
    return data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def read_json(data: bytes, where: str) -> Json:
    """Return what JSON says; raise `OctavoError`, with the line, if it is none."""
    try:
        value: Json = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not UTF-8, as JSON is."
    except json.JSONDecodeError as error:
        message, where = f"this is not JSON: {error.msg}.", f"{where}:{error.lineno}"
    except RecursionError:
        message = "its lists stand too deep in each other."
    else:
        return value
    raise OctavoError(message, where=where, hint="Export the blog again and name that file.")


def text(value: Json) -> str:
    """Return a value that is text or a number as text; empty if it is neither."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def table(value: Json) -> Mapping[str, Json]:
    """Return a value that is an object; an empty one if it is none."""
    return value if isinstance(value, Mapping) else {}


def items(value: Json) -> Sequence[Json]:
    """Return a value that is a list; an empty one if it is none."""
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def rows(value: Json) -> list[Mapping[str, Json]]:
    """Return the objects of a list; those of an empty one if it is none."""
    return [each for each in items(value) if isinstance(each, Mapping)]
