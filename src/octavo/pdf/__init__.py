"""Laid-out pages → a PDF that a printer accepts."""
