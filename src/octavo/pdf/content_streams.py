"""Go through the content streams of a PDF and change single instructions of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pikepdf

#: What an instruction is about: numbers, names, strings, dictionaries.
Operands: TypeAlias = list[Any]

#: The operands and the operator of an instruction, as a content stream is put together of them.
Instruction = tuple[Operands, pikepdf.Operator]

#: An instruction as it is read, or as it has been changed.
_Instruction: TypeAlias = (
    pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage | Instruction
)

#: What an instruction becomes, by its operator and operands; None if it stays.
Change = Callable[[str, Operands], Instruction | None]


def rewrite(document: pikepdf.Pdf, change: Change, worth: Callable[[bytes], bool] = bool) -> None:
    """Change instructions of all pages and of the forms they use.

    A stream in which nothing changes stays as it is: a blank page, an empty stream.
    `worth` may look at a stream's bytes and spare it the dear parse.
    """
    seen: set[tuple[int, int]] = set()
    for page in document.pages:
        if any(worth(stream.read_bytes()) for stream in contents(page.obj)):
            page.contents_coalesce()
            content = changed(page, change)
            if content is not None:
                page.Contents = document.make_stream(content)
        for item in xobjects(page.obj, seen):
            if item.get("/Subtype") == "/Form" and worth(item.read_bytes()):
                content = changed(item, change)
                if content is not None:
                    item.write(content)


def contents(page: pikepdf.Object) -> list[pikepdf.Object]:
    """Return the streams of a page's content, in order."""
    content = page.get("/Contents")
    if content is None:
        return []
    return list(content) if isinstance(content, pikepdf.Array) else [content]


def changed(stream: pikepdf.Object | pikepdf.Page, change: Change) -> bytes | None:
    """Return the content of a page or a form with instructions changed; None if none is."""
    instructions: list[_Instruction] = []
    touched = False
    for instruction in pikepdf.parse_content_stream(stream):
        new = change(str(instruction.operator), list(instruction.operands))
        touched |= new is not None
        instructions.append(new or instruction)
    return pikepdf.unparse_content_stream(instructions) if touched else None


def xobjects(holder: pikepdf.Object, seen: set[tuple[int, int]]) -> Iterator[pikepdf.Object]:
    """Yield the forms and images below a page, each once."""
    found = holder.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
    for item in dict(found).values():
        if item.objgen not in seen:
            seen.add(item.objgen)
            yield item
            yield from xobjects(item, seen)
