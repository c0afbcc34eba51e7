"""Book → Book: numbers, links, matter, words."""
