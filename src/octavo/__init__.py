"""Octavo: articles in, an e-book and a printed book out."""
