"""PDFs for a screen: what a reader needs who does not see the page.

Sources: ISO 14289-1 (PDF/UA-1), 7.1 (title, tags), 7.2 (language), 7.3 (graphics), 5 (what the
file says of itself). Where `page-validation` is installed, all its rules are asked too.
"""

from __future__ import annotations

from collections.abc import Iterator

from octavo.check.facts import Facts
from octavo.check.flaw import flaw
from octavo.check.job import Job
from octavo.model import Finding


def check_digital(facts: Facts, job: Job) -> Iterator[Finding]:
    """What one may look for oneself; a validator's finer rules only once that is right."""
    own = [*_tagged(facts), *_named(facts), *_spoken(facts, job), *_described(facts)]
    yield from own
    for rule, message in facts.report or ():
        if not own:
            hint = "Build the edition again; if it stays, please report it."
            yield flaw(facts.path, "pdf-ua", f"PDF/UA-1, {rule}: {message}.", hint)


def _tagged(facts: Facts) -> Iterator[Finding]:
    if not facts.tagged:
        message = "the file has no tags: nobody can have it read aloud in order."
        hint = "Build it as an edition of the kind digital."
        yield flaw(facts.path, "digital-untagged", message, hint)
    elif not facts.ua:
        message = "the file has tags, and does not say that it is PDF/UA."
        hint = "Build it as an edition of the kind digital."
        yield flaw(facts.path, "digital-unnamed", message, hint)


def _named(facts: Facts) -> Iterator[Finding]:
    if not facts.title or not facts.show_title:
        message = "the file has no title to show in a window's head."
        hint = "Build it again: the title comes from book.toml."
        yield flaw(facts.path, "digital-title", message, hint)


def _spoken(facts: Facts, job: Job) -> Iterator[Finding]:
    said = facts.language
    if not said or (job.language and said.lower() != job.language.lower()):
        wanted = f'; the book is in "{job.language}"' if job.language else ""
        told = f'the file says that its language is "{said}"' if said else "no language is stated"
        hint = "Build it again: the language comes from book.toml."
        yield flaw(facts.path, "digital-language", f"{told}{wanted}.", hint)


def _described(facts: Facts) -> Iterator[Finding]:
    if facts.undescribed:
        noun = "a figure has" if facts.undescribed == 1 else f"{facts.undescribed} figures have"
        hint = "Describe each picture in its chapter, ![like this](images/tide.svg)."
        yield flaw(facts.path, "digital-undescribed", f"{noun} no description.", hint)
