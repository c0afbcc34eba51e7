"""Addresses with the tags of other tools in them: what they lead to, and what stays as typed."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ('{{< ref "ebb.md" >}}', "ebb.md"),
        ('{{<relref "/tides/ebb.md#low">}}', "/tides/ebb.md#low"),
        ('{{% ref path="ebb.md" %}}#low', "ebb.md#low"),
        ("{{ site.baseurl }}/ebb.md", "/ebb.md"),
        ("{{site.url}}{{ site.baseurl }}/ebb.md", "/ebb.md"),
        ("{{ '/ebb.md' | relative_url }}", "/ebb.md"),
        ('{{ "/ebb.md" | prepend: site.baseurl }}', "/ebb.md"),
        ("{{ site.baseurl }}{% link _posts/ebb.md %}", "/_posts/ebb.md"),
        ("{% post_url 2020-01-31-ebb %}", "2020-01-31-ebb.md"),
    ],
)
def test_a_tag_in_an_address_says_where_it_leads(parse, typed, meant):
    section = parse(f"See [ebb]({typed}) and [flow]({typed} 'Title').\n", lines=False)
    assert section.body.count(f'href="{meant}"') == 2
    assert section.findings == ()


@pytest.mark.parametrize("quote", ["'", '"'])
def test_tags_in_the_addresses_of_html(parse, quote):
    address = f"{{{{ {quote}/bay.png{quote} | relative_url }}}}"
    section = parse(f'<p><img src="{address}" alt="Bay"></p>\n\nA <img src="{address}" alt="B">.\n')
    assert section.body.count('src="/bay.png"') == 2
    assert section.findings == ()


def test_what_nobody_can_know_stays_and_is_named(parse):
    section = parse("![Bay]({{ page.images }}/bay.png)\n")
    assert [item.code for item in section.findings] == ["foreign-tag"]
    assert "{{ page.images }}" in section.body


def test_code_shows_its_tags(body):
    typed = "[ebb]({{ site.baseurl }}/ebb.md)"
    assert typed in body(f"Write `{typed}`.\n")
    assert typed in body(f"```\n{typed}\n```\n")


@pytest.mark.parametrize(
    "text", ["She waits. { He went from the sea to the school. }", "Rain. {No. It is the tide.}"]
)
def test_a_sentence_in_braces_is_no_list_of_attributes(parse, text):
    assert parse(text).findings == ()
