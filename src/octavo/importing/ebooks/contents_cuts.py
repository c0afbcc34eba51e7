"""Where an e-book's chapters begin: its pages cut at the places that its contents name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from octavo.importing.ebooks.ebook_contents import Entry, flat
from octavo.importing.ebooks.ebook_pages import TO, Page, add_keys, keys_of, types_of
from octavo.importing.readers.html_elements import text_of
from octavo.importing.readers.inline_markdown import BLOCK_TAGS

_CONTAINERS = frozenset(("body", "div", "section", "article", "main", "header", "center"))


@dataclass(slots=True, kw_only=True)
class Atom:
    """A block of a page that is cut no further; `types` are the meanings of what it stands in.

    `words` counts those that it has when the page is cut.
    """

    element: etree._Element
    page: Page
    types: tuple[str, ...]
    begins_page: bool = False
    words: int = field(init=False)

    def __post_init__(self) -> None:
        self.words = len(text_of(self.element).split())

    @property
    def keys(self) -> set[str]:
        """The keys of all places within."""
        return {key for each in self.element.iter(etree.Element) for key in keys_of(each)}


@dataclass(slots=True, kw_only=True)
class Cut:
    """What stands between two places of the contents: `entry` is the line that leads to the first,
    None for what no line leads to."""

    entry: Entry | None
    atoms: list[Atom] = field(default_factory=list)

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(atom.words for atom in self.atoms)

    @property
    def is_links(self) -> bool:
        """Whether most of its words lead elsewhere in the book."""
        links = [link for atom in self.atoms for link in atom.element.iter("a") if link.get(TO)]
        return 2 * sum(len(text_of(link).split()) for link in links) > self.words

    @property
    def types(self) -> tuple[str, ...]:
        """The meanings of what its first block stands in."""
        return self.atoms[0].types if self.atoms else ()

    @property
    def page(self) -> Page:
        """The page on which it begins."""
        return self.atoms[0].page


def cut_pages(pages: Sequence[Page], entries: Sequence[Entry]) -> list[Cut]:
    """Cut pages at the places of the contents, and at the beginning of each page.

    A page's beginning is a cut without an entry unless a line leads there.
    """
    wanted: dict[str, Entry] = {}
    for entry in flat(entries):
        if entry.key:
            wanted.setdefault(entry.key, entry)
    known = {
        key for page in pages for each in page.body.iter(etree.Element) for key in keys_of(each)
    }
    # A line may lead to a place that is not there: its page will do.
    for key, entry in list(wanted.items()):
        if key not in known:
            wanted.setdefault(key.partition("#")[0], entry)
    order = {key: number for number, key in enumerate(wanted)}
    cuts: list[Cut] = []
    for page in pages:
        for atom in _atoms(page, set(wanted)):
            here = sorted(atom.keys & wanted.keys(), key=order.__getitem__)
            if atom.begins_page and not here and page.path in wanted:
                here = [page.path]
            found = [wanted[key] for key in here]
            cuts += [Cut(entry=entry) for entry in found[:-1]]
            if found or atom.begins_page:
                cuts.append(Cut(entry=found[-1] if found else None))
            cuts[-1].atoms.append(atom)
    return cuts


def _atoms(page: Page, wanted: set[str]) -> Iterator[Atom]:
    inner = wanted - {page.path}
    atoms = [*_flatten(page.body, page, inner, ())]
    if not atoms and text_of(page.body).strip():
        atoms = [Atom(element=page.body, page=page, types=())]
    for number, atom in enumerate(atoms):
        atom.begins_page = number == 0
        if number == 0:
            add_keys(atom.element, keys_of(page.body))
        yield atom


def _flatten(
    holder: etree._Element, page: Page, wanted: set[str], types: tuple[str, ...]
) -> Iterator[Atom]:
    """Yield the blocks of a container; those in which a place of the contents lies are opened."""
    own = (*types, *types_of(holder))
    waiting = keys_of(holder) if holder is not page.body else []
    for block in _blocks(holder):
        within = {key for each in block.iterdescendants(etree.Element) for key in keys_of(each)}
        opened = block.tag in _CONTAINERS and (
            within & wanted or (len(block) == 1 and block[0].tag in _CONTAINERS)
        )
        made = (
            _flatten(block, page, wanted, own)
            if opened
            else iter([Atom(element=block, page=page, types=(*own, *types_of(block)))])
        )
        for atom in made:
            add_keys(atom.element, waiting)
            waiting = []
            yield atom


def _blocks(holder: etree._Element) -> Iterator[etree._Element]:
    """Yield the blocks of a container; what stands loose between them is put into paragraphs."""
    loose = etree.Element("p")
    loose.text, holder.text = holder.text, None
    for child in list(holder):
        if child.tag in BLOCK_TAGS:
            tail, child.tail = child.tail, None
            if len(loose) or (loose.text or "").strip():
                child.addprevious(loose)
                yield loose
            loose = etree.Element("p")
            loose.text = tail
            yield child
        else:
            loose.append(child)
    if len(loose) or (loose.text or "").strip():
        holder.append(loose)
        yield loose
