"""XML as blogs export it: read as far as it goes, and what is damaged is said."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from octavo.core.errors import OctavoError
from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import ExportDamaged


def read_xml(data: bytes, where: str, what: str) -> tuple[etree._Element, etree.XMLParser]:
    """Return the tree of an export, and the parser, which knows what was damaged.

    Entities are not followed and nothing is loaded. `what` is how messages call the export.
    Raises `OctavoError` if there is no tree in it.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, huge_tree=False, strip_cdata=True
    )
    try:
        root = etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError as error:
        raise unreadable(str(error), where, what) from None
    if root is None:
        raise unreadable("it holds no XML", where, what)
    return root, parser


def damage(parser: etree.XMLParser, where: str) -> Iterator[Finding]:
    """Yield the first fault that the parser met, if there was one."""
    errors = [entry for entry in parser.error_log if entry.level_name in ("ERROR", "FATAL")]
    if errors:
        values = {"reason": errors[0].message}
        yield ExportDamaged.found(values, file=where, line=errors[0].line)


def unreadable(reason: str, where: str, what: str) -> OctavoError:
    """Return the error for an export that cannot be read."""
    return OctavoError(
        f"this cannot be read as {what}: {reason}.",
        where=where,
        hint="Export the blog again and name that file.",
    )
