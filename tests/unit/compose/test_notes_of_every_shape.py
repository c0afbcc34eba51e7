"""Notes of every shape, called from everywhere, stand in both editions with all their words."""

from __future__ import annotations

import pytest

from helpers.compose_samples import book, by_class, chapter, ereader, printed, tree, words

TEXT = """# Titles have[^title] `code`

## Headings[^heading]

Verse[^verse][^math] and lists[^list], code[^code] and quotations[^quote]; verse again[^verse].

| Heads[^head] | B |
|---|---|
| cells[^cell] | `x` |

[^title]: Of a title, with `code`.

[^heading]: Of a heading.

[^verse]: Verse:

    | Roses are red
    | Violets are blue

[^math]: Mathematics:

    $$x^2$$

[^list]: A list:

    - one
    - two

[^code]: Code:

    ```python
    print(1)
    ```

[^quote]: Quoted:

    > as it was said

[^head]: Of a table's head.

[^cell]: Of a cell.
"""

ENDINGS = ["code.", "heading.", "blue", "", "two", "print(1)", "said", "head.", "cell."]


@pytest.fixture(scope="module")
def made():
    return book(chapter(TEXT))


def test_an_e_book_has_them_all_behind_the_chapter(made):
    page = tree(ereader(made), "one")
    notes = [item for item in page.iter() if item.get("role") == "doc-footnote"]
    assert len(notes) == len(ENDINGS)
    assert all(words(note).endswith(end) for note, end in zip(notes, ENDINGS, strict=True))
    calls = [item.get("href") for item in by_class(page, "noteref")]
    assert [int(href.rpartition("-")[2]) for href in calls] == [1, 2, 3, 4, 5, 6, 7, 3, 8, 9]
    assert len(by_class(page, "between-notes")) == 1
    # Each leads back to its first call.
    names = {item.get("id") for item in page.iter()}
    assert {item.get("href")[1:] for item in by_class(page, "backlink")} <= names


def test_print_has_each_once(made):
    page = tree(printed(made), "one")
    feet = {item.get("data-number"): item for item in by_class(page, "footnote")}
    ending = by_class(page, "endnote")
    assert set(feet) == {"1", "2", "3", "5", "7", "8", "9"}
    assert [words(item) for item in ending] == ["4. Mathematics:", "6. Code: print(1)"]
    assert all(words(feet[n]).endswith(ENDINGS[int(n) - 1]) for n in feet)
    assert len(by_class(page, "between-notes")) == 1
    assert [item.text for item in by_class(page, "noteref")] == ["4", "6", "3"]
