"""Which door a thing belongs to: whole books to `octavo adopt`, articles to `octavo assemble`."""

from __future__ import annotations

import os
import re
import shlex
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from octavo.core.errors import EXIT_USAGE, OctavoError
from octavo.core.model import Finding
from octavo.findings.catalogue.adopted import LooksLikeArticles
from octavo.importing.foreign_files import check_folder
from octavo.importing.formats import COLLECTIONS, ZIP
from octavo.importing.outlines.outline import CHAPTERS, Outline, front_matter_of
from octavo.importing.outlines.plain_folder import PLACES, PLAIN
from octavo.importing.site_tree import site_of
from octavo.manuscript.folder_walk import files_below

#: A name that begins with a day, as posts and daily notes have it.
_DATED = re.compile(r"\d{4}-\d\d?-\d\d?(?!\d)|20\d{6}(?:\d{6})?(?=[-_])")
#: A folder holds articles if this share of its texts has a date, and none has a place in an order.
_DATED_SHARE = 0.6
#: As many texts are looked into.
_SAMPLE = 60
_FEWEST = 3
#: Folders that are called `de` or `pt-br`; so many of them are languages.
_LANGUAGE, _LANGUAGES = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?"), 4
#: Addresses that begin with a day, as Zola's posts have them.
_DATED_PATH = re.compile(r"/?\d{4}/\d\d?/\d\d?/")
#: Books in markup that Octavo does not read, and how each comes to Markdown.
_OTHERS = {
    ".adoc": ("AsciiDoc", "asciidoctor -b docbook5 FILE, then pandoc -s -f docbook -t markdown"),
    ".asciidoc": (
        "AsciiDoc",
        "asciidoctor -b docbook5 FILE, then pandoc -s -f docbook -t markdown",
    ),
    ".asc": ("AsciiDoc", "asciidoctor -b docbook5 FILE, then pandoc -s -f docbook -t markdown"),
    ".rst": ("reStructuredText", "pandoc -s -f rst -t markdown"),
    ".tex": ("LaTeX", "pandoc -s -f latex -t markdown"),
    ".org": ("Org", "pandoc -s -f org -t markdown"),
    ".textile": ("Textile", "pandoc -s -f textile -t markdown"),
    ".ipynb": ("notebooks", "jupytext --to md"),
}


def check_source(source: Path, root: Path | None) -> None:
    """Raise `OctavoError` if nothing can be adopted from `source` into the book in `root`.

    `root` is None for a book that is adopted where it is.
    """
    if not source.exists():
        raise _usage(
            "there is no such folder or file.",
            source,
            "Name the folder of a book, or a file that holds a whole one.",
        )
    if source.is_file() and source.suffix.lower() in COLLECTIONS:
        raise _usage(
            "this looks like a feed or an export: it holds many articles, not one book.",
            source,
            f"Use the other door: octavo assemble {shlex.quote(str(source))}",
        )
    if source.is_file() and source.suffix.lower() == ZIP:
        raise _usage(
            "this is packed.",
            source,
            "Unpack a book, and adopt its folder; exports of articles are read as they are:"
            f" octavo assemble {shlex.quote(str(source))}",
        )
    if root and root.resolve().is_relative_to(source.resolve()):
        raise _usage(
            "the book would lie inside the folder that is adopted, which is never written to.",
            root,
            "Name another folder: octavo adopt … --book ../my-book; or adopt it where it is,"
            " with --in-place.",
        )
    if source.is_dir():
        check_folder(source)
        _check_languages(source)
        _check_posts(source)


def _check_languages(source: Path) -> None:
    """Raise `OctavoError` for a folder that holds a book in several languages."""
    listed = source / "LANGS.md"
    if not listed.is_file():
        return
    named = re.findall(r"\]\(\.?/?([\w-]+)/?\)", listed.read_text("utf-8", "replace"))
    there = [name for name in named if (source / name).is_dir()]
    if len(there) > 1:
        shown = ", ".join(there[:8]) + (f" and {len(there) - 8} more" if len(there) > 8 else "")
        raise _usage(
            f"this folder holds the book in {len(there)} languages: {shown}.",
            source,
            f"Adopt one of them: octavo adopt {shlex.quote(str(source / there[0]))}",
        )


def _check_translations(source: Path, names: Sequence[str]) -> None:
    """Raise `OctavoError` where most chapters lie in folders that are called as languages are."""
    paths = [Path(name).parts[:-1] for name in names]
    for deep in (0, 1):
        folders = [parts[: deep + 1] for parts in paths if len(parts) > deep]
        named = Counter(parts for parts in folders if _LANGUAGE.fullmatch(parts[-1]))
        if len(named) >= _LANGUAGES and named.total() * 10 >= len(names) * 9:
            one = source.joinpath(*named.most_common(1)[0][0])
            raise _usage(
                f"this folder holds texts in {len(named)} languages, each in a folder of its own.",
                source,
                f"Adopt one of them: octavo adopt {shlex.quote(str(one))}",
            )


def _check_posts(source: Path) -> None:
    """Raise `OctavoError` for a blog whose posts no book's reader would look at."""
    tool, _ = site_of(source)
    if tool != "Jekyll" and source.name != "_posts" and not (source / "_posts").is_dir():
        return
    posts = [path for path in files_below(source) if _DATED.match(path.name)]
    if len(posts) >= _FEWEST:
        raise _usage(
            f"this looks like a blog of {tool or 'Jekyll'}: it has {len(posts):,} posts.",
            source,
            f"Use the other door: octavo assemble {shlex.quote(str(source))}",
        )


def no_book(source: Path) -> OctavoError:
    """Return the error that there is no chapter in a folder: what else is there, and what to do."""
    foreign = foreign_markup(source)
    if foreign:
        name, _, way = foreign
        return _usage(
            f"the text of this folder is in {name}, which Octavo does not read.",
            source,
            f"Turn it into Markdown ({way}), and adopt the folder that holds that.",
        )
    return _usage(
        "there is no chapter in this folder: no file that ends in .md, .qmd or .Rmd.",
        source,
        "Name the folder that holds the book's text; for web pages, Word files and exports"
        f" there is the other door: octavo assemble {shlex.quote(str(source))}",
    )


def check_readable(source: Path, outline: Outline) -> None:
    """Raise `OctavoError` where most of a folder is in markup that Octavo does not read.

    Or where it has a folder for each of several languages.
    """
    if outline.tool == PLAIN:
        _check_translations(source, outline.chapters)
    foreign = foreign_markup(source) if outline.tool == PLAIN else None
    if foreign and foreign[1] > 2 * len(outline.chapters):
        raise no_book(source)


def foreign_markup(source: Path) -> tuple[str, int, str] | None:
    """Return the markup that most files of a folder are in, of those that Octavo does not read.

    With how many they are, and how to turn one into Markdown.
    """
    count: Counter[tuple[str, str]] = Counter()
    endings = (path.suffix.lower() for path in files_below(source))
    count.update(_OTHERS[ending] for ending in endings if ending in _OTHERS)
    most = count.most_common(1)
    return (most[0][0][0], most[0][1], most[0][0][1]) if most else None


def articles_sign(outline: Outline) -> Iterator[Finding]:
    """Find a folder that holds separate articles, by their dates."""
    names = [name for name in outline.chapters if Path(name).suffix.lower() in CHAPTERS]
    if outline.tool != PLAIN or len(names) < _FEWEST:
        return
    dated = [name for name in names if _DATED.match(Path(name).name)]
    sign = "their names begin with days"
    if len(dated) < _DATED_SHARE * len(names):
        dated = _with_dates(outline.root, names)
        sign = "each has a date of its own"
    if len(dated) >= _FEWEST:
        tool, folder = site_of(outline.root)
        if not tool:
            folder = outline.root / os.path.commonpath([str(Path(name).parent) for name in dated])
        values = {"sign": sign, "folder": shlex.quote(str(folder))}
        yield LooksLikeArticles.found(values, file=str(outline.root))


def _with_dates(root: Path, names: Sequence[str]) -> list[str]:
    """Return the texts, drawn evenly, whose front matter has a date; none if too few have."""
    drawn = names[:: max(1, len(names) // _SAMPLE)]
    told = {name: front_matter_of(root / name) for name in drawn}
    dated = [name for name, about in told.items() if _has_date(about)]
    ordered = [name for name, about in told.items() if set(PLACES) & {*about}]
    fits = len(dated) >= _DATED_SHARE * len(drawn) and len(ordered) < len(drawn) / 2
    return dated if fits else []


def _has_date(about: Mapping[str, object]) -> bool:
    paths = (str(about.get(key, "")) for key in ("path", "permalink", "url"))
    return bool(about.get("date")) or any(map(_DATED_PATH.match, paths))


def _usage(message: str, where: Path, hint: str) -> OctavoError:
    return OctavoError(message, where=str(where), hint=hint, exit_code=EXIT_USAGE)
