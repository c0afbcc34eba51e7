"""Sites of Hugo and Jekyll, vaults, and the tags in their texts."""

from __future__ import annotations

import pytest

from helpers import exports
from helpers.articles import gathered
from octavo.findings.wording import message_of
from octavo.importing.markdown_escape import plain_of
from octavo.importing.readers.markdown_file import read_markdown
from octavo.importing.readers.site_tags import SiteTags
from octavo.importing.readers.wanted_posts import Asked
from octavo.importing.readers.word_proof import as_markdown
from octavo.importing.site_tree import without_mark
from octavo.importing.wish import NO_WISH, Wish

DRAFTS = Wish(asked=Asked(drafts=True))


def _gather(folder, wish=NO_WISH):
    return list(gathered([str(folder)], wish=wish))


def _said(found, code):
    return [message_of(each) for one in found for each in one.source.findings if each.code == code]


def test_hugo(tmp_path):
    found = _gather(exports.laid(tmp_path / "site", exports.hugo_files()))
    assert [each.name for each in found] == ["2020-lamp.md", "ebb.md"]
    lamp, ebb = found
    assert (lamp.source.title, lamp.source.aliases) == ("Lamp", ("/old-lamp/",))
    assert [as_markdown(block) for block in lamp.source.blocks] == [
        f"{exports.LAMP} See [the ebb](ebb.md).",
        f'![A lamp]({lamp.source.images[0].path} "At dusk")',
        "Mind the wick.",
        "```lua\nlamp()\n```",
    ]
    assert ebb.source.title == "Ebb"
    assert len(ebb.source.images) == 1
    (said,) = _said(found, "export-left-out")
    assert "1 drafts (posts/unready.md)" in said
    assert "1 translations (2020-lamp/index.fr.md)" in said
    assert "1 files within a page's own folder (2020-lamp/notes.md)" in said
    assert _said(found, "shortcode") == [
        "tags that only the site could follow were taken out, and what they held stays:"
        " {{< box >}}."
    ]
    assert _said(found, "two-titles")


def test_a_folder_of_hugos_posts_knows_its_site(tmp_path):
    site = exports.laid(tmp_path / "site", exports.hugo_files())
    assert [each.name for each in _gather(site / "content" / "posts")] == ["2020-lamp.md", "ebb.md"]
    names = [each.name for each in _gather(site, DRAFTS)]
    assert names == ["2020-lamp.md", "ebb.md", "unready.md"]


def test_jekyll(tmp_path):
    site = exports.laid(tmp_path / "site", exports.jekyll_files())
    found = _gather(site)
    assert [each.name for each in found] == ["2020-01-01-ebb.html", "2020-01-02-lamp.md"]
    lamp = found[1].source
    assert [as_markdown(block) for block in lamp.blocks] == [
        f"{exports.LAMP} See [the ebb](2020-01-01-ebb.md).",
        f"![bay]({lamp.images[0].path})\n\n```lua\nlamp()\n```",
    ]
    (said,) = _said(found, "export-left-out")
    assert "2 drafts (_drafts/soon.md, _posts/2019-01-01-gone.md)" in said
    assert "1 pages (site/about.md)" in said
    everything = Wish(asked=Asked(pages=True, drafts=True))
    assert len(_gather(site, everything)) == 5


def test_the_source_of_a_page_that_is_there_is_left_out(tmp_path):
    exports.laid(tmp_path, {"a.md": b"One.\n", "a.Rmd": b"One.\n", "b.Rmd": b"Two.\n"})
    assert sorted(each.name for each in _gather(tmp_path)) == ["a.md", "b.Rmd"]


def test_a_vaults_pictures_lie_anywhere(tmp_path):
    found = _gather(exports.laid(tmp_path / "vault", exports.vault_files()))
    assert [len(each.source.images) for each in found] == [0, 1]
    (image,) = found[1].source.images
    assert as_markdown(found[1].source.blocks[-1]) == f"![[{image.path}|300]]"


def test_two_pictures_of_one_name_are_not_guessed_between(tmp_path):
    files = {"n/a.md": b"![x](lamp.png)\n", "b/lamp.png": exports.PNG, "c/lamp.png": exports.PNG}
    (found,) = _gather(exports.laid(tmp_path, files))
    assert found.source.images == ()


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ('{{< figure src="a b.png" alt="[x]" >}}', "![\\[x\\]](<a b.png>)"),
        ('{{< figure src="a.png" link="https://x.example/" >}}', "[![](a.png)](https://x.example/)"),
        ('{{<figure src="a.png" title="T" caption="It said \\"no\\"">}}', None),
        ('{% image "assets/a.png" "What it shows" %}', "![What it shows](/assets/a.png)"),
        ('{% image_with_class "a.png" "wide" "A lamp, lit" %}', "![A lamp, lit](/a.png)"),
        ('{% include "x.html" image: "/a.png", alt: "Lit" %}', "![Lit](/a.png)"),
        ('{% include figure.html src="/a.png" caption="C" %}', '![](/a.png "C")'),
        ("{{< youtube w7Ft2ymGmfc >}}", "[https://youtu.be/w7Ft2ymGmfc](https://youtu.be/w7Ft2ymGmfc)"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ('[a]({{< relref "b.md" >}})', '[a]({{< relref "b.md" >}})'),
        ("`{{< figure src=a.png >}}`", "`{{< figure src=a.png >}}`"),
        ("{{</* figure src=a.png */>}}", "{{</* figure src=a.png */>}}"),
        ("{% if x %}a{% endif %}", "{% if x %}a{% endif %}"),
        ("```\n{{< figure src=a.png >}}\n```", "```\n{{< figure src=a.png >}}\n```"),
        ("{% highlight sh %}\na ``` b\n{% endhighlight %}", "~~~~sh\na ``` b\n~~~~"),
        ("{{< figure\n  src=\"a.png\"\n>}}\nnext", "![](a.png)\n\n\nnext"),
    ],
)  # fmt: skip
def test_tags(text, made):
    followed = SiteTags().followed(text)
    assert made is None or followed == made
    assert followed.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ('<figure>\n{% image "assets/ebb.png" "Ebb & tide" %}\n</figure>',
         '<figure>\n<img src="/assets/ebb.png" alt="Ebb &amp; tide">\n</figure>'),
        ('<a href="/">{{< figure src="ebb.png" alt="Ebb" caption="At noon" >}}</a>',
         '<a href="/"><img src="ebb.png" alt="Ebb" title="At noon"></a>'),
        ('<b>Ebb</b>\n\n{% image "assets/ebb.png" "Ebb" %}',
         "<b>Ebb</b>\n\n![Ebb](/assets/ebb.png)"),
        ('Ebb\n---\n<div>{% image "assets/ebb.png" "Ebb" %}</div>',
         'Ebb\n---\n<div><img src="/assets/ebb.png" alt="Ebb"></div>'),
        ('Ebb\n<b>at</b> noon\n{% image "assets/ebb.png" "Ebb" %}',
         "Ebb\n<b>at</b> noon\n![Ebb](/assets/ebb.png)"),
    ],
)  # fmt: skip
def test_a_picture_among_elements_is_one(text, made):
    assert SiteTags().followed(text) == made


def test_what_the_front_matter_says_stands_for_its_tag():
    text = "See {{ page.image }}, {{ page.oil }}, `{{ page.image }}`."
    page = f"---\nlayout: post\nimage: /assets/a_b.png\n---\n\n{text}\n"
    (block,) = read_markdown(page.encode(), "lamp.md").blocks
    assert block.text == "See /assets/a_b.png, {{ page.oil }}, `{{ page.image }}`."


@pytest.mark.parametrize("head", ["# {{ page.title }}", "{{page.title | escape}}\n======"])
def test_a_heading_that_stands_for_the_title_is_the_title(head):
    page = f"---\nlayout: post\ntitle: The *Lamp*\n---\n\n{head}\n\nThe oil is dear.\n"
    source = read_markdown(page.encode(), "lamp.md")
    kinds = [(str(block.kind), plain_of(block.text)) for block in source.blocks]
    assert kinds == [("title", "The *Lamp*"), ("paragraph", "The oil is dear.")]
    assert not [each for each in source.findings if each.code != "front-matter-unused"]


def test_a_blogs_front_matter_has_the_title_and_another_is_a_heading():
    text = b"---\ntitle: Ebb\ndate: 2020-01-01\n---\n\n# Sand\n\nOne.\n\n## Mud\n\nTwo.\n"
    source = read_markdown(text, "a.md")
    assert source.title == "Ebb"
    assert as_markdown(source.blocks[0]) == "## Sand"
    assert [block.depth for block in source.blocks if block.kind == "heading"] == [2, 3]


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Lamp 0123456789abcdef0123456789abcdef.md", "Lamp.md"),
        ("Lamp 01234567-89ab-cdef-0123-456789abcdef.html", "Lamp.html"),
        ("0123456789abcdef0123456789abcdef.md", "0123456789abcdef0123456789abcdef.md"),
        ("Lamp 2020.md", "Lamp 2020.md"),
    ],
)
def test_notions_marks_behind_names(name, bare):
    assert without_mark(name) == bare
