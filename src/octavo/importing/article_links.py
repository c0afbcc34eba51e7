"""Links from article to article → links to the chapters that the articles become."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from urllib.parse import SplitResult, quote, unquote, urlsplit

from octavo.importing.draft import Draft, with_text
from octavo.importing.file_names import is_address
from octavo.importing.formats import READERS
from octavo.importing.ledger import Recorded
from octavo.manuscript.slugs import DAY_BEFORE

_PAGES = (".html", ".htm", ".xhtml")
#: Names that stand for the folder they lie in.
_OF_FOLDERS = frozenset(("", "index", "readme", "_index", "default"))
# Code is passed over; then a link's target in round brackets, a definition's, an element's.
_TARGET = re.compile(
    # What each begins with is looked at first: nearly no character does.
    r"""(?:(?=[`~!\[\]<])|(?=^[ ]))(?:
        ^(?P<indent>[ ]{0,3})(?P<fence>~{3,}|`{3,})(?s:.*?)^[ ]{0,3}(?P=fence)
      | (?<!`)(?P<code>`+)(?!`)(?s:.+?)(?<!`)(?P=code)(?!`)
      | (?P<before>(?:\]\(\s*|^[ ]{0,3}\[[^\]^\n]+\]:[ \t]*)(?P<angle><)?
          |<a\b[^<>]{0,500}?\bhref=(?:"|(?P<single>')))
        # A name may have an apostrophe or pairs of brackets in it; half of one means another file.
        (?P<target>(?(angle)[^<>\n]+|(?(single)[^\s<>']+
          |(?:[^\s<>"()]|\([^\s<>"()]*\))+(?=[\s<>")]|\Z))))
      | (?P<wiki>!?\[\[)(?P<note>[^\[\]\n|#^]*)(?P<place>[#^][^\[\]\n|]*)?
        (?:\|(?P<words>[^\[\]\n]*))?\]\])""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)


#: A link from a page to another that is no article of the book; `[words](page.html)`.
_NOWHERE = re.compile(
    r"\[(?<!!\[)(?P<words>(?:\\.|[^\[\]\\])*)\]"
    r"\(<?(?:/(?!/)[^\s()<>]*|(?![\w+.-]+:)[^\s()<>#]+\.x?html?(?:#[^\s()<>]*)?)>?\)"
)
#: Places of a page that a blog's engine made for its readers: their comments do not come along.
_OF_READERS = re.compile(
    r"(?:add)?comments?(?:-form|-\d+)?|c\d{6,}|disqus_thread|more(?:-\d+)?|respond", re.I
)
#: Folders of addresses that say nothing of what a page is about.
_OF_BLOGS = frozenset(("articles", "blog", "blogs", "news", "p", "post", "posts", "_posts"))
#: A host is the site's own if so many pages of it that texts link to are articles here, and these
#: are so large a part of all.
_OWN_PAGES, _OWN_PART = 3, 0.2


class Addresses:
    """Which chapter of the book an address leads to: by the article's file, address or name."""

    def __init__(self, drafts: Sequence[Draft], known: Mapping[str, Recorded]) -> None:
        self._files: dict[str, str] = {}
        self._web: dict[str, str] = {}
        self._on_site: dict[str, set[str]] = {}
        self._names: dict[str, set[str]] = {}
        self._folders: dict[str, set[str]] = {}
        self.hosts: set[str] = set()
        inside = [each for each in drafts if not each.entry.out]
        read = {each.name for each in drafts}
        for name, item in known.items():
            if not item.out and name not in read:
                self._add(item.origin or f"manuscript/articles/{name}", item.chapter)
        for each in inside:
            self._add(each.entry.origin or f"manuscript/articles/{each.name}", each.chapter)
            self._add(each.article.source.address, each.chapter)
            for alias in each.article.source.aliases:
                self._add(alias, each.chapter)

    def _add(self, origin: str, chapter: str) -> None:
        if not origin:
            return
        if is_address(origin) or origin.startswith("/"):
            parts = urlsplit(origin)
            self._web.setdefault(_place(parts), chapter)
            self.hosts |= {_host(parts)} - {""}
            self._on_site.setdefault(_plain(parts.path), set()).add(chapter)
        else:
            self._files[posixpath.normpath(origin)] = chapter
        self._names.setdefault(_name(origin), set()).add(chapter)
        self._folders.setdefault(chapter, set()).update(_folders(origin))

    def chapter(self, target: str, origin: str) -> str:
        """Return the chapter that `target`, as an article from `origin` writes it, leads to.

        Empty if it leads to none of them, or to no single one.
        """
        parts = _split(target)
        if parts is None:
            return ""
        if file := self.of_file(target, origin):
            return file
        if parts.scheme in ("http", "https"):
            return self._web.get(_place(parts)) or self._of_host(parts)
        if parts.scheme or parts.netloc or not parts.path:
            return ""
        path = unquote(parts.path)
        found = next(filter(None, map(self._files.get, _files(path, origin))), "")
        suffix = posixpath.splitext(path)[1].lower()
        # A file that is not there is another one than its namesake elsewhere.
        if found or (suffix and not (path.startswith("/") and suffix in READERS)):
            return found
        return _sole(self._on_site.get(_plain(path))) or self._named(path)

    def of_file(self, target: str, origin: str) -> str:
        """Return the chapter of the file that all of a target names, `#` and `?` included."""
        return self._files.get(_joined(unquote(target), origin), "")

    def of_wiki(self, note: str, origin: str) -> str:
        """Return the chapter that a link of a vault, `[[folder/A note]]`, leads to, or nothing."""
        path = note.strip().rstrip("\\")
        found = self.chapter(path if path.endswith(".md") else f"{path}.md", origin)
        return found or _sole(self._names.get(_name(path)))

    def _of_host(self, parts: SplitResult) -> str:
        """Return the chapter that an address leads to by its path, if it is on the site's host."""
        path = _plain(parts.path)
        number = self._web.get(_query(parts), "")
        if _host(parts) in self.hosts:
            return number or _sole(self._on_site.get(path)) or self._named(parts.path)
        # Front matter that states a permalink does not say on which host; one of several names
        # is hardly that of another site's page.
        is_long = path.count("/") > 1 or path == ""
        return self._web.get(path or "/", "") if is_long else ""

    def _named(self, path: str) -> str:
        """Return the one article that has the last name of the path.

        What lies before it must be days, or be said by the article's own place.
        """
        chapter = _sole(self._names.get(_name(path)))
        known = self._folders.get(chapter, set()) | _OF_BLOGS
        return chapter if _folders(path) <= known else ""

    def know_hosts(self, targets: Iterable[str]) -> None:
        """Learn from the links of all texts which hosts are the site's own."""
        pages: dict[str, set[str]] = {}
        for target in targets:
            parts = _split(target)
            if parts and parts.scheme in ("http", "https"):
                pages.setdefault(_host(parts), set()).add(parts.path)
        for host, paths in pages.items():
            own = sum(bool(_sole(self._on_site.get(_plain(each))) or self._named(each))
                      for each in paths if each.strip("/"))  # fmt: skip
            if own >= max(_OWN_PAGES, _OWN_PART * len(paths)):
                self.hosts.add(host)


def with_links(drafts: Sequence[Draft], known: Mapping[str, Recorded]) -> Iterator[Draft]:
    """Yield the drafts with links to each other; `known` are the articles of earlier runs too."""
    addresses = Addresses(drafts, known)
    addresses.know_hosts(
        found["target"] or "" for each in drafts for found in _TARGET.finditer(each.text)
    )
    for each in drafts:
        text = rewritten(each.text, each, addresses)
        yield with_text(each, text, known.get(each.name)) if text else each


def rewritten(text: str, draft: Draft, addresses: Addresses) -> str:
    """Return a chapter's text with its links to other articles leading to their chapters."""
    origin = draft.entry.origin or f"manuscript/articles/{draft.name}"

    def target(found: re.Match[str]) -> str:
        if found["wiki"]:
            return _wiki(found, draft, addresses.of_wiki(found["note"], origin))
        written = found["target"]
        chapter = addresses.chapter(written, origin) if written else ""
        if not chapter:
            return found[0]
        _, mark, fragment = written.partition("#")
        if _OF_READERS.fullmatch(fragment) or addresses.of_file(written, origin):
            mark = fragment = ""
        own = chapter == draft.chapter and fragment
        path = "" if own else _from(draft, chapter)
        return f"{found['before']}{path}{mark}{fragment}"

    text = _TARGET.sub(target, text)
    # A page's link to what lay beside it on the site leads nowhere in a book.
    return _NOWHERE.sub(r"\g<words>", text) if draft.name.endswith(_PAGES) else text


def _from(draft: Draft, chapter: str) -> str:
    return posixpath.relpath(chapter, posixpath.dirname(draft.chapter) or ".")


def _wiki(found: re.Match[str], draft: Draft, chapter: str) -> str:
    """Return a link of a vault as one of Markdown; as it is if it leads to no chapter."""
    if not chapter:
        return found[0]
    note, place = found["note"].strip().rpartition("/")[2], (found["place"] or "").lstrip("#")
    heading = "" if place.startswith("^") else place.rpartition("#")[2].strip()
    words = (found["words"] or "").strip() or (f"{note} > {heading}" if heading else note)
    fragment = f"#{quote(heading)}" if heading else ""
    return f"[{words}]({_from(draft, chapter)}{fragment})"


def may_lead_to_articles(text: str) -> bool:
    """Return whether a text has a link that is none to another place on its own page."""
    return any(
        found["wiki"] or (found["target"] and not _is_place(found["target"]))
        for found in _TARGET.finditer(text)
    )


def _is_place(target: str) -> bool:
    """Return whether a target is a place on the page, and no file whose name begins with `#`."""
    return target.startswith("#") and posixpath.splitext(target)[1].lower() not in READERS


def _sole(chapters: Collection[str] | None) -> str:
    return next(iter(chapters)) if chapters and len(chapters) == 1 else ""


def _files(path: str, origin: str) -> Iterator[str]:
    """Yield the files that a path in an article from `origin` may mean, the likeliest first."""
    joined = _joined(path, origin)
    yield joined
    stem, suffix = posixpath.splitext(joined)
    for other in READERS:
        if suffix.lower() in READERS:
            yield stem + other
        yield joined + other
        for name in ("index", "README", "_index"):
            yield f"{joined}/{name}{other}"


def _joined(path: str, origin: str) -> str:
    """Return a path that an article from `origin` writes, from where the origin is seen from."""
    folder = "" if is_address(origin) else posixpath.dirname(origin)
    return posixpath.normpath(posixpath.join(folder, path))


def _name(path: str) -> str:
    """Return what an article is called by: its file's or its address's last name, bare."""
    parts = [part for part in urlsplit(path).path.split("/") if part]
    stems = [posixpath.splitext(part)[0] for part in parts]
    last = next((stem for stem in reversed(stems) if stem.lower() not in _OF_FOLDERS), "")
    return DAY_BEFORE.sub("", unquote(last)).lower()


def _folders(path: str) -> set[str]:
    """Return the names before the last one in a path, without days."""
    parts = [part.lower() for part in urlsplit(path).path.split("/") if part not in ("", ".", "..")]
    if parts and posixpath.splitext(parts[-1])[0] in _OF_FOLDERS:
        parts = parts[:-1]
    return {part for part in parts[:-1] if not part.isdigit()}


def _split(target: str) -> SplitResult | None:
    try:
        return urlsplit(target)
    except ValueError:
        return None


def _host(parts: SplitResult) -> str:
    return parts.netloc.lower().removeprefix("www.")


def _query(parts: SplitResult) -> str:
    """Return the query by which an old address calls a page: `?p=12`; empty if it has none."""
    return f"?{parts.query}" if re.match(r"(?:p|page_id|id)=[0-9]", parts.query) else ""


def _place(parts: SplitResult) -> str:
    """Return a web address without what differs between two that mean the same page."""
    return _host(parts) + _plain(parts.path) + _query(parts)


def _plain(path: str) -> str:
    """Return a page's path without its slash at the end, and without its `index.html`."""
    head, _, last = unquote(path).rpartition("/")
    stem, suffix = posixpath.splitext(last)
    last = stem if suffix.lower() in (".html", ".htm", ".md", ".php") else last
    return head if last.lower() in _OF_FOLDERS else f"{head}/{last}"
