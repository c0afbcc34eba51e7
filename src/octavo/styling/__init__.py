"""styles/ → Theme: layers of CSS in order, and fonts cut to a book's characters."""
