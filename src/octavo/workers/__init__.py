"""Processes that work for this one: started, given tasks, replaced when they die, ended with it."""
