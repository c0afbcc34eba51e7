"""One file a kind of edition: `KIND` says what it is, `make` makes it."""
