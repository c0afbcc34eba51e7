"""`octavo explain`: what a code of a finding means, and what to do about it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from octavo.cli.options import AsJson
from octavo.text.shorten import first_words

if TYPE_CHECKING:
    from octavo.core.model import Severity
    from octavo.findings.entry import Entry, Form

#: Columns of the codes, of the severities, and of a line.
_CODES, _SEVERITIES, _LINE = 28, 9, 92


def explain(
    code: Annotated[
        str, typer.Argument(metavar="[CODE]", help="A code, such as heading-skip.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Explain a code: what is found, why it matters, what to do. Without one, list all codes."""
    from octavo.cli.json_report import print_object
    from octavo.findings.registry import areas, entries

    if code:
        entry = _entry(code)
        if as_json:
            print_object({"codes": [_as_table(entry)]}, ())
        else:
            typer.echo("\n".join(_explained(entry)))
    elif as_json:
        print_object({"codes": [_as_table(entry) for entry in entries().values()]}, ())
    else:
        typer.echo("\n".join(_listed(areas().items())))


def _entry(code: str) -> type[Entry]:
    from octavo.core.errors import EXIT_USAGE, OctavoError
    from octavo.findings.registry import entries
    from octavo.manuscript.toml_file import did_you_mean

    if code in entries():
        return entries()[code]
    hint = did_you_mean(code, entries(), "`octavo explain` lists them all.")
    raise OctavoError(f'there is no code "{code}".', hint=hint, exit_code=EXIT_USAGE)


def _listed(areas: Iterable[tuple[str, Iterable[type[Entry]]]]) -> Iterator[str]:
    for area, entries in areas:
        yield area
        for entry in entries:
            words = first_words(entry.summary(), _LINE - _CODES - _SEVERITIES - len(" …"))
            yield f"  {entry.code:<{_CODES - 2}}{_grave(entry.severity):<{_SEVERITIES}}{words}"
        yield ""
    yield "`octavo explain CODE` says what one of them means, and what to do."


def _explained(entry: type[Entry]) -> Iterator[str]:
    yield f"{entry.code} ({_grave(entry.severity)})"
    yield ""
    for form in entry.forms():
        yield from _wording(form, entry)
    yield from textwrap.wrap(entry.explanation(), _LINE, break_on_hyphens=False)
    for head, example in (("Not so:", entry.bad), ("But so:", entry.good)):
        yield ""
        yield head
        yield textwrap.indent(example, "    ")


def _wording(form: Form, entry: type[Entry]) -> Iterator[str]:
    """Yield what is printed, with the names of the values in the places of values."""
    from octavo.findings.wording import in_words

    message, remedy = in_words(form.message), in_words(form.remedy)
    if message == "{problem}":
        return  # what an error says in words of its own
    mark = "" if form.severity == entry.severity else f" ({_grave(form.severity)})"
    for words in filter(None, (f"{message}{mark}", remedy)):
        yield from textwrap.wrap(
            words, _LINE, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
        )
    yield ""


def _grave(severity: Severity) -> str:
    """Return how findings in a terminal say it."""
    return "note" if severity == "info" else str(severity)


def _as_table(entry: type[Entry]) -> dict[str, object]:
    from octavo.findings.wording import in_words

    return {
        "code": entry.code,
        "severity": str(entry.severity),
        "wordings": [
            {
                "name": form.name,
                "severity": str(form.severity),
                "message": in_words(form.message),
                "hint": in_words(form.remedy) or None,
            }
            for form in entry.forms()
        ],
        "explanation": " ".join(entry.explanation().split()),
        "bad": entry.bad,
        "good": entry.good,
    }
