"""Articles from outside → chapters of a manuscript, with a ledger of every decision."""
