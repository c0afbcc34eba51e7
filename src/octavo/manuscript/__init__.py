"""book.toml and Markdown chapters, read as a `Manuscript`."""
