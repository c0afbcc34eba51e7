"""Options that several commands have."""

from __future__ import annotations

from typing import Annotated

import typer

from octavo.cli.finding_lines import ALL_FINDINGS

AllFindings = Annotated[
    bool, typer.Option(ALL_FINDINGS, help="Show every finding on a line of its own.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
