"""The guide is true of the program, and shows what it says it shows."""

from __future__ import annotations

import re
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from lxml import etree

from octavo.cli.main import make_app
from octavo.importing.article_rules import RULES
from octavo.manuscript import book_toml_keys
from octavo.manuscript.chapter_file import KINDS
from octavo.manuscript.front_matter_keys import FRONT_MATTER
from octavo.styling.theme import styles_folder

REPOSITORY = Path(__file__).parents[2]
SOURCE = REPOSITORY / "src" / "octavo"
GUIDE = SOURCE / "guide"
XHTML = "http://www.w3.org/1999/xhtml"
MATHML = "http://www.w3.org/1998/Math/MathML"
NAMES = {"h": XHTML, "m": MATHML, "epub": "http://www.idpf.org/2007/ops"}


@pytest.fixture(scope="session")
def chapters(guide) -> dict[str, etree._Element]:
    """The documents of the guide's e-book, by the name of their file."""
    with zipfile.ZipFile(guide.epub) as archive:
        return {
            Path(name).stem: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }


def words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def codes(element: etree._Element, path: str = ".//h:code") -> list[str]:
    return [words(code) for code in element.xpath(path, namespaces=NAMES)]


def first_column(chapter: etree._Element, table: str) -> list[str]:
    """What stands as code in the first cells of a table's rows."""
    path = f".//h:table[substring-after(@id, '--') = '{table}']/h:tbody/h:tr/*[1]/h:code"
    return codes(chapter, path)


# What is there is in the guide, and nothing else.


def listed() -> Iterator[str]:
    contents = tomllib.loads((GUIDE / "manuscript" / "book.toml").read_text("utf-8"))["contents"]
    yield from contents["front"]
    for part in contents["part"]:
        yield from part["chapters"]
    yield from contents["back"]


def test_the_readme_links_to_every_chapter_in_order():
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    linked = re.findall(r"\]\(src/octavo/guide/manuscript/([^)#]+\.md)\)", readme)
    assert linked == list(listed())


def test_every_command_and_option_is_named(chapters):
    named = " ".join(code for chapter in chapters.values() for code in codes(chapter))
    app = typer.main.get_command(make_app())
    missing = []
    for name, command in [("", app), *app.commands.items()]:  # type: ignore[attr-defined]
        if name and f"octavo {name}" not in named:
            missing.append(f"octavo {name}")
        options = (option for param in command.params for option in param.opts)
        missing += [
            f"octavo {name} {option}"
            for option in options
            if option.startswith("-") and not re.search(rf"(?<![\w-]){option}(?![\w-])", named)
        ]
    assert missing == []


KEYS = {
    "keys-book": book_toml_keys._BOOK,
    "keys-person": book_toml_keys._PERSON,
    "keys-contents": book_toml_keys._CONTENTS,
    "keys-part": book_toml_keys._PART,
    "keys-editions": book_toml_keys._EDITION,
    "keys-font": book_toml_keys._FONT,
}


@pytest.mark.parametrize("table", KEYS)
def test_every_key_of_book_toml_is_in_its_table(chapters, table):
    shown = first_column(chapters["book-toml"], table)
    if table == "keys-book":
        shown += first_column(chapters["book-toml"], "keys-shops")
    assert sorted(shown) == sorted(KEYS[table].keys)


def test_there_is_no_other_table_of_keys():
    def tables(kind: object) -> Iterator[book_toml_keys._Table]:
        if isinstance(kind, book_toml_keys._Table):
            yield kind
            for inner in (*kind.keys.values(), kind.others):
                yield from tables(inner)
        elif isinstance(kind, book_toml_keys._List):
            for inner in kind.items:
                yield from tables(inner)

    found = {id(table) for table in tables(book_toml_keys._FILE)}
    editions = book_toml_keys._FILE.keys["editions"]
    assert found == {id(table) for table in (*KEYS.values(), book_toml_keys._FILE, editions)}
    assert set(book_toml_keys._FILE.keys) == {
        "schema",
        "strict",
        "book",
        "contents",
        "editions",
        "fonts",
    }


def test_the_keys_of_a_chapters_head_are_in_their_table(chapters):
    assert sorted(first_column(chapters["book-toml"], "front-matter-keys")) == sorted(FRONT_MATTER)


def test_every_kind_of_section_is_named(chapters):
    assert set(KINDS) <= set(codes(chapters["book-toml"]))


def test_every_rule_of_assembling_is_in_its_table(chapters):
    shown = set(first_column(chapters["articles"], "rules"))
    rules = {"never-…" if rule.code.startswith("never-") else rule.code for rule in RULES}
    assert shown == rules


#: Where tokens have their values: those of all media; print has more, for its own rules too.
TOKENS = ("tokens.css", "print/page.css")


def test_every_token_is_in_its_table(chapters):
    named = re.compile(r"^  (--[a-z-]+):", re.M)
    of_all, of_print = (
        named.findall((REPOSITORY / "styles" / name).read_text("utf-8")) for name in TOKENS
    )
    shown = first_column(chapters["styles"], "tokens")
    assert [token for token in shown if token in of_all] == of_all
    assert set(shown) - set(of_all) <= set(of_print)


def test_every_class_in_the_table_is_there(chapters):
    rules = "".join(path.read_text("utf-8") for path in styles_folder().rglob("*.css"))
    used = set(re.findall(r"\.[a-z-]+", rules))
    used |= {
        f".{name}"
        for chapter in chapters.values()
        for element in chapter.iter(etree.Element)
        for name in element.get("class", "").split()
    }
    for name in first_column(chapters["styles"], "classes"):
        assert name in used, name


def test_the_guides_own_styles_are_shown_as_they_are(chapters):
    shown = [
        "".join(map(str, code.itertext())) for code in chapters["styles"].iter(f"{{{XHTML}}}code")
    ]
    assert (GUIDE / "styles" / "local.css").read_text("utf-8").strip() in map(str.strip, shown)


# Each example gives what it promises.


@pytest.mark.parametrize(
    ("chapter", "path"),
    [
        ("words", "//h:span[@lang='fr'][@xml:lang='fr'][contains(., '«\u00a0bon\u00a0»')]"),
        ("words", "//h:em/h:span[@lang='fr']"),
        ("words", "//h:p[contains(., '“Is that the ferry?”')][contains(., 'It’s the ‘morning')]"),
        ("words", "//h:p[contains(., '12\u2060–14')][contains(., 'gulls\u2060—all')]"),
        ("words", "//h:a[starts-with(@href, 'asides.xhtml#asides--tides')]"),
        ("words", "//h:a[@href='mailto:nan@example.org']"),
        ("voices", "//h:blockquote[not(@class)]/h:p[@class='attribution'][h:em]"),
        ("voices", "//h:blockquote[@lang='fr']/h:p[@class='attribution']"),
        ("voices", "//h:blockquote[@epub:type='z3998:letter']"),
        ("voices", "//h:blockquote[@epub:type='epigraph'][@role='doc-epigraph']"),
        ("voices", "//*[contains(@class, 'verse')]//*[contains(., 'a cello')]"),
        ("voices", "//*[contains(@class, 'verse')]//h:*[@class='attribution']"),
        ("voices", "//h:hr[@class='scene-break']"),
        ("notes", "//h:a[@epub:type='noteref'][@role='doc-noteref']"),
        ("notes", "//h:aside[@epub:type='footnote'][count(h:p) = 2]"),
        ("figures", "//h:figure[h:img[string-length(@alt) > 60]]/h:figcaption[h:em]"),
        ("figures", "//h:img[@alt=''][@role='presentation']"),
        ("figures", "//h:table[@id='figures--oatcakes']/h:caption"),
        ("figures", "//h:table[@id='figures--oatcakes']//h:th[@scope='row'][. = 'Salt']"),
        ("figures", "//h:table[@id='figures--oatcakes']//h:td[contains(@class, 'align-right')]"),
        ("figures", "//h:ul/h:li/h:ul/h:li"),
        ("figures", "//h:ol[count(h:li) = 3]"),
        ("figures", "//h:dl[h:dt = 'Haar']/h:dd"),
        ("asides", "//*[contains(@class, 'warning')]//*[. = 'Before you cross']"),
        ("asides", "//*[contains(@class, 'note')]//*[. = 'Note']"),
        ("asides", "//*[contains(@class, 'tip')]//*[. = 'Tip']"),
        ("asides", "//*[contains(@class, 'important')]//*[. = 'Important']"),
        ("asides", "//h:pre//h:span[@class][. = 'def']"),
        ("asides", "//m:math[@display='block'][contains(@alttext, 'cos')]//m:mfrac"),
        ("asides", "//h:p//m:math[not(@display='block')][@alttext='T = 12.42']"),
        ("asides", "//h:p[contains(., 'for $3')]"),
        ("fine-points", "//h:abbr[@title='high water'][. = 'HW']"),
        ("fine-points", "//h:span[@class='small-caps'][starts-with(., 'ib isbister')]"),
        ("fine-points", "//h:p[contains(@class, 'initial')][starts-with(., 'The tide')]"),
        ("fine-points", "//h:p[@id='fine-points--sermon'][contains(@class, 'solemn')]"),
        ("fine-points", "//h:a[@href='#fine-points--sermon']"),
        ("fine-points", "//h:kbd[. = 'Ctrl']"),
        ("first-steps", "//h:table[@id='first-steps--commands']//h:th[@scope='row']/h:code"),
        ("articles", "//h:blockquote[@epub:type='epigraph']"),
    ],
)
def test_the_markdown_shown_gives_its_element(chapters, chapter, path):
    assert chapters[chapter].xpath(path, namespaces=NAMES)


def test_an_examples_source_stands_beside_its_result(chapters):
    shown = 0
    for chapter in chapters.values():
        for example in chapter.xpath("//h:div[@class='example']", namespaces=NAMES):
            source, result = example
            assert [source.get("class"), result.get("class")] == ["source", "result"]
            assert words(source) and len(result)
            shown += 1
    assert shown >= 24


def test_code_fits_the_printed_line(chapters):
    """57 characters of 8.5 pt Source Code Pro (0.6 em each) are the page's 291.6 pt."""
    # Commands of the outside world, and messages, are as long as they are.
    for name, chapter in chapters.items():
        for block in chapter.iter(f"{{{XHTML}}}pre"):
            for line in "".join(map(str, block.itertext())).splitlines():
                assert len(line) <= 57 or "](images/" in line or "manuscript/" in line, (name, line)
