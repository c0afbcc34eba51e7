"""Links from article to article → links to the chapters that the articles become."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from urllib.parse import SplitResult, unquote, urlsplit

from octavo.importing.draft import Draft, with_text
from octavo.importing.file_names import is_address
from octavo.importing.formats import READERS
from octavo.importing.ledger import Recorded
from octavo.manuscript.slugs import DAY_BEFORE

#: Names that stand for the folder they lie in.
_OF_FOLDERS = frozenset(("", "index", "readme", "_index", "default"))
# Code is passed over; then a link's target in round brackets, a definition's, an element's.
_TARGET = re.compile(
    r"""^(?P<indent>[ ]{0,3})(?P<fence>~{3,}|`{3,})(?s:.*?)^[ ]{0,3}(?P=fence)
      | (?<!`)(?P<code>`+)(?!`)(?s:.+?)(?<!`)(?P=code)(?!`)
      | (?P<before>\]\(\s*<?|^[ ]{0,3}\[[^\]^\n]+\]:[ \t]*<?|<a\b[^<>]{0,500}?\bhref=["'])
        (?P<target>[^\s<>"'()]+)
      | (?P<wiki>!?\[\[)(?P<note>[^\[\]\n|#^]*)(?P<place>[#^][^\[\]\n|]*)?
        (?:\|(?P<words>[^\[\]\n]*))?\]\]""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)


class Addresses:
    """Which chapter of the book an address leads to: by the article's file, address or name."""

    def __init__(self, drafts: Sequence[Draft], known: Mapping[str, Recorded]) -> None:
        self._files: dict[str, str] = {}
        self._web: dict[str, str] = {}
        self._on_site: dict[str, set[str]] = {}
        self._names: dict[str, set[str]] = {}
        inside = [each for each in drafts if not each.entry.out]
        read = {each.name for each in drafts}
        for name, item in known.items():
            if not item.out and name not in read:
                self._add(item.origin or f"manuscript/articles/{name}", item.chapter)
        for each in inside:
            self._add(each.entry.origin or f"manuscript/articles/{each.name}", each.chapter)
            self._add(each.article.source.address, each.chapter)

    def _add(self, origin: str, chapter: str) -> None:
        if not origin:
            return
        if is_address(origin) or origin.startswith("/"):
            parts = urlsplit(origin)
            self._web[_place(parts)] = chapter
            self._on_site.setdefault(_plain(parts.path), set()).add(chapter)
        else:
            self._files[posixpath.normpath(origin)] = chapter
        self._names.setdefault(_name(origin), set()).add(chapter)

    def chapter(self, target: str, origin: str) -> str:
        """Return the chapter that `target`, as an article from `origin` writes it, leads to.

        Empty if it leads to none of them, or to no single one.
        """
        try:
            parts = urlsplit(target)
        except ValueError:
            return ""
        if parts.scheme in ("http", "https"):
            # Front matter that states a permalink does not say on which host.
            return self._web.get(_place(parts)) or self._web.get(_plain(parts.path) or "/", "")
        if parts.scheme or parts.netloc or not parts.path:
            return ""
        path = unquote(parts.path)
        found = next(filter(None, map(self._files.get, _files(path, origin))), "")
        suffix = posixpath.splitext(path)[1].lower()
        # A file that is not there is another one than its namesake elsewhere.
        if found or (suffix and not (path.startswith("/") and suffix in READERS)):
            return found
        return _sole(self._on_site.get(_plain(path))) or self._named(path)

    def _named(self, path: str) -> str:
        """Return the one article that has the last name of the path, whatever lies before it."""
        return _sole(self._names.get(_name(path)))


def with_links(drafts: Sequence[Draft], known: Mapping[str, Recorded]) -> Iterator[Draft]:
    """Yield the drafts with links to each other; `known` are the articles of earlier runs too."""
    addresses = Addresses(drafts, known)
    for each in drafts:
        text = rewritten(each.text, each, addresses)
        yield with_text(each, text, known.get(each.name)) if text else each


def rewritten(text: str, draft: Draft, addresses: Addresses) -> str:
    """Return a chapter's text with its links to other articles leading to their chapters."""
    origin = draft.entry.origin or f"manuscript/articles/{draft.name}"

    def target(found: re.Match[str]) -> str:
        written = found["target"]
        chapter = addresses.chapter(written, origin) if written else ""
        if not chapter:
            return found[0]
        folder = posixpath.dirname(draft.chapter)
        _, mark, fragment = written.partition("#")
        own = chapter == draft.chapter and fragment
        path = "" if own else posixpath.relpath(chapter, folder or ".")
        return f"{found['before']}{path}{mark}{fragment}"

    return _TARGET.sub(target, text)


def may_lead_to_articles(text: str) -> bool:
    """Return whether a text has a link that is none to another place on its own page."""
    return any(found["target"] and found["target"][0] != "#" for found in _TARGET.finditer(text))


def _sole(chapters: Collection[str] | None) -> str:
    return next(iter(chapters)) if chapters and len(chapters) == 1 else ""


def _files(path: str, origin: str) -> Iterator[str]:
    """Yield the files that a path in an article from `origin` may mean, the likeliest first."""
    folder = "" if is_address(origin) else posixpath.dirname(origin)
    joined = posixpath.normpath(posixpath.join(folder, path))
    yield joined
    stem, suffix = posixpath.splitext(joined)
    for other in READERS:
        if suffix.lower() in READERS:
            yield stem + other
        yield joined + other
        for name in ("index", "README", "_index"):
            yield f"{joined}/{name}{other}"


def _name(path: str) -> str:
    """Return what an article is called by: its file's or its address's last name, bare."""
    parts = [part for part in urlsplit(path).path.split("/") if part]
    stems = [posixpath.splitext(part)[0] for part in parts]
    last = next((stem for stem in reversed(stems) if stem.lower() not in _OF_FOLDERS), "")
    return DAY_BEFORE.sub("", unquote(last)).lower()


def _place(parts: SplitResult) -> str:
    """Return a web address without what differs between two that mean the same page."""
    host = parts.netloc.lower().removeprefix("www.")
    query = f"?{parts.query}" if re.match(r"(?:p|page_id|id)=", parts.query) else ""
    return host + _plain(parts.path) + query


def _plain(path: str) -> str:
    """Return a page's path without its slash at the end, and without its `index.html`."""
    head, _, last = unquote(path).rpartition("/")
    stem, suffix = posixpath.splitext(last)
    last = stem if suffix.lower() in (".html", ".htm", ".md", ".php") else last
    return head if last.lower() in _OF_FOLDERS else f"{head}/{last}"
