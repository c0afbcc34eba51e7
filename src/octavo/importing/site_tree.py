"""Which files of a folder are articles: sites of Hugo and Jekyll, exports of Medium, other folders.

A site keeps themes, templates and the sources of pages beside its pages; what is left out is
counted and said. Any other folder gives every file that has a reader.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from octavo.core.errors import OctavoError
from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import ExportLeftOut
from octavo.importing.formats import COLLECTIONS, READERS
from octavo.importing.readers.json_values import is_json
from octavo.importing.readers.wanted_posts import Asked
from octavo.manuscript.folder_walk import files_below

_HUGO = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default")
#: The older names of Hugo's settings, which other tools have, too: `content` must lie beside.
_HUGO_OLD = ("config.toml", "config.yaml", "config.yml", "config.json")
_JEKYLL = ("_config.yml", "_config.yaml", "_config.toml")
#: So many folders above the one that is named a site's own files may lie.
_ABOVE = 5
#: Files of a language, `index.fr.md`, beside the page whose translation they are.
_LANGUAGE = re.compile(r"(?P<stem>.+)\.(?P<language>[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?)\Z")
#: Sources of a page that was made of them and lies beside them.
_MADE_OF = frozenset((".rmd", ".rmarkdown", ".qmd", ".ipynb"))
_DRAFT = re.compile(
    rb"^[ \t\"']*draft[\"']?[ \t]*[:=][ \t]*[\"']?true\b"
    rb"|^[ \t]*published[ \t]*:[ \t]*[\"']?false\b",
    re.M | re.I,
)
#: The mark that Notion puts behind the name of each file.
_MARK = re.compile(
    r"[ _-]*\b[0-9a-f]{32}(?=(?:\.\w+)?\Z)"
    r"|[ _-]+[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=(?:\.\w+)?\Z)"
)
_HEAD = 4_000
#: Words that a feed or an export has in its head.
_JSON_WORDS = (b'"db"', b'"posts"', b"jsonfeed.org/version")
_XML_WORDS = (b"<rss", b"<feed", b"<rdf:RDF", b"<channel")
_PAGES = frozenset((".md", ".markdown", ".html"))


class Tree(NamedTuple):
    """A folder's articles in no order, its other files, and the findings about it."""

    paths: list[Path]
    others: list[Path]
    findings: tuple[Finding, ...] = ()


def tree_of(folder: Path, asked: Asked) -> Tree:
    """Return what a folder holds, with all below it, without hidden files."""
    tool, root = site_of(folder)
    if tool and folder == root:
        return _site(tool, root, asked)
    paths, others = _walk(folder)
    if tool:
        kept, left = _published(tool, paths, asked)
        return Tree(kept, others, tuple(_said(tool, left, folder)))
    posts = medium_posts(paths)
    if posts:
        kept, left = _of_medium(posts, asked)
        gone = [each for each in paths if each not in posts]
        return Tree(kept, [*others, *gone], tuple(_said("Medium", left, folder)))
    kept, left = _without_sources(paths)
    if any(_MARK.search(each.name) for each in kept):
        left["lists of its pages"] = [each for each in kept if each.name == "index.html"]
        kept = [each for each in kept if each.name != "index.html"]
        return Tree(kept, others, tuple(_said("Notion", left, folder)))
    return Tree(kept, [*others, *left["sources of pages that are there"]])


def site_of(folder: Path) -> tuple[str, Path]:
    """Return the tool whose site a folder is, or lies in, and the site's folder; else nothing."""
    whole = folder.absolute()
    for root in (whole, *whole.parents)[:_ABOVE]:
        home = folder if root == whole else root
        if any((root / name).exists() for name in _HUGO) or (
            (root / "content").is_dir() and any((root / name).is_file() for name in _HUGO_OLD)
        ):
            return "Hugo", home
        if any((root / name).is_file() for name in _JEKYLL) and _has_posts(root):
            return "Jekyll", home
    return "", folder


def _has_posts(root: Path) -> bool:
    return (root / "_posts").is_dir() or any(root.glob("*/_posts"))


def _site(tool: str, root: Path, asked: Asked) -> Tree:
    """Return the articles of a whole site."""
    if tool == "Hugo":
        paths, others = _walk(root / "content")
        kept, left = _published(tool, paths, asked)
        return Tree(kept, others, tuple(_said(tool, left, root)))
    paths, others = _walk(root)
    posts = [each for each in paths if "_posts" in each.relative_to(root).parts]
    drafts = [each for each in paths if "_drafts" in each.relative_to(root).parts]
    pages = [each for each in paths if _is_page(each, root)]
    kept, left = _published(tool, posts, asked)
    if asked.drafts:
        kept += drafts
    else:
        left["drafts"] += drafts
    if asked.pages:
        kept += pages
    else:
        left["pages"] += pages
    return Tree(kept, [], tuple(_said(tool, left, root)))


def _is_page(path: Path, root: Path) -> bool:
    """Return whether a file of Jekyll's is a page of its own: it begins with front matter."""
    parts = path.relative_to(root).parts
    if any(part.startswith("_") for part in parts[:-1]) or path.suffix.lower() not in _PAGES:
        return False
    return _head(path).startswith(b"---")


def _walk(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the files that have a reader, and the others."""
    known: list[Path] = []
    others: list[Path] = []
    for path in files_below(folder):
        if path.is_file():
            (known if _is_known(path) else others).append(path)
    return known, others


def _is_known(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix in READERS:
        return True
    # Nobody named it: a site's map and a program's settings are XML and JSON, too.
    return suffix in COLLECTIONS and may_be_export(_head(path))


def may_be_export(head: bytes) -> bool:
    """Return whether a file that nobody named may be a feed or an export, by its first bytes."""
    return any(each in head for each in (_JSON_WORDS if is_json(head) else _XML_WORDS))


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            return opened.read(_HEAD)
    except OSError:
        return b""


def _published(
    tool: str, paths: list[Path], asked: Asked
) -> tuple[list[Path], dict[str, list[Path]]]:
    """Return the files of a site that everybody could read, and the others by what they are."""
    kept, left = _without_sources(paths)
    drafts = [] if asked.drafts else [each for each in kept if _DRAFT.search(_front(each))]
    left["drafts"] = drafts
    gone = set(drafts)
    if tool == "Hugo":
        left["translations"] = [each for each in kept if _is_translation(each)]
        left["files within a page's own folder"] = [each for each in kept if _is_resource(each)]
        gone |= {*left["translations"], *left["files within a page's own folder"]}
    return [each for each in kept if each not in gone], left


def _front(path: Path) -> bytes:
    """Return the front matter of a file, as far as its first bytes hold it."""
    found = re.match(rb"\s*(---|\+\+\+)[ \t]*\r?\n(.*?)^\1", _head(path), re.S | re.M)
    return found[2] if found else b""


def _without_sources(paths: list[Path]) -> tuple[list[Path], dict[str, list[Path]]]:
    there = set(paths)
    left: dict[str, list[Path]] = defaultdict(list)
    made = [
        each
        for each in paths
        if each.suffix.lower() in _MADE_OF
        and any(each.with_suffix(suffix) in there for suffix in (".md", ".markdown"))
    ]
    left["sources of pages that are there"] = made
    gone = set(made)
    return [each for each in paths if each not in gone], left


def _is_translation(path: Path) -> bool:
    found = _LANGUAGE.fullmatch(path.stem)
    if found is None:
        return False
    return any((path.parent / f"{found['stem']}{suffix}").is_file() for suffix in (".md", ".html"))


def _is_resource(path: Path) -> bool:
    """Return whether a file lies in the folder of a page, which Hugo shows with that page alone."""
    is_page = path.stem.partition(".")[0] == "index"
    return not is_page and (path.parent / "index.md").is_file()


def medium_posts(paths: Iterable[Path]) -> list[Path]:
    """Return the posts of an export of Medium; none if it is none."""
    from octavo.importing.readers.medium import is_medium

    pages = [each for each in paths if each.suffix == ".html" and each.parent.name == "posts"]
    return pages if any(is_medium(each.read_bytes()) for each in pages) else []


def _of_medium(posts: list[Path], asked: Asked) -> tuple[list[Path], dict[str, list[Path]]]:
    from octavo.importing.readers.clean_html import parse
    from octavo.importing.readers.medium import medium_page

    left: dict[str, list[Path]] = defaultdict(list)
    kept: list[Path] = []
    for path in posts:
        try:
            page = medium_page(parse(path.read_text("utf-8", "replace"), str(path)))
        except OctavoError:
            page = None  # reading it will say why, and the others are taken
        status = page.status if page else ""
        wanted = {"response": asked.pages, "draft": asked.drafts}
        if not wanted.get(status, True):
            left[f"{status}s"].append(path)
        else:
            kept.append(path)
    return kept, left


def without_mark(name: str) -> str:
    """Return a file's name without Notion's mark behind it."""
    bare = _MARK.sub("", name)
    return bare if bare.strip() and not bare.startswith(".") else name


def _said(tool: str, left: dict[str, list[Path]], folder: Path) -> Iterator[Finding]:
    told = [f"{len(paths)} {what} ({_named(paths)})" for what, paths in left.items() if paths]
    if told:
        values = {"tool": tool, "what": ", ".join(told)}
        yield ExportLeftOut.of_site(values, file=shown(folder))


def shown(folder: Path) -> str:
    """Return the folder's name for messages, also if it is no text."""
    try:
        str(folder).encode()
    except UnicodeEncodeError:
        return ascii(str(folder))[1:-1]
    return str(folder)


def _named(paths: list[Path]) -> str:
    names = [f"{each.parent.name}/{each.name}" for each in sorted(paths)]
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more
