"""The whole of assembling on one page: read, decide, plan, write.

Everything is planned before anything is written. What cannot be read is named, all of it at
once, and the others are taken; if nothing can be read, the book stays as it was. `assemble`
yields events: a `Step` when work begins, a `Read` for each article, and at last the report.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from octavo.core.errors import BookError, OctavoError
from octavo.core.files import read_present, write_aside
from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import ArticleUnread
from octavo.findings.catalogue.articles import ArticleCopyEdited, HeadingsLowered
from octavo.findings.failures import as_finding
from octavo.importing.article import SPLIT, Found, Kind
from octavo.importing.article_links import may_lead_to_articles, with_links
from octavo.importing.article_sources import Given, copy_instead, given, others
from octavo.importing.diff import Change
from octavo.importing.draft import Draft, Status, draft, left_out, light
from octavo.importing.editor_warnings import Assembled
from octavo.importing.file_names import Shelf, article_path
from octavo.importing.gather import Refused
from octavo.importing.ledger import LEDGER, Ledger, Recorded, read_ledger
from octavo.importing.ledger_text import write_ledger
from octavo.importing.merge_run import Merging, asides, both_changed, merged_draft, said_of_both
from octavo.importing.proposed_order import comment_lines, propose_order, with_proposal
from octavo.importing.remarks import elsewhere, news, with_remarks
from octavo.importing.run_events import AssembledArticle, AssemblyReport, Event, Read, Request, Step
from octavo.importing.run_findings import (
    adoptable_findings,
    article_findings,
    gone_findings,
    image_findings,
    taken_out_findings,
    whole_book_findings,
)
from octavo.importing.written_texts import WRITTEN_TEXTS, WrittenTexts
from octavo.manuscript.book_toml_edit import add_chapters, chapters_listed
from octavo.manuscript.find_book import BOOK_TOML
from octavo.manuscript.front_matter import split_front_matter
from octavo.manuscript.new_book import check_new, new_book, readable_title
from octavo.manuscript.toml_file import read_toml


def assemble(request: Request) -> Iterator[Event]:
    """Make chapters of articles; the last event is the report.

    Raises `OctavoError`, with nothing written, if no article can be read, or if the book cannot
    be edited. One whose word account does not add up is none that could be read.
    """
    root = request.root
    created = not (root / BOOK_TOML).exists()
    if created:
        check_new(root)
    ledger = read_ledger(root)
    yield Step(name="read")
    drafts, gaps = yield from _drafts(request, ledger)
    yield Step(name="compare")
    files, book = _book(request, drafts, created)
    drafts = _without_taken_out(drafts, ledger, book)
    drafts = [light(each) for each in with_links(drafts, ledger.known)]
    texts = WrittenTexts(root)
    drafts, merges = _merged(request, drafts, ledger, texts)
    kept = [each for each in drafts if each.status is not Status.LEFT_OUT]
    listed = add_chapters(book, [each.chapter for each in kept], part=request.part)
    names = {each.name for each in drafts}
    earlier = [name for name in ledger.known if name not in names]
    findings = article_findings(kept, ledger, others(root, ledger, earlier), listed)
    gaps += taken_out_findings(drafts, ledger)
    gaps += tuple(said for each in merges for said in each.findings)
    statement = ""
    if request.propose:
        listed, statement = _proposed(drafts, others(root, ledger, earlier), ledger, listed)
    files |= _files(request, drafts) | dict(asides(root, merges)) | _written(root, drafts, texts)
    said = (*findings, *gaps, *image_findings(drafts, root))
    new = news(said, ledger)
    drafts = with_remarks(drafts, said, new, ledger)
    others_said = elsewhere(new, ledger, drafts)
    text = write_ledger(ledger, [each.entry for each in drafts], others_said)
    files[root / LEDGER] = text.encode()
    # The list comes last: what it names is there.
    files.pop(root / BOOK_TOML, None)
    files[root / BOOK_TOML] = listed.encode()
    if request.write:
        yield Step(name="write")
        write_aside(files)
    yield AssemblyReport(
        root=root,
        created=created,
        articles=tuple(map(_reported, drafts)),
        findings=said,
        news=new,
        questions=tuple(question for each in drafts for question in each.questions),
        changes=_changes(drafts, "" if created else book, listed),
        statement=statement,
    )


def _drafts(
    request: Request, ledger: Ledger
) -> Generator[Event, None, tuple[list[Draft], tuple[Finding, ...]]]:
    """Read the articles in order, each once; return them with the findings about their sources."""
    root = request.root
    shelf = Shelf(root, ledger.known)
    drafts: dict[str, Draft] = {}
    findings: list[Finding] = []
    folders = [Path(each) for each in request.arguments if os.path.isdir(each)]  # noqa: PTH112
    refused = Refused()
    articles = given(request, ledger, findings, refused)
    ahead = list(islice(articles, 2))
    is_book = len(ahead) == 1 and not (root / BOOK_TOML).exists()
    for number, each in enumerate(chain(ahead, articles), 1):
        yield Read(number=number)
        found = each.found
        try:
            name = shelf.article_name(found)
            if name not in drafts:
                known = ledger.known.get(name)
                drafts[name], said = _draft(request, known, shelf, each, name, is_book=is_book)
                findings += said
        except OctavoError as error:
            refused.errors.append(error)
        except Exception as error:
            refused.add_fault(error, found.where)
        if found.path is not None:
            folders.append(found.path.parent)
    findings += gone_findings(ledger.known, list(drafts), folders, root)
    findings += adoptable_findings(request.arguments)
    if len(ahead) == 1:
        findings += whole_book_findings(ahead[0].found)
    unread = _unread(refused, nothing_else=not drafts)
    return list(drafts.values()), (*findings, *unread)


def _unread(refused: Refused, *, nothing_else: bool) -> tuple[Finding, ...]:
    """Return what could not be read as findings; raise it if there is nothing else."""
    if nothing_else and len(refused.errors) == 1:
        raise refused.errors[0]
    unread = tuple(as_finding(error, ArticleUnread.found) for error in refused.errors)
    if nothing_else and unread:
        raise BookError(unread)
    return unread


def _draft(
    request: Request,
    known: Recorded | None,
    shelf: Shelf,
    given: Given,
    name: str,
    *,
    is_book: bool,
) -> tuple[Draft, tuple[Finding, ...]]:
    """Return an article's draft with its ledger entry, and what is to be said of its copy."""
    copy = copy_instead(request.root, name, known, given.found)
    is_edited = copy is not None and given.found.data != copy.data
    taken = copy or given.found
    if is_book or _was_split(request.root, known):
        taken = _split(taken)
    each = draft(taken, name, known, shelf, request.root, encoding=given.encoding)
    entry = replace(
        each.entry,
        sha256=known.sha256 if known and known.origin and copy else each.entry.sha256,
        origin=shelf.lasting_origin(given.found, known),
        copied=_is_copied(request, name, known),
    )
    said = (_edited(name, given.found.where),) if is_edited else ()
    made = replace(each, entry=entry)
    return made if may_lead_to_articles(made.text) else light(made), said


def _merged(
    request: Request, drafts: Sequence[Draft], ledger: Ledger, texts: WrittenTexts
) -> tuple[list[Draft], list[Merging]]:
    """Merge, if that is asked for, what has changed on both sides; otherwise say that it has."""
    made, merges = list(drafts), []
    for number, each in enumerate(drafts):
        if not both_changed(each, ledger.known.get(each.name)):
            continue
        if request.merge:
            made[number], merging = merged_draft(each, texts)
        else:
            merging = Merging(text=None, aside={}, findings=(said_of_both(each),))
        merges.append(merging)
    return made, merges


def _written(root: Path, drafts: Sequence[Draft], texts: WrittenTexts) -> dict[Path, bytes]:
    """Return the file that keeps what was last written of the chapters, if it is another now."""
    kept = {
        each.chapter: each
        for each in drafts
        if each.status in (Status.WRITTEN, Status.UNCHANGED, Status.MERGED)
    }

    def data_of(chapter: str) -> bytes:
        each = kept[chapter]
        text = (each.made or each.text).encode()
        return text or read_present(root / "manuscript" / chapter) or b""

    data = texts.updated({name: each.entry.chapter_sha256 for name, each in kept.items()}, data_of)
    return {root / WRITTEN_TEXTS: data} if data else {}


def _without_taken_out(drafts: Sequence[Draft], ledger: Ledger, book: str) -> list[Draft]:
    """Return the drafts, those left out that the book had and its list has no longer."""
    listed = chapters_listed(book)
    return [
        left_out(each) if each.name in ledger.known and each.chapter not in listed else each
        for each in drafts
    ]


def _was_split(root: Path, known: Recorded | None) -> bool:
    """Tell whether the chapter that an earlier run made of an article is several."""
    present = read_present(root / "manuscript" / known.chapter) if known else None
    about, _, _ = split_front_matter((present or b"").decode("utf-8", "replace"), "")
    return about.flag(SPLIT[0])


def _split(found: Found) -> Found:
    """Return an article that is a whole book: each of its titles, if several, is a chapter."""
    source = found.source
    others = tuple(each for each in source.findings if each.code != HeadingsLowered.code)
    if len(others) == len(source.findings):
        return found
    front = (*source.front, SPLIT)
    return replace(found, source=replace(source, front=front, findings=others))


def _edited(name: str, where: str) -> Finding:
    return ArticleCopyEdited.found({"origin": where}, file=article_path(name))


def _is_copied(request: Request, name: str, known: Recorded | None) -> bool:
    if known and not request.arguments:
        return known.copied
    return request.copy or (request.root / article_path(name)).exists()


def _book(
    request: Request, drafts: Sequence[Draft], created: bool
) -> tuple[dict[Path, bytes], str]:
    """Return the files of a book that is made, without those that are there; book.toml's text."""
    root = request.root
    if not created:
        return {}, read_toml(root / BOOK_TOML, BOOK_TOML).text
    title = request.title or (drafts[0].title if len(drafts) == 1 else readable_title(root))
    files = new_book(root, title=title, authors=request.authors, language=request.language)
    book = files[root / BOOK_TOML].decode()
    return {path: data for path, data in files.items() if not path.exists()}, book


def _proposed(
    drafts: Sequence[Draft], earlier: Iterator[Assembled], ledger: Ledger, book: str
) -> tuple[str, str]:
    """Return book.toml with the proposed order as comments, and how sure that is."""
    proposal = propose_order([*earlier, *(each.assembled for each in drafts)])
    chapters = {article_path(name): item.chapter for name, item in ledger.known.items()}
    chapters |= {article_path(each.name): each.chapter for each in drafts}
    return with_proposal(book, comment_lines(proposal, chapters)), proposal.statement


def _files(request: Request, drafts: Sequence[Draft]) -> dict[Path, bytes]:
    """Return the files of the articles: pictures, copies, chapters; no picture is overwritten."""
    folder = request.root / "manuscript"
    files = {
        folder / image.path: image.data
        for each in drafts
        for image in each.images
        if not (folder / image.path).exists()
    }
    files |= {
        request.root / article_path(each.name): each.data for each in drafts if each.entry.copied
    }
    return files | {
        folder / each.chapter: each.text.encode()
        for each in drafts
        if each.status in (Status.WRITTEN, Status.MERGED)
    }


def _changes(drafts: Sequence[Draft], book: str, listed: str) -> tuple[Change, ...]:
    changes = [
        Change(
            path=f"manuscript/{each.chapter}",
            before=None if each.present is None else each.present.decode("utf-8", "replace"),
            after=each.text,
        )
        for each in drafts
        if each.status not in (Status.UNCHANGED, Status.LEFT_OUT)
    ]
    if book != listed:
        changes.append(Change(path=BOOK_TOML, before=book or None, after=listed))
    return tuple(changes)


def _reported(each: Draft) -> AssembledArticle:
    return AssembledArticle(
        file=article_path(each.name),
        chapter=f"manuscript/{each.chapter}",
        title=each.title,
        author=each.article.author,
        headings=len(each.article.of(Kind.HEADING)),
        drops=len(each.article.of(Kind.DROP)),
        open=len(each.questions),
        counts=each.article.counts,
        decisions=each.article.decisions,
        status=each.status,
    )
