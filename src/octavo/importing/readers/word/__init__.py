"""Word's files, read from their own XML: what they say, how it looks, and what stands apart."""
