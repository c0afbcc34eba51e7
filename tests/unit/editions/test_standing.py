"""The note of what stands."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from octavo.build.up_to_date import (
    Made,
    Standing,
    edition_key,
    note_key,
    read_note,
    write_note,
)
from octavo.core.artifact import Artifact
from octavo.core.cache import Store
from octavo.core.loaded_book import Loaded
from octavo.core.model import (
    Asset,
    Book,
    BookFont,
    Chapter,
    Edition,
    Finding,
    Manuscript,
    Matter,
    Metadata,
    Section,
    Severity,
)
from octavo.editions.known_kinds import all_kinds
from octavo.manuscript.input_files import Seen, inputs_digest

INPUTS = {
    "manuscript/book.toml": Seen(digest="ab", about=(1, 2, 3, 4)),
    "x": Seen(digest="error 2"),
}
TOTAL = inputs_digest(INPUTS)
STORE = Store(folder=None, engine="e1")
FOUND = Finding(
    code="a",
    form="b",
    values=(("words", "é"), ("points", 2.5)),
    severity=Severity.INFO,
    file="x",
    line=3,
    page=4,
    same=(5, 6),
)


def made(folder: Path, name: str, *, kind: str = "print") -> Made:
    path = folder / f"{name}.pdf"
    path.write_bytes(name.encode())
    artifact = Artifact(
        edition=name,
        path=path,
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        bytes=len(name),
        pages=7 if kind == "print" else None,
        findings=(FOUND,),
    )
    pages = all_kinds()[kind].pages
    return Made(artifact=artifact, inputs=TOTAL, key=f"key {name}", pages=pages, own=(FOUND,))


@pytest.fixture
def note(tmp_path: Path) -> Standing:
    kinds = {"print": "print", "wrap": "cover", "ebook": "ebook"}
    items = [made(tmp_path, name, kind=kind) for name, kind in kinds.items()]
    return Standing(
        inputs=INPUTS,
        names=("print", "ebook", "wrap"),
        found=(FOUND,),
        made={item.artifact.edition: item for item in items},
    )


def names(items: tuple[Made, ...]) -> list[str]:
    return [item.artifact.edition for item in items]


def test_a_note_comes_back_as_it_was_its_files_reused(note, tmp_path):
    store = Store(folder=tmp_path / "c", engine="e1")
    key = note_key(store, tmp_path, drafts=False, epoch="")
    assert read_note(store, key) == Standing()
    write_note(store, key, note)
    read = read_note(store, key)
    assert (read.inputs, read.names, read.found) == (note.inputs, note.names, note.found)
    for name, item in note.made.items():
        assert read.made[name] == replace(item, artifact=replace(item.artifact, reused=True))
    store.put(key, b'{"inputs": {}}')
    assert read_note(store, key) == Standing()


def test_notes_are_kept_apart(tmp_path):
    store = Store(folder=tmp_path, engine="e1")
    asked = [
        note_key(store, tmp_path, drafts=False, epoch=""),
        note_key(store, tmp_path, drafts=True, epoch=""),
        note_key(store, tmp_path, drafts=False, epoch="1"),
        note_key(store, tmp_path / "x", drafts=False, epoch=""),
        note_key(replace(store, engine="e2"), tmp_path, drafts=False, epoch=""),
    ]
    assert len(set(asked)) == 5


def test_all_that_stands_comes_in_the_order_of_a_build(note):
    assert names(note.all_of((), TOTAL)) == ["print", "ebook", "wrap"]
    assert names(note.all_of(("wrap", "ebook", "wrap"), TOTAL)) == ["ebook", "wrap"]


def test_one_that_does_not_stand_is_enough(note, tmp_path):
    assert note.all_of((), "other") == ()
    assert note.all_of(("none",), TOTAL) == ()
    (tmp_path / "print.pdf").write_bytes(b"prinT")
    assert note.all_of((), TOTAL) == ()
    assert names(note.all_of(("ebook",), TOTAL)) == ["ebook"]
    (tmp_path / "ebook.pdf").unlink()
    assert note.all_of(("ebook",), TOTAL) == ()


def test_the_note_tells_whether_pages_will_be_set(note):
    known = replace(note, names=("ebook",), made={"ebook": note.made["ebook"]})
    assert note.may_set_pages(())
    assert not known.may_set_pages(())
    assert not known.may_set_pages(("ebook",))
    # Who knows nothing of an edition expects the dearer one.
    assert known.may_set_pages(("ebook", "print"))
    assert Standing().may_set_pages(())


def test_one_made_of_other_inputs_stands_by_its_key_alone(note, tmp_path):
    old = replace(note.made["print"], inputs="older")
    other = replace(note, made={**note.made, "print": old})
    assert other.all_of((), TOTAL) == ()
    path = tmp_path / "print.pdf"
    assert other.one_of("print", "key print", path) == old
    assert other.one_of("print", "key", path) is None
    assert other.one_of("print", "key print", tmp_path / "renamed.pdf") is None
    path.write_bytes(b"")
    assert other.one_of("print", "key print", path) is None


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript/book.toml").write_text("[book]\n")
    (tmp_path / "manuscript/own.ttf").write_bytes(b"font")
    about = Metadata(title="T", language="en", identifier="urn:x", slug="t", date="2000-01-01")
    chapter = Chapter(id="a", path="manuscript/a.md", matter=Matter.BODY, kind="chapter", text="x")
    section = Section(
        id="a", kind="chapter", matter=Matter.BODY, title="A", title_text="A", file=chapter.path
    )
    manuscript = Manuscript(
        root=tmp_path,
        metadata=about,
        chapters=(chapter, replace(chapter, id="b", path="manuscript/b.md")),
        fonts=(BookFont(path="manuscript/own.ttf"),),
    )
    return Loaded(
        manuscript=manuscript,
        book=Book(metadata=about, sections=(section,)),
        images={"x.png": Asset(name="images/x.png", media_type="image/png", data=b"x")},
        cover=Asset(name="images/cover.png", media_type="image/png", data=b"c"),
        local="p {}",
    )


EDITION = Edition(name="wrap", kind=all_kinds()["cover"], of="print")


def test_what_an_edition_is_made_of_is_in_its_key(loaded):
    manuscript, book = loaded.manuscript, loaded.book
    image = loaded.images["x.png"]
    other_text = tuple(replace(chapter, text="y") for chapter in manuscript.chapters)
    others = [
        loaded,
        replace(loaded, local="p { }"),
        replace(loaded, cover=None),
        replace(loaded, portrait=loaded.cover, cover=None),
        replace(loaded, images={}),
        replace(loaded, images={"x.png": replace(image, data=b"y")}),
        replace(loaded, images={"y.png": image}),
        replace(loaded, book=replace(book, words={"notes": "Notes"})),
        replace(loaded, book=replace(book, metadata=replace(book.metadata, date="2001-01-01"))),
        replace(loaded, manuscript=replace(manuscript, chapters=other_text)),
        replace(loaded, counts={"print": 7}),
        replace(loaded, counts={"print": 8}),
    ]
    keys = [edition_key(STORE, item, EDITION) for item in others]
    keys.append(edition_key(STORE, loaded, replace(EDITION, theme="modern")))
    keys.append(edition_key(replace(STORE, engine="e2"), loaded, EDITION))
    for name in ("manuscript/book.toml", "manuscript/own.ttf"):
        (manuscript.root / name).write_bytes(b"other")
        keys.append(edition_key(STORE, loaded, EDITION))
    (manuscript.root / "manuscript/own.ttf").unlink()
    keys.append(edition_key(STORE, loaded, EDITION))
    assert len(set(keys)) == len(keys)


def test_what_it_is_not_made_of_is_not(loaded):
    first, other = loaded.manuscript.chapters
    chapters = (first, replace(other, text="y"))
    left_out = replace(loaded, manuscript=replace(loaded.manuscript, chapters=chapters))
    found = replace(loaded, book=replace(loaded.book, findings=(FOUND,)))
    assert edition_key(STORE, left_out, EDITION) == edition_key(STORE, loaded, EDITION)
    assert edition_key(STORE, found, EDITION) == edition_key(STORE, loaded, EDITION)
