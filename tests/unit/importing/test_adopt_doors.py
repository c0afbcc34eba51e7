"""Which door a folder or a file belongs to: each names the other, with the command."""

from __future__ import annotations

import pytest

from octavo.core.errors import OctavoError
from octavo.findings.wording import remedy_of
from octavo.importing import assemble_run
from octavo.importing.adopt_run import adopt
from octavo.importing.adopt_source import AdoptRequest
from octavo.importing.run_events import Request

PROSE = "The keeper walked the sand with his lantern held low, and nobody saw him go that night. "


def _folder(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def _adopted(source, tmp_path):
    report = adopt(AdoptRequest(source=source, root=tmp_path / "adopted"))
    return [each for each in report.findings if each.code.startswith("looks-like-")]


def _assembled(source, tmp_path):
    request = Request(root=tmp_path / "assembled", arguments=(str(source),))
    *_, report = assemble_run.assemble(request)
    return [each for each in report.findings if each.code == "looks-adoptable"]


def _posts(*names, about=""):
    return {name: f"{about}# Of {name}\n\n{PROSE * 3}\n" for name in names}


def test_posts_with_days_in_their_names_are_articles(tmp_path):
    names = ("blog/2024-01-02-tide.md", "blog/2024-02-03-salt.md", "blog/2024-03-04-rope.md")
    blog = _folder(tmp_path / "in", {**_posts(*names), **_posts("about.md")})
    (said,) = _adopted(blog, tmp_path)
    assert said.code == "looks-like-articles"
    assert remedy_of(said).endswith(f"octavo assemble {blog / 'blog'}")
    assert _assembled(blog, tmp_path) == []


def test_posts_with_a_date_of_their_own_are_articles_and_chapters_with_a_place_are_not(tmp_path):
    dated = _posts("a.md", "b.md", "c.md", about="---\ndate: 2024-05-06\n---\n")
    (said,) = _adopted(_folder(tmp_path / "dated", dated), tmp_path)
    assert said.code == "looks-like-articles"
    about = "---\ndate: 2024-05-06\nweight: 3\n---\n"
    placed = _folder(tmp_path / "placed", _posts("a.md", "b.md", "c.md", about=about))
    assert _adopted(placed, tmp_path / "second") == []


def test_a_site_of_posts_is_refused_with_the_command(tmp_path):
    posts = [f"_posts/2024-01-0{day}-tide.md" for day in (1, 2, 3)]
    site = _folder(
        tmp_path / "site", {**_posts(*posts), "_config.yml": "title: Tides", "a.md": "# A"}
    )
    with pytest.raises(OctavoError, match="blog of Jekyll: it has 3 posts") as caught:
        _adopted(site, tmp_path)
    assert caught.value.hint.endswith(f"octavo assemble {site}")
    assert not (tmp_path / "adopted").exists()


def test_a_short_file_of_one_chapter_is_an_article(tmp_path):
    path = tmp_path / "tide.md"
    path.write_text(f"# The Tide\n\n{PROSE * 9}\n", "utf-8")
    (said,) = _adopted(path, tmp_path)
    assert said.code == "looks-like-article"
    assert remedy_of(said).endswith(f"octavo assemble {path}")
    path.write_text(f"# The Tide\n\n{PROSE * 900}\n", "utf-8")
    assert _adopted(path, tmp_path / "long") == []


def test_a_file_of_chapters_is_a_book(tmp_path):
    path = tmp_path / "novel.md"
    path.write_text("".join(f"# Chapter {n}\n\n{PROSE * 9}\n\n" for n in range(1, 4)), "utf-8")
    (said,) = _assembled(path, tmp_path)
    assert remedy_of(said).endswith(f"octavo adopt {path}")
    # Ten tips have numbers, and are no chapters.
    tips = "".join(f"## {n}. Keep dry\n\n{PROSE * 9}\n\n" for n in range(1, 11))
    path.write_text(f"# Ten Tips\n\n{PROSE}\n\n{tips}", "utf-8")
    assert _assembled(path, tmp_path / "tips") == []


def test_a_book_within_a_repository_is_a_book(tmp_path):
    files = {"docs/SUMMARY.md": "- [A](a.md)\n- [B](b.md)\n", **_posts("docs/a.md", "docs/b.md")}
    (said,) = _assembled(_folder(tmp_path / "in", files), tmp_path)
    assert remedy_of(said).endswith(f"octavo adopt {tmp_path / 'in'}")


def test_a_vault_of_notes_is_what_it_is_called(tmp_path):
    vault = _folder(tmp_path / "in", {".obsidian/app.json": "{}", **_posts("a.md", "b.md")})
    assert _assembled(vault, tmp_path) == []
    assert _adopted(vault, tmp_path) == []


@pytest.mark.parametrize(
    ("files", "said", "hint"),
    [
        ({"a.adoc": "= A", "b.adoc": "= B", "c.adoc": "= C", "x.md": "# X"}, "AsciiDoc", "pandoc"),
        ({"a.rst": "A\n=", "b.rst": "B"}, "reStructuredText", "pandoc -s -f rst"),
        ({"a.ipynb": "{}"}, "notebooks", "jupytext"),
        (
            {"LANGS.md": "* [A](en/)\n* [B](de/)\n", "en/SUMMARY.md": "", "de/SUMMARY.md": ""},
            "in 2 languages: en, de",
            "octavo adopt",
        ),
        (
            {f"lessons/{code}/a.md": "# A" for code in ("de", "en", "pt-br", "fr")},
            "texts in 4 languages",
            "lessons/",
        ),
    ],
)
def test_what_cannot_be_adopted_says_why_and_what_to_do(tmp_path, files, said, hint):
    with pytest.raises(OctavoError, match=said) as caught:
        _adopted(_folder(tmp_path / "in", files), tmp_path)
    assert hint in caught.value.hint
    assert not (tmp_path / "adopted").exists()
