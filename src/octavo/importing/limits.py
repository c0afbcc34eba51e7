"""How long and deep the things may be that come in: nothing is read further than this."""

from __future__ import annotations

#: The longest article, in bytes: several times the longest novels.
LONGEST = 20_000_000

#: The longest feed or export, in bytes: it holds a whole blog.
LONGEST_EXPORT = 100_000_000

#: The largest picture, in bytes.
LARGEST_PICTURE = 20_000_000

#: Elements may stand this deep in each other. Pages that people read stay below 60, and
#: libxml2 cuts off at 256 what is deeper, without a word.
DEEPEST = 150
