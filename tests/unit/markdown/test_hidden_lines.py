"""Lines of Rust that mdBook does not show."""

from __future__ import annotations

import pytest

from octavo.markdown.xhtml_tree import read, text_of

HIDDEN = "# use tide::Low;\n#[derive(Clone)]\n#\nstruct Quay;\n    # let x = 1;\n## one\n"


@pytest.mark.parametrize("info", ["rust", "rust,ignore", "{.rust}"])
def test_they_are_left_out_and_counted(parse, info):
    section = parse(f"One.\n\n```{info}\n{HIDDEN}```\n")
    assert text_of(read(section.body)) == "One. #[derive(Clone)] struct Quay; # one"
    (item,) = section.findings
    assert (item.code, item.form, item.severity, item.line) == ("foreign-tag", "hidden", "info", 5)
    assert dict(item.values)["count"] == "3 lines"


def test_their_line_is_right_in_a_container(parse):
    section = parse("::: note\n\n- One:\n\n  ```rust\n  # a\n  b\n  ```\n:::\n")
    assert [item.line for item in section.findings] == [7]


@pytest.mark.parametrize("info", ["python", "", "toml"])
def test_other_code_keeps_its_lines(parse, info):
    section = parse(f"```{info}\n{HIDDEN}```\n")
    assert "# use tide::Low;" in text_of(read(section.body)) and not section.findings


def test_code_of_nothing_else_is_shown(parse):
    section = parse("```rust\n# use tide::Low;\n```\n")
    assert text_of(read(section.body)).strip() == "# use tide::Low;"
    assert not section.findings
