"""Book + Edition + Theme → Composition."""
