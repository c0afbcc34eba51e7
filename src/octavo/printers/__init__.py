"""Printers' rules as data: one TOML file a printer."""
