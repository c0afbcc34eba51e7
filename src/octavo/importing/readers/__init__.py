"""One file a format: bytes → `Source`."""
