"""How a worker sets a chapter's pages and draws them.

It tells what it has as it goes. A newer job, or a word to stop, ends the one at work at the next
page that is drawn, or laid out with the whole book.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import islice

import pypdfium2

from octavo.compose.missing_glyphs import missing_glyphs
from octavo.compose.print_documents import (
    NoRoom,
    compose_print,
    compose_section,
    print_book,
)
from octavo.core.errors import OctavoError
from octavo.core.model import Composition, Face
from octavo.layout.book_proof import prove_book
from octavo.layout.page_proof import Proof, Proofer, ProofPage, spread
from octavo.layout.weasyprint.interrupt import LayoutInterruptedError
from octavo.pagination.make_room import Roomy, make_room
from octavo.preview.page_jobs import Done, Drawn, Job, Set
from octavo.printers.profile import NO_SIDES
from octavo.styling.faces import cut_faces
from octavo.styling.theme import Theme
from octavo.text.units import PIXELS_A_POINT
from octavo.text.xhtml_names import LINE
from octavo.workers.task import Bench

#: Pixels of an image in a point: two in a CSS pixel, of which four make three points.
_SCALE = 2 * PIXELS_A_POINT

#: Pages that are drawn in one go once the first ones are done.
_TOGETHER = 4


@dataclass(slots=True)
class _Works:
    """What stays from job to job; `say` and `is_wanted` are those of the job at work."""

    say: Callable[[Set | Drawn], None] = lambda news: None
    is_wanted: Callable[[], bool] = lambda: True
    proofer: Proofer = field(default_factory=Proofer)
    #: What the last job came to know of its notes and tables.
    no_room: NoRoom = field(default_factory=NoRoom)


def work(job: Job, bench: Bench, say: Callable[[Set | Drawn], None]) -> Done:
    """Set the pages and draw them; `say` tells what is there."""
    works = bench.tool("press", "", _Works)
    works.say, works.is_wanted = say, bench.is_wanted
    try:
        return _do(works, job)
    except OctavoError as error:
        # A book's error holds its findings, which its message does not.
        return Done(whole=False, error=error)
    except OSError as error:
        # A font is handed over as a file.
        said = OctavoError(
            f"the pages cannot be set: {error.strerror or error}.",
            hint="Make room on the disk; the preview tries again at the next save.",
        )
        return Done(whole=False, error=said)
    except Exception as error:
        return Done(whole=False, fault=f"{type(error).__name__}: {error}")


def _do(works: _Works, job: Job) -> Done:
    """Set and draw; not whole if something newer came in between."""
    composition = _composed(job, works.no_room)
    drawn = _glance(works, job, composition)
    alone = _set(works, job, composition)
    works.no_room, proof = alone.no_room, alone.layout
    works.say(_laid(proof, alone.composition))
    job = replace(job, known=job.known | drawn)
    if job.in_one_piece:
        # The chapter alone is the quickest that can be seen; then it is cut from the whole book.
        _draw_pages(works, proof, job, most=1)
        try:
            proof = _set_in_one_piece(works, job, alone)
        except LayoutInterruptedError:
            return Done(whole=False)
    if not _draw_pages(works, proof, job):
        return Done(whole=False)
    found = missing_glyphs(job.setting.theme, alone.composition, job.manuscript)
    return Done(whole=True, findings=found)


def _draw_pages(works: _Works, proof: Proof, job: Job, *, most: int | None = None) -> bool:
    """Draw the pages, or the `most` wanted groups of them; False if something newer came."""
    for numbers in islice(drawing_order(proof.pages, job.line, job.look), most):
        if not works.is_wanted():
            return False
        works.say(Drawn(pages=tuple(_draw(proof, numbers, job))))
    return True


def _glance(works: _Works, job: Job, composition: Composition) -> frozenset[str]:
    """Show the spread with the change before all others are set; return its images' names."""
    try:
        glance = works.proofer.glance(composition, left=job.left, folio=job.folio)
    except Exception:
        # Whatever it is, what follows does without it.
        glance = None
    if glance is None:
        return frozenset()
    news = _laid(glance.proof, composition, pages=glance.pages)
    works.say(news)
    drawn = tuple(_draw(glance.proof, glance.seen, job))
    works.say(Drawn(pages=drawn))
    return frozenset(name for _, name, _ in drawn)


def _laid(
    proof: Proof,
    composition: Composition,
    *,
    pages: tuple[ProofPage, ...] | None = None,
) -> Set:
    return Set(
        pages=proof.pages if pages is None else pages,
        size=proof.size,
        findings=composition.findings,
        laid=proof.laid,
    )


def _set(works: _Works, job: Job, composition: Composition) -> Roomy[Proof]:
    """Lay out the chapter alone, until everything has room.

    `composition` is made with the `no_room` of the last job, which is the first one's, mostly.
    """

    def compose(no_room: NoRoom) -> Composition:
        return composition if no_room == works.no_room else _composed(job, no_room)

    return make_room(
        [job.section],
        compose=compose,
        lay_out=partial(works.proofer.pull, left=job.left, folio=job.folio),
    )


def _set_in_one_piece(works: _Works, job: Job, alone: Roomy[Proof]) -> Proof:
    """Lay out the whole book as the build does, and tell the chapter's pages in it."""
    whole = make_room(
        job.book.sections,
        compose=partial(_composed_whole, job),
        lay_out=partial(prove_book, is_wanted=works.is_wanted),
    )
    part = whole.layout.excerpt(job.section.id)
    proof = replace(part, laid=replace(part.laid, log=alone.layout.laid.log))
    works.say(_laid(proof, _composed(job, whole.no_room)))
    return proof


def _composed_whole(job: Job, no_room: NoRoom) -> Composition:
    ready = print_book(job.book, job.setting.layers, images=job.images, no_room=no_room)
    return _with_title(compose_print(ready, job.setting.edition), job)


def _composed(job: Job, no_room: NoRoom) -> Composition:
    alone = replace(job.book, sections=(job.section,))
    ready = print_book(
        alone, job.setting.layers, images=job.images, no_room=no_room, within=job.book
    )
    return _with_title(compose_section(ready, job.setting.edition, _cut), job)


def _cut(theme: Theme, characters: frozenset[str], blocks: Iterable[range]) -> tuple[Face, ...]:
    changed = tuple(font.path.stat().st_mtime_ns for font in theme.fonts)
    return _kept_cut(theme, characters, tuple(blocks), changed=changed)


@lru_cache(maxsize=4)  # eight faces take a tenth of a second, and are the same at most saves
def _kept_cut(
    theme: Theme, characters: frozenset[str], blocks: tuple[range, ...], *, changed: tuple[int, ...]
) -> tuple[Face, ...]:
    return cut_faces(theme, characters, blocks)


def _with_title(composition: Composition, job: Job) -> Composition:
    """Put the line of the title on the opener."""
    opener = b'<header class="opener"'
    marked = opener + f' {LINE}="{job.title}"'.encode()
    documents = tuple(
        replace(item, xhtml=item.xhtml.replace(opener, marked, 1))
        if item.anchor == job.section.id
        else item
        for item in composition.documents
    )
    return replace(composition, documents=documents)


def drawing_order(
    pages: Iterable[ProofPage], line: int | None, look: int
) -> Iterator[tuple[int, ...]]:
    """Yield the numbers of pages in the order in which they are wanted.

    First the spread that has the changed line, then the one that is looked at, then those
    around it, some at a time.
    """
    pages = tuple(pages)
    left = set(range(len(pages)))
    changed = _page_of(pages, line)
    for number in (changed, look):
        if number is not None and number in left:
            both = left.intersection(spread(pages, number))
            left -= both
            yield tuple(sorted(both))
    middle = look if changed is None else changed
    rest = sorted(left, key=lambda number: (abs(number - middle), number))
    for start in range(0, len(rest), _TOGETHER):
        yield tuple(sorted(rest[start : start + _TOGETHER]))


def _page_of(pages: tuple[ProofPage, ...], line: int | None) -> int | None:
    """Find the page on which a line of the source begins: the last block not behind it."""
    found, best = None, 0
    for number, page in enumerate(pages):
        for block in page.blocks:
            if line is not None and best < block.line <= line:
                found, best = number, block.line
    return found


def _draw(
    proof: Proof, numbers: tuple[int, ...], job: Job
) -> Iterator[tuple[int, str, bytes | None]]:
    document = pypdfium2.PdfDocument(proof.draw(numbers))
    bleed = job.setting.frame.bleed if job.setting.frame else NO_SIDES
    try:
        for place, number in enumerate(numbers):
            left, right = bleed.inner, bleed.outer
            if proof.pages[number].left:
                left, right = right, left
            bitmap = document[place].render(
                scale=_SCALE, grayscale=True, crop=(left, bleed.bottom, right, bleed.top)
            )
            image = bitmap.to_pil()
            name = hashlib.sha256(image.tobytes() + repr(image.size).encode()).hexdigest()[:24]
            if name in job.known:
                yield number, name, None
                continue
            target = io.BytesIO()
            image.save(target, "PNG", compress_level=1)
            yield number, name, target.getvalue()
    finally:
        document.close()
