"""A book's sections → its pages: set until all has room, with gutter, folios and places."""
