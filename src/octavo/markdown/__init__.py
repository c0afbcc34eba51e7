"""Chapter → Section: the Markdown set-up and its extensions."""
