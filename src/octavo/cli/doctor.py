"""`octavo doctor`: what is missing on this machine, and the line that installs it."""

from __future__ import annotations

import typer


def doctor() -> None:
    """Say what is missing on this machine and the exact line that installs it."""
    from importlib.metadata import version

    from octavo.core.errors import OctavoError
    from octavo.core.libraries import INSTALL, needs, other_weasyprint
    from octavo.styling.theme import load_theme, styles_folder, theme_names

    libraries, fonts = [], []
    other = other_weasyprint(version("weasyprint"))
    for need in needs():
        state = "ok" if need.present else "missing" if need.required else "not there (optional)"
        print(f"{need.name:<26} {state}")
        if not need.present:
            print(f"  for {need.needed_for}: {need.remedy}")
            libraries += [need.name] if need.required else []
    if other:
        print(f"{'weasyprint':<26} another version\n  {other}")
    for name in theme_names(styles_folder()):
        try:
            faces = load_theme(name, styles_folder()).fonts
            print(f"{f'fonts of {name}':<26} ok ({len(faces)} faces)")
        except OctavoError as error:
            print(f"{f'fonts of {name}':<26} missing\n  {error}")
            fonts.append(name)
    if libraries:
        print(f"\nOn Debian or Ubuntu, this brings the libraries:\n  {INSTALL}")
    if libraries or fonts or other:
        raise typer.Exit(1)
    print("\nEverything Octavo needs is here.")
