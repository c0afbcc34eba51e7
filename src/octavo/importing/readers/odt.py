"""The reader of ODT and flat ODT: the document's own parts, counted to the last letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from octavo.core.errors import OctavoError
from octavo.importing.article import Source
from octavo.importing.readers.left_out import Left, Reason
from octavo.importing.readers.odf_package import NO_TEXT, STYLE, TEXT, open_package
from octavo.importing.readers.odf_tree import tree_of
from octavo.importing.readers.written_document import Written, check_letters, letters, source_of
from octavo.text.xhtml_names import DC, ODF_META

_META = f"{{{ODF_META}}}"

_FURNITURE = tuple(
    f"{STYLE}{name}{page}" for name in ("header", "footer") for page in ("", "-left", "-first")
)
# Titles that programs put there by themselves.
_NO_TITLES = frozenset(("untitled", "unknown", "document", "untitled 1"))


def read_odt(data: bytes, where: str) -> Source:
    """Read an ODT; the lines of its blocks count its paragraphs.

    Raises `OctavoError` if it is none, is locked, unpacks to more than a document can be, or if
    a letter of it were neither in the blocks nor among what is left out.
    """
    package = open_package(data, where)
    tree = tree_of(package)
    body = etree.Element("body")
    try:
        body.extend(list(tree.blocks(package.text)))
        body.extend(tree.notes)
        said = letters("".join(_texts(package.text)))
    except RecursionError:
        raise OctavoError(
            "its parts stand too deep in each other.",
            where=where,
            hint="Save its text as .txt, and name that.",
        ) from None
    about = _about(package.meta)
    written = Written(
        body=body,
        images=tree.images,
        left=(*tree.left, *_furniture(package.roots)),
        title="" if about["title"].lower() in _NO_TITLES else about["title"],
        author=about["initial-creator"] or about["creator"],
        date=about["creation-date"][:10],
    )
    check_letters(said, written, where)
    return source_of(written, where)


def _furniture(roots: Iterable[etree._Element]) -> Iterator[Left]:
    """Yield what stands at the head and foot of pages, each once; numbers alone say nothing."""
    said: set[str] = set()
    for each in (part for root in roots for part in root.iter(*_FURNITURE)):
        words = " ".join("".join(_texts(line)) for line in each.iter(f"{TEXT}p", f"{TEXT}h"))
        words = " ".join(words.split())
        if words not in said and any(map(str.isalpha, words)):
            said.add(words)
            yield Left(reason=Reason.FURNITURE, text=words)


def _texts(part: etree._Element) -> Iterator[str]:
    """Yield the texts of a document, whatever they are: those within elements of text."""
    is_text = str(part.tag).startswith(TEXT)
    if is_text:
        yield part.text or ""
    for child in part:
        if child.tag not in NO_TEXT and not str(child.tag).endswith("-source"):
            yield from _texts(child)
        if is_text:
            yield child.tail or ""


def _about(meta: etree._Element | None) -> dict[str, str]:
    """Return what a document says of itself: title, who began it, who changed it last, when."""
    names = (f"{{{DC}}}title", f"{_META}initial-creator", f"{{{DC}}}creator",
             f"{_META}creation-date")  # fmt: skip
    found = {name: meta.findtext(name) if meta is not None else "" for name in names}
    return {
        etree.QName(key).localname: " ".join((said or "").split()) for key, said in found.items()
    }
