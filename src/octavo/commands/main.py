"""The `octavo` command: its subcommands, and what happens to every error."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from octavo.commands.assemble import assemble
from octavo.commands.build import build
from octavo.commands.doctor import doctor
from octavo.commands.new import new
from octavo.commands.show import print_error
from octavo.errors import EXIT_FAULT, EXIT_INTERRUPTED, OctavoError

_REPORT = "https://github.com/octavo-press/octavo/issues"


def make_app() -> typer.Typer:
    """The Typer application; heavy imports wait inside the commands."""
    app = typer.Typer(
        name="octavo",
        help="Articles in, an e-book and a printed book out.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for command in (new, assemble, build, doctor):
        app.command()(command)
    return app


def run() -> None:
    """Runs the command line. No traceback reaches a user unless `--debug` asks for it."""
    sys.exit(_run(make_app()))


def _run(app: typer.Typer) -> int:
    # --debug may stand anywhere on the line, also behind the command.
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    try:
        code = app(args=arguments, prog_name="octavo", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except OctavoError as error:
        print_error(error)
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        print("Stopped. What was built before is untouched.", file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`octavo build | head`): not our fault, nor a failure.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if hasattr(error, "show") and hasattr(error, "exit_code"):
            # A usage error of Typer's: newer versions carry their own click, so the class varies.
            error.show()
            return int(error.exit_code)
        if "--debug" in sys.argv:
            raise
        print(f"This is a fault of Octavo's, not of your book: {error!r}", file=sys.stderr)
        print(
            f"Please report it at {_REPORT} with what `octavo --debug …` prints.", file=sys.stderr
        )
        return EXIT_FAULT


def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show a traceback for a fault of Octavo's.")
    ] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed

        print(f"octavo {installed('octavo')}")
        raise typer.Exit


if __name__ == "__main__":
    run()
