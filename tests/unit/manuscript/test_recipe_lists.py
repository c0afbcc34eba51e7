"""Recipes in front matter: their lists stand in the chapter."""

from __future__ import annotations

import pytest

from octavo.importing.readers.markdown_file import read_markdown
from octavo.manuscript.front_matter import split_front_matter

HEAD = (
    "---\ntitle: Oatcakes\ningredients:\n- 200 g oats\n- salt\ndirections:\n- Stir.\n- Bake.\n---\n"
)
LISTS = "## Ingredients\n\n- 200 g oats\n- salt\n\n## Directions\n\n1. Stir.\n1. Bake.\n"


def test_the_lists_of_a_recipe_are_the_end_of_its_text():
    about, text, line = split_front_matter(f"{HEAD}\nFrom the island.\n", "a.md")
    assert text == f"\nFrom the island.\n\n{LISTS}"
    assert (about.others, about.findings, line) == ((), (), 10)


def test_a_recipe_without_a_word_below_is_an_article_all_the_same():
    source = read_markdown(HEAD.encode(), "a.md")
    assert source.title == "Oatcakes"
    assert "oats" in source.words and "Bake." in source.words


def test_parts_of_an_ingredient_in_the_order_in_which_they_are_said():
    head = (
        "---\ningredients:\n- {name: oats, amount: 200, unit: g}\n- {name: salt, amount: ~}\n---\n"
    )
    _, text, _ = split_front_matter(head, "a.md")
    assert "- 200 g oats\n- salt\n" in text


def test_groups_of_ingredients_have_their_names():
    head = "---\ningredients:\n- Dough: [oats, salt]\n- Jam: [plums]\n---\n"
    _, text, _ = split_front_matter(head, "a.md")
    assert "- **Dough**\n- oats\n- salt\n- **Jam**\n- plums\n" in text


@pytest.mark.parametrize("head", ["ingredients: oats", "tags: [a, b]", "steps: 3", "method: []"])
def test_other_keys_are_no_recipe(head):
    _, text, _ = split_front_matter(f"---\n{head}\n---\nRain.\n", "a.md")
    assert text == "Rain.\n"
