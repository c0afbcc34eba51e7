"""The whole of assembling: what is written, what is left alone, what a second run does."""

from __future__ import annotations

import errno
import hashlib
import tomllib
from pathlib import Path

import pytest
import tomlkit
import yaml

from helpers.articles import FILLER, HARBOUR, POST
from octavo.core.errors import BookError, OctavoError
from octavo.editions.known_kinds import all_kinds
from octavo.findings.wording import message_of, remedy_of
from octavo.importing import assemble_run, draft, gather, word_account
from octavo.importing.draft import Status
from octavo.importing.ledger import LEDGER
from octavo.importing.run_events import Request
from octavo.manuscript.book_metadata import Known
from octavo.manuscript.find_book import BOOK_TOML as BOOK
from octavo.manuscript.load import load_manuscript as load

HARBOUR_MD = "what-the-harbour-taught-me.md"


def load_manuscript(root):
    return load(root, Known(profiles=("plain",), themes=("classic",), kinds=all_kinds()))


def _assemble(articles, root, **given):
    options = {"language": "en-GB", **given}
    request = Request(root=root, arguments=tuple(map(str, articles)), **options)
    *_, report = assemble_run.assemble(request)
    return report


def _ledger(root):
    return tomllib.loads((root / "manuscript/articles/ledger.toml").read_text(encoding="utf-8"))


def _contents(root):
    return tomllib.loads((root / "manuscript/book.toml").read_text(encoding="utf-8"))["contents"]


def _files(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def _flip(root, rule, accepted):
    path = root / "manuscript/articles/ledger.toml"
    ledger = tomlkit.parse(path.read_text(encoding="utf-8"))
    for article in ledger["article"]:
        for decision in article.get("decision", ()):
            if decision["rule"] == rule:
                decision["accepted"] = accepted
    path.write_text(tomlkit.dumps(ledger), encoding="utf-8")


def test_a_book_is_made_that_loads_without_findings(own_articles, tmp_path):
    root = tmp_path / "a-quiet_book"
    report = _assemble(own_articles.values(), root)
    assert report.created
    assert [each.status for each in report.articles] == [Status.WRITTEN] * 5
    book = load_manuscript(root)
    assert [each for each in book.findings if each.severity == "error"] == []
    assert [each for each in book.findings if each.code == "chapter-orphan"] == []
    assert book.metadata.title == "A Quiet Book"
    assert book.metadata.language == "en-GB"
    assert [chapter.path for chapter in book.chapters] == [e.chapter for e in report.articles]


def test_the_chapter_file(own_articles, tmp_path):
    _assemble([own_articles["harbour"]], tmp_path / "b")
    text = (tmp_path / "b/manuscript/what-the-harbour-taught-me.md").read_text(encoding="utf-8")
    _, front, body = text.split("---\n", 2)
    assert yaml.safe_load(front) == {"author": "Ada Quill", "source": "articles/harbour.txt"}
    pieces = body.strip().split("\n\n")
    assert pieces[0] == "# What The Harbour Taught Me"
    assert pieces[1].startswith("I grew up beside the water.")
    assert [piece for piece in pieces if piece.startswith("#")][1:] == [
        "## Watch The Tide Before You Row",
        "## Mend Your Nets On Dry Days",
    ]
    assert "my blog" not in text
    assert "Comments are closed" not in text


def test_the_ledger(own_articles, tmp_path):
    source = own_articles["harbour"]
    _assemble([source], tmp_path / "b")
    ledger = _ledger(tmp_path / "b")
    assert ledger["schema"] == 1
    (article,) = ledger["article"]
    chapter = tmp_path / "b/manuscript" / article["chapter"]
    assert article["file"] == "harbour.txt"
    assert article["sha256"] == hashlib.sha256(source.read_bytes()).hexdigest()
    assert article["chapter_sha256"] == hashlib.sha256(chapter.read_bytes()).hexdigest()
    assert (article["title"], article["author"]) == ("What The Harbour Taught Me", "Ada Quill")
    counts = article["counts"]
    assert counts["source"] == len(HARBOUR.split())
    assert counts["kept"] + counts["dropped"] + counts["retagged"] == counts["source"]
    found = [
        (each["line"], each["rule"], each["action"], each["accepted"])
        for each in article["decision"]
    ]
    assert found == [
        (1, "title-line", "title", True),
        (3, "byline-run-in", "byline", True),
        (5, "heading-title-case", "heading", True),
        (9, "heading-title-case", "heading", True),
        (9, "plug-own-site", "drop", True),
        (11, "boilerplate-line", "drop", True),
    ]
    assert all(each["text"] in HARBOUR for each in article["decision"])


def test_the_source_is_kept_byte_for_byte(tmp_path):
    source = tmp_path / "old post.TXT"
    source.write_bytes("A House\r\n\r\nIt rained all day long.".encode("utf-16"))
    _assemble([source], tmp_path / "b")
    assert (tmp_path / "b/manuscript/articles/old post.TXT").read_bytes() == source.read_bytes()


def test_a_second_run_changes_nothing(own_articles, tmp_path):
    root = tmp_path / "b"
    _assemble(own_articles.values(), root)
    before = _files(root)
    stored = sorted((root / "manuscript/articles").glob("*.txt"))
    for articles in (own_articles.values(), stored, reversed(stored)):
        report = _assemble(articles, root)
        assert not report.created
        assert {each.status for each in report.articles} == {Status.UNCHANGED}
        # In another order, another two of several articles are named for what they share.
        after = _files(root)
        assert after[LEDGER] == before[LEDGER] or report.news
        before[LEDGER] = after[LEDGER]
        assert after == before


def test_two_books_are_the_same_bytes(own_articles, tmp_path):
    for name in ("one", "two"):
        _assemble(own_articles.values(), tmp_path / name / "book")
    assert _files(tmp_path / "one/book") == _files(tmp_path / "two/book")


def test_an_edited_chapter_is_left_alone(own_articles, tmp_path):
    root = tmp_path / "b"
    _assemble(own_articles.values(), root)
    chapter = root / "manuscript/what-the-harbour-taught-me.md"
    edited = chapter.read_text(encoding="utf-8").replace("beside the water", "by the sea")
    chapter.write_text(edited, encoding="utf-8")
    _flip(root, "boilerplate-line", False)
    for _ in range(2):
        report = _assemble(own_articles.values(), root)
        assert [each.status for each in report.articles] == [
            Status.LEFT_ALONE,
            *[Status.UNCHANGED] * 4,
        ]
        assert chapter.read_text(encoding="utf-8") == edited


def test_a_chapter_is_unedited_again_when_the_edit_is_taken_back(own_articles, tmp_path):
    root = tmp_path / "b"
    _assemble([own_articles["harbour"]], root)
    chapter = root / "manuscript/what-the-harbour-taught-me.md"
    written = chapter.read_bytes()
    chapter.write_bytes(written + b"More.\n")
    _flip(root, "boilerplate-line", False)
    report = _assemble([own_articles["harbour"]], root)
    assert report.articles[0].status is Status.LEFT_ALONE
    chapter.write_bytes(written)
    report = _assemble([own_articles["harbour"]], root)
    assert report.articles[0].status is Status.WRITTEN
    assert chapter.read_bytes().endswith(b"Comments are closed.\n")


def test_a_deleted_chapter_is_written_again(own_articles, tmp_path):
    root = tmp_path / "b"
    _assemble([own_articles["harbour"]], root)
    before = _files(root)
    (root / "manuscript/what-the-harbour-taught-me.md").unlink()
    # Its name stays its own, whoever comes first.
    other = tmp_path / "other.txt"
    other.write_text(HARBOUR.replace("beside", "near"), encoding="utf-8")
    report = _assemble([other, own_articles["harbour"]], root)
    assert report.articles[0].chapter == "manuscript/what-the-harbour-taught-me-2.md"
    assert report.articles[1].status is Status.WRITTEN
    name = "manuscript/what-the-harbour-taught-me.md"
    assert _files(root)[name] == before[name]


def test_an_article_given_twice_is_one_chapter(own_articles, tmp_path):
    report = _assemble([own_articles["harbour"]] * 2, tmp_path / "b")
    assert [each.chapter for each in report.articles] == [
        "manuscript/what-the-harbour-taught-me.md"
    ]


def test_styles_that_are_there_are_kept(own_articles, tmp_path):
    (tmp_path / "b/styles").mkdir(parents=True)
    (tmp_path / "b/styles/local.css").write_text("p { color: black }")
    _assemble([own_articles["harbour"]], tmp_path / "b")
    assert (tmp_path / "b/styles/local.css").read_text() == "p { color: black }"


def test_titles_are_compared_with_those_of_earlier_runs(tmp_path):
    titles = ["Leave The Lamp Lit", "Wait For The Boat", "Come To The Quay", "come to my house"]
    paths = []
    for number, title in enumerate(titles):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text(f"{title}\n\n{FILLER}\n", encoding="utf-8")
    for path in paths[:3]:
        report = _assemble([path], tmp_path / "b")
        assert "title-case" not in {each.code for each in report.findings}
    report = _assemble(paths[3:], tmp_path / "b")
    assert "title-case" in {each.code for each in report.findings}


def test_answers_in_the_ledger_are_followed(own_articles, tmp_path):
    root = tmp_path / "b"
    _assemble([own_articles["post"], own_articles["harbour"]], root)
    chapter = root / "manuscript/two-letters-from-the-island.md"
    assert "::: letter" not in chapter.read_text(encoding="utf-8")
    _flip(root, "letter-quoted", True)
    _flip(root, "boilerplate-line", False)
    report = _assemble([own_articles["post"], own_articles["harbour"]], root)
    assert [each.status for each in report.articles] == [Status.WRITTEN, Status.WRITTEN]
    text = chapter.read_text(encoding="utf-8")
    assert "\n\nA keeper wrote to me and said:\n\n::: letter\n\n“we kept" in text
    assert "came.”\n\n:::\n\nI have not answered yet.\n" in text
    harbour = (root / "manuscript/what-the-harbour-taught-me.md").read_text(encoding="utf-8")
    assert harbour.endswith("\n\nComments are closed.\n")
    _flip(root, "letter-quoted", False)
    _assemble([own_articles["post"]], root)
    assert "::: letter" not in chapter.read_text(encoding="utf-8")
    # The answer about the other article, which was not named, is still there.
    answers = [each for article in _ledger(root)["article"] for each in article["decision"]]
    assert [e["accepted"] for e in answers if e["rule"] == "boilerplate-line"] == [False]


def test_comments_and_added_keys_stay_in_the_ledger(own_articles, tmp_path):
    root = tmp_path / "b"
    _assemble([own_articles["harbour"]], root)
    path = root / "manuscript/articles/ledger.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace(
        'rule = "byline-run-in"', '# she agreed\nrule = "byline-run-in"\nnote = "x"'
    )
    path.write_text(text.replace("[[article]]", "# from the old blog\n[[article]]"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("glued_tokens = 0", "glued_tokens = 0 # my aunt types well"))
    before = path.read_text(encoding="utf-8")
    assert "# my aunt" in before
    _assemble([own_articles["harbour"]], root)
    assert path.read_text(encoding="utf-8") == before
    _flip(root, "heading-title-case", False)
    _assemble([own_articles["harbour"], own_articles["post"]], root)
    after = path.read_text(encoding="utf-8")
    assert "# she agreed" in after
    assert "# my aunt" in after
    assert 'note = "x"' in after
    assert "# from the old blog" in after


def test_chapters_are_listed_once_and_comments_stay(own_articles, tmp_path):
    root = tmp_path / "b"
    _assemble([own_articles["harbour"]], root)
    path = root / "manuscript/book.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"what-the-harbour-taught-me.md",', "\n# soon\n"))
    text = path.read_text(encoding="utf-8").replace(
        "[contents]", '[contents]\nback = ["what-the-harbour-taught-me.md"] # moved'
    )
    path.write_text(text, encoding="utf-8")
    _assemble(own_articles.values(), root)
    contents = _contents(root)
    assert contents["back"] == ["what-the-harbour-taught-me.md"]
    assert "what-the-harbour-taught-me.md" not in contents["chapters"]
    assert len(contents["chapters"]) == 4
    assert "# moved" in path.read_text(encoding="utf-8")


def test_parts(own_articles, tmp_path):
    root = tmp_path / "b"
    _assemble([own_articles["harbour"]], root, part="The Water")
    _assemble([own_articles["bread"]], root, part="The House")
    _assemble([own_articles["post"]], root, part="The Water")
    _assemble([own_articles["nasty"]], root)
    assert [(part["title"], len(part["chapters"])) for part in _contents(root)["part"]] == [
        ("The Water", 2),
        ("The House", 2),
    ]
    assert load_manuscript(root).parts[0].title == "The Water"


def test_the_book_takes_its_title(own_articles, tmp_path):
    def title(root):
        return load_manuscript(root).metadata.title

    _assemble([own_articles["harbour"]], tmp_path / "one")
    assert title(tmp_path / "one") == "What The Harbour Taught Me"
    _assemble([own_articles["harbour"]], tmp_path / "two", title="Water", authors=("A. B.",))
    assert title(tmp_path / "two") == "Water"
    assert [each.name for each in load_manuscript(tmp_path / "two").metadata.authors] == ["A. B."]


def test_a_different_article_of_the_same_name_gets_a_number(own_articles, tmp_path):
    root = tmp_path / "b"
    other = tmp_path / "other" / "harbour.txt"
    other.parent.mkdir()
    other.write_text(HARBOUR.replace("beside", "near"), encoding="utf-8")
    report = _assemble([own_articles["harbour"], other], root)
    assert [each.file for each in report.articles] == [
        "manuscript/articles/harbour.txt",
        "manuscript/articles/harbour-2.txt",
    ]
    assert [each.chapter for each in report.articles] == [
        "manuscript/what-the-harbour-taught-me.md",
        "manuscript/what-the-harbour-taught-me-2.md",
    ]
    report = _assemble([other, own_articles["harbour"], other], root)
    assert [each.status for each in report.articles] == [Status.UNCHANGED] * 2
    assert len(_contents(root)["chapters"]) == 2


def test_a_file_of_the_author_is_never_overwritten(own_articles, tmp_path):
    root = tmp_path / "b"
    mine = root / "manuscript/what-the-harbour-taught-me.md"
    mine.parent.mkdir(parents=True)
    mine.write_text("# Mine\n", encoding="utf-8")
    report = _assemble([own_articles["harbour"]], root)
    assert report.articles[0].chapter == "manuscript/what-the-harbour-taught-me-2.md"
    assert mine.read_text(encoding="utf-8") == "# Mine\n"


def test_an_interrupted_run_is_taken_up(own_articles, tmp_path):
    root = tmp_path / "b"
    _assemble([own_articles["harbour"]], root)
    before = _files(root)
    (root / "manuscript/articles/ledger.toml").unlink()
    (root / "manuscript/book.toml").unlink()
    _assemble([own_articles["harbour"]], root)
    assert _files(root) == before


@pytest.mark.parametrize("name", ["harbour.txt", "Tom's: 2nd #1.txt", "hafen – ö.txt"])
def test_a_renamed_chapter_is_found_by_its_source(tmp_path, name):
    root = tmp_path / "b"
    source = tmp_path / name
    source.write_text(HARBOUR, encoding="utf-8")
    _assemble([source], root)
    folder = root / "manuscript"
    (folder / "what-the-harbour-taught-me.md").rename(folder / "harbour.md")
    book = folder / "book.toml"
    book.write_text(book.read_text().replace("what-the-harbour-taught-me.md", "harbour.md"))
    _flip(root, "boilerplate-line", False)
    report = _assemble([source], root)
    assert report.articles[0].chapter == "manuscript/harbour.md"
    assert report.articles[0].status is Status.WRITTEN
    assert not (folder / "what-the-harbour-taught-me.md").exists()
    assert _ledger(root)["article"][0]["chapter"] == "harbour.md"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Über Straßen & Ödnis", "uber-strassen-odnis.md"),
        ("日本語の題", "日本語の題.md"),
        ("It’s Ours", "its-ours.md"),
        ("Word " * 20, "word-word-word-word-word-word-word-word-word.md"),
    ],
)
def test_chapter_names(tmp_path, title, name):
    source = tmp_path / "a.txt"
    source.write_text(f"{title}\n\n{FILLER}\n", encoding="utf-8")
    report = _assemble([source], tmp_path / "b")
    assert report.articles[0].chapter == f"manuscript/{name}"


def test_a_chapter_whose_name_implies_another_kind_stays_a_chapter(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text(f"Glossary\n\n{FILLER}\n", encoding="utf-8")
    _assemble([source], tmp_path / "b")
    assert load_manuscript(tmp_path / "b").chapters[0].kind == "chapter"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Leave The Lamp Lit. Or Do Not, And See Who Comes", "Leave The Lamp Lit"),
        ("Who Comes Home? The Long Story Of A Lighthouse Keeper", "Who Comes Home?"),
        ("The Lamp – a story of those who waited for too long", "The Lamp"),
        ("Lamps: a story of those who waited for far too long", ""),
        ("A Lamp That Is Lit For Everyone Who Waits For Someone. Yes", ""),
        ("The Lamp: A Story", ""),
    ],
)
def test_short_titles(tmp_path, title, short):
    source = tmp_path / "a.txt"
    source.write_text(f"{title}\n\n{FILLER}\n", encoding="utf-8")
    _assemble([source], tmp_path / "b")
    assert load_manuscript(tmp_path / "b").chapters[0].short_title == short


def test_an_article_without_a_title_is_named_after_its_file(own_articles, tmp_path):
    report = _assemble([own_articles["untitled"]], tmp_path / "b")
    assert report.articles[0].title == "Untitled"
    assert ("title-missing", 1) in [(each.code, each.line) for each in report.findings]


def _nothing_written(root, before, articles, **given):
    with pytest.raises(OctavoError) as caught:
        _assemble(articles, root, **given)
    assert (_files(root) if root.exists() else {}) == before
    assert caught.value.hint
    return caught.value


def test_bad_articles_stop_no_other(own_articles, tmp_path):
    bad = [tmp_path / "one.txt", tmp_path / "two.html"]
    bad[0].write_bytes(b"caf\xe9")
    bad[1].write_text("<div>" * 400, "utf-8")
    report = _assemble([bad[0], *own_articles.values(), bad[1]], tmp_path / "b")
    assert len(report.articles) == len(own_articles)
    said = [each for each in report.findings if each.severity == "error"]
    assert [(each.code, each.file) for each in said] == [
        ("article-unread", str(path)) for path in bad
    ]
    assert said[0].line == 1
    assert "is not UTF-8" in message_of(said[0])
    # What is made loads as any book does.
    assert len(load_manuscript(tmp_path / "b").chapters) == len(own_articles)


def test_if_no_article_can_be_read_nothing_is_written(tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"caf\xe9")
    error = _nothing_written(tmp_path / "b", {}, [bad])
    assert error.where == f"{bad}:1"
    other = tmp_path / "other.txt"
    other.write_bytes(b"\xff")
    with pytest.raises(BookError) as caught:
        _assemble([bad, other], tmp_path / "b")
    assert [each.file for each in caught.value.findings] == [str(bad), str(other)]
    assert not (tmp_path / "b").exists()


def test_a_lost_word_stops_the_run(own_articles, tmp_path, monkeypatch):
    real = draft.body_text
    monkeypatch.setattr(draft, "body_text", lambda *given: real(*given).replace(" water.", "."))
    error = _nothing_written(tmp_path / "b", {}, [own_articles["harbour"]])
    assert error.exit_code == 70
    assert error.where == f"{own_articles['harbour']}:3"
    assert word_account  # the check that failed is the real one


@pytest.mark.parametrize("fault", ["lost word", "exception", "while reading"])
def test_a_fault_in_one_article_stops_no_other(own_articles, tmp_path, monkeypatch, fault):
    def body_text(article, title):
        if "Harbour" in title and fault == "exception":
            raise ValueError("no such boat")
        return real(article, title).replace(" water.", ".")

    def read(suffix, data, about):
        if about.where.endswith("harbour.txt"):
            raise ValueError("no such boat")
        return read_as(suffix, data, about)

    real, read_as = draft.body_text, gather.read_as
    if fault == "while reading":
        monkeypatch.setattr(gather, "read_as", read)
    else:
        monkeypatch.setattr(draft, "body_text", body_text)
    report = _assemble([own_articles["harbour"].parent], tmp_path / "b")
    (said,) = [each for each in report.findings if each.severity == "error"]
    assert said.code == "article-unread"
    assert said.file == str(own_articles["harbour"])
    assert len(report.articles) == len(own_articles) - 1
    assert not (tmp_path / "b/manuscript/what-the-harbour-taught-me.md").exists()


def test_a_full_disk_leaves_everything_as_it_was(own_articles, tmp_path, monkeypatch):
    root = tmp_path / "b"
    _assemble([own_articles["harbour"]], root)
    before = _files(root)
    real = Path.write_bytes

    def full(path, data):
        if ".ledger" in path.name:
            real(path, data[:10])
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    error = _nothing_written(root, before, own_articles.values())
    assert error.message == "cannot be written (No space left on device)."
    assert error.where.endswith("ledger.toml")


def test_ctrl_c_leaves_no_half_written_files(own_articles, tmp_path, monkeypatch):
    root = tmp_path / "b"
    _assemble([own_articles["harbour"]], root)
    before = _files(root)
    real = Path.write_bytes

    def stopped(path, data):
        real(path, data[:10])
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", stopped)
    with pytest.raises(KeyboardInterrupt):
        _assemble(own_articles.values(), root)
    assert _files(root) == before


def test_the_book_folder_is_a_file(own_articles, tmp_path):
    (tmp_path / "b").write_text("x")
    with pytest.raises(OctavoError) as caught:
        _assemble([own_articles["harbour"]], tmp_path / "b")
    assert (caught.value.message, caught.value.exit_code) == ("this is a file, not a folder.", 2)


def test_a_folder_stands_in_the_way(own_articles, tmp_path):
    root = tmp_path / "b"
    (root / "manuscript/articles/harbour.txt").mkdir(parents=True)
    error = _nothing_written(root, {}, [own_articles["harbour"]])
    assert error.where.endswith("harbour.txt")


def test_a_language_that_is_none(own_articles, tmp_path):
    error = _nothing_written(tmp_path / "b", {}, [own_articles["harbour"]], language="us")
    assert (error.hint, error.exit_code) == ('Try "en-US".', 2)


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "said"),
    [
        (BOOK, "[contents]", "[contents", "[contents", "not valid TOML"),
        (BOOK, "chapters = [", "chapters = 3 # [", "", "cannot be edited"),
        (LEDGER, "schema = 1", "schema = ", "schema", "not valid TOML"),
        (LEDGER, "schema = 1", "schema = 9", "schema", "schema 9 is not known"),
        (LEDGER, "\nfile = ", "\nfil = ", "[[article]]", "lacks file"),
        (LEDGER, "\nchapter = ", "\nchapte = ", "[[article]]", "lacks chapter"),
        (LEDGER, "\naccepted = ", "\naccept = ", "[[article.decision]]", "lacks accepted"),
        (
            LEDGER,
            'action = "title"',
            'action = "gone"',
            'action = "gone"',
            "not known for this rule",
        ),
        (LEDGER, 'action = "drop"', 'action = "title"', 'action = "title"\na', "not known"),
        (LEDGER, "[[article]]", "[article]", "", "not written as [[article]]"),
        (LEDGER, "[[article.decision]]", "[[article]]", "[[article]]\nline", "lacks file"),
        (LEDGER, HARBOUR_MD, "../../../etc/passwd.md", "chapter = ", "not a Markdown file inside"),
        (LEDGER, HARBOUR_MD, "/etc/passwd.md", "chapter = ", "not a Markdown file inside"),
        (LEDGER, '"harbour.txt"', '"caf\\xe9.txt"', "file = ", "not valid TOML"),
    ],
)
def test_a_broken_book_or_ledger(own_articles, tmp_path, name, old, new, line, said):
    root = tmp_path / "b"
    _assemble([own_articles["harbour"]], root)
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new) if "[[" in old and "[[" not in new else text.replace(old, new, 1)
    if "= 3 #" in new:
        text = text.replace(f'    "{HARBOUR_MD}",\n]\n', "")
    if new == 'action = "title"':
        line = 'action = "title"\naccepted = true\ntext = "You can'
    path.write_text(text, encoding="utf-8")
    error = _nothing_written(root, _files(root), own_articles.values())
    assert said in error.message
    number = text[: text.index(line)].count("\n") + 1
    where = f"{name}:{number}" if line else name
    assert error.where == where or error.where.startswith(f"{where}:")


@pytest.mark.parametrize("key", ["file", "chapter"])
def test_two_articles_of_one_name_in_the_ledger(own_articles, tmp_path, key):
    root = tmp_path / "b"
    _assemble([own_articles["harbour"], own_articles["bread"]], root)
    path = root / LEDGER
    first, second = (article[key] for article in _ledger(root)["article"])
    text = path.read_text("utf-8").replace(f'{key} = "{second}"', f'{key} = "{first}"')
    path.write_text(text, encoding="utf-8")
    error = _nothing_written(root, _files(root), own_articles.values())
    assert error.message == f'{key} "{first}" stands here twice.'
    line = text[: text.rindex(f'{key} = "{first}"')].count("\n") + 1
    assert error.where == f"{LEDGER}:{line}"


def test_a_ledger_that_is_not_utf_8(own_articles, tmp_path):
    root = tmp_path / "b"
    _assemble([own_articles["harbour"]], root)
    path = root / LEDGER
    path.write_bytes(path.read_bytes().replace(b"Ada Quill", b"Ad\xe9 Quill"))
    error = _nothing_written(root, _files(root), own_articles.values())
    assert error.where.startswith(f"{LEDGER}:")


def test_a_name_that_is_no_text(tmp_path):
    path = Path(str(tmp_path / "caf") + "\udce9.txt")
    path.write_text(f"A House\n\n{FILLER}\n")
    error = _nothing_written(tmp_path / "b", {}, [path])
    assert error.message == "the file's name is not UTF-8."
    str(error).encode()


def test_findings_come_in_the_order_of_articles_and_lines(own_articles, tmp_path):
    report = _assemble(own_articles.values(), tmp_path / "b")
    order = [each.file for each in report.articles]
    places = [(order.index(each.file), each.line) for each in report.findings]
    assert places == sorted(places)
    assert all(remedy_of(each) for each in report.findings)
    assert ("letter-paragraph", "manuscript/articles/post.txt", 3) in [
        (each.code, each.file, each.line) for each in report.findings
    ]
    assert POST.split("\n")[2].startswith("A keeper")


def test_titles_of_the_one_article_of_a_book_are_chapters(tmp_path):
    first, later = tmp_path / "weir.md", tmp_path / "sea.md"
    novel = "# Ebb\n\nThe river fell.\n\n## Noon\n\nIt lay.\n\n# Flow\n\nIt rose.\n"
    first.write_text(novel, encoding="utf-8")
    later.write_text("# Sea\n\nSalt.\n", encoding="utf-8")
    root = tmp_path / "book"
    report = _assemble([first], root)
    text = (root / "manuscript/ebb.md").read_text(encoding="utf-8")
    assert "split: true\n" in text and text.endswith(novel)
    assert "headings-lowered" not in [each.code for each in report.findings]
    before = _files(root)
    _assemble([first, later], root)
    assert _files(root)["manuscript/ebb.md"] == before["manuscript/ebb.md"]


def test_titles_of_one_of_several_articles_go_down(tmp_path):
    novel, other = tmp_path / "weir.md", tmp_path / "sea.md"
    novel.write_text("# Ebb\n\nThe river fell.\n\n# Flow\n\nIt rose.\n", encoding="utf-8")
    other.write_text("# Sea\n\nSalt.\n", encoding="utf-8")
    report = _assemble([novel, other], tmp_path / "book")
    assert "\n## Flow\n" in (tmp_path / "book/manuscript/ebb.md").read_text(encoding="utf-8")
    assert "headings-lowered" in [each.code for each in report.findings]
    said = "---\nsplit: true\n---\n# Ebb\n\nThe river fell.\n\n# Flow\n\nIt rose.\n"
    novel.write_text(said, encoding="utf-8")
    _assemble([novel, other], tmp_path / "again")
    assert "\n# Flow\n" in (tmp_path / "again/manuscript/ebb.md").read_text(encoding="utf-8")


def _codes(tmp_path, texts, **given):
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
    paths = [tmp_path / f"{number}.md" for number in range(len(texts))]
    report = _assemble(paths, tmp_path / "book", **given)
    return [each.code for each in report.findings]


def test_a_book_of_short_articles_is_not_told_that_they_are_short(tmp_path):
    poems = [f"# Tide {number}\n\nIt goes.\n" for number in range(6)]
    assert "short-chapter" not in _codes(tmp_path, poems)
    long = [f"# Tide {number}\n\n{FILLER * 60}\n" for number in range(6)]
    assert _codes(tmp_path, [*long, poems[0]]).count("short-chapter") == 1


def test_capitals_of_headings_are_looked_at_in_english_alone(tmp_path):
    heads = "".join(
        f"## {each}\n\nEr lief.\n\n" for each in ("Das Boot in der Bucht", "Was er sah")
    )
    text = f"# Ebbe\n\nEr lief.\n\n{heads}## Die Uhr in der Kirche am Hafen\n\nSie schlug.\n"
    assert "heading-case" in _codes(tmp_path, [text.replace("der", "the")])
    (tmp_path / "de").mkdir()
    assert "heading-case" not in _codes(tmp_path / "de", [text], language="de")


@pytest.mark.parametrize("place", ["images", "static/images"])
@pytest.mark.parametrize("prefix", ["", "{{ site.baseurl }}"])
def test_pictures_named_from_a_sites_root(tmp_path, place, prefix):
    for folder in (f"site/{place}", "site/content/posts"):
        (tmp_path / folder).mkdir(parents=True)
    picture = tmp_path / "site" / place / "bay.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    post = tmp_path / "site/content/posts/a.md"
    post.write_text(f"# Bay\n\nIt lay.\n\n![The bay]({prefix}/images/bay.svg)\n")
    report = _assemble([post], tmp_path / "book")
    assert report.findings == () or [each.code for each in report.findings] == ["short-chapter"]
    (kept,) = (tmp_path / "book/manuscript/images").iterdir()
    assert f"(images/{kept.name})" in (tmp_path / "book/manuscript/bay.md").read_text()
