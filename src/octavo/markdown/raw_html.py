"""Raw HTML as it is written: its tags get the lines on which they stand, its comments go.

What looks like a tag and is none (`<your-name>`) becomes text.
"""

from __future__ import annotations

import re

from octavo.markdown.html_names import is_html

_COMMENT = re.compile(
    r"<!--(?:>|->|.*?(?:-->|\Z))|<\?.*?(?:\?>|\Z)"
    r"|<!\[CDATA\[.*?(?:\]\]>|\Z)|<![A-Za-z][^>]*(?:>|\Z)",
    re.S,
)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][^\s<>/\"'=]*)")


def with_lines(html: str, line: int) -> str:
    """Return HTML without comments; each tag says its line, counted from `line`."""

    def lined(found: re.Match[str]) -> str:
        if not is_html(found["name"]):
            return f"&lt;{found[0][1:]}"
        if found["end"]:
            return found[0]
        at = line + html.count("\n", 0, found.start())
        return f'{found[0]} data-line="{at}"'

    html = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), html)
    return _TAG.sub(lined, html)
