"""The shared rules as e-readers know them, and what is said about the others."""

from __future__ import annotations

import re
import shutil

import pytest
import tinycss2

from octavo.core.model import Severity
from octavo.findings.wording import remedy_of
from octavo.styling.ereader_css import carry_over
from octavo.styling.flatten_css import parse, resolve, write
from octavo.styling.layers import EREADER, PRINT, layer
from octavo.styling.theme import Theme, load_theme, styles_folder, theme_names

#: What Adobe's RMSDK stumbles over (kobofix 1.0.0), and what print alone knows.
NEVER = re.compile(
    r"(?:var|calc|min|max|clamp|env)\(|[\d.](?:rem|v[wh]|vmin|vmax)\b|device-cmyk|@page|@media"
    r"|float: footnote|string-set|position: (?:fixed|sticky)|(?<![\w-])direction:|unicode-bidi"
)


def carried(css: str, *before: str):
    sheets = [
        *(parse(text, "styles/core/x.css") for text in before),
        parse(css, "styles/local.css"),
    ]
    return carry_over(resolve(sheets))


def written(css: str) -> dict[str, list[str]]:
    """Each property's values, in order, as another reading of the written rule finds them."""
    (rule,) = tinycss2.parse_stylesheet(write(carried(css).rules), skip_whitespace=True)
    found: dict[str, list[str]] = {}
    for item in tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True):
        found.setdefault(item.name, []).append(tinycss2.serialize(item.value).strip())
    return found


@pytest.mark.parametrize("name", theme_names(styles_folder()))
def test_the_shipped_styles_can_be_carried_over_whole(name):
    layers = layer(load_theme(name, styles_folder()), EREADER, "")
    assert layers.findings == ()
    assert not NEVER.search(layers.css)


@pytest.mark.parametrize(
    ("css", "older"),
    [
        ("break-before: page", {"page-break-before": "always"}),
        ("break-before: recto", {"page-break-before": "always", "break-before": "page"}),
        ("break-after: avoid", {"page-break-after": "avoid"}),
        ("break-inside: avoid", {"page-break-inside": "avoid"}),
        (
            "hyphens: none",
            {"-webkit-hyphens": "none", "-epub-hyphens": "none", "adobe-hyphenate": "none"},
        ),
        ("hyphens: manual", {"adobe-hyphenate": "explicit"}),
        (
            "text-orientation: mixed",
            {"-webkit-text-orientation": "mixed", "-epub-text-orientation": "vertical-right"},
        ),
        (
            "writing-mode: vertical-rl",
            {"-webkit-writing-mode": "vertical-rl", "-epub-writing-mode": "vertical-rl"},
        ),
        (
            "text-combine-upright: all",
            {"-webkit-text-combine": "horizontal", "-epub-text-combine": "horizontal"},
        ),
        ("text-emphasis: dot", {"-epub-text-emphasis": "dot"}),
        ("overflow-wrap: break-word", {"word-wrap": "break-word"}),
    ],
)
def test_older_names_come_first(css, older):
    found = written(f"p {{ {css} }}")
    assert {name: found[name][-1] for name in older} == older
    assert list(found)[-1] == css.split(":")[0]


@pytest.mark.parametrize(
    ("written_so", "read_so"),
    [
        ("margin: 2rem", "2em"),
        ("width: 50vw", "50%"),
        ("max-height: 80vh", "80%"),
        ("margin-left: 10vw", "10%"),
        ("margin-top: 10vh", "4em"),
        ("font-size: 5vw", "1.125em"),
        ("width: min(100%, 30em)", "100%"),
        ("width: max(2em, 10%)", "2em"),
        ("margin: clamp(1em, 5%, 3em)", "5%"),
        ("margin: clamp(1em, 5em, 3em)", "3em"),
        ("margin: max(1em, 1em + 2em)", "3em"),
        ("padding: calc(1rem + 1em)", "2em"),
        ("color: rgb(0 128 0)", "#008000"),
        ("border-color: rgb(0 128 0 / 50%)", "rgba(0, 128, 0, 0.5)"),
        ("border-color: hsl(120deg 100% 25%)", "#008000"),
        ("color: device-cmyk(0 1 1 0.2)", "#cc0000"),
        ("font-size: 9pt", "0.75em"),
        ("font-size: 24px", "1.5em"),
        ("font: italic 12pt/18pt serif", "italic 1em/1.5em serif"),
    ],
)
def test_values_are_written_in_the_old_way(written_so, read_so):
    found = written(f"p {{ {written_so} }}")
    assert found == {written_so.split(":")[0]: [read_so]}


@pytest.mark.parametrize(
    "rule",
    [
        "p { float: footnote }",
        "p { string-set: head content() }",
        "p { position: fixed }",
        "p { position: running(head) }",
        "p { bookmark-level: 1 }",
        "p { display: flex }",
        "p { direction: rtl }",
        "p { content: target-counter(attr(href), page) }",
        "p::footnote-call { color: inherit }",
        "p:has(em) { margin: 0 }",
        "p { margin: calc(100% - 2em) }",
        "p { padding: env(safe-area-inset-top) }",
        "p { color: oklch(50% 0.1 20) }",
        "@layer base { p { margin: 0 } }",
        "p { em { margin: 0 } }",
    ],
)
def test_what_cannot_be_carried_over_is_left_out_with_file_and_line(rule):
    found = carried(f"b {{ margin: 0 }}\n\n{rule}")
    (finding,) = found.findings
    assert (finding.code, finding.file, finding.line) == ("css-left-out", "styles/local.css", 3)
    assert remedy_of(finding)
    assert write(found.rules).strip() == "b { margin: 0; }"


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("p { margin-left: max(1em, 4%) }", "css-simplified"),
        ("p { font-size: 11pt }", "css-fixed-size"),
        ("p { color: #000 }", "css-fixed-colour"),
        ("p { border-left: 1px solid black }", "css-fixed-colour"),
    ],
)
def test_what_is_written_otherwise_is_said(rule, code):
    (finding,) = carried(f"\n\n{rule}").findings
    assert (finding.code, finding.file, finding.line) == (code, "styles/local.css", 3)


def test_a_shared_rule_is_named_by_its_own_file():
    (finding,) = carried("", "\np {\n  float: footnote;\n}").findings
    assert (finding.file, finding.line) == ("styles/core/x.css", 3)


def test_a_token_is_named_where_the_book_set_it():
    found = carried("i{}\n:root { --size: 9pt }", "p { font-size: var(--size) }")
    (finding,) = found.findings
    assert (finding.code, finding.file, finding.line) == ("css-fixed-size", "styles/local.css", 2)


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("color: #000", ""),
        ("color: white", ""),
        ("background: #eee", ""),
        ("background-color: black", ""),
        ("color: device-cmyk(0 0 0 1)", ""),
        ("color: #000; background: #eee", "color: #000; background: #eee;"),
        ("color: #c00", "color: #c00;"),
        ("color: inherit", "color: inherit;"),
        ("background: none", "background: none;"),
        ("border: 1px solid black", "border: 1px solid currentColor;"),
        ("border-color: #fff", "border-color: currentColor;"),
        ("border-top: 1px solid #888", "border-top: 1px solid #888;"),
        ("line-height: 14pt", ""),
        ("line-height: 1.4", "line-height: 1.4;"),
    ],
)
def test_nothing_fights_the_readers_own_colours_and_sizes(rule, kept):
    found = carried(f"p {{ {rule} }}")
    assert write(found.rules).strip() == (f"p {{ {kept} }}" if kept else "")
    changed = rule.rstrip(";") != kept.rstrip(";")
    assert bool(found.findings) is changed
    assert all(item.code.startswith("css-fixed-") for item in found.findings)


def test_rules_for_paper_that_say_so_are_dropped_without_a_word():
    css = "@media print { p { float: footnote; color: #000 } }\n@page { margin: 1in }"
    assert carried(css).findings == ()
    assert carried(css).rules == ()


def test_print_keeps_what_the_e_book_cannot_have():
    theme: Theme = load_theme("classic", styles_folder())
    local = "p { float: footnote; font-size: 9pt; color: #000 }"
    assert layer(theme, PRINT, local).findings == ()
    assert "p { float: footnote; font-size: 9pt; color: #000; }" in layer(theme, PRINT, local).css
    severities = {item.severity for item in layer(theme, EREADER, local).findings}
    assert severities == {Severity.WARNING, Severity.INFO}


def test_pictures_with_a_transparent_ground_are_seen_at_night():
    css = layer(load_theme("classic", styles_folder()), EREADER, "").css
    (rule,) = re.findall(r'img\[src\$="\.svg"\][^{]*\{([^}]*)\}', css)
    assert "background-color: #fff" in rule
    assert "color: #000" in rule


def test_a_new_theme_is_judged_by_its_own_file(tmp_path):
    shutil.copytree(styles_folder(), tmp_path / "styles")
    sheet = tmp_path / "styles" / "themes" / "classic" / "theme.css"
    sheet.write_text("em { color: navy }\n")
    (finding,) = layer(load_theme("classic", tmp_path / "styles"), EREADER, "").findings
    assert (finding.file, finding.line) == ("styles/themes/classic/theme.css", 1)
