"""Reading articles: the formats that are known, and what is said of files that are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from octavo.assemble.article import Source
from octavo.assemble.plain import read_plain
from octavo.errors import EXIT_USAGE, OctavoError

#: Readers by the file name's suffix: another format is one entry and one file.
#: A reader takes the bytes and the name that messages use.
READERS: Mapping[str, Callable[[bytes, str], Source]] = MappingProxyType({".txt": read_plain})

#: The longest article, in bytes: several times the longest novels.
LONGEST = 20_000_000


def read_bytes(path: Path) -> bytes:
    """The bytes of the article at `path`.

    Raises `OctavoError` if it is not there, is a folder, has no reader, cannot
    be read or is too long.
    """
    where = str(path)
    try:
        if path.is_dir():
            raise _usage("this is a folder, not an article.", where, f"Try {where}/*.txt.")
        if path.exists() and path.suffix.lower() not in READERS:
            known = ", ".join(sorted(READERS))
            message = f'articles ending in "{path.suffix}" cannot be read.'
            if not path.suffix:
                message = "the name has no ending that tells the format."
            raise _usage(message, where, f"These can: {known}. Save it as one of them.")
        if path.exists() and not path.is_file():
            raise _usage("this is not a regular file.", where, "Name a file with a text in it.")
        if path.stat().st_size > LONGEST:
            raise OctavoError(
                f"longer than {LONGEST // 1_000_000} MB.",
                where=where,
                hint="An article should be one text; take it apart.",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise _usage("there is no such file.", where, "Check the name.") from None
    except OSError as error:
        raise _usage(
            f"cannot be read ({error.strerror}).", where, "Check the file's permissions."
        ) from None


def read_source(path: Path, data: bytes) -> Source:
    """The article at `path` with the content `data`; raises `OctavoError` if it is empty."""
    source = READERS[path.suffix.lower()](data, str(path))
    if not source.words:
        raise OctavoError(
            "the article is empty.", where=str(path), hint="Leave it out, or put its text in."
        )
    return source


def _usage(message: str, where: str, hint: str) -> OctavoError:
    return OctavoError(message, where=where, hint=hint, exit_code=EXIT_USAGE)
