"""Where the pictures of an article come from: its own folder, the web, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from octavo.importing.limits import LARGEST_PICTURE

#: Gives the bytes of the picture at an address, or says in words why not.
Fetch = Callable[[str], bytes | str]

#: How many folders above an article a site's root is looked for, and where its pictures lie in it:
#: Hugo's `static`, and what other tools publish as it is.
_ABOVE, _PLACES = 5, ("", "static", "public", "resources")

#: What WordPress puts behind the name of a picture in a smaller size: `ebb-300x200.jpg`.
_SMALLER = re.compile(r"-\d{1,4}x\d{1,4}(?=\.\w+\Z)")


def nowhere(address: str) -> str:
    """Return no picture: for articles that came without theirs."""
    return _remote(address) or "its file is not here"


def beside(folder: Path) -> Fetch:
    """Return a reader of pictures named relative to `folder`; others are not fetched."""

    def read(address: str) -> bytes | str:
        remote = _remote(address)
        if remote:
            return remote
        reason = ""
        for name in dict.fromkeys((unquote(urlsplit(address).path), address)):
            for path in (folder / name, *_from_root(folder, name)):
                data = _file(path)
                if isinstance(data, bytes):
                    return data
                reason = reason or data
        return reason

    return read


def from_web(base: str) -> Fetch:
    """Return a reader of pictures for an article from the address `base`."""

    def read(address: str) -> bytes | str:
        # Seldom needed, and it brings TLS along.
        from octavo.importing.web import UnfetchedError, fetch

        try:
            return fetch(urljoin(base, address), longest=LARGEST_PICTURE).data
        except UnfetchedError as error:
            return error.reason
        except ValueError:
            return "its address cannot be read"

    return read


def anywhere(root: Path, otherwise: Fetch) -> Fetch:
    """Return a reader of pictures that looks for a bare name in all folders below `root`.

    So note-takers' vaults name their pictures. One that two folders have is none of them.
    """
    found: dict[str, list[Path]] = {}

    def read(address: str) -> bytes | str:
        data = otherwise(address)
        name = unquote(address)
        if isinstance(data, bytes) or "/" in name or ":" in name:
            return data
        if not found:
            for path in root.rglob("*.*"):
                found.setdefault(path.name, []).append(path)
        paths = found.get(name, [])
        return _file(paths[0]) if len(paths) == 1 else data

    return read


def mirrored(folder: Path) -> Fetch:
    """Return a reader of an export's pictures: by the path that they have on the site.

    The folders of `wp-content/uploads/2019/05/ebb.jpg` may lie beside the export, as a backup
    has them, or the last of them may; for a picture in a smaller size the whole one is taken.
    """

    def read(address: str) -> bytes | str:
        path = unquote(urlsplit(address).path).strip("/")
        parts = [part for part in path.split("/") if part not in ("", ".", "..")]
        for name in dict.fromkeys((parts[-1], _SMALLER.sub("", parts[-1]))) if parts else ():
            for start in range(len(parts) - 1):
                data = _file(folder.joinpath(*parts[start:-1], name))
                if isinstance(data, bytes):
                    return data
        return nowhere(address) if _remote(address) else beside(folder)(address)

    return read


def _remote(address: str) -> str:
    if address.startswith("//") or urlsplit(address).scheme.lower() in ("http", "https"):
        return "it is on the web; --fetch-images brings such pictures"
    if urlsplit(address).scheme:
        return "its address is of a kind that is not read"
    return ""


def _from_root(folder: Path, name: str) -> Iterator[Path]:
    """Yield where a picture may lie that is named from the root of a site or book, above it."""
    inside = name.lstrip("/")
    if not inside or inside.startswith("../"):
        return
    for root in (folder, *folder.absolute().parents)[:_ABOVE]:
        yield from (root / place / inside for place in (_PLACES if name != inside else ("",)))
        if name != inside and (root / "themes").is_dir():
            yield from (theme / "static" / inside for theme in sorted((root / "themes").iterdir()))


def _file(path: Path) -> bytes | str:
    try:
        if not path.is_file():
            return "its file is not there"
        if path.stat().st_size > LARGEST_PICTURE:
            return f"it is larger than {LARGEST_PICTURE // 1_000_000} MB"
        with path.open("rb") as opened:
            return opened.read(LARGEST_PICTURE)
    except (OSError, ValueError) as error:
        return f"its file cannot be read ({getattr(error, 'strerror', None) or error})"
