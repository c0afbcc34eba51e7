"""The terminal's side of `octavo assemble --review`: shows, asks, saves each answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from octavo.cli.terminal_keys import pressed_keys, single_keys
from octavo.core.errors import OctavoError
from octavo.core.files import read_present, write_aside
from octavo.importing.article import Kind
from octavo.importing.file_names import article_path
from octavo.importing.ledger import LEDGER, Ledger, read_ledger
from octavo.importing.ledger_text import answer_ledger
from octavo.importing.open_decisions import Question, Reply, Walk, alike, answers, step, step_all
from octavo.text.shorten import without_middle

#: A longer stretch is shown by its beginning and its end, in characters.
LONGEST = 700

_HELP = """\
k  keep: the words stay as they are, in the text
d  drop: the words are left out of the chapter; the ledger keeps them
h  heading: the words become a heading
y  yes, as it is proposed
s  skip: decide another time
a  all: one answer for every open proposal of this rule, here or in all articles
u  undo the last answer
q  stop here; what you have answered is saved
?  this list"""


def ask(root: Path, questions: Sequence[Question]) -> frozenset[str]:
    """Asks about each question; returns the articles that were answered about.

    Each answer is in the ledger before the next question comes, so that nothing
    is lost by Ctrl-C. Raises `OctavoError` if the ledger cannot be written, or if
    somebody else has changed it meanwhile.
    """
    console = Console(highlight=False)
    ledger = read_ledger(root)
    try:
        with single_keys():
            walk = _walk(Walk(questions=tuple(questions)), console, _saver(root, ledger))
    except KeyboardInterrupt:
        console.print("\nYour answers so far are in the ledger; `octavo assemble` applies them.")
        raise
    return frozenset(answers(walk))


def _walk(walk: Walk, console: Console, save: Callable[[Walk], None]) -> Walk:
    replies = _replies(console)
    while walk.question is not None:
        _show(walk, walk.question, console)
        reply = next(replies)
        if reply is Reply.HELP:
            console.print(f"\n{_HELP}", markup=False)
            continue
        if reply is Reply.UNDO and not walk.replies:
            console.print("There is nothing to undo yet.")
        before = walk
        walk = _step_all(walk, replies, console) if reply is Reply.ALL else step(walk, reply)
        if answers(walk) != answers(before):
            save(walk)
    given = sum(len(each) for each in answers(walk).values())
    said = "1 answer" if given == 1 else f"{given:,} answers"
    console.print(f"\n{said} saved in {LEDGER}." if given else "\nNo answer given.")
    return walk


def _step_all(walk: Walk, replies: Iterator[Reply], console: Console) -> Walk:
    """Ask for one answer to all questions of a rule: in this article or, after `a`, in all."""
    everywhere = False
    while walk.question is not None:
        of_rule = len(alike(walk, everywhere=everywhere))
        place = "in all articles" if everywhere else "in this article"
        other = "this article alone" if everywhere else "all articles"
        keys = f"k keep  d drop  h heading  y as proposed  s skip  a {other}  u back"
        console.print(f"All {of_rule:,} of {walk.question.rule} {place}: {keys}", markup=False)
        reply = next(replies)
        if reply is Reply.ALL:
            everywhere = not everywhere
        elif reply in (Reply.UNDO, Reply.HELP):
            return walk
        elif reply is Reply.QUIT:
            return step(walk, reply)
        else:
            return step_all(walk, reply, everywhere=everywhere)
    return walk


def _saver(root: Path, ledger: Ledger) -> Callable[[Walk], None]:
    """Write the ledger as it was at the beginning, with the answers of the walk."""
    path = root / LEDGER
    last = read_present(path)

    def save(walk: Walk) -> None:
        nonlocal last
        if read_present(path) != last:
            raise OctavoError(
                "the ledger was changed by somebody else meanwhile; this answer was not saved.",
                where=LEDGER,
                hint="The answers before it are kept. Run the command again to go on.",
            )
        last = answer_ledger(ledger, answers(walk)).encode()
        write_aside({path: last})

    return save


def _show(walk: Walk, question: Question, console: Console) -> None:
    number = f"{len(walk.replies) + 1} of {len(walk.questions)}"
    place = f"{article_path(question.file)}:{question.line}"
    console.print(f"\n[{number}] {place}  {question.rule}", markup=False, soft_wrap=True)
    if question.above:
        console.print(Text(f"{question.above}\n", style="dim"))
    text = Text(f"{question.before} " if question.before else "")
    text.append(f">>> {without_middle(question.text, LONGEST)} <<<", style="bold reverse")
    text.append(f" {question.after}" if question.after else "")
    console.print(text)
    if question.below:
        console.print(Text(f"\n{question.below}", style="dim"))
    keys = f"k keep  d drop  h heading  y as proposed: {question.action}"
    if question.action is Kind.SCENE:
        keys = "k no  y a scene begins here"
    console.print(f"{keys}  s skip  a all of this rule  u undo  q stop  ? help", markup=False)


def _replies(console: Console) -> Iterator[Reply]:
    """Yield the keys that mean something, as they are pressed."""
    while True:
        for key in pressed_keys():
            if key in set(Reply) or key == "\x04":
                yield Reply.QUIT if key == "\x04" else Reply(key)
            else:
                console.print("k, d, h, y, s, a, u, q or ?")
