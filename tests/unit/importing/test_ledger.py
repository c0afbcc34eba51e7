"""The ledger's text: what an author wrote in it stays, and what did not change keeps its bytes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import tomlkit

from helpers.articles import FILLER, HARBOUR
from octavo.importing import assemble_run, ledger_text
from octavo.importing.article import Kind
from octavo.importing.ledger import LEDGER, Answers, read_ledger, split_ledger
from octavo.importing.run_events import Request


def _assemble(root: Path, *articles: Path):
    *_, report = assemble_run.assemble(Request(root=root, arguments=tuple(map(str, articles))))
    return report


def _ledger(root: Path) -> str:
    return (root / LEDGER).read_text(encoding="utf-8")


def _change(root: Path, *changes: tuple[str, str]) -> str:
    text = _ledger(root)
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (root / LEDGER).write_text(text, encoding="utf-8")
    return text


def _decisions(root: Path, number: int = 0):
    return tomllib.loads(_ledger(root))["article"][number]["decision"]


def test_it_is_what_a_toml_library_would_read(own_articles, tmp_path):
    _assemble(tmp_path / "b", *own_articles.values())
    text = _ledger(tmp_path / "b")
    data = tomllib.loads(text)
    assert tomlkit.parse(text).unwrap() == data
    assert [each["file"] for each in data["article"]] == [p.name for p in own_articles.values()]
    head, pieces = split_ledger(text)
    assert head + "".join(pieces) == text
    assert len(pieces) == len(data["article"])


@pytest.mark.parametrize("text", ['quoted "twice"', "back\\slash", "tab\there", "del\x7f", "é漢🙂"])
def test_any_text_comes_back(tmp_path, text):
    source = tmp_path / "a.txt"
    source.write_text(
        f"A House\n\n{FILLER}\n\n{FILLER} Sign up for {text} at www.a.org", encoding="utf-8"
    )
    _assemble(tmp_path / "b", source)
    assert any(text in each["text"] for each in _decisions(tmp_path / "b"))
    before = _ledger(tmp_path / "b")
    _assemble(tmp_path / "b", source)
    assert _ledger(tmp_path / "b") == before


def test_an_action_may_be_another_than_the_rule_proposes(own_articles, tmp_path):
    root = tmp_path / "b"
    _assemble(root, own_articles["harbour"])
    label = 'text = "Mend Your Nets On Dry Days"'
    for action, expected in (
        ("drop", None),
        ("letter", "::: letter\n\nMend Your Nets On Dry Days\n\n:::\n\n"),
        ("heading", "## Mend Your Nets On Dry Days\n\n"),
    ):
        text = _ledger(root)
        at = text.index(label)
        start = text.rindex("action = ", 0, at)
        end = text.index("\n", start)
        (root / LEDGER).write_text(text[:start] + f'action = "{action}"' + text[end:], "utf-8")
        for _ in range(2):
            _assemble(root, own_articles["harbour"])
            chapter = (root / "manuscript/what-the-harbour-taught-me.md").read_text("utf-8")
            assert ("Mend Your Nets" in chapter) == (expected is not None)
            assert expected is None or expected in chapter
            said = next(each for each in _decisions(root) if each["text"].startswith("Mend"))
            assert (said["action"], said["accepted"]) == (action, True)


def test_an_edited_piece_keeps_its_comments_and_gets_the_new_values(own_articles, tmp_path):
    root = tmp_path / "b"
    harbour = own_articles["harbour"]
    _assemble(root, harbour, own_articles["bread"])
    _change(
        root,
        ('text = "Comments are closed."', 'text = "Comments are closed." # says who?\nwhy = 1'),
        ("# What `octavo", "# Mine.\n# What `octavo"),
        ('[[article]]\nfile = "bread.txt"', '# the loaf\n[[article]] # two\nfile = "bread.txt"'),
    )
    (root / LEDGER).write_text(_ledger(root) + "\n[notes]\nmine = true # kept\n", encoding="utf-8")
    before = _ledger(root)
    _assemble(root, harbour, own_articles["bread"])
    assert _ledger(root) == before
    harbour.write_text(HARBOUR.replace("I grew up", "One more line.\n\nI grew up"), "utf-8")
    _assemble(root, harbour, own_articles["bread"])
    after = _ledger(root)
    assert after != before
    for kept in ("# says who?", "why = 1", "# Mine.", "# the loaf", "# two", "mine = true # kept"):
        assert kept in after
    assert [each["line"] for each in _decisions(root)] == [1, 3, 7, 11, 11, 13]
    assert after[after.index("# the loaf") :] == before[before.index("# the loaf") :]
    assert tomllib.loads(after)["notes"] == {"mine": True}


def test_answers_are_found_again_when_lines_move(own_articles, tmp_path):
    root, harbour = tmp_path / "b", own_articles["harbour"]
    _assemble(root, harbour)
    text = _ledger(root)
    at = text.index('rule = "boilerplate-line"')
    assert text[at:].count("accepted = true") == 1
    moved = text[:at] + text[at:].replace("accepted = true", "accepted = false\nreviewed = true")
    (root / LEDGER).write_text(moved, encoding="utf-8")
    harbour.write_text(HARBOUR.replace("Comments", "A new line of prose.\n\nComments"), "utf-8")
    report = _assemble(root, harbour)
    said = _decisions(root)[-1]
    assert (said["line"], said["rule"], said["accepted"], said["reviewed"]) == (
        *(13, "boilerplate-line"),
        *(False, True),
    )
    assert str(report.articles[0].status) == "written"
    chapter = (root / report.articles[0].chapter).read_text("utf-8")
    assert chapter.endswith("\n\nA new line of prose.\n\nComments are closed.\n")


def test_which_answer_belongs_where():
    answers = Answers(
        {(1, "a", "x"): True, (5, "a", "x"): False, (7, "b", "x"): Kind.DROP, (9, "c", "y"): True}
    )
    assert answers.get((5, "a", "x")) is False
    assert answers.get((6, "a", "x")) is None, "two might be meant"
    assert answers.get((8, "b", "x")) is Kind.DROP
    assert answers.get((9, "b", "y")) is None
    assert len(answers) == 4


def test_only_what_changed_is_read_by_the_slow_library(own_articles, tmp_path, monkeypatch):
    root = tmp_path / "b"
    _assemble(root, *own_articles.values())
    real, parsed = tomlkit.parse, []

    def parse(text):
        parsed.append(text)
        return real(text)

    monkeypatch.setattr(ledger_text.tomlkit, "parse", parse)
    own_articles["harbour"].write_text(HARBOUR + "\nOne more.\n", encoding="utf-8")
    _assemble(root, *own_articles.values())
    assert [text for text in parsed if "article" in text] == [], "as Octavo wrote it"
    _change(root, ('file = "bread.txt"', 'file = "bread.txt" # mine'))
    _assemble(root, *own_articles.values())
    own_articles["bread"].write_text(HARBOUR, encoding="utf-8")
    _assemble(root, *own_articles.values())
    assert [text.count("[[article]]") for text in parsed if "[[article]]" in text] == [1]


def test_an_answer_of_the_review_is_put_in(own_articles, tmp_path):
    root = tmp_path / "b"
    _assemble(root, own_articles["post"], own_articles["harbour"])
    before = _ledger(root)
    letter = next(each for each in _decisions(root) if each["rule"] == "letter-quoted")
    key = (letter["line"], letter["rule"], letter["text"])
    ledger = read_ledger(root)
    after = ledger_text.answer_ledger(ledger, {"post.txt": {key: (Kind.DROP, True)}})
    wanted = tomllib.loads(before)
    said = next(e for e in wanted["article"][0]["decision"] if e["rule"] == "letter-quoted")
    said |= {"action": "drop", "accepted": True, "reviewed": True}
    assert tomllib.loads(after) == wanted
    assert ledger_text.answer_ledger(ledger, {}) == before
