"""Which of an export's pieces become chapters, and what is said of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from octavo.core.errors import OctavoError
from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import ExportLeftOut
from octavo.findings.catalogue.articles import ArticleDraft
from octavo.importing.readers.article_page import Entry

#: What exporters call a post that everybody could read.
PUBLISHED = frozenset(("", "publish", "published", "sent", "live"))


class Asked(NamedTuple):
    """What is wanted of an export besides its published posts."""

    pages: bool = False
    drafts: bool = False


NOTHING_MORE = Asked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A piece of an export: its `kind` (`post`, `page`, or another that is no article).

    `status` is the exporter's own word; `entry` makes the article, for those that are taken.
    """

    kind: str
    status: str
    title: str
    entry: Callable[[], Entry]
    line: int | None = None
    date: str = ""

    @property
    def is_published(self) -> bool:
        """Return whether everybody could read it."""
        return self.status.lower() in PUBLISHED


def chosen(items: Sequence[Item], asked: Asked, where: str) -> tuple[list[Item], list[Finding]]:
    """Return the items that become chapters, and the findings about those and the others.

    Raises `OctavoError` if none does.
    """
    kinds = ("post", "page") if asked.pages else ("post",)
    posts = [each for each in items if each.kind in kinds]
    taken = [each for each in posts if asked.drafts or each.is_published]
    if not taken:
        raise nothing_taken(posts, items, where)
    left = Counter(each.kind for each in items if each.kind not in kinds)
    return taken, [*_left(left, where), *_unpublished(posts, asked, where)]


def nothing_taken(posts: Sequence[Item], items: Sequence[Item], where: str) -> OctavoError:
    """Return the error for an export of which nothing becomes a chapter."""
    if posts:
        return OctavoError(
            f"none of its {len(posts)} posts is published.",
            where=where,
            hint="Take drafts too: octavo assemble --drafts …",
        )
    if any(each.kind == "page" for each in items):
        return OctavoError(
            "it has pages and no posts.",
            where=where,
            hint="Take the pages: octavo assemble --pages …",
        )
    return OctavoError(
        "it has no posts.", where=where, hint="Export the blog again, with its posts."
    )


def _left(kinds: Counter[str], where: str) -> Iterator[Finding]:
    if kinds:
        counted = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
        form = ExportLeftOut.with_pages if "page" in kinds else ExportLeftOut.found
        yield form({"kinds": counted}, file=where)


def _unpublished(posts: Sequence[Item], asked: Asked, where: str) -> Iterator[Finding]:
    for each in posts:
        if not each.is_published:
            values = {"title": each.title or "(no title)", "status": each.status.lower()}
            form = ArticleDraft.unpublished if asked.drafts else ArticleDraft.left_out
            yield form(values, file=where, line=each.line)
