"""One file a tool: the folder of a book → its `Outline`."""
