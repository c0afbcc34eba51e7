"""What tests share, imported as `from helpers.NAME import …`."""
