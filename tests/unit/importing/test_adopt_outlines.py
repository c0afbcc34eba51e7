"""Folders of other tools: which tool, and in what order the book stands."""

from __future__ import annotations

import pytest

from octavo.importing.adopt_files import adopted_files
from octavo.importing.outlines.known_tools import outline_of, tool_book


def _folder(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def _chapters(*names):
    return {name: f"# Of {name}\n\nWords.\n" for name in names}


def _parts(outline):
    return [(part.title, part.chapters) for part in outline.parts]


def test_mdbook(tmp_path):
    listing = (
        "# Summary\n\n[Before](before.md)\n\n# Water\n\n- [One](one.md)\n"
        "    - [Two](sub/two.md#top)\n- [Not yet]()\n---\n- [Three](<th ree.md>)\n"
        "- [Web](https://isle.example)\n- [No](no.md)\n\n[After](after.md)\n[Before](before.md)\n"
    )
    names = ("before.md", "one.md", "sub/two.md", "th ree.md", "after.md", "stray.md")
    about = '[book]\ntitle = "Boats"\nauthors = ["Ada Quill"]\nlanguage = "de"\nsrc = "text"\n'
    files = {f"text/{name}": text for name, text in _chapters(*names).items()}
    outline = outline_of(
        _folder(tmp_path, {"book.toml": about, "text/SUMMARY.md": listing, **files})
    )
    assert (outline.tool, outline.root) == ("mdBook", tmp_path / "text")
    assert (outline.title, outline.authors, outline.language) == ("Boats", ("Ada Quill",), "de")
    assert (outline.front, outline.back) == (("before.md",), ("after.md",))
    assert _parts(outline) == [("Water", ("one.md", "sub/two.md")), ("", ("th ree.md",))]
    assert outline.unread == ("no.md: listed, and not there",)


def test_honkit(tmp_path):
    listing = (
        "# 目次\n\n* [はじめに](README.md)\n\n## 海\n\n* [一](a/README.md)\n  * [二](a/二.md)\n"
    )
    files = _chapters("README.md", "a/README.md", "a/二.md")
    about = '{"title": "舟", "author": "秋山", "language": "ja"}'
    outline = outline_of(_folder(tmp_path, {"SUMMARY.md": listing, "book.json": about, **files}))
    assert outline.tool == "GitBook or HonKit"
    assert (outline.title, outline.authors, outline.language) == ("舟", ("秋山",), "ja")
    assert _parts(outline) == [("", ("README.md",)), ("海", ("a/README.md", "a/二.md"))]


def test_quarto(tmp_path):
    about = """
project: {type: book}
lang: fr
book:
  title: Les Barques
  subtitle: Un cahier
  author: [{name: Ada Quill}, {name: {given: Tom, family: Grey}}]
  date: 2024-05-01
  cover-image: cover.png
  chapters:
    - index.qmd
    - intro.qmd
    - part: L’eau
      chapters: [eau.qmd, sel.qmd]
    - part: terre.qmd
      chapters: [sable.qmd]
    - part: Rien
  appendices: [outils.qmd]
"""
    names = ("index.qmd", "intro.qmd", "eau.qmd", "sel.qmd", "sable.qmd", "outils.qmd")
    files = {**_chapters(*names), "terre.qmd": "# La terre {.unnumbered}\n", "cover.png": "x"}
    outline = outline_of(_folder(tmp_path, {"_quarto.yml": about, **files}))
    assert (outline.tool, outline.language, outline.date) == ("Quarto", "fr", "2024-05-01")
    assert (outline.title, outline.subtitle) == ("Les Barques", "Un cahier")
    assert outline.authors == ("Ada Quill", "Tom Grey")
    assert (outline.cover, outline.front, outline.back) == (
        "cover.png",
        ("index.qmd",),
        ("outils.qmd",),
    )
    assert _parts(outline) == [
        ("", ("intro.qmd",)),
        ("L’eau", ("eau.qmd", "sel.qmd")),
        ("La terre", ("terre.qmd", "sable.qmd")),
    ]


def test_a_quarto_site_is_no_book(tmp_path):
    folder = _folder(tmp_path, {"_quarto.yml": "website: {title: X}\n", **_chapters("a.qmd")})
    assert tool_book(folder) is None
    assert outline_of(folder).tool == "a folder of Markdown files"


def test_bookdown_by_name_with_parts_in_the_files(tmp_path):
    about = "---\ntitle: Boats\nauthor: Ada Quill\nlang: es\ndate: '`r Sys.Date()`'\n---\n"
    files = {
        "_bookdown.yml": "book_filename: boats\n",
        "index.Rmd": f"{about}\n# Preface {{-}}\n",
        "01-water.Rmd": "# (PART) The Water {-}\n\n# Water\n",
        "02-salt.Rmd": "# Salt\n",
        "03-tools.Rmd": "# (APPENDIX) Appendix {-}\n\n# Tools\n",
        "_draft.Rmd": "# Draft\n",
    }
    outline = outline_of(_folder(tmp_path, files))
    assert (outline.tool, outline.title, outline.language) == ("bookdown", "Boats", "es")
    assert outline.date == ""
    assert _parts(outline) == [
        ("", ("index.Rmd",)),
        ("The Water", ("01-water.Rmd", "02-salt.Rmd")),
    ]
    assert outline.back == ("03-tools.Rmd",)


def test_bookdown_as_listed(tmp_path):
    listed = "rmd_files:\n  html: [index.Rmd, b.Rmd, a.Rmd]\n"
    files = {"_bookdown.yml": listed, **_chapters("index.Rmd", "a.Rmd", "b.Rmd")}
    assert outline_of(_folder(tmp_path, files)).chapters == ("index.Rmd", "b.Rmd", "a.Rmd")


def test_jupyter_book(tmp_path):
    toc = """
format: jb-book
root: intro
parts:
  - caption: Water
    chapters:
      - file: salt
        sections: [{file: deep/foam}]
      - file: code.ipynb
      - url: https://isle.example
"""
    about = "title: Boats\nauthor: Ada Quill\n"
    files = {
        "_toc.yml": toc,
        "_config.yml": about,
        **_chapters("intro.md", "salt.md", "deep/foam.md"),
    }
    outline = outline_of(_folder(tmp_path, {**files, "code.ipynb": "{}"}))
    assert (outline.tool, outline.title) == ("MyST or Jupyter Book", "Boats")
    assert _parts(outline) == [("", ("intro.md",)), ("Water", ("salt.md", "deep/foam.md"))]


def test_myst(tmp_path):
    about = """
version: 1
project:
  title: Boats
  authors: [{name: Ada Quill}]
  toc:
    - file: index.md
    - title: Water
      children: [{file: salt.md}, {file: none.md}]
"""
    outline = outline_of(_folder(tmp_path, {"myst.yml": about, **_chapters("index.md", "salt.md")}))
    assert _parts(outline) == [("", ("index.md",)), ("Water", ("salt.md",))]
    assert outline.unread == ("none.md: listed, and not there",)


def test_leanpub(tmp_path):
    listing = "frontmatter:\npreface.md\nmainmatter:\nw.md\none.md\ntwo.md\n{backmatter}\nend.md\n"
    files = {
        "manuscript/Book.txt": listing,
        "manuscript/w.md": "{class: part}\n# Water\n",
        **{
            f"manuscript/{name}.md": f"# {name}\n\nWords.\n"
            for name in ("preface", "one", "two", "end")
        },
    }
    outline = outline_of(_folder(tmp_path, files))
    assert (outline.tool, outline.root) == ("Leanpub", tmp_path / "manuscript")
    assert (outline.front, outline.back) == (("preface.md",), ("end.md",))
    assert _parts(outline) == [("Water", ("one.md", "two.md"))]


def test_pandoc(tmp_path):
    about = "title:\n- type: main\n  text: Boats\ncreator: Ada Quill\nlang: pl-PL\n"
    files = {"metadata.yaml": about, **_chapters("ch2.md", "ch10.md", "ch1.md", "README.md")}
    outline = outline_of(_folder(tmp_path, files))
    assert (outline.tool, outline.title, outline.language) == ("pandoc", "Boats", "pl-PL")
    assert outline.authors == ("Ada Quill",)
    assert outline.chapters == ("ch1.md", "ch2.md", "ch10.md")
    told = "input-files: [ch10.md, ch1.md]\nmetadata-file: metadata.yaml\n"
    (tmp_path / "defaults.yaml").write_text(told)
    assert outline_of(tmp_path).chapters == ("ch10.md", "ch1.md")


def test_obsidian_and_plain_folders(tmp_path):
    names = ("10 End.md", "2 Middle.md", "b/index.md", "b/a.md", "README.md", ".trash/x.md")
    folder = _folder(tmp_path, {**_chapters(*names), "node_modules/p/readme.md": "# P\n"})
    plain = ("2 Middle.md", "10 End.md", "b/index.md", "b/a.md")
    assert outline_of(folder).chapters == plain
    (folder / ".obsidian").mkdir()
    assert (outline_of(folder).tool, outline_of(folder).chapters) == ("Obsidian", plain)


def test_a_book_in_a_folder_of_a_repository(tmp_path):
    listing = "- [One](one.md)\n- [Two](two.md)\n"
    files = {
        "docs/a/SUMMARY.md": listing,
        "old/SUMMARY.md": "- [One](one.md)\n",
        **_chapters("docs/a/one.md", "docs/a/two.md", "old/one.md", "notes.md"),
    }
    outline = outline_of(_folder(tmp_path, files))
    assert (outline.root, outline.chapters) == (tmp_path / "docs/a", ("one.md", "two.md"))


def test_no_book(tmp_path):
    assert outline_of(_folder(tmp_path, {"a.txt": "A", "README.md": "# R"})) is None


def test_what_cannot_be_read_is_no_outline_of_that_tool(tmp_path):
    files = {"_quarto.yml": "book: [\t", "_bookdown.yml": "\t:", "_toc.yml": "[", "book.toml": "="}
    outline = outline_of(_folder(tmp_path, {**files, **_chapters("index.Rmd", "a.Rmd")}))
    # bookdown's own file is there, and its chapters go by their names.
    assert (outline.tool, outline.chapters) == ("bookdown", ("index.Rmd", "a.Rmd"))


@pytest.mark.parametrize(
    "odd", ["5", "true", "text", "{a: b}", "[5, [x], {c: 5}]", "null", "2020-01-02"]
)
@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "_quarto.yml",
            "lang: {0}\nbook: {{title: {0}, author: {0}, chapters: {0}, appendices: {0}}}",
        ),
        ("_quarto.yml", "book: {{chapters: [{{part: {0}, chapters: {0}}}], cover-image: {0}}}"),
        ("_bookdown.yml", "rmd_files: {0}\nrmd_subdir: {0}\nlanguage: {0}"),
        ("myst.yml", "project: {{title: {0}, authors: {0}, toc: {0}}}"),
        ("myst.yml", "project: {{toc: [{{file: {0}, title: {0}, children: {0}}}]}}"),
        ("_toc.yml", "root: {0}\nparts: {0}\nchapters: [{{file: {0}, sections: {0}}}]"),
        ("metadata.yaml", "title: {0}\nauthor: {0}\nlang: {0}\ncover-image: {0}"),
        ("defaults.yaml", "input-files: {0}\nmetadata-files: {0}\nmetadata: {0}"),
        ("book.json", '{{"title": 5, "author": [], "root": 7, "language": {{}}}}'),
    ],
)
def test_odd_values_stop_nothing(tmp_path, name, text, odd):
    outline = outline_of(
        _folder(tmp_path, {name: text.format(odd), **_chapters("a.md", "index.Rmd")})
    )
    assert set(outline.chapters) <= {"a.md", "index.Rmd"}


def test_nothing_outside_the_folder_is_listed(tmp_path):
    _folder(tmp_path, {"out.md": "# Out\n"})
    inside = tmp_path / "in"
    listing = "- [Out](../out.md)\n- [One](one.md)\n- [Link](link.md)\n"
    _folder(inside, {"SUMMARY.md": listing, **_chapters("one.md")})
    (inside / "link.md").symlink_to(tmp_path / "out.md")
    outline = outline_of(inside)
    assert outline.chapters == ("one.md",)
    assert len(outline.unread) == 2


def test_softcover_and_files_that_only_name_a_matter(tmp_path):
    listing = "cover\nfrontmatter:\nmaketitle\npreface.md\nmainmatter:\none.md\n"
    about = "title: Boats\nsubtitle: And Oars\nauthor: Ada Quill\n"
    files = {"Book.txt": listing, "config/book.yml": about}
    folder = _folder(
        tmp_path / "s", {**files, **_chapters("chapters/preface.md", "chapters/one.md")}
    )
    outline = outline_of(folder)
    assert (outline.tool, outline.title, outline.subtitle) == ("Softcover", "Boats", "And Oars")
    assert (outline.front, _parts(outline)) == (
        ("chapters/preface.md",),
        [("", ("chapters/one.md",))],
    )
    assert outline.unread == ()
    listing = "front.txt\na.md\nmain.txt\nb.md\nback.txt\nc.md\n"
    marks = {
        "front.txt": "{frontmatter}\n",
        "main.txt": "{mainmatter}\n",
        "back.txt": "{backmatter}\n",
    }
    folder = _folder(
        tmp_path / "l", {"Book.txt": listing, **marks, **_chapters("a.md", "b.md", "c.md")}
    )
    outline = outline_of(folder)
    assert (outline.front, _parts(outline), outline.back) == (
        ("a.md",),
        [("", ("b.md",))],
        ("c.md",),
    )


def test_mkdocs(tmp_path):
    about = (
        "site_name: Boats\nsite_author: Ada Quill\ntheme: {name: material, language: de}\n"
        "plugins: !ENV [A, b]\nnav:\n  - index.md\n  - Water: [salt.md, Deep: deep/foam.md]\n"
        "  - Guide: guide/\n  - Web: https://isle.example\n  - No: no.md\n"
    )
    names = ("index.md", "salt.md", "deep/foam.md", "guide/2.md", "guide/10.md", "guide/index.md")
    files = {"mkdocs.yml": about, **_chapters(*(f"docs/{name}" for name in names))}
    outline = outline_of(_folder(tmp_path, files))
    assert (outline.tool, outline.title, outline.language) == ("MkDocs", "Boats", "de")
    assert _parts(outline) == [
        ("", ("index.md",)),
        ("Water", ("salt.md", "deep/foam.md")),
        ("", ("guide/index.md", "guide/2.md", "guide/10.md")),
    ]
    assert outline.unread == ("no.md: listed, and not there",)


def test_longform(tmp_path):
    index = (
        "---\nlongform:\n  format: scenes\n  title: The Keeper\n  sceneFolder: /\n"
        "  scenes:\n    - the lamp\n    - - the wick\n      - - smoke\n    - gone\n---\n"
    )
    names = ("novel/the lamp.md", "novel/the wick.md", "novel/smoke.md", "novel/notes.md")
    files = {".obsidian/app.json": "{}", "novel/Index.md": index, **_chapters(*names, "other.md")}
    other = index.replace("The Keeper", "A Sketch").replace("    - - the wick", "    - - none")
    outline = outline_of(_folder(tmp_path, {**files, "sketch/Index.md": other}))
    assert (outline.tool, outline.title) == ("Obsidian's Longform", "The Keeper")
    assert outline.chapters == ("the lamp.md", "the wick.md", "smoke.md")
    assert outline.unread[0] == "gone.md: listed, and not there"
    assert outline_of(tmp_path / "novel").chapters == outline.chapters


def test_several_projects_of_longform_are_named(tmp_path):
    index = "---\nlongform:\n  format: scenes\n  title: {0}\n  scenes: [{1}]\n---\n"
    files = {
        ".obsidian/app.json": "{}",
        "a/Index.md": index.format("Long", "x, y"),
        "b/Index.md": index.format("Short", "x"),
        **_chapters("a/x.md", "a/y.md", "b/x.md"),
    }
    outline = outline_of(_folder(tmp_path, files))
    assert outline.title == "Long"
    assert outline.unread == (
        '"Short" in b/: another project of the vault; adopt that folder for itself',
    )


def test_pandoc_with_defaults_of_any_name_and_ends_of_documents(tmp_path):
    told = 'input-files: ["${.}/b.md", a.txt]\nmetadata-file: "${.}/meta.yml"\n'
    about = "---\ntitle: Boats\nbibliography: seas.bib\n---\n"
    files = {"book.yaml": told, "meta.yml": about, "a.txt": "# A\n", **_chapters("b.md", "c.md")}
    outline = outline_of(_folder(tmp_path, files))
    assert (outline.tool, outline.title, outline.chapters) == ("pandoc", "Boats", ("b.md", "a.txt"))
    assert outline.unread == ("seas.bib: listed, and not there",)


@pytest.mark.parametrize(
    ("listing", "parts"),
    [
        ("# Boats and Oars\n\n- [A](a.md)\n- [B](b.md)\n", [("", ("a.md", "b.md"))]),
        ("# One\n- [A](a.md)\n# Two\n- [B](b.md)\n", [("One", ("a.md",)), ("Two", ("b.md",))]),
        ("# Резюме\n\n## One\n- [A](a.md)\n", [("One", ("a.md",))]),
    ],
)
def test_the_title_of_a_list_is_no_part(tmp_path, listing, parts):
    folder = _folder(tmp_path, {"SUMMARY.md": listing, **_chapters("a.md", "b.md")})
    assert _parts(outline_of(folder)) == parts


def test_pages_that_state_their_place(tmp_path):
    names = ("content/z.md", "content/a.md", "content/part/_index.md", "content/part/x.md")
    places = (1, 3, 2, 1)
    files = {
        name: f"---\nweight: {place}\n---\n# Of {name}\n"
        for name, place in zip(names, places, strict=True)
    }
    assert outline_of(_folder(tmp_path, files)).chapters == (
        "content/z.md",
        "content/part/_index.md",
        "content/part/x.md",
        "content/a.md",
    )


def test_a_plain_folder_has_its_matter_at_its_ends(tmp_path):
    names = ("apA.md", "apB.md", "ch1.md", "ch2.md", "foreword.md", "glossary.md", "dedication.md")
    outline = outline_of(_folder(tmp_path, _chapters(*(f"text/{name}" for name in names))))
    assert outline.front == ("text/dedication.md", "text/foreword.md")
    assert _parts(outline) == [("", ("text/ch1.md", "text/ch2.md"))]
    assert outline.back == ("text/apA.md", "text/apB.md", "text/glossary.md")


def test_what_is_listed_last_may_be_literature(tmp_path):
    about = "book:\n  title: Boats\n  chapters: [index.qmd, intro.qmd, end.qmd, references.qmd]\n"
    names = ("index.qmd", "intro.qmd", "end.qmd", "references.qmd")
    outline = outline_of(_folder(tmp_path, {"_quarto.yml": about, **_chapters(*names)}))
    assert (outline.front, outline.back) == (("index.qmd",), ("references.qmd",))
    assert _parts(outline) == [("", ("intro.qmd", "end.qmd"))]


def test_what_is_not_read_is_named_as_what_it_is(tmp_path):
    about = "book:\n  title: Boats\n  chapters: [index.qmd, nets.ipynb]\nbibliography: [a.bib]\n"
    files = {
        "_quarto.yml": about,
        "nets.ipynb": "{}",
        "index.qmd": "# A\n\n```{r}\nplot(1)\n```\n\n```r\nx\n```\n",
    }
    assert outline_of(_folder(tmp_path, files)).unread == (
        "nets.ipynb: listed, and a notebook, which Octavo does not read",
        "a.bib: listed, and not there",
        "what 1 piece of code would print: code is shown, and not run",
    )


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Ada Quill and Ben Oar", ("Ada Quill", "Ben Oar")),
        ("Ada Quill, Ben Oar & Cy Net", ("Ada Quill", "Ben Oar", "Cy Net")),
        ("Quill, Ada", ("Quill, Ada",)),
        ("The Boat team", ("The Boat team",)),
        ("Ada Quill, with help from everybody", ("Ada Quill, with help from everybody",)),
    ],
)
def test_several_authors_in_one_line(tmp_path, said, names):
    about = f'book:\n  title: Boats\n  author: "{said}"\n  chapters: [a.qmd]\n'
    assert outline_of(_folder(tmp_path, {"_quarto.yml": about, **_chapters("a.qmd")})).authors == (
        names
    )


def test_a_pattern_stands_for_the_files_that_fit(tmp_path):
    toc = "project:\n  title: Boats\n  toc:\n    - file: a.md\n    - title: Part\n      children:\n"
    files = {"myst.yml": f"{toc}        - pattern: deep/*.md\n    - pattern: x*.md\n"}
    files |= _chapters("a.md", "deep/10.md", "deep/9.md", "x1.md", "left.md")
    outline = outline_of(_folder(tmp_path, files))
    assert outline.chapters == ("a.md", "deep/9.md", "deep/10.md", "x1.md")
    assert outline.unread == ()


def test_a_sites_folder_of_chapters_is_read(tmp_path):
    files = {
        "title.txt": "---\ntitle: Boats\n---\n",
        **_chapters("_chapters/1.md", "_layouts/a.md"),
    }
    assert outline_of(_folder(tmp_path, files)).chapters == ("_chapters/1.md",)


@pytest.mark.parametrize("vault", [False, True])
def test_texts_among_markdown_are_named(tmp_path, vault):
    files = {"a.md": "# A\n", "sub/b.txt": "B", "c.txt": "C", "LICENSE.txt": "L",
             "requirements.txt": "x"}  # fmt: skip
    outline = outline_of(_folder(tmp_path, files | ({".obsidian/app.json": "{}"} if vault else {})))
    assert outline.chapters == ("a.md",)
    (said,) = outline.unread
    assert "c.txt, sub/b.txt" in said and "LICENSE" not in said and "requirements" not in said


@pytest.mark.parametrize(
    "settings",
    [
        {".obsidian/templates.json": '{"folder": "aid/forms"}'},
        {".obsidian/plugins/templater-obsidian/data.json": '{"templates_folder": "aid/forms/"}'},
    ],
)
def test_templates_and_drawings_of_a_vault_are_no_chapters(tmp_path, settings):
    files = {
        ".obsidian/app.json": "{}", **settings, **_chapters("a.md", "aid/forms/b.md", "aid/c.md"),
        "d.excalidraw.md": "# Drawing", "e.md": "---\nexcalidraw-plugin: parsed\n---\n# Text",
    }  # fmt: skip
    outline = outline_of(_folder(tmp_path, files))
    assert outline.chapters == ("a.md", "aid/c.md")
    assert outline.unread == (
        "aid/forms/b.md: templates of notes",
        "d.excalidraw.md, e.md: drawings of Excalidraw; export them as SVG, and show those",
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# The ferry\n\nIt waits.\n", None),
        ("It waits.\n", "Ferry"),
        ("# Why\n\nFor the tide.\n\n# How\n\nAt a rope.\n", "Ferry"),
        ("A sign of the sea.\n\n# Why\n\nFor the tide.\n", "Ferry"),
        ("---\ntitle: The boat\n---\n# Why\n\nSo.\n\n# How\n\nSo.\n", None),
    ],
)
def test_a_note_of_a_vault_is_called_as_its_file_is(tmp_path, text, title):
    folder = _folder(
        tmp_path, {".obsidian/app.json": "{}", "Ferry.md": text, "b.md": "# B\n\nX.\n"}
    )
    _, files = adopted_files(outline_of(folder), folder)
    (ferry,) = (each.data.decode() for each in files if each.name == "Ferry.md")
    assert ferry == (f'---\ntitle: "{title}"\n---\n\n{text}' if title else text)
