"""Opening a file of the book in the author's editor, at a line."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path, PurePath

from octavo.core.errors import OctavoError
from octavo.manuscript.text_files import What, what_is

#: How editors that have a window of their own are told a line, by their programs' names.
_AT_LINE = {
    "code": ("--goto", "{file}:{line}"),
    "codium": ("--goto", "{file}:{line}"),
    "cursor": ("--goto", "{file}:{line}"),
    "subl": ("{file}:{line}",),
    "zed": ("{file}:{line}",),
    "hx-gui": ("{file}:{line}",),
    "gedit": ("+{line}", "{file}"),
    "gnome-text-editor": ("+{line}", "{file}"),
    "gvim": ("+{line}", "{file}"),
    "mvim": ("+{line}", "{file}"),
    "neovide": ("{file}", "--", "+{line}"),
    "kate": ("--line", "{line}", "{file}"),
    "kwrite": ("--line", "{line}", "{file}"),
    "mousepad": ("--line", "{line}", "{file}"),
    "xed": ("+{line}", "{file}"),
    "emacs": ("+{line}", "{file}"),
    "emacsclient": ("--no-wait", "+{line}", "{file}"),
}

#: Editors that need the terminal, which is the server's own.
_IN_TERMINAL = frozenset({"ed", "ex", "helix", "hx", "micro", "nano", "nvim", "pico", "vi", "vim"})


def editor_of(environment: Mapping[str, str]) -> str:
    """Return the command that $VISUAL or else $EDITOR names; empty if neither does."""
    return environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip()


def open_file(editor: str, root: Path, name: str, *, line: int) -> None:
    """Open the file `name` (relative to the book) and does not wait.

    Raises `OctavoError` if it is no file of the book, or the editor cannot be started.
    """
    if what_is(root, root / name) is not What.FILE:
        raise OctavoError("this is no file of the book.", where=name)
    command = _command(editor, root / name, max(1, line))
    try:
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd=root,
            env=os.environ.copy(),
        )
    except OSError as error:
        raise OctavoError(
            f"the editor {command[0]} cannot be started ({error.strerror}).",
            hint="Set VISUAL to the command of your editor and start the preview again.",
        ) from None


def _command(editor: str, file: Path, line: int) -> list[str]:
    try:
        words = shlex.split(editor)
    except ValueError:
        words = []
    if not words or shutil.which(words[0]) is None:
        raise OctavoError(
            f'there is no program "{editor}".' if editor else "no editor is named.",
            hint="Set VISUAL to the command of your editor and start the preview with --edit.",
        )
    name = PurePath(words[0]).stem.lower()
    if name in _IN_TERMINAL:
        raise OctavoError(
            f"{name} needs a terminal of its own.",
            hint=f"Run there: {name} +{line} {shlex.quote(str(file))}",
        )
    pattern = _AT_LINE.get(name, ("{file}",))
    return [*words, *(part.format(file=file, line=line) for part in pattern)]
