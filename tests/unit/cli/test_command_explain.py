"""`octavo explain`: every code in one list, every entry in words and as JSON."""

import json

from typer.testing import CliRunner

from octavo.cli.main import make_app
from octavo.findings.registry import entries


def explain(*arguments: str) -> str:
    done = CliRunner().invoke(make_app(), ["explain", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_all_codes_are_listed_by_area_one_a_line():
    lines = explain().splitlines()
    told = [line.split()[0] for line in lines if line.startswith("  ")]
    assert sorted(told) == sorted(entries())
    assert all(len(line) <= 92 for line in lines)
    assert "  image-shrunk              note     " in "\n".join(lines)


def test_every_entry_can_be_told():
    for code in entries():
        said = explain(code)
        assert said.startswith(f"{code} (")
        assert "Not so:\n    " in said and "But so:\n    " in said
        assert "{{lang=" not in said


def test_json_holds_what_the_terminal_says():
    (table,) = json.loads(explain("id-twice", "--json"))["codes"]
    assert (table["code"], table["severity"]) == ("id-twice", "error")
    assert table["wordings"][0]["hint"].startswith("Rename one of the files")
    assert [item["code"] for item in json.loads(explain("--json"))["codes"]] == list(entries())
