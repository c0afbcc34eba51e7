"""What the parser leaves out because it cannot match says nothing else than trying it would."""

from __future__ import annotations

import random

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.ruler import Ruler

from octavo.markdown import block_signs
from octavo.markdown.dialect import dialect, parse

LINES = r"""
words and words
> said
>said
- one
* two
+ 3
1. one
2) two
a. one
b. two
(i) one
(ii) two
#. one
٣. three
# Title
##Tides
===
---
***
___
```python
```
~~~
::: note
:::
: meant
~ meant
| a | b |
|---|---|
| a line
+---+---+
| 1 | 2 |
--- ---
Table: T
A> aside
C> middle
{blurb}
{/blurb}
{.name}
(name)=
+++
!!! note
??? tip
=== "Tab"
{% hint style="info" %}
{% endhint %}
%%
$$
\begin{align}
\end{align}
\newpage
[^1]: a note
[a]: b.md
*[HTML]: words
<div>
</div>
<hr>
<your-name>
<Note>
import a from 'b'
[TOC]
{:toc}
@[toc]
${toc}
{pagebreak}
-# Part
…
""".splitlines()
LINES += ["  words", "    set in", "", "\u00a0", "\u3000words"]


def test_a_rule_that_is_not_tried_would_not_have_matched():
    every = dialect()
    every.block.ruler, chosen = Ruler(), dialect()
    every.block.ruler.__rules__ = chosen.block.ruler.__rules__
    pick = random.Random(7)
    for _ in range(1500):
        indents = [pick.choice(("", "", "", "  ", "    ", "> ", "- ")) for _ in range(9)]
        text = "\n".join(indent + pick.choice(LINES) for indent in indents)
        assert parse(chosen, text).tokens == parse(every, text).tokens, text


def test_each_rule_that_has_its_signs_is_there():
    assert block_signs._BEGIN.keys() <= set(dialect().block.ruler.get_active_rules())


def test_an_address_that_is_let_alone_is_normal():
    pick, md, begins = random.Random(7), dialect(), ("", "https://a.com", "http://b-c.co.uk/", "#a")
    for _ in range(3000):
        url = pick.choice(begins) + "".join(pick.choices("azAZ09/._~?=&#+,-%: ä[", k=7))
        assert md.normalizeLink(url) == normalizeLink(url)
