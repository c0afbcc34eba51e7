"""Recipes that stand in front matter: what a site's template sets as lists becomes lists.

Themes for cookbooks (Jekyll's Chowdown, Hugo's) keep ingredients and steps as data, by the names
that schema.org has for a recipe; the text below is a remark, or nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from octavo.manuscript.front_matter_keys import plain_key, text_of

#: Keys of lists without an order, and of steps.
_THINGS = ("ingredients", "recipeingredient", "zutaten", "ingredienti", "ingredientes")
_STEPS = (
    *("directions", "instructions", "steps", "method", "recipeinstructions", "zubereitung"),
    *("preparation", "preparazione", "preparacion", "preparo", "etapes", "schritte"),
)
#: In which order the parts of an ingredient are said.
_ORDER = ("amount", "quantity", "qty", "unit", "name", "item", "ingredient")


def is_recipe_key(key: str, value: object) -> bool:
    """Tell whether a key of front matter holds a list of a recipe."""
    listed = isinstance(value, Sequence) and not isinstance(value, str) and bool(value)
    return listed and plain_key(key) in (*_THINGS, *_STEPS)


def recipe_lists(written: Mapping[str, object]) -> str:
    """Return the recipe's lists as Markdown, each below its key; empty if there are none."""
    pieces = []
    for key, value in written.items():
        if is_recipe_key(key, value):
            mark = "1." if plain_key(key) in _STEPS else "-"
            lines = [f"{mark} {item}" for item in _items(value)]
            pieces += [f"## {key[:1].upper()}{key[1:]}", "\n".join(lines)]
    return "\n\n".join(piece for piece in pieces if piece)


def _items(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        if all(text_of(part) is not None for part in value.values()):
            yield " ".join(_parts(value))
            return
        for name, part in value.items():
            yield f"**{name}**"
            yield from _items(part)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for part in value:
            yield from _items(part)
    elif text := text_of(value):
        yield text


def _parts(table: Mapping[str, object]) -> Iterator[str]:
    """Yield what is said of an ingredient: how much of it, and what."""
    names = sorted(table, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))
    for name in names:
        if text := text_of(table[name]):
            yield text
