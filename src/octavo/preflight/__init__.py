"""Finished files held against what is asked of them: a printer's rules, a standard, EPUBCheck."""
