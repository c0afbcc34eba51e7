"""What is kept from one build to the next: the right things are made again, to the same bytes."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

from octavo.build import pipeline
from octavo.build.pipeline import Findings, Request, build
from octavo.core.artifact import Artifact
from octavo.core.cache import FOLDER, files_of
from octavo.core.loaded_book import Loaded
from octavo.core.model import Chapter, Edition, Finding, Section
from octavo.core.versions import engine_digest
from octavo.editions.kinds import ebook
from octavo.editions.rendering import Rendering
from octavo.layout.workshop import Services
from octavo.markdown import parsed_cache
from octavo.styling.theme import load_theme, styles_folder

BOOK = """schema = 1

[book]
title = "Low Tide"
authors = ["Ada Lovelace"]
language = "en"
cover = "images/cover.png"

[contents]
chapters = ["one.md", "two.md", "three.md"]

[[fonts]]
file = "fonts/own.ttf"

[editions.whole]
format = "epub"

[editions.part]
format = "epub"
chapters = ["one.md", "two.md"]
"""


def picture(colour: str, size: tuple[int, int] = (700, 1100)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, "PNG")
    return target.getvalue()


def font(number: int) -> bytes:
    return load_theme("classic", styles_folder()).fonts[number].path.read_bytes()


@dataclass
class Work:
    """What one build did."""

    files: dict[str, bytes] = field(default_factory=dict)
    reused: dict[str, bool] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    parsed: list[str] = field(default_factory=list)
    rendered: list[str] = field(default_factory=list)


Build = Callable[..., Work]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    texts = {
        "book.toml": BOOK.encode(),
        "one.md": b"# One\n\nA word and a picture.\n\n![The tide](images/tide.png)\n",
        "two.md": b"# Two\n\nA word.\n",
        "three.md": b"# Three\n\nA word, and [a link](two.md).\n",
        "images/tide.png": picture("red"),
        "images/cover.png": picture("blue"),
        "fonts/own.ttf": font(0),
    }
    for name, data in texts.items():
        path = folder / "manuscript" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.fixture
def make(root: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Builds the book, and tells what was done for it."""
    parse, render = parsed_cache._parse, ebook.make

    def make(*editions: str, **options: object) -> Work:
        work = Work()

        def parsed(chapter: Chapter, language: str) -> Section:
            work.parsed.append(chapter.id)
            return parse(chapter, language)

        def rendered(loaded: Loaded, edition: Edition, services: Services) -> Rendering:
            work.rendered.append(edition.name)
            return render(loaded, edition, services)

        monkeypatch.setattr(parsed_cache, "_parse", parsed)
        monkeypatch.setattr(ebook, "make", rendered)
        for event in build(Request(root=root, out=root / "build", editions=editions, **options)):
            if isinstance(event, Artifact):
                work.files[event.edition] = event.path.read_bytes()
                work.reused[event.edition] = event.reused
                assert hashlib.sha256(work.files[event.edition]).hexdigest() == event.sha256
            elif isinstance(event, Findings):
                work.findings = event.findings
        return work

    return make


def anew(root: Path, make: Build, **options: object) -> Work:
    """The same book built without a cache; the files that stand are put back."""
    return make(cache=False, **options)


def replaced(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_nothing_changed(root, make):
    first = make()
    assert (first.parsed, first.rendered) == (["one", "two", "three"], ["whole", "part"])
    assert set(first.reused.values()) == {False}
    again = make()
    assert (again.parsed, again.rendered) == ([], [])
    assert set(again.reused.values()) == {True}
    assert (again.files, again.findings) == (first.files, first.findings)
    assert any(finding.code == "cover-small" for finding in again.findings)


def test_one_edition_of_those_that_stand(root, make):
    both = make()
    one = make("part")
    assert (one.reused, one.parsed) == ({"part": True}, [])
    assert set(one.findings) < set(both.findings) or one.findings == both.findings


def text_of_one(root: Path) -> None:
    replaced(root, "manuscript/one.md", "A word", "A wort")


def text_of_three(root: Path) -> None:
    replaced(root, "manuscript/three.md", "A word", "A wort")


def an_image(root: Path) -> None:
    (root / "manuscript/images/tide.png").write_bytes(picture("green"))


def the_cover(root: Path) -> None:
    (root / "manuscript/images/cover.png").write_bytes(picture("green"))


def the_font(root: Path) -> None:
    (root / "manuscript/fonts/own.ttf").write_bytes(font(1))


def own_styles(root: Path) -> None:
    (root / "styles").mkdir()
    (root / "styles/local.css").write_text("p { margin-top: 3em }\n")


def the_title(root: Path) -> None:
    replaced(root, "manuscript/book.toml", "Low Tide", "High Tide")


def the_language(root: Path) -> None:
    replaced(root, "manuscript/book.toml", '"en"', '"fr"')


def a_chapter_more(root: Path) -> None:
    replaced(root, "manuscript/book.toml", '"three.md"]', '"three.md", "four.md"]')
    (root / "manuscript/four.md").write_text("# Four\n\nA word.\n")


BOTH, ALL = ["whole", "part"], ["one", "two", "three"]
CHANGES = [
    (text_of_one, ["one"], BOTH),
    (text_of_three, ["three"], ["whole"]),
    (an_image, [], BOTH),
    (the_cover, [], BOTH),
    (the_font, [], BOTH),
    (own_styles, [], BOTH),
    (the_title, [], BOTH),
    (the_language, ALL, BOTH),
    (a_chapter_more, ["four"], BOTH),
]


@pytest.mark.parametrize(
    "change, parsed, rendered", CHANGES, ids=lambda item: getattr(item, "__name__", "")
)
def test_each_change_makes_what_depends_on_it_again(root, make, change, parsed, rendered):
    first = make()
    change(root)
    second = make()
    assert (second.parsed, second.rendered) == (parsed, rendered)
    assert {name for name in BOTH if not second.reused[name]} == set(rendered)
    differing = {name for name in BOTH if second.files.get(name) != first.files[name]}
    # What book.toml says of one edition the other might repeat, but need not.
    assert differing == set(rendered) or change is a_chapter_more
    third = make()
    assert (third.files, third.findings) == (second.files, second.findings)
    assert (third.parsed, third.rendered) == ([], [])
    cold = anew(root, make)
    assert (cold.files, cold.findings) == (second.files, second.findings)
    assert cold.rendered == BOTH


def test_another_engine_makes_everything_again(root, make, monkeypatch):
    first = make()
    monkeypatch.setattr(pipeline, "engine_digest", lambda: "another")
    second = make()
    assert (second.parsed, second.rendered) == (ALL, BOTH)
    assert second.files == first.files
    monkeypatch.setattr(pipeline, "engine_digest", engine_digest)
    assert make().rendered == []


def test_the_date_from_outside_counts(root, make):
    make(epoch="86400")
    other = make(epoch="864000000")
    assert (other.parsed, other.rendered) == ([], BOTH)
    assert make(epoch="86400").files != other.files


def test_drafts_count(root, make):
    draft = root / "manuscript/three.md"
    draft.write_text(f"---\ndraft: true\n---\n{draft.read_text()}")
    without = make()
    assert any(finding.code == "draft" for finding in without.findings)
    with_it = make(drafts=True)
    assert (with_it.parsed, with_it.rendered) == (["three"], BOTH)
    again = make()
    assert (again.parsed, again.rendered) == ([], ["whole"])
    assert (again.files["part"], again.findings) == (without.files["part"], without.findings)
    assert again.files["whole"] == without.files["whole"]


def test_a_file_that_nobody_lists_is_found_also_when_nothing_else_changed(root, make):
    first = make()
    (root / "manuscript/stray.md").write_text("# Stray\n")
    second = make()
    assert {item.code for item in second.findings} - {item.code for item in first.findings} == {
        "chapter-orphan"
    }
    assert (second.parsed, second.rendered) == ([], [])
    (root / "manuscript/stray.md").unlink()
    assert make().findings == first.findings


@pytest.mark.parametrize("lost", ["gone", "changed"])
def test_a_file_that_does_not_stand_is_made_again_alone(root, make, lost):
    first = make()
    path = root / "build/low-tide-part.epub"
    path.unlink() if lost == "gone" else path.write_bytes(b"other")
    second = make()
    assert (second.parsed, second.rendered) == ([], ["part"])
    assert second.reused == {"whole": True, "part": False}
    assert second.files == first.files
    assert second.findings == first.findings
    assert make().rendered == []


def test_a_change_and_back_again(root, make):
    first = make()
    text_of_one(root)
    make()
    replaced(root, "manuscript/one.md", "A wort", "A word")
    back = make()
    assert (back.files, back.parsed, back.rendered) == (first.files, [], BOTH)


def test_an_error_is_said_each_time_and_what_stands_stays(root, make):
    first = make()
    (root / "manuscript/one.md").rename(root / "manuscript/away.md")
    for _ in range(2):
        with pytest.raises(Exception, match="errors"):
            make()
    (root / "manuscript/away.md").rename(root / "manuscript/one.md")
    assert make().files == first.files


def spoil(entry: bytes, how: str) -> bytes:
    middle = len(entry) // 2
    return {
        "flipped": entry[:-1] + bytes([entry[-1] ^ 1]),
        "cut short": entry[:middle],
        "empty": b"",
        "foreign": b"#!/bin/sh\nexit\n",
    }[how]


@pytest.mark.parametrize("how", ["flipped", "cut short", "empty", "foreign"])
def test_a_damaged_cache_is_made_anew(root, make, how):
    first = make()
    for path in list(files_of(root / FOLDER)):
        path.write_bytes(spoil(path.read_bytes(), how))
    second = make()
    assert (second.parsed, second.rendered) == (ALL, BOTH)
    assert (second.files, second.findings) == (first.files, first.findings)
    assert make().rendered == []


def test_entries_that_changed_places_are_made_anew(root, make):
    first = make()
    paths = sorted(files_of(root / FOLDER))
    entries = [path.read_bytes() for path in paths]
    for path, entry in zip(paths, [*entries[1:], entries[0]], strict=True):
        path.write_bytes(entry)
    second = make()
    assert (second.parsed, second.rendered, second.files) == (ALL, BOTH, first.files)


def test_a_photograph_is_coded_once(root, make, monkeypatch):
    from octavo.compose import ereader_images as pictures

    (root / "manuscript/images/tide.png").write_bytes(picture("red", (2500, 2500)))
    coded = []
    encoded = pictures._encoded
    monkeypatch.setattr(pictures, "_encoded", lambda *a: coded.append(1) or encoded(*a))
    make()
    assert len(coded) == 1  # for both editions
    text_of_one(root)
    warm = make()
    assert len(coded) == 1
    assert anew(root, make).files == warm.files
    assert len(coded) == 3


def command(root: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "octavo", "build", "--book", str(root), "--json", *more]


def artifacts(root: Path) -> dict[str, str]:
    done = subprocess.run(command(root), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return {item["edition"]: item["sha256"] for item in json.loads(done.stdout)["artifacts"]}


def test_a_build_with_nothing_to_do_opens_no_room(root):
    artifacts(root)
    code = (
        "import sys, json; from octavo.cli.main import run; sys.argv[1:] = sys.argv[1:]\n"
        "try: run()\n"
        "except SystemExit: pass\n"
        "rooms = ('lxml', 'markdown', 'PIL', 'tinycss2', 'weasyprint', 'pikepdf')\n"
        "rooms += ('octavo.markdown',)\n"
        "print(json.dumps([name for name in rooms if name in sys.modules]), file=sys.stderr)"
    )
    arguments = ["build", "--book", str(root)]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    assert "Nothing has changed; both files are up to date." in done.stdout
    assert json.loads(done.stderr.splitlines()[-1]) == []


def test_two_builds_at_once(root):
    alone = artifacts(root)
    shutil.rmtree(root / "build")
    runs = [
        subprocess.Popen(command(root), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for run in runs:
        output, errors = run.communicate(timeout=300)
        assert run.returncode == 0, output + errors
        made = {item["edition"]: item["sha256"] for item in json.loads(output)["artifacts"]}
        assert made == alone
    assert artifacts(root) == alone
    names = {path.name for path in (root / "build").iterdir()}
    assert names == {".cache", "low-tide-whole.epub", "low-tide-part.epub"}


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_ended_leaves_the_last_files_and_a_cache_of_use(root, make, sign):
    before = make().files
    for name in ("one", "two", "three"):
        replaced(root, f"manuscript/{name}.md", "A word", "A wort")
    for number in range(40):  # more to do, so that there is a midst
        path = root / f"manuscript/more-{number}.md"
        path.write_text(f"# More {number}\n\n" + "Some *words* of it.\n\n" * 200)
    more = ", ".join(f'"more-{number}.md"' for number in range(40))
    replaced(root, "manuscript/book.toml", '"three.md"]', f'"three.md", {more}]')
    there = len(list(files_of(root / FOLDER)))
    run = subprocess.Popen(command(root), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 120
    while len(list(files_of(root / FOLDER))) < there + 4 and time.monotonic() < end:
        time.sleep(0.01)
    run.send_signal(sign)
    assert run.wait(60) != 0
    for name, data in before.items():
        assert (root / f"build/low-tide-{name}.epub").read_bytes() == data
    after = make()
    assert 0 < len(after.parsed) < 43
    assert anew(root, make).files == after.files
    left = [path.name for path in files_of(root / FOLDER) if path.name.startswith(".")]
    assert left == []


def test_the_cache_is_kept_within_bounds(root, make, monkeypatch):
    make()
    entries = list(files_of(root / FOLDER))
    for path in entries:
        os.utime(path, (1, 1))
    from octavo.core.cache import Store

    prune = Store.prune
    monkeypatch.setattr(Store, "prune", lambda self: prune(self, most=0))
    text_of_one(root)
    make()
    left = set(files_of(root / FOLDER))
    assert left & set(entries)  # what this build used
    assert set(entries) - left  # the chapter as it was before
    assert make().rendered == []
