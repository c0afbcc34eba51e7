"""The e-book of the sample book, read back from its container."""

from __future__ import annotations

import posixpath
import re
import zipfile
from urllib.parse import urldefrag

import pytest
from lxml import etree

from helpers.outside import run_epubcheck

HTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture(scope="session")
def documents(built) -> dict[str, etree._Element]:
    with zipfile.ZipFile(built.epub) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }


@pytest.fixture(scope="session")
def stylesheet(built) -> str:
    with zipfile.ZipFile(built.epub) as archive:
        return archive.read("EPUB/styles/book.css").decode()


@pytest.mark.slow
def test_epubcheck_finds_nothing(each):
    assert run_epubcheck(each.epub) == []


def test_every_link_leads_somewhere(documents):
    ids = {
        name: {e.get("id") for e in root.iter() if e.get("id")} for name, root in documents.items()
    }
    followed = 0
    for name, root in documents.items():
        for link in root.iter(f"{HTML}a"):
            href, fragment = urldefrag(link.get("href"))
            if href.startswith(("http:", "https:")):
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), href)) if href else name
            )
            assert target in documents, (name, href)
            assert not fragment or fragment in ids[target], (name, link.get("href"))
            followed += 1
    assert followed > 40


def test_links_between_chapters_are_links_between_files(documents):
    chapter = documents["EPUB/text/introduction.xhtml"]
    hrefs = [link.get("href") for link in chapter.iter(f"{HTML}a")]
    assert "when-leaving-is-the-safe-choice.xhtml" in hrefs
    assert not any(".md" in href for href in hrefs)


def test_each_note_has_a_way_there_and_back(documents):
    notes = 0
    for root in documents.values():
        for call in root.iter(f"{HTML}a"):
            if call.get(TYPE) != "noteref":
                continue
            assert len(call) == 0, "Kindle wants no tags inside a noteref"
            (note,) = [e for e in root.iter(f"{HTML}aside") if e.get("id") == call.get("href")[1:]]
            assert note.get(TYPE) == "footnote"
            back = next(note.iter(f"{HTML}a"))
            assert back.get("href") == f"#{call.get('id')}"
            assert "".join(note.itertext()).strip().startswith(back.text)
            notes += 1
    assert notes == 13


def test_two_chapters_keep_their_own_first_note(documents):
    firsts = {
        etree.tostring(aside, method="text", encoding="unicode")
        for root in documents.values()
        for aside in root.iter(f"{HTML}aside")
        if aside.get("id").endswith("--note-1")
    }
    assert len(firsts) == 8


def test_the_css_is_for_e_readers(stylesheet):
    assert not re.search(
        r"var\(|calc\(|--[a-z]|@page|device-cmyk|string-set|float: footnote", stylesheet
    )
    assert "@font-face" in stylesheet


def test_the_text_is_the_manuscripts(documents):
    """Sentences of the manuscript, typed out here, arrive whole and with curly quotes."""
    chapter = "".join(documents["EPUB/text/not-over-for-me.xhtml"].itertext())
    assert "My wife says she is finished. She said it the way you’d tell someone" in chapter
    assert "She said, “I know all that. I was there.”" in chapter


def test_the_contents_list_the_sections_of_each_chapter(documents):
    toc = next(documents["EPUB/nav.xhtml"].iter(f"{HTML}nav"))
    listed = {link.get("href") for link in toc.iter(f"{HTML}a")}
    sections = {
        f"{name.removeprefix('EPUB/')}#{element.get('id')}"
        for name, root in documents.items()
        for element in root.iter(f"{HTML}h2")
        if name != "EPUB/nav.xhtml" and not any(element.iterancestors(f"{HTML}aside"))
    }
    assert sections
    assert sections <= listed
