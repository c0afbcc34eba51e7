"""Which rules can match at a block's first sign: three dozen are known, and few are tried."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from string import ascii_letters, digits
from types import MappingProxyType

from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock

from octavo.markdown.positions import sign_of_line

_Rule = Callable[[StateBlock, int, int, bool], bool]

#: The signs at which a rule can match; one that is not here is tried at all of them.
_BEGIN = MappingProxyType(
    {
        "amsmath": "\\",
        "blockquote": ">",
        "fence": "`~",
        "footnote_def": "[",
        "heading": "#",
        "hr": "*-_",
        "html_block": "<",
        "octavo_abbreviation": "*",
        "octavo_admonition": "!?=",
        "octavo_aside": ascii_letters,
        "octavo_attributes": "{(",
        "octavo_boxes": "{",
        "octavo_cell_end": "+",
        "octavo_close_heading": "#",
        "octavo_comment_block": "%{",
        "octavo_component": "<i",
        "octavo_container": ":",
        "octavo_directives": "{[$@*+-\\" + digits,
        "octavo_display": "$\\",
        "octavo_grid_table": "+",
        "octavo_hint": "{",
        "octavo_line_block": "|",
        "octavo_markdown_html": "<",
        "octavo_void_lines": "<",
        "octavo_words_block": "<",
        "reference": "[",
    }
)


class SignRuler(Ruler[_Rule]):
    """The rules of another ruler, each tried where it can match: a chain is a single rule."""

    def __init__(self, other: Ruler[_Rule]) -> None:
        super().__init__()
        self.__rules__ = other.__rules__

    def __compile__(self) -> None:
        """Build the chains."""
        rules = [rule for rule in self.__rules__ if rule.enabled]
        chains = {"", *(chain for rule in rules for chain in rule.alt)}
        self.__cache__ = {
            chain: [_chosen([(r.name, r.fn) for r in rules if not chain or chain in r.alt])]
            for chain in chains
        }


def _chosen(rules: Sequence[tuple[str, _Rule]]) -> _Rule:
    """Return a rule that tries those which can match at the sign of a line, in their order."""
    known: dict[str, tuple[_Rule, ...]] = {}

    def rules_at(sign: str) -> tuple[_Rule, ...]:
        found = known[sign] = tuple(
            rule
            for name, rule in rules
            # Beyond ASCII there are digits, too.
            if not sign.isascii() or name not in _BEGIN or sign in _BEGIN[name]
        )
        return found

    def chosen(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        sign = sign_of_line(state, start)
        return any(rule(state, start, end, silent) for rule in known.get(sign) or rules_at(sign))

    return chosen
