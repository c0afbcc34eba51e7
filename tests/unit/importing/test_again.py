"""The same command again: sources that changed, moved or went, copies, pictures, other options."""

from __future__ import annotations

import resource
import struct
import tomllib
import zlib
from pathlib import Path

import pytest

from helpers.articles import BREAD, FILLER, HARBOUR
from octavo.core.errors import OctavoError
from octavo.findings.wording import message_of
from octavo.importing import assemble_run
from octavo.importing.ledger import LEDGER
from octavo.importing.run_events import AssemblyReport, Read, Request, Step

HARBOUR_MD = "manuscript/what-the-harbour-taught-me.md"


def _run(root: Path, *arguments: object, **given) -> AssemblyReport:
    *_, report = assemble_run.assemble(
        Request(root=root, arguments=tuple(map(str, arguments)), **given)
    )
    return report


def _files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def _files_but_ledger(root: Path) -> dict[str, bytes]:
    """The files without the ledger, which keeps what was said."""
    return {name: data for name, data in _files(root).items() if name != LEDGER}


def _articles(root: Path) -> list[dict]:
    return tomllib.loads((root / LEDGER).read_text("utf-8"))["article"]


def _statuses(report: AssemblyReport) -> list[str]:
    return [str(each.status) for each in report.articles]


def _codes(report: AssemblyReport) -> list[str]:
    return [each.code for each in report.findings]


def _png(shade: int) -> bytes:
    """A picture of one grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixel = zlib.compress(bytes((0, shade)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


def test_a_folder_again_changes_nothing(own_articles, tmp_path):
    root, folder = tmp_path / "b", own_articles["harbour"].parent
    _run(root, folder)
    before = _files(root)
    for arguments in ((folder,), (f"{folder}/*.txt",), (), (folder, folder)):
        assert set(_statuses(_run(root, *arguments))) == {"unchanged"}
        assert _files(root) == before


def test_from_wherever_it_is_called(own_articles, tmp_path, monkeypatch):
    root, folder = tmp_path / "b", own_articles["harbour"].parent
    _run(root, folder)
    before = _files(root)
    assert _articles(root)[0]["origin"] == f"../in/{_articles(root)[0]['file']}"
    monkeypatch.chdir(folder)
    _run(Path("../b"), ".")
    _run(Path("../b"), "harbour.txt")
    assert _files(root) == before


def test_a_source_that_changed_is_followed(own_articles, tmp_path):
    root, harbour = tmp_path / "b", own_articles["harbour"]
    _run(root, harbour, own_articles["bread"])
    harbour.write_text(HARBOUR.replace("beside the water", "by the sea"), encoding="utf-8")
    report = _run(root, harbour, own_articles["bread"])
    assert _statuses(report) == ["written", "unchanged"]
    assert "by the sea" in (root / HARBOUR_MD).read_text("utf-8")
    assert (root / "manuscript/articles/harbour.txt").read_bytes() == harbour.read_bytes()
    assert len(_articles(root)) == 2


def test_a_chapter_that_was_taken_out_stays_out(own_articles, tmp_path):
    root, folder = tmp_path / "b", own_articles["harbour"].parent
    _run(root, folder)
    book, chapter = root / "manuscript/book.toml", root / HARBOUR_MD
    listed = book.read_text("utf-8")
    without = listed.replace(f'"{chapter.name}",', "")
    assert without != listed
    book.write_text(without, "utf-8")
    chapter.unlink()
    first, second = _run(root), _run(root, folder)
    for report in (first, second):
        assert _statuses(report).count("left-out") == 1
        assert "what-the-harbour" not in book.read_text("utf-8")
        assert not chapter.exists()
    # It is said, once.
    assert [_codes(report).count("chapter-taken-out") for report in (first, second)] == [1, 0]
    assert not any("harbour" in (each.file or "") for each in second.findings)
    # Put back into the list, it comes back.
    book.write_text(listed, "utf-8")
    assert "left-out" not in _statuses(_run(root))
    assert chapter.exists()
    assert "out" not in _articles(root)[0]


def test_links_to_a_chapter_that_was_taken_out_stay_as_they_are(tmp_path):
    root, folder = tmp_path / "b", tmp_path / "in"
    folder.mkdir()
    (folder / "one.md").write_text("# The One\n\nSee [two](two.md).\n", "utf-8")
    (folder / "two.md").write_text("# The Two\n\nSee [one](one.md).\n", "utf-8")
    _run(root, folder)
    assert "(the-two.md)" in (root / "manuscript/the-one.md").read_text("utf-8")
    book = root / "manuscript/book.toml"
    book.write_text(book.read_text("utf-8").replace('"the-two.md",', ""), "utf-8")
    _run(root, folder)
    assert "(two.md)" in (root / "manuscript/the-one.md").read_text("utf-8")


def test_a_source_that_changed_does_not_touch_an_edited_chapter(own_articles, tmp_path):
    root, harbour = tmp_path / "b", own_articles["harbour"]
    _run(root, harbour)
    (root / HARBOUR_MD).write_text("# Mine\n\nMine.\n", encoding="utf-8")
    harbour.write_text(HARBOUR.replace("beside the water", "by the sea"), encoding="utf-8")
    for _ in range(2):
        report = _run(root, harbour)
        assert _statuses(report) == ["left-alone"]
        assert (root / HARBOUR_MD).read_text("utf-8") == "# Mine\n\nMine.\n"
        (change,) = [each for each in report.changes if each.path == HARBOUR_MD]
        assert change.before == "# Mine\n\nMine.\n"
        assert "by the sea" in change.after


def test_a_source_that_went_is_said(own_articles, tmp_path):
    root, harbour = tmp_path / "b", own_articles["harbour"]
    _run(root, harbour.parent)
    before = _files_but_ledger(root)
    harbour.unlink()
    for arguments in ((harbour.parent,), (own_articles["bread"],)):
        (gone,) = [each for each in _run(root, *arguments).findings if each.code == "article-gone"]
        assert gone.file == "manuscript/articles/harbour.txt"
        assert "../in/harbour.txt" in message_of(gone)
    assert _files_but_ledger(root) == before
    assert "article-gone" not in _codes(_run(root)), "the copy is there, and was asked for"
    assert _files_but_ledger(root) == before


def test_a_source_with_another_name_is_the_same_article(own_articles, tmp_path):
    root, harbour = tmp_path / "b", own_articles["harbour"]
    _run(root, harbour)
    other = harbour.rename(harbour.with_name("hafen.txt"))
    report = _run(root, other)
    assert _statuses(report) == ["unchanged"]
    assert report.articles[0].file == "manuscript/articles/harbour.txt"
    assert [each["origin"] for each in _articles(root)] == ["../in/hafen.txt"]


def test_two_sources_with_the_same_words_are_two(own_articles, tmp_path):
    root, harbour = tmp_path / "b", own_articles["harbour"]
    twin = harbour.with_name("twin.txt")
    twin.write_bytes(harbour.read_bytes())
    report = _run(root, harbour, twin)
    assert len(report.articles) == 2
    assert "article-duplicate" in _codes(report)


def test_a_duplicate_of_an_earlier_article_is_found(own_articles, tmp_path):
    root, harbour = tmp_path / "b", own_articles["harbour"]
    _run(root, harbour)
    twin = harbour.with_name("twin.txt")
    twin.write_bytes(harbour.read_bytes())
    assert "article-duplicate" in _codes(_run(root, twin))


def test_a_copy_that_was_edited_counts(own_articles, tmp_path):
    root, harbour = tmp_path / "b", own_articles["harbour"]
    _run(root, harbour)
    copy = root / "manuscript/articles/harbour.txt"
    edited = HARBOUR.replace("beside the water", "on a barge")
    copy.write_text(edited, encoding="utf-8")
    for arguments in ((harbour,), (harbour,), (), (copy,), (harbour,)):
        report = _run(root, *arguments)
        assert copy.read_text("utf-8") == edited
        assert "on a barge" in (root / HARBOUR_MD).read_text("utf-8")
        assert ("article-copy-edited" in _codes(report)) == (arguments != (copy,))
    copy.unlink()
    report = _run(root, harbour)
    assert _statuses(report) == ["written"]
    assert "beside the water" in (root / HARBOUR_MD).read_text("utf-8")
    assert copy.read_bytes() == harbour.read_bytes()


def test_without_a_copy(own_articles, tmp_path):
    root, harbour = tmp_path / "b", own_articles["harbour"]
    report = _run(root, harbour, own_articles["bread"], copy=False)
    before = _files(root)
    assert not list((root / "manuscript/articles").glob("*.txt"))
    assert [each["copied"] for each in _articles(root)] == [False, False]
    assert "title-missing" not in _codes(report) or report.articles
    for arguments, options in (((harbour,), {"copy": False}), ((), {})):
        assert set(_statuses(_run(root, *arguments, **options))) == {"unchanged"}
        assert _files(root) == before
    harbour.unlink()
    report = _run(root)
    assert len(report.articles) == 1
    (finding,) = [each for each in report.findings if each.code == "article-not-kept"]
    assert "../in/harbour.txt" in message_of(finding)
    assert _files_but_ledger(root).items() <= before.items()
    with pytest.raises(OctavoError):
        _run(root, harbour, copy=False)
    harbour.write_text(HARBOUR, encoding="utf-8")
    _run(root, harbour)
    assert (root / "manuscript/articles/harbour.txt").is_file()
    assert "copied" not in _articles(root)[0]


def test_an_encoding_is_remembered(tmp_path):
    root, source = tmp_path / "b", tmp_path / "cafe.txt"
    text = f"Ein Café am Meer\n\n{FILLER} Schöne Grüße.\n"
    source.write_bytes(text.encode("cp1252"))
    with pytest.raises(OctavoError):
        _run(root, source)
    _run(root, source, encoding="cp1252")
    chapter = root / "manuscript/ein-cafe-am-meer.md"
    assert "Schöne Grüße." in chapter.read_text("utf-8")
    before = _files(root)
    _run(root)
    source.unlink()
    _run(root)
    assert _files(root) == before


def test_pictures_are_written_and_never_overwritten(tmp_path):
    folder, root = tmp_path / "in", tmp_path / "b"
    folder.mkdir()
    (folder / "my sea.png").write_bytes(_png(7))
    source = folder / "a.md"
    source.write_text(f"# A House\n\n{FILLER}\n\n![The sea](<my sea.png>)\n", encoding="utf-8")
    _run(root, source)
    (picture,) = (root / "manuscript/images").iterdir()
    assert picture.read_bytes() == _png(7)
    chapter = (root / "manuscript/a-house.md").read_text("utf-8")
    assert f"](images/{picture.name})" in chapter
    before = _files(root)
    _run(root, source)
    assert _files(root) == before
    # From the copy alone, the book's own picture is read.
    source.unlink()
    (folder / "my sea.png").unlink()
    for arguments in ((), (root / "manuscript/articles/a.md",)):
        assert _statuses(_run(root, *arguments)) == ["unchanged"]
        assert _files(root) == before
    source.write_text(f"# A House\n\n{FILLER}\n\n![The sea](<my sea.png>)\n", encoding="utf-8")
    (folder / "my sea.png").write_bytes(_png(7))
    picture.write_bytes(_png(9))
    report = _run(root, source)
    assert "image-kept" in _codes(report)
    assert picture.read_bytes() == _png(9)


def test_without_writing_nothing_is_written(own_articles, tmp_path):
    root, harbour = tmp_path / "b", own_articles["harbour"]
    report = _run(root, harbour, write=False)
    assert not root.exists()
    assert [(each.path, each.before) for each in report.changes] == [
        (HARBOUR_MD, None),
        ("manuscript/book.toml", None),
    ]
    _run(root, harbour)
    before = _files(root)
    assert _run(root, harbour, write=False).changes == ()
    harbour.write_text(BREAD, encoding="utf-8")
    assert len(_run(root, harbour, own_articles["post"], write=False).changes) == 3
    assert _files(root) == before


def test_an_order_is_proposed_and_never_imposed(own_articles, tmp_path):
    root = tmp_path / "b"
    _run(root, *own_articles.values())
    book = root / "manuscript/book.toml"
    before = book.read_text("utf-8")
    report = _run(root, propose=True)
    assert report.statement
    proposed = book.read_text("utf-8")
    assert tomllib.loads(proposed) == tomllib.loads(before)
    for each in report.articles:
        name = each.chapter.removeprefix("manuscript/")
        assert proposed.count(name) == before.count(name) + 1
    _run(root, propose=True)
    assert book.read_text("utf-8") == proposed
    _run(root, *own_articles.values())
    assert book.read_text("utf-8") == proposed, "it stays until another is asked for"
    _run(root, own_articles["harbour"], propose=True)
    assert book.read_text("utf-8").count("bread") == proposed.count("bread"), "of the whole book"


def test_only_some_of_the_ledger(own_articles, tmp_path):
    root = tmp_path / "b"
    _run(root, *own_articles.values())
    before = _files(root)
    report = _run(root, only=frozenset(("post.txt",)))
    assert [each.file for each in report.articles] == ["manuscript/articles/post.txt"]
    assert _files(root) == before


def test_no_article_and_none_known(tmp_path):
    with pytest.raises(OctavoError) as caught:
        _run(tmp_path / "b")
    assert caught.value.exit_code == 2
    assert not (tmp_path / "b").exists()


def test_what_it_says_on_its_way(own_articles, tmp_path):
    request = Request(root=tmp_path / "b", arguments=tuple(map(str, own_articles.values())))
    events = list(assemble_run.assemble(request))
    assert [each.name for each in events if isinstance(each, Step)] == ["read", "compare", "write"]
    assert [each.number for each in events if isinstance(each, Read)] == [1, 2, 3, 4, 5]
    assert isinstance(events[-1], AssemblyReport)


def test_articles_of_one_name_in_many_folders(tmp_path):
    root = tmp_path / "b"
    for year in ("2019", "2020", "2021"):
        folder = tmp_path / "in" / year
        folder.mkdir(parents=True)
        (folder / "index.txt").write_text(f"The Year {year}\n\n{FILLER}\n", encoding="utf-8")
    report = _run(root, tmp_path / "in")
    before = _files(root)
    names = [each.file for each in report.articles]
    assert names == [f"manuscript/articles/{year}.txt" for year in (2019, 2020, 2021)]
    changed = tmp_path / "in/2020/index.txt"
    changed.write_text(f"The Year 2020\n\nOne more. {FILLER}\n", encoding="utf-8")
    report = _run(root, tmp_path / "in")
    assert _statuses(report) == ["unchanged", "written", "unchanged"]
    assert len(_files(root)) == len(before)


@pytest.mark.parametrize("room", [0, 500, 2000])
def test_a_disk_without_room(own_articles, tmp_path, room):
    """A limit on the length of files stops everyone, root among them, as a full disk does."""
    root = tmp_path / "b"
    _run(root, own_articles["harbour"])
    before = _files(root)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        with pytest.raises(OctavoError) as caught:
            _run(root, own_articles["bread"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "cannot be written" in caught.value.message
    assert _files(root) == before


def test_a_feed_again_changes_nothing(tmp_path):
    """Also if its entries have no addresses, and titles that no file could have."""
    root, feed = tmp_path / "b", tmp_path / "feed.xml"
    items = "".join(
        f"<item><title>{title}</title>{link}<description>&lt;p&gt;Boat {number} left. {FILLER}"
        "&lt;/p&gt;</description></item>"
        for number, (title, link) in enumerate(
            (
                ("Very " * 80 + "Long", ""),
                ("The Tide", "<link>https://ada.example.com/tide</link>"),
                ("The Tide", ""),
            )
        )
    )
    head = '<?xml version="1.0"?><rss version="2.0"><channel><title>B</title>'
    feed.write_text(f"{head}{items}</channel></rss>", encoding="utf-8")
    assert len(_run(root, feed).articles) == 3
    before = _files(root)
    for arguments in ((feed,), (), (root / "manuscript/articles/the-tide.html",)):
        assert set(_statuses(_run(root, *arguments))) == {"unchanged"}
        assert _files(root) == before
    feed.write_text(f"{head}{items}</channel></rss>".replace("Boat 1", "Ship 1"), "utf-8")
    report = _run(root, feed)
    assert sorted(_statuses(report)) == ["unchanged", "unchanged", "written"]
    assert len(_files(root)) == len(before)


def test_an_argument_that_is_no_path(tmp_path):
    for argument in ("x" * 5000, "a\0b"):
        with pytest.raises(OctavoError):
            _run(tmp_path / "b", argument)
