"""Callouts that other tools write as fences, whose content is Markdown.

```admonish warning "A title"     mdbook-admonish; `title="…"`, and options behind a comma, too
```ad-tip                         Obsidian's Admonition plugin; `title: …` on a line within
"""

from __future__ import annotations

import re

from markdown_it.token import Token

from octavo.markdown.callouts import callout_kind
from octavo.markdown.container_openings import Opening

_ADMONISH = re.compile(r"admonish(?:[ \t]+(?P<name>[a-z][\w-]*)(?![\w=-]))?(?P<rest>.*)\Z")
_TITLE = re.compile(r"(?:title[ \t]*=[ \t]*)?([\"'])(.*?)\1")
_OBSIDIAN = re.compile(r"ad-([\w-]+)[ \t]*\Z")
_SETTINGS = re.compile(r"(?:(?:title|collapse|icon|color):[^\n]*\n?)+")
_HEAD = re.compile(r"^title:[ \t]*(.*?)[ \t]*$", re.M)


def fence_callout(fence: Token) -> tuple[Opening, str] | None:
    """Return the opening of a callout that is written as a fence, and its Markdown; else None."""
    info = fence.info.strip()
    if found := _ADMONISH.match(info):
        title = _TITLE.search(found["rest"])
        kind = callout_kind(found["name"] or "") or "note"
        return Opening(name=kind, rest=title[2] if title else "", attributes={}), fence.content
    if found := _OBSIDIAN.match(info):
        settings = _SETTINGS.match(fence.content)
        head = _HEAD.search(settings[0]) if settings else None
        opening = Opening(
            name=callout_kind(found[1]) or "note", rest=head[1] if head else "", attributes={}
        )
        return opening, fence.content[settings.end() if settings else 0 :]
    return None
