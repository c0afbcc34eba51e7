"""What the command line names: files, folders, patterns; in which order, and what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from helpers.articles import gathered as gather
from octavo.core.errors import OctavoError
from octavo.findings.wording import message_of
from octavo.importing.gather import Refused, natural
from octavo.importing.gather import gather as gather_all


def _tree(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The text of {path.stem}.\n\nMore.", encoding="utf-8")
    return folder


def _refused(*arguments, **options):
    with pytest.raises(OctavoError) as caught:
        list(gather([str(each) for each in arguments], **options))
    return caught.value


def test_a_folder_in_natural_order_with_all_below_it(tmp_path):
    folder = _tree(
        tmp_path, "post 10.txt", "post 2.txt", "Post 1.txt", "b/2.md", "b/10.html", "a.txt",
        ".hidden.txt", ".git/x.txt", "__MACOSX/x.txt", "b/~$lock.docx",
    )  # fmt: skip
    found = list(gather([str(folder)]))
    assert [Path(each.where).relative_to(folder).as_posix() for each in found] == [
        "a.txt",
        "b/2.md",
        "b/10.html",
        "Post 1.txt",
        "post 2.txt",
        "post 10.txt",
    ]
    assert [each.name for each in found][:2] == ["a.txt", "2.md"]
    assert all(each.path == Path(each.where) for each in found)


def test_what_is_no_article_in_a_folder_is_said_once(tmp_path):
    _tree(tmp_path, "a.txt", "b.txt", "x.jpg", "y.json", "z", "w.css")
    first, second = gather([str(tmp_path)])
    (said,) = first.source.findings
    assert message_of(said) == "no articles, and passed over: w.css, x.jpg, y.json and 1 more."
    assert said.file == str(tmp_path)
    assert second.source.findings == ()


def test_files_without_a_text_do_not_stop_a_folder(tmp_path):
    _tree(tmp_path, "a.txt", "b/c.md")
    for name in ("0.txt", "b/index.md", "z.html"):
        (tmp_path / name).write_text("---\ntitle: Posts\n---\n" if ".md" in name else " \n")
    *_, last = found = list(gather([str(tmp_path)]))
    assert [each.name for each in found] == ["a.txt", "c.md"]
    (said,) = last.source.findings
    assert said.code == "entries-empty"
    assert message_of(said) == "without a text, and left out: “0.txt”, “b/index.md”, “z.html”."
    assert said.file == str(tmp_path)
    assert "is empty" in _refused(tmp_path / "0.txt").message
    (tmp_path / "a.txt").unlink()
    (tmp_path / "b/c.md").unlink()
    assert "no article in this folder has a text" in _refused(tmp_path).message


def test_patterns(tmp_path, monkeypatch):
    _tree(tmp_path, "a 10.txt", "a 2.txt", "b.md", "deep/er/c.txt")
    monkeypatch.chdir(tmp_path)
    assert [each.name for each in gather(["a*.txt"])] == ["a 2.txt", "a 10.txt"]
    assert [each.name for each in gather(["**/*.txt"])] == ["a 2.txt", "a 10.txt", "c.txt"]
    error = _refused("*.html")
    assert (error.message, error.exit_code) == ("no file matches this pattern.", 2)


@pytest.mark.parametrize(
    "name",
    ["with space.txt", "ümläut – “x”.txt", "日本.txt", "-dash.txt", "[a].txt", "a*b.txt", "a?.md"],
)
def test_names_of_files(tmp_path, monkeypatch, name):
    _tree(tmp_path, name)
    monkeypatch.chdir(tmp_path)
    (found,) = gather([name])
    assert found.name == name
    (found,) = gather(["."])
    assert found.name == name


def test_a_file_name_that_is_not_utf8_is_read_by_the_folder(tmp_path):
    name = os.fsencode(str(tmp_path)) + b"/caf\xe9.txt"
    with open(name, "wb") as opened:  # noqa: PTH123 (a name in bytes)
        opened.write(b"One two.")
    (found,) = gather([str(tmp_path)])
    assert found.source.words == ("One", "two.")


def test_what_cannot_be_gathered(tmp_path):
    (tmp_path / "empty").mkdir()
    assert _refused(tmp_path / "empty").message == "there is no article in this folder."
    assert _refused(tmp_path / "gone.txt").message == "there is no such file."
    assert _refused("bad\0name.txt").exit_code == 2
    assert _refused("x" * 5000 + ".txt").exit_code == 2
    assert _refused(tmp_path, encoding="nonsense").where == "--encoding"
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert _refused(tmp_path / "loop.txt").exit_code == 2


def test_links_in_a_circle_are_walked_once(tmp_path):
    _tree(tmp_path, "a/a.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    assert [each.name for each in gather([str(tmp_path)])] == ["a.txt"]


def test_the_encoding_reaches_each_reader(tmp_path):
    for name in ("a.txt", "b.md", "c.html"):
        (tmp_path / name).write_bytes("caf\xe9 au lait".encode("cp1252"))
    found = gather([str(tmp_path)], encoding="cp1252")
    assert [each.source.words for each in found] == [("café", "au", "lait")] * 3


def test_what_cannot_be_read_is_kept_and_the_others_come(tmp_path):
    _tree(tmp_path, "a.txt", "c.txt", "e/f.md")
    for name in ("b.txt", "d.html"):
        (tmp_path / name).write_bytes(b"\xff\xfe\xfd" if name == "b.txt" else b"<div>" * 400)
    refused = Refused()
    asked = [str(tmp_path), str(tmp_path / "nowhere.txt"), str(tmp_path / "e")]
    found = gather_all(asked, refused=refused)
    assert [each.name for each in found] == ["a.txt", "c.txt", "f.md", "f.md"]
    places = [Path(error.where.split(":")[0]).name for error in refused.errors]
    assert places == ["b.txt", "d.html", "nowhere.txt"]


def test_pictures_beside_an_article_come_along(tmp_path):
    (tmp_path / "pics").mkdir()
    (tmp_path / "pics" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n rest")
    (tmp_path / "a.md").write_text("Look: ![A](pics/a.png)\n")
    (tmp_path / "b.html").write_text("<p>Look: <img src='pics/a.png'></p>")
    one, two = gather([str(tmp_path)])
    assert one.source.images == two.source.images
    assert one.source.images[0].path in one.source.blocks[0].text


@pytest.mark.parametrize(
    ("names", "ordered"),
    [
        (["10", "9", "1"], ["1", "9", "10"]),
        (["b2", "B10", "a"], ["a", "b2", "B10"]),
        (["x/2", "x 1", "x/10"], ["x/2", "x/10", "x 1"]),
        (["²", "1", "१"], ["1", "²", "१"]),
    ],
)
def test_natural_order(names, ordered):
    assert sorted(names, key=natural) == ordered
