"""The catalogue: whole, each code once, each wording with the values that it asks for."""

import re
from importlib.resources import files
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest

from octavo.core.model import Finding, Severity
from octavo.findings.collector import Collector, has_errors
from octavo.findings.entry import Entry, Form
from octavo.findings.registry import areas, entries, form_of, gather
from octavo.findings.wording import message_of, pages_in_words, remedy_of

TESTS = Path(__file__).parents[2]
SOURCES = Path(str(files("octavo")))


class Sample(Entry):
    """Why it matters."""

    code = "sample-code"
    severity = Severity.INFO
    found = Form("{count:,} of “{name}”.", "Take {count} out; write {{.class}}.")
    other = Form("another wording.", severity=Severity.ERROR)
    bad = "…"
    good = "…"


def test_a_finding_is_a_code_with_values_and_a_place():
    found = Sample.found({"count": 1200, "name": "x"}, file="a.md", line=3)
    assert found == Finding(
        code="sample-code",
        values=(("count", 1200), ("name", "x")),
        severity=Severity.INFO,
        file="a.md",
        line=3,
    )
    assert Sample.other() == Finding(code="sample-code", form="other", severity=Severity.ERROR)
    assert Sample.other(severity=Severity.INFO).severity is Severity.INFO


@pytest.mark.parametrize("values", [{}, {"count": 1}, {"count": 1, "name": "x", "more": 2}])
def test_values_that_a_wording_does_not_have_are_refused(values):
    with pytest.raises(TypeError, match="count, name"):
        Sample.found(values)


def test_words_are_made_of_the_wording(monkeypatch):
    monkeypatch.setattr("octavo.findings.wording.form_of", lambda _, name: getattr(Sample, name))
    found = Sample.found({"count": 1200, "name": "x"})
    assert message_of(found) == "1,200 of “x”."
    assert remedy_of(found) == "Take 1200 out; write {.class}."
    assert (message_of(Sample.other()), remedy_of(Sample.other())) == ("another wording.", None)


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ((3,), "on page 3"),
        ((3, 4), "on pages 3–4"),
        ((3, 5, 6, 7, 12), "on pages 3, 5–7 and 12"),
        (tuple(range(1, 80, 2)), "on 40 pages, from 1 to 79"),
    ],
)
def test_pages_are_named_in_words(pages, words):
    assert pages_in_words(pages) == words


def test_two_entries_with_one_code_are_refused():
    one, two = ModuleType("one"), ModuleType("two")
    one.Sample = Sample
    same = {"code": Sample.code, "__module__": "two"}
    two.Same = type("Same", (Entry,), same)
    Sample.__module__, before = "one", Sample.__module__
    try:
        assert gather([one]) == [(Sample,)]
        with pytest.raises(ValueError, match=r"one\.Sample and two\.Same"):
            gather([one, two])
    finally:
        Sample.__module__ = before


def test_every_area_has_entries_of_its_own():
    assert all(areas().values())
    assert sum(map(len, areas().values())) == len(entries())


@pytest.mark.parametrize("entry", entries().values(), ids=entries())
def test_every_entry_is_whole(entry):
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", entry.code)
    assert len(entry.explanation()) > 60
    assert entry.bad and entry.good and entry.bad != entry.good
    assert entry.forms()
    for form in entry.forms():
        assert form_of(entry.code, form.name) is form
        values = dict.fromkeys(form.fields, 1)
        assert "{" not in form.message.format_map(values) or "{{" in form.message
        assert form.remedy.format_map(values).strip() == form.remedy.format_map(values)


def test_a_wording_that_is_not_there_is_refused():
    with pytest.raises(KeyError):
        form_of("usage", "severity")


def test_the_guide_tells_of_every_code_once_and_of_no_other():
    chapter = files("octavo.guide") / "manuscript" / "findings.md"
    terms = re.findall("^(`.*`)\n:", chapter.read_text("utf-8"), re.M)
    told = [code for term in terms for code in re.findall("`([a-z-]+)`", term)]
    assert sorted(told) == sorted(entries())


def test_every_entry_and_every_wording_of_it_is_used():
    paths = [path for path in SOURCES.rglob("*.py") if "catalogue" not in path.parts]
    texts = "\n".join(path.read_text("utf-8") for path in paths)
    imports = re.findall(
        r"^ *from (octavo\.findings\.catalogue\.\w+) import ([^()\n]+|\([^)]+)", texts, re.M
    )
    imported = {(area, name) for area, names in imports for name in re.findall(r"\w+", names)}
    attributes = set(re.findall(r"\.(\w+)", texts))
    unused = [
        f"{entry.__module__}.{entry.__name__}.{form.name}"
        for entry in entries().values()
        for form in entry.forms()
        if (entry.__module__, entry.__name__) not in imported or form.name not in attributes
    ]
    assert unused == []


def test_every_code_is_met_by_a_test():
    """By its name, or by a message of its own in a transcript or a test."""
    paths = [path for path in TESTS.rglob("*") if path.suffix in (".py", ".txt")]
    texts = " ".join(" ".join(path.read_text("utf-8", "ignore").split()) for path in paths)
    named = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", texts))
    unmet = [
        code
        for code, entry in entries().items()
        if code not in named and not any(is_met(form, texts) for form in entry.forms())
    ]
    assert unmet == []


def is_met(form: Form, texts: str) -> bool:
    """Whether its message stands there with any values; where it is an error's own, always."""
    pieces = [re.escape(" ".join(text.split())) for text, *_ in Formatter().parse(form.message)]
    return re.search(".{1,90}?".join(pieces), texts) is not None


def test_findings_are_collected_in_their_order_and_with_their_file():
    collector = Collector(file="a.md")
    collector.add(Sample.other, {}, 3)
    collector.take([Sample.found({"count": 1, "name": "x"}, file="b.md")])
    assert [(item.file, item.line, item.form) for item in collector.found] == [
        ("a.md", 3, "other"),
        ("b.md", None, "found"),
    ]
    assert collector.told("sample-code") and not collector.told("usage")
    assert has_errors(collector.found) and not has_errors(collector.found[1:])
