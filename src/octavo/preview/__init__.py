"""The book in a browser while it is written: a small server for this machine."""
