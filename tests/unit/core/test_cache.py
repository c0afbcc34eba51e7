"""The build cache."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from octavo.core.cache import NOTHING, Store, digest, empty, files_of

KEY, OTHER = digest(["a"]), digest(["b"])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(folder=tmp_path / "build" / ".cache", engine="e1")


def file_of(store: Store, key: str) -> Path:
    return store.folder / key[:2] / key


def test_what_is_put_is_got(store):
    assert store.get(KEY) is None
    store.put(KEY, b"value")
    assert store.get(KEY) == b"value"
    assert list(files_of(store.folder)) == [file_of(store, KEY)]


def test_keys_tell_lists_apart():
    assert digest(["ab", "c"]) != digest(["a", "bc"]) != digest(["abc"])


def test_keys_tell_kinds_and_engines_apart(store):
    other = Store(folder=store.folder, engine="e2")
    assert (
        len({store.key("a", "b"), store.key("a", b"b", ""), store.key("ab"), other.key("a", "b")})
        == 4
    )
    assert store.key("a", "b") == store.key("a", b"b")


def test_lone_surrogates_make_a_key(store):
    assert store.key("a", "\ud800") != store.key("a", "\ud801")


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path):
    (tmp_path / "file").write_text("in the way")
    store = Store(folder=tmp_path / "file" / ".cache")
    store.put(KEY, b"value")
    assert store.get(KEY) is None


def test_a_full_disk_is_no_error_and_leaves_nothing(store, monkeypatch):
    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    store.put(KEY, b"value")
    assert store.get(KEY) is None
    assert list(files_of(store.folder)) == []


def damaged(entry: bytes) -> list[bytes]:
    """An entry in every state of disrepair."""
    flipped = [entry[:at] + bytes([entry[at] ^ 1]) + entry[at + 1 :] for at in range(len(entry))]
    return [*flipped, *(entry[:length] for length in range(len(entry))), entry + b"\0", b"x" * 300]


def test_a_damaged_entry_is_as_if_absent(store):
    store.put(KEY, b"val")
    path = file_of(store, KEY)
    for entry in damaged(path.read_bytes()):
        path.write_bytes(entry)
        assert store.get(KEY) is None
    store.put(KEY, b"value")
    assert store.get(KEY) == b"value"


def test_another_keys_entry_is_as_if_absent(store):
    store.put(KEY, b"one")
    store.put(OTHER, b"two")
    file_of(store, KEY).write_bytes(file_of(store, OTHER).read_bytes())
    assert store.get(KEY) is None
    assert store.kept(KEY, lambda: b"one again") == b"one again"
    assert (store.get(KEY), store.get(OTHER)) == (b"one again", b"two")


def test_an_entry_that_is_a_folder_is_as_if_absent(store):
    file_of(store, KEY).mkdir(parents=True)
    assert store.get(KEY) is None
    store.put(KEY, b"value")
    assert store.kept(KEY, lambda: b"value") == b"value"
    store.prune(0)


def test_what_is_kept_is_made_once(store):
    made = []

    def make() -> bytes:
        made.append(1)
        return b"value"

    assert [store.kept(KEY, make), store.kept(KEY, make)] == [b"value", b"value"]
    assert made == [1]


def test_no_cache_gives_nothing_and_keeps_nothing():
    NOTHING.put(KEY, b"value")
    NOTHING.prune(0)
    assert NOTHING.get(KEY) is None
    assert NOTHING.kept(KEY, lambda: b"made") == b"made"


def test_many_writers_at_once(store):
    values = [bytes([number]) * 100_000 for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda value: store.put(KEY, value), values * 4))
    assert store.get(KEY) in values
    assert list(files_of(store.folder)) == [file_of(store, KEY)]


def test_a_store_goes_to_other_processes(store):
    store.put(KEY, b"value")
    sent = pickle.loads(pickle.dumps(store))
    assert (sent, sent.get(KEY)) == (store, b"value")


def aged(store: Store, *keys: str) -> Store:
    """The store of a later build, its entries used in this order long before."""
    for number, key in enumerate(keys):
        os.utime(file_of(store, key), (1_000_000 + number, 1_000_000 + number))
    return Store(folder=store.folder, engine=store.engine)


def test_what_was_used_longest_ago_goes_first(store):
    keys = [digest([str(number)]) for number in range(4)]
    for key in keys:
        store.put(key, b"x" * 1000)
    later = aged(store, *keys)
    assert later.get(keys[0]) is not None  # used now
    later.prune(2500)
    assert [later.get(key) is not None for key in keys] == [True, False, False, True]


def test_what_this_build_used_stays_however_much_it_is(store):
    keys = [digest([str(number)]) for number in range(4)]
    for key in keys:
        store.put(key, b"x" * 1000)
    later = aged(store, *keys)
    assert later.get(keys[1]) is not None
    later.put(OTHER, b"y" * 1000)
    later.prune(0)
    assert [later.get(key) is not None for key in (*keys, OTHER)] == [
        False,
        True,
        False,
        False,
        True,
    ]


def test_what_dead_builds_left_goes_and_that_of_others_stays(store):
    store.put(KEY, b"value")
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    dead = file_of(store, KEY).with_name(f".{KEY}.{process.pid}.0a1b2c3d")
    alive = file_of(store, KEY).with_name(f".{KEY}.{os.getpid()}.0a1b2c3d")
    for path in (dead, alive):
        path.write_bytes(b"half")
    store.prune()
    assert (dead.exists(), alive.exists()) == (False, True)


def test_emptying_takes_entries_alone(store, tmp_path):
    store.put(KEY, b"value")
    store.put(OTHER, b"value")
    mine = store.folder / OTHER[:2] / "mine.txt"
    mine.write_text("the author's")
    (store.folder / "notes").mkdir()
    count, freed = empty(store.folder)
    assert count == 2 and freed > 10
    assert [path.name for path in store.folder.rglob("*") if path.is_file()] == ["mine.txt"]
    mine.unlink()
    assert empty(store.folder) == (0, 0)
    assert not store.folder.exists() and store.folder.parent.is_dir()


def test_emptying_follows_no_links_inside(store, tmp_path):
    elsewhere = tmp_path / "elsewhere" / "ab"
    elsewhere.mkdir(parents=True)
    (elsewhere / KEY).write_text("not ours")
    store.folder.mkdir(parents=True)
    (store.folder / "ab").symlink_to(elsewhere)
    (store.folder / "cd").mkdir()
    (store.folder / "cd" / KEY).symlink_to(elsewhere / KEY)
    assert empty(store.folder) == (0, 0)
    assert (elsewhere / KEY).read_text() == "not ours"
