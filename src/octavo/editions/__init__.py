"""One file a kind of edition: how the whole of it is made, from a bound book to bytes."""
