"""The container, seen with zipfile: order, methods, dates, permissions, the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest

from helpers import epub_samples
from helpers.epub_samples import composition, document, metadata, opened
from octavo.core.errors import OctavoError
from octavo.core.model import Asset
from octavo.epub.write_epub import write_epub


def test_the_mimetype_comes_first_stored_and_bare() -> None:
    data = write_epub(composition())
    first = opened(composition()).zip.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert first.extra == b""
    # where OCF 3.3 says that a reader may look without unzipping
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_entries_carry_no_clock_and_no_machine() -> None:
    entries = opened(composition()).zip.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {3}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert {entry.compress_type for entry in entries[1:]} == {zipfile.ZIP_DEFLATED}


def test_files_lie_in_the_order_of_the_manifest() -> None:
    book = opened(composition())
    manifest = [f"EPUB/{href}" for href in book.find("//opf:item/@href")]
    assert book.zip.namelist() == [
        "mimetype",
        "META-INF/container.xml",
        "EPUB/package.opf",
        *manifest,
    ]
    assert book.zip.testzip() is None


def test_documents_and_assets_arrive_unchanged() -> None:
    book = composition()
    written = opened(book).zip
    for text in book.documents:
        assert written.read(f"EPUB/{text.name}") == text.xhtml
    assert written.read("EPUB/fonts/sample.ttf") == book.faces[0].asset.data
    assert written.read("EPUB/styles/book.css").decode() == book.css


def test_the_same_bytes_in_another_zone_and_with_another_hash_seed() -> None:
    here = hashlib.sha256(write_epub(composition())).hexdigest()
    digests = {here, hashlib.sha256(write_epub(composition())).hexdigest()}
    for zone, seed in (("Pacific/Kiritimati", "1"), ("America/Los_Angeles", "4242")):
        env = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, epub_samples.__file__],
            env=env,
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(run.stdout.strip())
    assert digests == {here}


def test_the_modification_date_is_the_books_own_at_midnight() -> None:
    assert opened(composition()).meta("dcterms:modified") == ["2024-05-17T00:00:00Z"]
    early = composition(metadata=metadata(date="0868-05-11"))
    assert opened(early).meta("dcterms:modified") == ["0868-05-11T00:00:00Z"]


def test_a_date_that_is_none_is_told() -> None:
    with pytest.raises(OctavoError, match="“2024-02-30” is not a day") as caught:
        write_epub(composition(metadata=metadata(date="2024-02-30")))
    assert "book.toml" in caught.value.where


def test_two_files_of_one_name_are_told_whatever_their_case() -> None:
    twins = (document("tide"), document("Tide"))
    with pytest.raises(OctavoError, match="two files"):
        write_epub(composition(documents=twins, contents=()))


def test_an_image_that_is_the_cover_too_is_written_once() -> None:
    book = composition()
    assert book.cover
    both = opened(replace(book, images=(*book.images, book.cover)))
    assert both.zip.namelist().count("EPUB/images/cover.jpg") == 1
    assert both.properties("images/cover.jpg") == "cover-image"


def test_an_edition_without_documents_is_told() -> None:
    with pytest.raises(OctavoError, match="nothing to read"):
        write_epub(composition(documents=(), contents=()))


def test_a_document_that_is_not_well_formed_is_told_with_its_line() -> None:
    broken = replace(document("tide"), xhtml=b"<html>\n<p>\n</html>")
    with pytest.raises(OctavoError, match="not well-formed") as caught:
        write_epub(composition(documents=(broken,), contents=()))
    assert caught.value.where == "text/tide.xhtml:3"
    assert caught.value.exit_code == 70


def test_ids_of_the_manifest_differ_where_names_nearly_meet() -> None:
    images = tuple(
        Asset(name=name, media_type="image/svg+xml", data=b"<svg/>")
        for name in ("images/a-b.svg", "images/a.b.svg", "images/a/b.svg")
    )
    ids = opened(composition(images=images)).find("//opf:item/@id")
    assert len(set(ids)) == len(ids)
