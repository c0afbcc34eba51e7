"""Front matter: both syntaxes, and the lines behind it."""

from __future__ import annotations

import pytest

from octavo.core.model import Matter
from octavo.findings.wording import message_of, remedy_of
from octavo.manuscript.chapter_file import read_chapter
from octavo.manuscript.front_matter import split_front_matter


def test_yaml_and_toml_say_the_same():
    yaml = "---\nauthor: Ann\ndraft: true\n---\n# T\n"
    toml = '+++\nauthor = "Ann"\ndraft = true\n+++\n# T\n'
    for text in (yaml, toml):
        about, rest, line = split_front_matter(text, "c.md")
        assert (about.text("author"), about.flag("draft")) == ("Ann", True)
        assert (rest, line) == ("# T\n", 5)
        assert about.findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "# T\n",
        "",
        "Text --- and\n---\nmore\n",
        "----\n\n# T\n",
        "# T\n\n---\na: b\n---\n",
        "--- a\n",
    ],
)
def test_what_is_no_front_matter(text):
    about, rest, line = split_front_matter(text, "c.md")
    assert (dict(about.options), rest, line) == ({}, text, 1)


@pytest.mark.parametrize("text", ["---\n---\n# T\n", "---\n# only a comment\n---\n", "---\n\n---"])
def test_empty_front_matter(text):
    about, _, line = split_front_matter(text, "c.md")
    assert about.options == {}
    assert line == text.count("\n", 0, text.rindex("---") + 3) + (2 if text.endswith("\n") else 1)


def test_blank_lines_before_it_count():
    about, rest, line = split_front_matter("\n\n---\nautor: Ann\n---\n# T\n", "c.md")
    assert (rest, line) == ("# T\n", 6)
    assert [finding.line for finding in about.findings] == [4]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("---\na: b: c\n---\n", 2, "valid YAML"),
        ("---\na: 1\nb: [1,\n---\n", 4, "valid YAML"),
        ("---\na: *b\n---\n", 2, "alias"),
        ("---\na: " + "[" * 3000 + "\n---\n", 2, "nesting"),
        ("+++\na = \n+++\n", 2, "valid TOML"),
        ("+++\na = 1\na = 2\n+++\n", 3, "twice"),
    ],
)
def test_what_cannot_be_read_is_cut_off_with_a_warning(text, line, word):
    about, rest, _ = split_front_matter(text + "# T\n", "c.md")
    [found] = about.findings
    assert (found.code, found.severity, found.line) == ("front-matter-unread", "warning", line)
    assert word in message_of(found) and remedy_of(found)
    assert rest == "# T\n"


def test_of_what_cannot_be_read_the_plain_lines_are_taken():
    text = "---\ntitle: The Light: a Story\nauthor: {{ site.author }}\nlang: de\nx: [1\n---\n"
    about, _, _ = split_front_matter(text, "c.md")
    assert (about.text("title"), about.text("language")) == ("The Light: a Story", "de")
    assert about.text("author") == ""
    toml = "+++\ntitle = The Light\ndraft = true\n+++\n"
    about, _, _ = split_front_matter(toml, "c.md")
    assert (about.text("title"), about.is_draft) == ("The Light", True)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("---\na: b\n", [1]),
        ("\n+++\na = 1\n", [2]),
        ("---\n- a\n---\n", [2]),
        ("---\nwords\n---\n", [2]),
        ("---\na: b\n\nHe came, and saw.\n\n---\n", [6]),
        ("---\n\nHe came, and saw.\n\n---\n", []),
        ("---\n\nHe said: come.\n\n---\n", []),
        ("---\n\nHe came.\n", []),
        ("---\nHe came.\n", []),
    ],
)
def test_what_is_no_front_matter_stays_in_the_text(text, lines):
    about, rest, line = split_front_matter(text, "c.md")
    assert (dict(about.options), rest, line) == ({}, text, 1)
    assert [(found.code, found.line) for found in about.findings] == [
        ("front-matter-unread", number) for number in lines
    ]


def test_three_dots_close_yaml_and_a_blank_line_may_open_it():
    about, rest, line = split_front_matter("---\n\ntitle: T\n...\nWords\n", "c.md")
    assert (about.text("title"), rest, line) == ("T", "Words\n", 5)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("author: Ann", "Ann"),
        ("authors: [Ann, Bo]", "Ann, Bo"),
        ("author:\n  - name: Ann\n    affiliation: X\n  - Bo", "Ann, Bo"),
        ("author:\n  name: Ann\n  url: x", "Ann"),
        ("authors:\n  - name:\n      given: Ann\n      family: Ash", "Ann Ash"),
        ("Author: Ann\nauthors: [Bo]", "Ann"),
        ("author: []", ""),
        ("author: null", ""),
    ],
)
def test_authors_in_the_forms_of_many_tools(source, names):
    about, _, _ = split_front_matter(f"---\n{source}\n---\n", "c.md")
    assert (about.text("author"), about.findings) == (names, ())


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        ("draft: true", True),
        ('draft: "yes"', True),
        ("draft: false", False),
        ("published: false", True),
        ("published: true", False),
        ("published: 2019-04-01", False),
        ("published:", False),
        ("title: T", False),
    ],
)
def test_drafts_as_octavo_and_jekyll_have_them(source, draft):
    about, _, _ = split_front_matter(f"---\n{source}\n---\n", "c.md")
    assert (about.is_draft, about.findings) == (draft, ())


@pytest.mark.parametrize(
    "date", ["2019", "2019-04", "2019-02-30", "April 2019", "2019-04-01 10:00"]
)
def test_a_date_is_whatever_it_is(date):
    about, _, _ = split_front_matter(f"---\ndate: {date}\ntitle: 1984\n---\n", "c.md")
    assert (about.text("date"), about.text("title"), about.findings) == (date, "1984", ())


def test_norwegian_is_a_language():
    about, _, _ = split_front_matter("---\nlang: no\n---\n", "c.md")
    assert about.text("language") == "no"


def test_keys_of_other_tools_are_gathered_and_slips_are_named():
    source = "layout: x\nTags: [a]\nautor: Ann\npublisher: P\ntilte: T\nshort-title: S\nids: 1"
    about, _, _ = split_front_matter(f"---\n{source}\n---\n", "c.md")
    assert about.others == ("layout", "Tags", "publisher", "ids")
    assert [(found.code, found.line) for found in about.findings] == [
        ("front-matter-key", 4),
        ("front-matter-key", 6),
    ]
    assert [remedy_of(found) for found in about.findings] == [
        'Did you mean "author"?',
        'Did you mean "title"?',
    ]
    assert about.text("short_title") == "S"


def test_values_that_are_no_text():
    source = "author: {a: b}\nshort_title: 1984\nid: yes\nlanguage:\nkind: {a: b}\ndraft: nearly"
    about, _, _ = split_front_matter(f"---\n{source}\n---\n", "c.md")
    assert [(item.code, item.severity, item.line) for item in about.findings] == [
        ("front-matter-type", "warning", 2),
        ("front-matter-type", "warning", 6),
        ("front-matter-type", "warning", 7),
    ]
    assert about.text("author") == ""
    assert about.text("short_title") == "1984"
    assert (about.text("id"), about.text("language")) == ("yes", "")


def test_control_characters_become_spaces():
    text = '---\ntitle: a\x07b\nshort_title: "c\\x07d"\n---\n'
    about, _, _ = split_front_matter(text, "c.md")
    assert (about.text("title"), about.text("short_title")) == ("a b", "c d")
    assert [(found.code, found.line) for found in about.findings] == [
        ("character-forbidden", 2),
        ("character-forbidden", 3),
    ]


def test_a_bomb_of_aliases_is_not_written_out():
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefghij", "bcdefghijk", strict=False)
    )
    about, _, _ = split_front_matter(f"---\n{bomb}author: *k\n---\n", "c.md")
    assert about.text("author") == ""
    assert about.findings[-1].code == "front-matter-type"


def test_a_chapter_file(tmp_path):
    path = tmp_path / "über-uns.md"
    path.write_bytes(
        b"\xef\xbb\xbf---\r\nauthor: Ann\r\ntitle: Us All\r\nshort_title: Us\r\nlanguage: de\r\n"
        b"---\r\n# T\r\n\r\nx"
    )
    read = read_chapter(path, "manuscript/über-uns.md", Matter.BACK)
    assert read.findings == () and not read.chapter.draft
    chapter = read.chapter
    assert (chapter.id, chapter.kind, chapter.matter) == ("uber-uns", "afterword", "back")
    assert (chapter.author, chapter.short_title, chapter.language) == ("Ann", "Us", "de")
    assert (chapter.text, chapter.line, chapter.title) == ("# T\n\nx", 7, "Us All")


@pytest.mark.parametrize("key", ["language", "lang", "Lang"])
def test_a_wrong_language_is_found_on_its_line_by_whatever_key(tmp_path, key):
    path = tmp_path / "one.md"
    path.write_text(f"---\ntitle: Us\n{key}: english please\n---\n# T\n", "utf-8")
    (found,) = read_chapter(path, "manuscript/one.md", Matter.BODY).findings
    assert (found.code, found.line) == ("language-wrong", 3)


@pytest.mark.parametrize(
    ("stem", "matter", "kind"),
    [
        ("one", Matter.BODY, "chapter"),
        ("one", Matter.FRONT, "preface"),
        ("one", Matter.BACK, "afterword"),
        ("introduction", Matter.BODY, "introduction"),
        ("intro", Matter.FRONT, "introduction"),
        ("acknowledgements", Matter.BACK, "acknowledgments"),
        ("chapter", Matter.FRONT, "preface"),
        ("dedication", Matter.FRONT, "dedication"),
    ],
)
def test_the_kind_comes_from_the_name_and_the_place(tmp_path, stem, matter, kind):
    path = tmp_path / f"{stem}.md"
    path.write_text("# T\n")
    assert read_chapter(path, f"manuscript/{stem}.md", matter).chapter.kind == kind


def test_the_kind_can_be_said(tmp_path):
    path = tmp_path / "introduction.md"
    path.write_text("---\nkind: chapter\n---\n# T\n")
    assert read_chapter(path, "manuscript/introduction.md", Matter.BODY).chapter.kind == "chapter"


def test_json_says_the_same_as_yaml():
    json = '\n{\n  "title": "Ebb {1}",\n  "authors": ["Ann", "Bo"],\n  "draft": true\n} \n\nHigh.\n'
    about, text, line = split_front_matter(json, "c.md")
    assert (about.text("title"), about.text("author"), about.flag("draft")) == (
        "Ebb {1}",
        "Ann, Bo",
        True,
    )
    assert (text, line, about.findings, about.others) == ("\nHigh.\n", 7, (), ())


def test_json_on_one_line_and_with_numbers():
    digits = "9" * 5000
    about, text, line = split_front_matter(f'{{"title": 1984, "weight": {digits}}}\nA', "c.md")
    assert (about.text("title"), about.others, text, line) == ("1984", ("weight",), "A", 2)


@pytest.mark.parametrize(
    "text",
    [
        '{{< note "title": >}}\nA',
        '{"colour": 1}\nA sample of JSON.',
        '{"title": "Ebb"} is how it begins.\n',
        '{"title": ' + "[" * 100_000,
        "{: .lead }\nA",
    ],
)
def test_braces_that_are_no_front_matter_stay(text):
    about, rest, line = split_front_matter(text, "c.md")
    assert (rest, line, dict(about.options)) == (text, 1, {})


def test_broken_json_stays_and_is_said_with_its_line():
    text = '{\n  "title": "Ebb",\n}\nA'
    about, rest, line = split_front_matter(text, "c.md")
    assert (rest, line) == (text, 1)
    [finding] = about.findings
    assert (finding.code, finding.line) == ("front-matter-unread", 3)
    assert "not valid JSON" in message_of(finding)


def test_a_wrong_value_in_json_is_found_on_its_line():
    about, _, _ = split_front_matter('{\n"title": "E",\n"draft": "perhaps"\n}\n', "c.md")
    assert [(item.code, item.line) for item in about.findings] == [("front-matter-type", 3)]


ELIXIR = r'''%{
  title: "Ebb \"{1}\"",
  draft: true,
  excerpt: """
  High,
  low.
  """
}
---

High.
'''


def test_a_map_of_elixirs_is_front_matter():
    about, text, line = split_front_matter(ELIXIR, "c.md")
    assert (about.text("title"), about.flag("draft")) == ('Ebb "{1}"', True)
    assert (text, line) == ("\nHigh.\n", 10)


@pytest.mark.parametrize("text", ["%{\n  tides: 1\n}\n---\nHigh.\n", "%{\n  title: 1\n}\nHigh.\n"])
def test_other_braces_are_none(text):
    about, below, line = split_front_matter(text, "c.md")
    assert (dict(about.options), below, line) == ({}, text, 1)
