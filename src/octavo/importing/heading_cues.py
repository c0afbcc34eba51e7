"""Words that tell a label from a heading."""

from __future__ import annotations

#: Words before a colon that announce what follows, or that no heading ends in.
CUES = frozenset(
    ("said", "says", "say", "asked", "asks", "replied", "wrote", "writes", "told", "added",
     "this", "these", "that", "else", "at", "follows", "following", "example", "instance",
     "remember", "is", "are", "was", "were", "be", "and", "or", "the", "a", "an", "of", "as",
     "by", "than", "including", "include", "includes")
)  # fmt: skip

#: Words that end the label of a remark: it names no section.
REMARKS = frozenset(
    ("note", "nb", "update", "disclosure", "disclaimer", "alert", "credit", "credits", "source",
     "sources", "ps", "edit", "correction", "reminder", "notice", "ot")
)  # fmt: skip

#: Words that may end a remark's label and may end a heading: the author is asked.
MAYBE_REMARKS = frozenset(
    ("notes", "warning", "caution", "tip", "hint", "fact", "information", "line", "point",
     "short", "words", "aside", "topic")
)  # fmt: skip

#: Titles before a name.
HONORIFICS = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "lady", "lord", "president",
     "senator", "sen", "rep", "gov", "governor", "judge", "justice", "captain", "capt", "rev",
     "reverend", "father", "sister", "officer", "sgt", "general", "minister", "king", "queen")
)  # fmt: skip
