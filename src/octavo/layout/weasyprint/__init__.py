"""WeasyPrint as Octavo needs it: its faults mended, and the typed face of its boxes."""
