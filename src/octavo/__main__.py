"""`python -m octavo`."""

from octavo.commands.main import run

run()
