"""Code: languages, the parts of it, long lines."""

from __future__ import annotations

import html
import re

import pytest

from octavo.findings.wording import remedy_of

PYTHON = '# why\ndef f(x):\n    """A\n    B"""\n\n    return x or None  # so\n'


def plain(xhtml: str) -> str:
    return html.unescape(re.sub(r"<[^<>]*>", "", xhtml))


def test_keywords_and_comments_are_told_apart(body):
    text = body(f"```python\n{PYTHON}```\n")
    assert text.startswith('<pre><code class="language-python"><span class="code-comment"># why')
    assert '<span class="code-keyword">def</span> f(x):' in text
    assert (
        '<span class="code-keyword">or</span> None  <span class="code-comment"># so</span>' in text
    )
    assert set(re.findall(r'<span class="(.*?)"', text)) == {"code-comment", "code-keyword"}
    assert "style=" not in text


@pytest.mark.parametrize("language", ["python", "text", "", "toml", "html", "console", "pyhton"])
def test_nothing_of_the_code_is_lost(body, language):
    code = "\n\n" + PYTHON + "\tx = '<b>&amp;</b>'   \n\n$ ls -l # [a]\n" + "y" * 90
    shown = plain(body(f"```{language}\n{code}\n```\n", title="# T\n\n"))
    assert shown == code.expandtabs(4)


def test_a_comment_over_lines_is_a_comment_on_each(body):
    text = body("```c\n/* a\n   b */ int x;\n```\n")
    assert (
        '<span class="code-comment">/* a</span>\n<span class="code-comment">   b */</span>' in text
    )


def test_attributes_in_braces(body):
    text = body("```{.python #prog .wide}\nif x: pass\n```\n")
    assert text.startswith('<pre class="wide" id="c--prog"><code class="language-python">')
    assert '<span class="code-keyword">if</span>' in text


@pytest.mark.parametrize(
    ("fence", "hint"),
    [
        ("```pyhton", 'Did you mean "python"?'),
        ("~~~ {.ruuby}", 'Did you mean "ruby"?'),
        ("```qqxqq", "pygments.org"),
    ],
)
def test_an_unknown_language_is_said_with_its_line(parse, fence, hint):
    section = parse(f"Words.\n\n{fence}\nif x\n{fence[:3]}\n")
    [finding] = section.findings
    assert (finding.code, finding.severity, finding.line) == ("code-language", "info", 5)
    assert hint in remedy_of(finding)
    assert ">if x</code></pre>" in section.body


@pytest.mark.parametrize("fence", ["```", "```text", "``` plain", "```Python", "```none", "```c++"])
def test_known_languages_and_none_are_not_complained_of(parse, fence):
    assert parse(f"{fence}\nx\n```\n").findings == ()


def test_a_notebooks_name_of_python_is_python(parse):
    section = parse("```ipython3\nfor tide in tides: pass  # all\n```\n")
    assert section.findings == ()
    assert '<span class="code-keyword">for</span>' in section.body


def test_only_a_long_line_may_turn_over(body):
    long = "x" * 33
    text = body(f"```\n{'x' * 32}\n{long}\n    {long}\n{' ' * 40}{long}\n```\n")
    assert f'<code>{"x" * 32}\n<span class="turn">{long}</span>\n' in text
    assert f'<span class="turn i2">    {long}</span>' in text
    assert f'<span class="turn i10">{" " * 40}{long}</span>' in text


def test_code_that_an_author_marked_up_himself_stays(body):
    code = '<pre><code class="language-python">if <em>x</em>: pass</code></pre>'
    assert body(code) == code


@pytest.mark.parametrize(
    "name", ["vb", "kt", "shellscript", "log", "nohighlight", "language=python"]
)
def test_names_that_other_tools_have_are_known(parse, name):
    assert not parse(f"```{name}\ntide = 9\n```\n").findings


def test_a_drawing_of_another_program_is_named(parse):
    section = parse("```mermaid\na --> b\n```\n")
    assert [item.form for item in section.findings] == ["drawing"]
    assert "a --&gt; b" in section.body
