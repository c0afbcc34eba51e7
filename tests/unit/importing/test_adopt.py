"""`octavo adopt` as a whole: what is copied, what a second run does, what is never touched."""

from __future__ import annotations

import tomllib

import pytest

from helpers.articles import HARBOUR
from octavo.core.errors import OctavoError
from octavo.editions.known_kinds import all_kinds
from octavo.findings.wording import message_of, remedy_of
from octavo.importing import assemble_run
from octavo.importing.adopt_run import adopt
from octavo.importing.adopt_source import AdoptRequest
from octavo.importing.ledger import LEDGER
from octavo.importing.run_events import Request
from octavo.manuscript.book_metadata import Known
from octavo.manuscript.load import load_manuscript

PNG = b"\x89PNG\r\n\x1a\n rest"
SUMMARY = "# Summary\n\n# Water\n\n- [One](one.md)\n- [Two](two.md)\n"
ONE = (
    "# One\r\n\r\nSee [two](two.md).\r\n\r\n![A boat](img/boat.png)\r\n\r\n"
    "```rust\r\n{{#include code.rs:main}}\r\n```\r\n"
)
CODE = "use x;\n// ANCHOR: main\nfn main() {}\n// ANCHOR_END: main\n"


@pytest.fixture
def source(tmp_path):
    files = {
        "book.toml": '[book]\ntitle = "Boats"\nauthors = ["Ada Quill"]\n',
        "src/SUMMARY.md": SUMMARY,
        "src/one.md": ONE,
        "src/two.md": "# Two\n\nWords, *as they stand*.   \nMore.",
        "src/code.rs": CODE,
    }
    for name, text in files.items():
        path = tmp_path / "boats" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    for name in ("src/img/boat.png", "src/img/logo.png"):
        path = tmp_path / "boats" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(PNG)
    return tmp_path / "boats"


def _adopt(source, root, **given):
    return adopt(AdoptRequest(source=source, root=root, **given))


def _files(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def _fates(report):
    return {name: str(fate) for name, fate in report.fates.items()}


def test_a_book_is_made_and_the_source_is_as_it_was(source, tmp_path):
    before, root = _files(source), tmp_path / "book"
    report = _adopt(source, root)
    assert _files(source) == before
    made = _files(root)
    assert made["manuscript/two.md"] == before["src/two.md"]
    assert made["manuscript/img/boat.png"] == PNG
    assert "manuscript/img/logo.png" not in made  # nobody shows it
    assert b"fn main() {}" in made["manuscript/one.md"]
    assert b"include" not in made["manuscript/one.md"]
    assert report.findings == ()
    ledger = tomllib.loads((root / LEDGER).read_text("utf-8"))["adopted"]
    assert {each["file"]: each.get("included") for each in ledger} == {
        "one.md": ["code.rs:main"],
        "two.md": None,
        "img/boat.png": None,
    }
    known = Known(profiles=("plain",), themes=("classic",), kinds=all_kinds())
    book = load_manuscript(root, known)
    assert [each.severity for each in book.findings if each.severity == "error"] == []
    assert (book.metadata.title, book.parts[0].title) == ("Boats", "Water")
    assert [chapter.path for chapter in book.chapters] == ["manuscript/one.md", "manuscript/two.md"]


def test_comments_stay_in_the_files_and_stand_in_the_ledger(source, tmp_path):
    with (source / "src/two.md").open("a", encoding="utf-8") as file:
        file.write("\nIn the %%ask Ann%% harbour.\n")
    root = tmp_path / "book"
    report = _adopt(source, root)
    assert "%%ask Ann%%" in (root / "manuscript/two.md").read_text("utf-8")
    assert [(each.code, each.file) for each in report.findings] == [
        ("document-left-out", "manuscript/two.md")
    ]
    (apart,) = tomllib.loads((root / LEDGER).read_text("utf-8"))["apart"]
    assert (apart["kind"], apart["page"], apart["text"]) == ("comment", "two.md", "ask Ann")


def test_a_second_run_brings_what_is_new_and_keeps_what_is_the_authors(source, tmp_path):
    root = tmp_path / "book"
    _adopt(source, root)
    before = _files(root)
    assert set(_fates(_adopt(source, root)).values()) == {"unchanged"}
    assert _files(root) == before
    one, two = (root / "manuscript" / name for name in ("one.md", "two.md"))
    two.write_text("# Two\n\nMine.\n", "utf-8")
    (source / "src/one.md").write_text("# One\n\nNew words.\n", "utf-8")
    (source / "src/three.md").write_text("# Three\n", "utf-8")
    (source / "src/SUMMARY.md").write_text(SUMMARY + "- [Three](three.md)\n", "utf-8")
    report = _adopt(source, root)
    assert _fates(report) == {"one.md": "updated", "two.md": "left-alone", "three.md": "new"}
    assert one.read_text("utf-8") == "# One\n\nNew words.\n"
    assert two.read_text("utf-8") == "# Two\n\nMine.\n"
    book = tomllib.loads((root / "manuscript/book.toml").read_text("utf-8"))
    assert book["contents"]["part"][0]["chapters"] == ["one.md", "two.md", "three.md"]
    # Only the author has changed it: nothing to say.
    assert [each.code for each in report.findings] == ["adopt-gone"]
    (source / "src/two.md").write_text("# Two\n\nTheirs.\n", "utf-8")
    for expected in (["adopt-both-changed"], []):
        report = _adopt(source, root)
        assert [each.code for each in report.findings if each.code != "adopt-gone"] == expected
        assert two.read_text("utf-8") == "# Two\n\nMine.\n"


def test_a_listed_chapter_that_is_not_there_is_said(source, tmp_path):
    (source / "src/SUMMARY.md").write_text(SUMMARY + "- [None](none.md)\n", "utf-8")
    (said,) = _adopt(source, tmp_path / "book").findings
    assert said.code == "adopt-unread"
    assert message_of(said) == "not taken over: none.md: listed, and not there."


def test_a_chapter_that_the_author_took_away_stays_away(source, tmp_path):
    root = tmp_path / "book"
    _adopt(source, root)
    path = root / "manuscript/book.toml"
    path.write_text(path.read_text("utf-8").replace('"one.md", ', ""), "utf-8")
    (root / "manuscript/one.md").unlink()
    assert _fates(_adopt(source, root))["one.md"] == "left-out"
    assert not (root / "manuscript/one.md").exists()
    assert "one.md" not in path.read_text("utf-8")


def test_a_picture_within_the_text_is_no_name_to_look_for(source, tmp_path):
    # As long as one that a program embeds: to look from each of its letters on would take hours.
    inside = f"![A boat](data:image/png;base64,{'A' * 1_000_000})"
    (source / "src/two.md").write_text(f"# Two\n\n{inside} ![Oar](img/boat.png)\n", "utf-8")
    _adopt(source, tmp_path / "book")
    assert inside in (tmp_path / "book/manuscript/two.md").read_text("utf-8")
    assert (tmp_path / "book/manuscript/img/boat.png").exists()


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("a boat at sea.png", "![[a boat at sea.png|center|500]]"),
        ("a boat at sea.png", "![](<img/a boat at sea.png>)"),
        ("a boat at sea.png", "![](img/a%20boat%20at%20sea.png)"),
        ("A Boat (old).PNG", '<img src="img/a boat (old).png" alt="">'),
        ("boot, grün.png", "![](img/boot,%20gr%C3%BCn.png)"),
        ("grün.png", "![](img/gr%C3%BCn.png)"),
    ],
)
def test_a_picture_with_spaces_and_signs_in_its_name_comes_along(source, tmp_path, name, place):
    (source / "src/img").mkdir(exist_ok=True)
    (source / "src/img" / name).write_bytes(PNG)
    (source / "src/img/not shown.png").write_bytes(PNG)
    (source / "src/two.md").write_text(f"# Two\n\n{place}\n", "utf-8")
    _adopt(source, tmp_path / "book")
    assert (tmp_path / "book/manuscript/img" / name).read_bytes() == PNG
    assert not (tmp_path / "book/manuscript/img/not shown.png").exists()


def test_a_list_of_chapters_that_is_no_text_stops_no_articles(source, tmp_path):
    (source / "src/SUMMARY.md").write_bytes(b"- [One\xe9\xff](one.md)\n")
    (tmp_path / "b.md").write_text("# B\n\nWords.\n", "utf-8")
    request = Request(
        root=tmp_path / "book", arguments=(str(source / "src"), str(tmp_path / "b.md"))
    )
    *_, report = assemble_run.assemble(request)
    assert [each.title for each in report.articles] == ["One", "Two", "B"]
    assert [each.code for each in report.findings if each.severity == "error"] == ["article-unread"]


def test_pictures_beside_the_text_folder_bring_it_along(source, tmp_path):
    (source / "art").mkdir()
    (source / "art/oar.png").write_bytes(PNG)
    (source / "src/two.md").write_text("# Two\n\n![An oar](../art/oar.png)\n", "utf-8")
    root = tmp_path / "book"
    _adopt(source, root)
    assert (root / "manuscript/art/oar.png").read_bytes() == PNG
    assert (root / "manuscript/src/two.md").is_file()


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("{{#include code.rs}}", "use x;\nfn main() {}"),
        ("{{#include code.rs:1}}", "use x;"),
        ("{{#rustdoc_include code.rs:1:}}", "use x;\nfn main() {}"),
        ("{{< include code.rs >}}", "use x;\nfn main() {}"),
        ("```{include} code.rs\n```", "use x;\nfn main() {}"),
        ("```{r, child='code.rs'}\n```", "use x;\nfn main() {}"),
        ("[import, a.rs](code.rs)", "```rs\nuse x;\nfn main() {}\n```"),
        ("[include:1-1, lang-rust](code.rs)", "```rs\nuse x;\n```"),
    ],
)
def test_tags_that_ask_for_files(source, tmp_path, tag, text):
    (source / "src/two.md").write_text(f"# Two\n\n{tag}\n\nEnd.\n", "utf-8")
    _adopt(source, tmp_path / "book")
    written = (tmp_path / "book/manuscript/two.md").read_text("utf-8")
    assert written == f"# Two\n\n{text}\n\nEnd.\n"


def test_tags_are_followed_inside_the_folder_alone_and_not_for_ever(source, tmp_path):
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (source / "src/loop.md").write_text("{{#include loop.md}} {{#include loop.md}}", "utf-8")
    tags = ("{{#include ../../secret.txt}}", "{{#include none.md}}", "{{#include code.rs:other}}")
    (source / "src/two.md").write_text("# Two\n\n" + "\n\n".join((*tags, "{{#include loop.md}}")))
    report = _adopt(source, tmp_path / "book")
    written = (tmp_path / "book/manuscript/two.md").read_text("utf-8")
    assert "secret\n" not in written
    assert all(tag in written for tag in tags)
    assert len(written) < 50_000
    assert {each.code for each in report.findings} == {"adopt-tag-left"}
    said = [message_of(each) for each in report.findings]
    assert all(any(tag in text for text in said) for tag in tags)


def test_articles_and_an_adopted_book_share_a_ledger(source, tmp_path):
    root, article = tmp_path / "book", tmp_path / "harbour.txt"
    _adopt(source, root)
    article.write_text(HARBOUR, "utf-8")
    list(assemble_run.assemble(Request(root=root, arguments=(str(article),))))
    assert set(_fates(_adopt(source, root)).values()) == {"unchanged"}
    list(assemble_run.assemble(Request(root=root)))
    ledger = tomllib.loads((root / LEDGER).read_text("utf-8"))
    assert len(ledger["adopted"]) == 3
    assert len(ledger["article"]) == 1


def test_headings_of_parts_go_into_the_list_where_a_title_is_left(tmp_path):
    folder, code = tmp_path / "r", "```\n# (PART) No part {-}\n```\n"
    folder.mkdir()
    for name, text in {
        "_bookdown.yml": "book_filename: boats\n",
        "index.Rmd": f"# Before\n\n{code}",
        "01-sea.Rmd": f"# (PART) The Sea {{-}}\n\n# Salt\n\n{code}",
        "02-land.Rmd": "# (PART\\*) The Land {-}\n\nSand.\n",
    }.items():
        (folder / name).write_text(text, "utf-8")
    root = tmp_path / "book"
    report = _adopt(folder, root)
    assert [part.title for part in report.outline.parts] == ["", "The Sea", "The Land"]
    texts = {name: (root / "manuscript" / name).read_text("utf-8") for name in report.fates}
    assert texts["index.Rmd"] == f"# Before\n\n{code}"
    assert texts["01-sea.Rmd"].strip() == f"# Salt\n\n{code}".strip()
    assert texts["02-land.Rmd"].startswith("# (PART")
    ledger = tomllib.loads((root / LEDGER).read_text("utf-8"))["adopted"]
    taken = {each["file"]: each["taken"] for each in ledger if "taken" in each}
    assert taken == {"01-sea.Rmd": ["# (PART) The Sea {-}"]}
    assert set(_fates(_adopt(folder, root)).values()) == {"unchanged"}


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("boats/none", "no such folder or file"),
        ("boats/src/code.rs", "cannot be read"),
        ("boats/src/img", "no chapter in this folder"),
    ],
)
def test_what_is_no_book(source, tmp_path, where, said):
    with pytest.raises(OctavoError, match=said) as caught:
        _adopt(tmp_path / where, tmp_path / "book")
    assert caught.value.hint
    assert not (tmp_path / "book").exists()


def test_each_door_names_the_other(source, tmp_path):
    *_, report = assemble_run.assemble(
        Request(root=tmp_path / "book", arguments=(str(source / "src"),))
    )
    (said,) = [each for each in report.findings if each.code == "looks-adoptable"]
    assert remedy_of(said).endswith(f"octavo adopt {source / 'src'}")
    (tmp_path / "export.xml").write_text("<rss/>", "utf-8")
    with pytest.raises(OctavoError, match="looks like a feed or an export") as caught:
        _adopt(tmp_path / "export.xml", tmp_path / "other")
    assert "octavo assemble" in caught.value.hint


def test_a_book_inside_its_source_is_refused(source):
    before = _files(source)
    with pytest.raises(OctavoError, match="would lie inside"):
        _adopt(source, source / "octavo")
    assert _files(source) == before


def test_a_chapter_that_cannot_be_read_stops_no_other(source, tmp_path):
    (source / "src/two.md").unlink()
    (source / "src/two.md").symlink_to("two.md")
    plain = tmp_path / "plain"
    plain.mkdir()
    (plain / "one.md").write_text("# One\n\nWords.\n")
    (plain / "two.md").symlink_to("nowhere.md")
    report = _adopt(plain, tmp_path / "out")
    assert report.outline.chapters == ("one.md",)
    (said,) = report.findings
    assert (said.code, said.severity) == ("adopt-unreadable", "error")
    assert message_of(said).startswith("cannot be read (No such file")
    listed = _adopt(source, tmp_path / "listed")
    assert listed.outline.chapters == ("one.md",)
    assert [each.code for each in listed.findings] == ["adopt-unread"]


def test_no_chapter_can_be_read(tmp_path):
    (tmp_path / "one.md").symlink_to("nowhere.md")
    with pytest.raises(OctavoError, match="cannot be read"):
        _adopt(tmp_path, tmp_path.parent / "out-of-it")


def test_a_chapter_without_a_title_gets_that_of_the_list(source, tmp_path):
    texts = {
        "one.md": "- [Goal](#goal)\n\n## Goal\n\nWords.\n\n## Plan\n\nMore.\n",
        "two.md": "## Two as it was\n\nWords.\n\n### Below\n\nMore.\n",
    }
    for name, text in texts.items():
        (source / "src" / name).write_text(text)
    root = tmp_path / "out"
    _adopt(source, root)
    one = (root / "manuscript/one.md").read_text()
    assert one == f'---\ntitle: "One"\n---\n\n{texts["one.md"]}'
    assert (root / "manuscript/two.md").read_text() == texts["two.md"]
    entry = tomllib.loads((root / LEDGER).read_text())["adopted"][0]
    assert (entry["title"], entry["titled"]) == ("One", True)
    known = Known(profiles=("plain",), themes=("classic",), kinds=all_kinds())
    assert load_manuscript(root, known).chapters[0].title == "One"
    again = _adopt(source, root)
    assert {str(each) for each in again.fates.values()} == {"unchanged"}


def test_a_title_goes_into_the_front_matter_that_is_there(source, tmp_path):
    (source / "src/one.md").write_text("---\ndate: 2024-01-02\n---\nWords.\n")
    (source / "src/two.md").write_text("+++\ndraft = false\n+++\nWords.\n")
    _adopt(source, tmp_path / "out")
    one, two = ((tmp_path / "out/manuscript" / name).read_text() for name in ("one.md", "two.md"))
    assert one == '---\ntitle: "One"\ndate: 2024-01-02\n---\nWords.\n'
    assert two == '+++\ntitle = "Two"\ndraft = false\n+++\nWords.\n'


def test_files_of_sources_come_along(tmp_path):
    source = tmp_path / "boats"
    source.mkdir()
    said = "project:\n  type: book\nbook:\n  title: Boats\n  chapters: [one.qmd]\n"
    (source / "_quarto.yml").write_text(said + "bibliography: [sea.bib, gone.bib]\n")
    (source / "one.qmd").write_text("# One\n\nIt is odd [@lee].\n")
    (source / "sea.bib").write_text("@book{lee, title={Sea}}")
    report = _adopt(source, tmp_path / "out")
    assert (tmp_path / "out/manuscript/sea.bib").read_text() == "@book{lee, title={Sea}}"
    codes = {each.code: message_of(each) for each in report.findings}
    assert codes["adopt-unread"] == "not taken over: gone.bib: listed, and not there."
    assert codes["adopt-literature"].startswith("sea.bib was copied")
