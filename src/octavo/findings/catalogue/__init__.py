"""One module an area. Each `Entry` in one belongs to the catalogue: there is no other list."""
