"""What is told after a save, and the states that the preview can be in."""

from __future__ import annotations

import asyncio
import re

import pytest

from helpers.loops import in_loop
from octavo.preview import session as desk_module
from octavo.preview.book_facts import Printed
from octavo.preview.server_sent_events import Hub
from octavo.preview.session import Desk
from octavo.workers.patience import Overdue
from octavo.workers.stream import Stream


class Teller(Hub):
    """Remembers what is told."""

    def __init__(self):
        super().__init__()
        self.told = []

    def tell(self, name, data):
        self.told.append((name, data))


class Bench:
    """A desk whose pages are not set: each save is read when the test says so."""

    def __init__(self, root):
        self.root = root
        self.hub = Teller()
        self.desk = Desk(root, self.hub)
        self.desk._tried = True  # no full layout

    async def read(self):
        """Reads the book; what was told, without the facts."""
        self.hub.told.clear()
        await self.desk.update()
        return [item for item in self.hub.told if item[0] != "book"]

    def write(self, name, text):
        (self.root / "manuscript" / name).write_text(text, "utf-8")

    def change(self, name, old, new):
        path = self.root / "manuscript" / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    async def text(self, name):
        return (await self.desk.text(name) or b"").decode()


@pytest.fixture
def bench(book):
    return Bench(book)


def state(bench):
    return bench.desk.facts()["state"]


def test_the_facts_of_a_book(bench):
    async def run():
        assert await bench.read() == []
        facts = bench.desk.facts()
        assert (facts["title"], facts["authors"], facts["goal"]) == (
            "Slack Tide",
            ["Nan Tulloch"],
            500,
        )
        assert (facts["language"], facts["direction"], facts["print"]) == ("en-GB", "ltr", "print")
        one, two = facts["chapters"]
        assert (one["id"], one["title"], one["number"]) == ("one", "The Ferry", "1")
        assert one["file"] == "manuscript/one.md"
        assert one["headings"] == [{"id": "one--the-pier", "title": "The pier", "level": 2}]
        # Title 2, heading 2, 5 + 8 + 6 words; the picture's words are an attribute.
        assert one["words"] == 23
        assert (one["minutes"], one["draft"], two["draft"]) == (1, False, True)
        assert facts["words"] == one["words"] + two["words"]
        assert facts["problems"] == []
        assert facts["pages"] == {"total": None, "stale": False, "when": ""}

    in_loop(run())


def test_a_chapter_is_the_ebooks_own_document_with_lines(bench):
    async def run():
        await bench.read()
        text = await bench.text("one")
        assert 'data-line="1"' in re.search(r'<header class="opener"[^>]*>', text)[0]
        assert re.search(r'<p data-line="3"[^>]* data-file="manuscript/one.md"', text)
        # From /chapter/one.xhtml, this leads to /chapter/two.xhtml.
        assert '<a href="two.xhtml">' in text
        image = re.search(r'src="\.\./asset/([^"]+)"', text)[1]
        assert bench.desk.asset(image).media_type == "image/svg+xml"
        style = bench.desk.styles
        assert f'href="/style/ebook.css?v={style.version}"' in text
        fonts = re.findall(r'url\("/asset/([^"]+)"\)', style.css)
        assert fonts
        assert all(bench.desk.asset(name) for name in fonts)
        assert await bench.desk.text("three") is None

    in_loop(run())


def test_a_save_is_told_with_its_line(bench):
    async def run():
        await bench.read()
        bench.change("one.md", "It *waits*", "It never *waits*")
        assert await bench.read() == [("text", {"chapter": "one", "version": 1, "line": 5})]
        assert "never" in await bench.text("one")
        assert await bench.read() == []

    in_loop(run())


def test_lines_are_those_of_the_file(bench):
    async def run():
        await bench.read()
        bench.change("two.md", "Nothing", "Almost nothing")
        assert await bench.read() == [("text", {"chapter": "two", "version": 1, "line": 6})]

    in_loop(run())


def test_only_what_changed_is_parsed_again(bench, monkeypatch):
    from octavo.preview import book_reader

    parsed = []

    def parse(chapter, language, *, lines):
        parsed.append(chapter.id)
        return plain(chapter, language, lines=lines)

    plain = book_reader.parse_chapter
    monkeypatch.setattr(book_reader, "parse_chapter", parse)

    async def run():
        await bench.read()
        assert parsed == ["one", "two"]
        bench.change("one.md", "six", "seven")
        await bench.read()
        assert parsed == ["one", "two", "one"]

    in_loop(run())


def test_a_broken_chapter_keeps_its_last_good_text(bench, monkeypatch):
    def too_deep(text, writing):
        raise RecursionError

    async def run():
        await bench.read()
        good = await bench.text("one")
        monkeypatch.setattr("octavo.markdown.section.read_chapter", too_deep)
        bench.change("one.md", "It *waits*", "It <b>waits")
        assert await bench.read() == []
        assert await bench.text("one") == good
        assert state(bench)["name"] == "error"
        assert (state(bench)["file"], state(bench)["line"]) == ("manuscript/one.md", 1)
        assert state(bench)["hint"]
        assert bench.desk.facts()["chapters"][0]["problems"] == 1
        monkeypatch.undo()
        bench.change("one.md", "It <b>waits", "It *waits*")
        await bench.read()
        assert state(bench)["name"] != "error"
        assert bench.desk.facts()["problems"] == []

    in_loop(run())


def test_a_broken_book_keeps_everything_and_mends(bench):
    async def run():
        await bench.read()
        good = await bench.text("one")
        bench.change("book.toml", "[book]", "[book")
        assert await bench.read() == []
        assert (state(bench)["name"], state(bench)["file"]) == ("error", "manuscript/book.toml")
        assert state(bench)["line"] == 2
        assert len(bench.desk.facts()["chapters"]) == 2
        assert await bench.text("one") == good
        bench.change("book.toml", "[book", "[book]")
        await bench.read()
        assert state(bench)["name"] != "error"

    in_loop(run())


def test_a_book_that_is_broken_from_the_start_appears_when_it_is_mended(bench):
    async def run():
        bench.change("book.toml", "[book]", "[book")
        await bench.read()
        assert state(bench)["name"] == "error"
        assert bench.desk.facts()["chapters"] == []
        assert await bench.desk.text("one") is None
        bench.change("book.toml", "[book", "[book]")
        await bench.read()
        assert len(bench.desk.facts()["chapters"]) == 2
        assert "ferry" in await bench.text("one")

    in_loop(run())


def test_an_empty_book_says_what_to_do(bench):
    async def run():
        bench.change("book.toml", '["one.md", "two.md"]', "[]")
        (bench.root / "manuscript/one.md").unlink()
        (bench.root / "manuscript/two.md").unlink()
        await bench.read()
        assert state(bench)["name"] == "empty"
        assert str(bench.root) in state(bench)["message"]
        assert "chapters = " in state(bench)["hint"]

    in_loop(run())


def test_a_new_chapter_is_told(bench):
    async def run():
        await bench.read()
        bench.write("three.md", "# Three\n\nMore.\n")
        bench.change("book.toml", '"two.md"]', '"two.md", "three.md"]')
        assert ("text", {"chapter": "three", "version": 1, "line": None}) in await bench.read()
        assert len(bench.desk.facts()["chapters"]) == 3

    in_loop(run())


def test_a_chapter_that_is_deleted_is_gone(bench):
    async def run():
        await bench.read()
        (bench.root / "manuscript/two.md").unlink()
        told = await bench.read()
        assert ("gone", {"chapter": "two", "now": None}) in told
        assert state(bench)["name"] == "error"
        assert state(bench)["file"] == "manuscript/book.toml"
        assert await bench.desk.text("two") is None

    in_loop(run())


@pytest.mark.parametrize("at_once", [True, False])
def test_a_chapter_that_is_renamed_is_found_again(bench, at_once):
    async def run():
        await bench.read()
        told = []
        (bench.root / "manuscript/two.md").rename(bench.root / "manuscript/island.md")
        if not at_once:
            told += await bench.read()
        bench.change("book.toml", '"two.md"', '"island.md"')
        bench.change("one.md", "two.md", "island.md")
        told += await bench.read()
        assert [item for item in told if item[0] == "gone"][-1] == (
            "gone",
            {"chapter": "two", "now": "island"},
        )

    in_loop(run())


def test_a_changed_style_is_told(bench):
    async def run():
        await bench.read()
        (bench.root / "styles").mkdir()
        (bench.root / "styles/local.css").write_text("p { text-indent: 7.5em }", "utf-8")
        assert [name for name, _ in await bench.read()] == ["styles"]
        assert "7.5em" in bench.desk.styles.css
        (bench.root / "styles/local.css").write_text("p { color: url(http://x.example) }", "utf-8")
        await bench.read()
        (problem,) = bench.desk.facts()["problems"]
        assert (problem["code"], problem["file"]) == ("css-url", "styles/local.css")

    in_loop(run())


def test_a_changed_image_is_another_one(bench):
    async def run():
        await bench.read()
        before = re.search(r'src="([^"]+)"', await bench.text("one"))[1]
        bench.change("images/stone.svg", "M1 1h9z", "M1 1h8v8z")
        assert await bench.read() == [("text", {"chapter": "one", "version": 1, "line": None})]
        assert re.search(r'src="([^"]+)"', await bench.text("one"))[1] != before

    in_loop(run())


def test_a_missing_image_is_a_problem_and_the_text_is_shown(bench):
    async def run():
        await bench.read()
        (bench.root / "manuscript/images/stone.svg").unlink()
        await bench.read()
        [problem] = bench.desk.facts()["problems"]
        assert (problem["code"], problem["line"]) == ("image-missing", 7)
        assert "missing-picture" in await bench.text("one")

    in_loop(run())


def test_a_character_that_no_font_had_brings_other_fonts(bench):
    async def run():
        await bench.read()
        bench.change("one.md", "six", "ἕξ")
        assert [name for name, _ in await bench.read()] == ["text", "styles"]

    in_loop(run())


def test_scripts_are_refused_and_remote_images_are_not_named(bench):
    async def run():
        await bench.read()
        bench.change("one.md", "It *waits*", "<script>alert(1)</script>\n\nIt *waits*")
        await bench.read()
        assert [item["code"] for item in bench.desk.facts()["problems"]] == ["html-refused"]
        assert "<script" not in await bench.text("one")
        bench.change("one.md", "<script>alert(1)</script>", "![x](https://evil.example/x.png)")
        await bench.read()
        assert "evil.example" not in await bench.text("one")

    in_loop(run())


@pytest.mark.parametrize("target", ["../../../etc/passwd", "../../outside.png", "/etc/passwd"])
def test_images_outside_the_book_are_not_shown(bench, target):
    (bench.root.parent / "outside.png").write_bytes(b"secret")

    async def run():
        bench.change("one.md", "images/stone.svg", target)
        await bench.read()
        [problem] = bench.desk.facts()["problems"]
        assert problem["code"] in ("path-outside", "image-missing")
        text = await bench.text("one")
        assert "passwd" not in text
        assert "missing-picture" in text

    in_loop(run())


def test_links_out_of_the_book_are_not_followed(bench):
    secret = bench.root.parent / "secret.md"
    secret.write_text("# Secret\n\nNobody may read this.\n", "utf-8")
    picture = bench.root.parent / "secret.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"><path d="M7"/></svg>', "utf-8")

    async def run():
        for name, target in (("one.md", secret), ("images/stone.svg", picture)):
            (bench.root / "manuscript" / name).unlink()
            (bench.root / "manuscript" / name).symlink_to(target)
        await bench.read()
        assert state(bench)["name"] == "error"
        assert await bench.desk.text("one") is None

    in_loop(run())


def test_search_finds_words_as_they_are_printed(bench):
    async def run():
        await bench.read()
        found = await bench.desk.search("IT WAITS for")
        assert found["more"] == 0
        assert [(hit["chapter"], hit["line"], hit["match"]) for hit in found["hits"]] == [
            ("one", 5, "It waits for")
        ]
        assert found["hits"][0]["after"].startswith(" nobody")
        assert found["hits"][0]["block"] == 2
        assert (await bench.desk.search("island"))["hits"][0]["chapter"] == "two"
        assert (await bench.desk.search("data-line"))["hits"] == []
        assert (await bench.desk.search("  "))["hits"] == []

    in_loop(run())


def test_no_more_hits_than_can_be_shown(bench):
    async def run():
        bench.write("one.md", "# The Ferry\n\n" + "six " * 70 + "\n")
        await bench.read()
        found = await bench.desk.search("six")
        assert (len(found["hits"]), found["more"]) == (50, 20)

    in_loop(run())


def test_a_fault_of_ours_is_said_and_the_next_save_is_read(bench, monkeypatch):
    from octavo.preview import book_reader

    async def run():
        await bench.read()
        plain = book_reader.parse_chapter
        monkeypatch.setattr(book_reader, "parse_chapter", lambda *_, **__: 1 / 0)
        bench.change("one.md", "six", "seven")
        await bench.read()
        assert state(bench)["name"] == "error"
        assert "ZeroDivisionError" in state(bench)["message"]
        monkeypatch.setattr(book_reader, "parse_chapter", plain)
        await bench.read()
        assert state(bench)["name"] != "error"
        assert "seven" in await bench.text("one")

    in_loop(run())


LONG = Overdue(about='the chapter "The Ferry"', where="manuscript/one.md", seconds=120)


def test_a_chapter_that_takes_long_is_named(bench, monkeypatch):
    monkeypatch.setattr(desk_module, "_LOOK", 0.01)
    overdue = [None]
    monkeypatch.setattr(Stream, "overdue", property(lambda self: overdue[0]))

    async def run():
        await bench.read()
        watch = asyncio.create_task(bench.desk._watch_time())
        await asyncio.sleep(0.05)
        assert state(bench)["message"] == ""
        overdue[0] = LONG
        bench.hub.told.clear()
        await asyncio.sleep(0.1)
        assert (state(bench)["name"], state(bench)["message"]) == (
            "building",
            'manuscript/one.md: the chapter "The Ferry" has been at work for 2 minutes.',
        )
        assert [name for name, _ in bench.hub.told] == ["book"]  # said once
        watch.cancel()

    in_loop(run())


def test_what_takes_long_in_the_whole_book_is_named(bench, monkeypatch):
    async def lay_out(root, epoch, tell):
        tell(LONG)
        said.append(state(bench))
        return Printed()

    said = []
    monkeypatch.setattr(desk_module, "lay_out_book", lay_out)

    async def run():
        await bench.read()
        bench.desk.lay_out_all()
        await bench.desk._full
        assert (said[0]["name"], said[0]["what"]) == ("building", "book")
        assert "2 minutes" in said[0]["message"]
        assert state(bench)["message"] == ""

    in_loop(run())
