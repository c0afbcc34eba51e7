"""Fonts obfuscated on request, undone here with the specification's own steps."""

from __future__ import annotations

import hashlib
import io
import itertools
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont, TTLibError

from helpers.epub_samples import NS, composition, font, metadata, opened
from octavo.core.model import Composition, Edition
from octavo.editions.known_kinds import all_kinds
from octavo.epub.container import obfuscate
from octavo.epub.write_epub import write_epub

NS = NS | {"enc": "http://www.w3.org/2001/04/xmlenc#"}


def asked(**edition: str) -> Composition:
    made = composition()
    return replace(
        made,
        edition=Edition(name="ebook", kind=all_kinds()["ebook"], obfuscate_fonts=True, **edition),
    )


def undone(data: bytes, key: bytes) -> bytes:
    changed = bytes(a ^ b for a, b in zip(data[:1040], itertools.cycle(key), strict=False))
    return changed + data[1040:]


def test_a_known_key():
    """The first bytes of a font of zeros are the key: the SHA-1 of "urn:isbn:1", by sha1sum."""
    changed = obfuscate(bytes(1100), " urn:\tisbn:1\r\n")
    assert changed[:20].hex() == "bd49f9f006974032e4cc8dcf7935f063a714e8a9"
    assert changed[20:40] == changed[:20]
    assert changed[1020:1040] == changed[:20]
    assert changed[1040:] == bytes(60)


def test_a_reader_can_undo_it_with_the_identifier():
    book = opened(asked(isbn="978-0-306-40615-7"))
    changed = book.zip.read("EPUB/fonts/sample.ttf")
    with pytest.raises(TTLibError):
        TTFont(io.BytesIO(changed))
    (uid,) = book.find("//dc:identifier[@id=/opf:package/@unique-identifier]/text()")
    assert undone(changed, hashlib.sha1(uid.encode()).digest()) == font()


def test_the_container_names_the_fonts_and_nothing_else():
    book = opened(asked())
    root = book.xml("META-INF/encryption.xml")
    assert root.xpath("//enc:CipherReference/@URI", namespaces=NS) == ["EPUB/fonts/sample.ttf"]
    assert root.xpath("//enc:EncryptionMethod/@Algorithm", namespaces=NS) == [
        "http://www.idpf.org/2008/embedding"
    ]


def test_nothing_of_it_unless_asked():
    book = opened(composition())
    assert "META-INF/encryption.xml" not in book.zip.namelist()
    assert book.zip.read("EPUB/fonts/sample.ttf") == font()
    assert "META-INF/encryption.xml" not in opened(replace(asked(), faces=())).zip.namelist()


def test_the_same_bytes_twice_and_others_for_another_book():
    other = replace(asked(), metadata=metadata(identifier="urn:uuid:other"))
    assert write_epub(asked()) == write_epub(asked())
    name = "EPUB/fonts/sample.ttf"
    assert opened(asked()).zip.read(name) != opened(other).zip.read(name)


@pytest.mark.slow
def test_epubcheck_only_says_that_it_cannot_look_into_them(epubcheck):
    messages = epubcheck(write_epub(asked()))
    assert messages
    assert all("(RSC-004)" in message for message in messages)
