"""The words behind a code fence: its language, its attributes, or that it holds a formula.

python                 CommonMark: the first word
rust,ignore            rustdoc and mdBook: options behind a comma
{.python #id}          pandoc
{r, echo=FALSE}        knitr
{code-cell} ipython3   MyST
js {1,3}  python title="x"  language=python
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it.common.utils import unescapeAll

from octavo.markdown.attribute_lists import read_attributes
from octavo.markdown.code import is_known
from octavo.text.language_tags import check_language

_BRACES = re.compile(r"\{([^{}]*)\}")
_DIRECTIVE = re.compile(r"\{([A-Za-z][\w-]*)\}[ \t]*(\S*)")
_KNITR = re.compile(r"\{([A-Za-z][\w+-]*)[\s,}]")
_NAMED = re.compile(r"(?:lang|language)[=:]", re.I)
_WORD = re.compile(r"\.?([^\s{},]+)")

#: Directives whose argument is the language; others are called what they are.
_CODE_DIRECTIVES = frozenset({"code", "code-block", "code-cell", "sourcecode", "prompt"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FenceInfo:
    """What a fence says of its content; `language` is empty if it names none."""

    language: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    is_math: bool = False


def read_info(info: str) -> FenceInfo:
    """Read the words behind a fence."""
    info = unescapeAll(info.strip())
    if found := _DIRECTIVE.match(info):
        name = found[2] if found[1] in _CODE_DIRECTIVES else found[1]
        return FenceInfo(language="" if name == "math" else name, is_math=name == "math")
    braces = _BRACES.search(info)
    attributes = read_attributes(braces[1]) if braces else None
    before = info[: braces.start()].strip() if braces else info
    if attributes is None and (found := _KNITR.match(info)):
        return FenceInfo(language=found[1])
    attributes = dict(attributes or {})
    word = _WORD.match(before)
    name = _NAMED.sub("", word[1]) if word else ""
    if not name:
        name, _, others = attributes.pop("class", "").partition(" ")
        if others:
            attributes["class"] = others
    kept = {key: value for key, value in attributes.items() if key in ("class", "id", "lang")}
    return FenceInfo(
        language="" if name == "math" else name, attributes=kept, is_math=name == "math"
    )


def take_language(attributes: dict[str, str]) -> str:
    """Take out the language of a program that a line above a fence states; empty if none does.

    Leanpub's attribute for it has the name of HTML's for the language of people, which stays.
    """
    said = attributes.get("lang", "")
    if said and (is_known(said) or check_language(said)):
        return attributes.pop("lang")
    return ""
