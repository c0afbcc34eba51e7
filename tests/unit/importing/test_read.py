"""Reading articles: encodings, paragraphs, and every file that is no article."""

from __future__ import annotations

import os
import subprocess
import sys
import tracemalloc

import pytest

from helpers.articles import gathered as gather
from octavo.core.errors import OctavoError
from octavo.importing import formats
from octavo.importing.readers.plain_text import read_plain
from octavo.importing.readers.word_proof import as_markdown


def _refused(path):
    with pytest.raises(OctavoError) as caught:
        formats.read_source(path, formats.read_bytes(path))
    return caught.value


def _write(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return path


TEXT = "Ein Haus am Meer\n\nEs regnet – „immer“. 日本\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_encodings_and_line_ends(data):
    source = read_plain(data, "a.txt")
    assert source.words == tuple(TEXT.split())
    assert [(block.line, block.text) for block in source.blocks] == [
        (1, "Ein Haus am Meer"),
        (3, "Es regnet – „immer“. 日本"),
    ]


@pytest.mark.parametrize(
    ("data", "line", "byte"),
    [
        (b"one\n\ncaf\xe9 two\n", 3, "byte 9 (0xe9) is not UTF-8"),
        (b"\xef\xbb\xbfone\ncaf\xe9 two\n", 2, "byte 11 (0xe9) is not UTF-8"),
        (b"one\ntwo\n\xc3", 3, "byte 9 (0xc3) is not UTF-8"),
        ("one".encode("utf-16") + b"x", 1, "is not UTF-16"),
    ],
)
def test_other_encodings_are_refused_with_byte_and_line(tmp_path, data, line, byte):
    error = _refused(_write(tmp_path, "a.txt", data))
    assert error.where == f"{tmp_path}/a.txt:{line}"
    assert byte in error.message
    assert "UTF-8" in error.hint
    assert error.exit_code == 1


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b" \t\n\xc2\xa0\n"])
def test_empty_article(tmp_path, data):
    error = _refused(_write(tmp_path, "a.txt", data))
    assert str(error).startswith(f"{tmp_path}/a.txt: the article is empty.")


def test_binary_article(tmp_path):
    error = _refused(_write(tmp_path, "a.txt", b"abcd\x00\x00"))
    assert error.message == "this is not a text file (byte 5 is zero)."


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"%PDF-1.7 x", "in truth this is a PDF."),
        ("a.md", b"PK\x03\x04\x00", "a zip archive"),
        ("a.html", b"\xd0\xcf\x11\xe0", "an old .doc"),
        ("a.txt", b"{\\rtf1 x}", "RTF"),
        ("a.html", b"\x89PNG\r\n", "a picture"),
        ("a.html", b"\x1f\x8b\x08", "packed with gzip"),
        ("a.docx", b"<html>", "no zip archive"),
        ("a.docx", b"\xd0\xcf\x11\xe0", "encrypted, or is an old .doc"),
    ],
)
def test_a_name_that_lies(tmp_path, name, data, said):
    error = _refused(_write(tmp_path, name, data))
    assert said in error.message
    assert error.hint


def test_control_characters_are_named(tmp_path):
    error = _refused(_write(tmp_path, "a.txt", b"one\n\ntwo \x02 three\n"))
    assert error.where.endswith("a.txt:3")
    assert "character 5 of this line (U+0002)" in error.message


def test_folder_missing_file_and_other_formats(tmp_path):
    (tmp_path / "posts.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    for name, said in (
        ("posts.txt", "this is a folder, not an article."),
        ("gone.txt", "there is no such file."),
        ("pipe.txt", "this is not a regular file."),
    ):
        error = _refused(tmp_path / name)
        assert (error.where, error.message, error.exit_code) == (f"{tmp_path}/{name}", said, 2)
        assert error.hint
    error = _refused(_write(tmp_path, "a.ott2", b"PK"))
    assert error.message == 'articles ending in ".ott2" cannot be read.'
    assert ".docx, .dotm, .dotx, .fodt, .htm, .html, .json, .markdown, .md," in error.hint
    assert "no ending" in _refused(_write(tmp_path, "README", b"x")).message


def test_a_file_that_cannot_be_read(tmp_path, monkeypatch):
    path = _write(tmp_path, "a.txt", b"x")

    def denied(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", denied)
    assert "cannot be read (Permission denied)" in _refused(path).message


def test_an_article_that_is_too_long(tmp_path, monkeypatch):
    monkeypatch.setattr(formats, "LONGEST", 10)
    assert "longer than" in _refused(_write(tmp_path, "a.txt", b"x" * 11)).message


def test_a_line_of_200_mb_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as opened:
        opened.truncate(200_000_000)
    tracemalloc.start()
    error = _refused(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert error.message == "longer than 20 MB."
    assert peak < 1_000_000


def test_a_file_that_grows_while_it_is_read(tmp_path, monkeypatch):
    path = _write(tmp_path, "a.txt", b"x" * 50)
    size = type("Stat", (), {"st_size": 0})
    exists, is_file = path.exists(), path.is_file()
    monkeypatch.setattr(type(path), "exists", lambda _: exists)
    monkeypatch.setattr(type(path), "is_file", lambda _: is_file)
    monkeypatch.setattr(type(path), "is_dir", lambda _: False)
    monkeypatch.setattr(type(path), "stat", lambda _: size)
    monkeypatch.setattr(formats, "LONGEST", 10)
    assert "longer than" in _refused(path).message


def test_text_and_markdown_need_nothing_of_the_extra():
    code = (
        "import sys\n"
        "for name in ('trafilatura', 'feedparser', 'lxml', 'urllib.request'):\n"
        "    sys.modules[name] = None\n"
        "from pathlib import Path\n"
        "from octavo.importing.formats import read_source\n"
        "print(len(read_source(Path('a.txt'), b'one two').words))\n"
        "del sys.modules['lxml'], sys.modules['urllib.request']\n"
        "print(len(read_source(Path('a.md'), b'# one two').words))\n"
        "import octavo.importing.gather\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout.split(), done.stderr) == (["2", "2"], "")


def test_a_folder_of_markdown_loads_neither_the_web_nor_what_reads_pages(tmp_path):
    (tmp_path / "a.md").write_text("# One\n\nTwo.\n", encoding="utf-8")
    code = (
        "import sys\n"
        "from octavo.importing.gather import Refused, gather\n"
        f"print(len(list(gather([{str(tmp_path)!r}], refused=Refused()))))\n"
        "for name in ('ssl', 'octavo.importing.web', 'octavo.importing.readers.html_page'):\n"
        "    assert name not in sys.modules, name\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout.split(), done.stderr) == (["1"], "")


@pytest.mark.parametrize(
    ("name", "data", "library"),
    [
        ("a.html", b"<body><nav>x</nav><p>One</p></body>", "trafilatura"),
        ("a.rss", b"<rss><channel><item><title>x</title></item></channel></rss>", "feedparser"),
    ],
)
def test_a_missing_library_is_named_with_the_line_that_installs_it(
    tmp_path, monkeypatch, name, data, library
):
    monkeypatch.setitem(sys.modules, library, None)
    path = _write(tmp_path, name, data)
    with pytest.raises(OctavoError) as caught:
        list(gather([str(path)]))
    assert caught.value.hint == "Install it: pip install 'octavo[import]'"
    assert caught.value.exit_code == 2
    assert library in caught.value.message


def test_a_suffix_in_capitals_is_read(tmp_path):
    path = _write(tmp_path, "A.TXT", b"one two")
    assert formats.read_source(path, formats.read_bytes(path)).words == ("one", "two")


LONG = "word " * 30


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("one\ntwo\n\nthree", [(1, "one\ntwo", True), (4, "three", False)]),
        (f"{LONG}\nshort\n\nx", [(1, LONG.strip(), False), (2, "short", False), (4, "x", False)]),
        (f"{'w' * 60}\n{'w' * 60}\nend", [(1, f"{'w' * 60}\n{'w' * 60}\nend", False)]),
        ("\n\n  indented\n \t \nlast", [(3, "indented", False), (5, "last", False)]),
        ("a\x0bb\u2028c", [(1, "a\x0bb\u2028c", False)]),
    ],
)
def test_paragraphs(text, blocks):
    source = read_plain(text.encode(), "a.txt")
    assert [(block.line, block.text, block.verse) for block in source.blocks] == blocks
    assert source.words == tuple(text.split())


GUTENBERG = "\n\n".join(
    (
        "The Project Gutenberg EBook of Tides",
        "*** START OF THIS PROJECT GUTENBERG EBOOK TIDES ***",
        "{}",
        "*** END OF THIS PROJECT GUTENBERG EBOOK TIDES ***",
    )
)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("It was _his_ boat, as all of them knew, the _Tern\nof Orrin_, he said.",
         "It was *his* boat, as all of them knew, the *Tern of Orrin*, he said."),
        ("The _sea\nwas_ low,\nand so", "The *sea  \nwas* low,  \nand so"),
        ("=Ebb.= The sea goes.", "**Ebb.** The sea goes."),
        ('"_You_," she said, "_and 2 * 2_!"', r'"*You*," she said, "*and 2 \* 2*!"'),
        ("In 18__ a _row of", r"In 18_\_ a \_row of"),
        ("snake_case_name and a=b=c, a = b = c", "snake_case_name and a=b=c, a = b = c"),
    ],
)  # fmt: skip
def test_marks_of_project_gutenberg(typed, written):
    blocks = read_plain(GUTENBERG.format(typed).encode(), "a.txt").blocks
    assert as_markdown(blocks[2]) == written


def test_the_same_signs_elsewhere_are_signs():
    (block,) = read_plain(b"It was _his_ boat.", "a.txt").blocks
    assert as_markdown(block) == r"It was \_his_ boat."
