"""Finished e-books (EPUB 2 and 3) → the chapters of a book."""
