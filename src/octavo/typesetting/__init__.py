"""Paragraphs → lines: words shaped and divided, and broken by the least cost of the whole."""
