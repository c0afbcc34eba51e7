"""Tags of components: they go, what stands in them is Markdown, and each is named."""

from __future__ import annotations

import pytest


def named(section):
    return [(dict(item.values).get("tag"), item.line) for item in section.findings]


def test_tabs_set_in(parse):
    text = (
        '1. One\n\n   <Tabs groupId=\'x\'>\n     <TabItem value="a" label="First *tab*">\n'
        "        ```sh\n        ls\n          -l\n        ```\n     </TabItem>\n     <TabItem"
        ' value="b">\n        Some **words**.\n     </TabItem>\n   </Tabs>\n\n2. Two\n'
    )
    section = parse(text)
    assert '<p class="summary">First *tab*</p>' in section.body
    assert ">ls\n  -l</code>" in section.body
    assert "<p>Some <strong>words</strong>.</p>" in section.body
    assert section.body.count("<li") == 2
    assert named(section) == [("Tabs", 5), ("TabItem", 6), ("TabItem", 12)]


@pytest.mark.parametrize(
    ("text", "body_", "names"),
    [
        ('A <Badge type="tip" text="new" /> ferry.', "<p>A new ferry.</p>", ["Badge"]),
        ("<Note>\n\nA *ferry*.\n\n</Note>", "<p>A <em>ferry</em>.</p>", ["Note"]),
        ("A <Link to={`/${x}`}>ferry</Link>.", "<p>A ferry.</p>", ["Link"]),
        ("<List\n  :items=\"[1, 2]\"\n  @pick='x'\n/>\n\nA.", "<p>A.</p>", ["List"]),
        ('<Tab label="First">A.</Tab>', "<p>First A.</p>", ["Tab"]),
        ('<div>\n<Foo\n a="b" />\nA.</div>', "<div>\n\nA.</div>", ["Foo"]),
        ("import A from '@theme/a'\nimport './b.css';\n\nA.", "<p>A.</p>", ["import"] * 2),
        ("A {/* not this */} b", "<p>A  b</p>", []),
        ("<el-card>\nA.\n</el-card>", "<p>A.</p>", ["el-card"]),
    ],
)
def test_components(parse, text, body_, names):
    section = parse(text)
    assert section.body == body_
    assert [name for name, _ in named(section)] == names


def test_a_picture_of_a_component(body):
    shown = body('A <Zoom src="./a.png" alt="The tide"/> b\n\n<Zoom src="./b.png" alt="Sea"/>')
    assert '<img alt="The tide" src="./a.png"/>' in shown
    assert '<figure><img alt="Sea" src="./b.png"/></figure>' in shown


@pytest.mark.parametrize(
    "text",
    ["<your-name>", "Vec<T> and Map<String>", "x <T>", "`<Tabs a='b'>`", "<Foo", "a < B and c > d"],
)
def test_words_that_look_like_tags(parse, text):
    section = parse(text)
    assert not section.findings
    words = section.body.replace("<code>", "`").replace("</code>", "`")
    assert words.replace("&lt;", "<").replace("&gt;", ">") == f"<p>{text}</p>"


def test_code_keeps_its_components(parse):
    section = parse("```jsx\n<Tabs>\n    <Tab a='b' />\n</Tabs>\n```\n")
    assert "&lt;Tabs&gt;\n    &lt;Tab a=" in section.body
    assert not section.findings
