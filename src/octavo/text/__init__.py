"""What all rooms say of written language, each once: direction, numerals, marks, names, units.

Nothing here knows of books; it imports nothing of Octavo.
"""
