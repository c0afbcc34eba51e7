"""What makes the bytes besides the book: Octavo itself, its libraries, Python.

A cache is right only as long as these are the same; so each key of it holds
their digest. It is asked for by every build, also one that finds nothing to
do: it reads files and the names of folders, and imports none of the libraries.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from octavo.core.cache import digest

_PACKAGE = Path(__file__).parents[1]
#: The wheel's `styles/`, or the checkout's for an editable install.
STYLES = _PACKAGE / "styles" if (_PACKAGE / "styles").is_dir() else _PACKAGE.parents[1] / "styles"

#: The packages whose versions decide an artifact's bytes, as `--json` names them.
PACKAGES = (
    "octavo",
    "ebooklib",
    "fontpkg-atkinson-hyperlegible",
    "fontpkg-eb-garamond",
    "fontpkg-source-code-pro",
    "fontpkg-source-sans-3",
    "fontpkg-source-serif-4",
    "latex2mathml",
    "manimgx-fonts",
    "markdown",
    "markdown-it-py",
    "mdit-py-plugins",
    "pikepdf",
    "pillow",
    "pygments",
    "pypdfium2",
    "pyphen",
    "uharfbuzz",
    "weasyprint",
    "ziamath",
)

#: Those that the packages stand on, and those that bring scripts and formats if they are there.
_BENEATH = (
    "brotli",
    "cssselect2",
    "fontpkg-amiri",
    "fontpkg-frank-ruhl-libre",
    "fonttools",
    "lxml",
    "pydyf",
    "pylopdf-fonts-hi",
    "pylopdf-fonts-jp",
    "pylopdf-fonts-ko",
    "pylopdf-fonts-th",
    "pylopdf-fonts-zh-cn",
    "pylopdf-fonts-zh-tw",
    "pyyaml",
    "tinycss2",
    "tinyhtml5",
    "webencodings",
    "ziafont",
    "zopfli",
)

#: Rooms of Octavo that make no part of an edition, and what Python leaves beside its sources.
_APART = frozenset({"cli", "guide", "importing", "preflight", "preview", "__pycache__"})

#: The libraries of the system that set pages, and how each is asked for its version.
_SYSTEM = (
    ("libpango-1.0.so.0", "pango_version"),
    ("libharfbuzz.so.0", "hb_version_string"),
    ("libharfbuzz-subset.so.0", "hb_version_string"),
    ("libfontconfig.so.1", "FcGetVersion"),
)


_INSTALLED = re.compile(r"(.+?)-([^-]+)(?:-py[0-9.]+)?\.(?:dist|egg)-info")


@lru_cache(maxsize=1)
def engine_digest() -> str:
    """Digest Octavo's sources and styles, and the versions of all it works with."""
    return digest([*_versions(), *_sources()])


def _versions() -> Iterator[str]:
    yield f"{sys.implementation.name} {sys.version.split()[0]} {sys.platform}"
    yield f"zlib {zlib.ZLIB_RUNTIME_VERSION}"
    there = dict(_installed())
    for name in PACKAGES[1:]:
        yield f"{name} {there.get(name) or _asked(name)}"
    for name in _BENEATH:
        yield f"{name} {there.get(name, '')}"
    for library, question in _SYSTEM:
        yield f"{library} {_library(library, question)}"


def _installed() -> Iterator[tuple[str, str]]:
    """Names and versions as the folders say them: to ask for each takes ten times as long."""
    for place in reversed(sys.path):
        with suppress(OSError):
            for entry in os.scandir(place or "."):
                found = _INSTALLED.fullmatch(entry.name)
                if found:
                    yield re.sub(r"[-_.]+", "-", found[1]).lower(), found[2]


def _asked(name: str) -> str:
    """Ask for the version of a package that is no folder on the path; empty if it is absent."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _library(name: str, question: str) -> str:
    """Ask a library of the system for its version; empty if it is not there."""
    try:
        ask = getattr(ctypes.CDLL(name), question)
    except (OSError, AttributeError):
        return ""
    ask.restype = ctypes.c_char_p if question.endswith("string") else ctypes.c_int
    return str(ask())


def _sources() -> Iterator[bytes]:
    for top in (_PACKAGE, STYLES):
        for folder, folders, files in os.walk(top):
            folders[:] = sorted(name for name in folders if name not in _APART)
            for name in sorted(files):
                path = Path(folder, name)
                yield path.relative_to(top).as_posix().encode()
                yield path.read_bytes()
