"""Composition of an e-book edition → the bytes of an EPUB 3.3."""
