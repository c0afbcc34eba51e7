"""The build cache."""

from __future__ import annotations

from octavo.store import Store, digest


def test_what_is_put_is_got(tmp_path):
    store = Store(folder=tmp_path / "deep" / ".cache")
    key = digest(["a"])
    assert store.get(key) is None
    store.put(key, b"value")
    assert store.get(key) == b"value"
    assert [path.name for path in store.folder.rglob("*") if path.is_file()] == [key]


def test_keys_tell_lists_apart():
    assert digest(["ab", "c"]) != digest(["a", "bc"]) != digest(["abc"])


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path):
    (tmp_path / "file").write_text("in the way")
    store = Store(folder=tmp_path / "file" / ".cache")
    store.put(digest(["a"]), b"value")
    assert store.get(digest(["a"])) is None
