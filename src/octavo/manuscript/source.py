"""Reading text files of a book, with messages that name the place."""

from __future__ import annotations

from pathlib import Path

from octavo.errors import OctavoError


def read_text(path: Path, name: str) -> str:
    """The UTF-8 text of `path`, a byte-order mark taken off, line ends as `\\n`.

    `name` is how messages call the file. Raises `OctavoError` if it cannot be
    read or is not UTF-8; the message names the byte and the line.
    """
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        raise OctavoError(
            "this is a folder, not a file.", where=name, hint="Name a Markdown file."
        ) from None
    except OSError as error:
        raise OctavoError(
            f"cannot be read ({error.strerror}).", where=name, hint="Check the file's permissions."
        ) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise OctavoError(
            f"byte {error.start + 1} (0x{data[error.start]:02x}) is not UTF-8.",
            where=f"{name}:{line}",
            hint="Save the file as UTF-8.",
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def inside(root: Path, path: Path) -> bool:
    """Whether `path`, with its links followed, lies in the folder `root`."""
    return path.resolve().is_relative_to(root.resolve())
