"""A printer of our own, whose gutter has a step."""

from __future__ import annotations

#: Its gutter has `{first}` inches up to `{pages}` pages, `{then}` inches behind them.
STEPPED = """\
title = "T"
printer = "P"
[sources.s]
title = "A page"
address = "https://example.org/"
read = "2026-11-22"
[trims]
default = "5.5x8.5"
source = ["s"]
sizes."5.5x8.5" = ["5.5 in", "8.5 in"]
[gutter]
advised = true
steps = [[{pages}, "{first} in"], [999, "{then} in"]]
source = ["s"]
"""
