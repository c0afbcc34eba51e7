"""The `octavo` command: its subcommands, and what happens to every error."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import Annotated, TextIO

import typer

from octavo.cli.adopt import adopt
from octavo.cli.assemble import assemble
from octavo.cli.build import build
from octavo.cli.check import check
from octavo.cli.clean import clean
from octavo.cli.doctor import doctor
from octavo.cli.explain import explain
from octavo.cli.failure import exit_code, failure_findings, print_failure
from octavo.cli.guide import guide
from octavo.cli.json_report import print_report
from octavo.cli.new import new
from octavo.cli.preview import preview
from octavo.cli.profiles import profiles
from octavo.cli.signals import end_at_once, end_at_signals
from octavo.core.errors import EXIT_INTERRUPTED, Ended

#: What a shell reports of a program whose reader has gone (128 + SIGPIPE).
_EXIT_PIPE = 141


def make_app() -> typer.Typer:
    """Make the Typer application; heavy imports wait inside the commands."""
    app = typer.Typer(
        name="octavo",
        help="Articles in, an e-book and a printed book out.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    commands = (
        new,
        adopt,
        assemble,
        build,
        preview,
        check,
        explain,
        clean,
        doctor,
        profiles,
        guide,
    )
    for command in commands:
        app.command()(command)
    return app


def run() -> None:
    """Run the command line. No traceback reaches a user unless `--debug` asks for it."""
    _mend_streams()
    end_at_signals()
    code = _run(make_app())
    for stream in (sys.stdout, sys.stderr):
        _empty(stream)
    end_at_once()
    sys.exit(code)


def _mend_streams() -> None:
    """Let anything be printed anywhere: also to a closed stream, also in a narrow encoding."""
    if sys.stdout is None:
        sys.stdout = io.TextIOWrapper(io.BytesIO())
    if sys.stderr is None:
        sys.stderr = io.TextIOWrapper(io.BytesIO())
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _run(app: typer.Typer) -> int:
    # --debug may stand anywhere on the line, also behind the command.
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    debug = "--debug" in sys.argv
    try:
        code = app(args=arguments, prog_name="octavo", standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):
        # The reader of our output has gone (`octavo build | head`); Typer exits for that by itself.
        _discard(sys.stdout)
        return _EXIT_PIPE
    except (Exception, KeyboardInterrupt, Ended) as error:
        return _fail(error, debug=debug)
    if code == EXIT_INTERRUPTED and "--json" not in arguments:
        # Typer turns Ctrl-C into this code, and says nothing.
        return _fail(KeyboardInterrupt(), debug=debug)
    return code if isinstance(code, int) else 0


def _fail(error: BaseException, *, debug: bool) -> int:
    with suppress(OSError):  # there may be no room for these words either
        print_failure(error, debug=debug)
        if "--json" in sys.argv:
            print_report((), failure_findings(error))
    return exit_code(error)


def _empty(stream: TextIO) -> None:
    """Write out what a stream still holds, or drop it where that cannot be done.

    Otherwise Python tries again as it ends, prints the error in its own words, and
    puts 120 in place of our exit code.
    """
    try:
        stream.flush()
    except OSError:
        _discard(stream)


def _discard(stream: TextIO) -> None:
    """Send what a stream holds, and what is still written to it, nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _show_version(wanted: bool) -> None:
    if wanted:
        import octavo

        print(f"octavo {octavo.__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version and stop.", callback=_show_version, is_eager=True
        ),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show a traceback for a fault of Octavo's.")
    ] = False,
) -> None:
    """Only options: `_run` acts on --debug, wherever it stands."""


if __name__ == "__main__":
    run()
