"""`python -m octavo`."""

from octavo.cli.main import run

run()
