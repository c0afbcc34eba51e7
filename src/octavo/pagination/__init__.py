"""Laid-out pages → where things are, in the book's own terms."""
