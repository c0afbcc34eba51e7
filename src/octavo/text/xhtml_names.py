"""The names of XML that books are written with: namespaces, attributes, elements and ids."""

from __future__ import annotations

#: Namespaces of what stands in a book's documents.
XHTML = "http://www.w3.org/1999/xhtml"
MATHML = "http://www.w3.org/1998/Math/MathML"
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
#: `epub:type` (EPUB 3.3, section 6.1.3.1).
OPS = "http://www.idpf.org/2007/ops"
#: The vocabulary of `z3998:letter` (ANSI/NISO Z39.98-2012, Structural Semantics).
Z3998 = "http://www.daisy.org/z3998/2012/vocab/structure/#"

#: Namespaces of an e-book's own files: its package, older contents, container, what is encrypted.
OPF = "http://www.idpf.org/2007/opf"
NCX = "http://www.daisy.org/z3986/2005/ncx/"
CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
XML_ENCRYPTION = "http://www.w3.org/2001/04/xmlenc#"

#: Namespaces of metadata: of XMP in a PDF, of a Word file, of a feed.
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
RSS_CONTENT = "http://purl.org/rss/1.0/modules/content/"

#: Namespaces of OpenDocument (OASIS, version 1.3), in which word processors write: the file's
#: frame, its text, styles, tables and drawings, and what it says of itself.
ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODF_OFFICE, ODF_META = f"{ODF}:office:1.0", f"{ODF}:meta:1.0"
ODF_TEXT, ODF_TABLE = f"{ODF}:text:1.0", f"{ODF}:table:1.0"
ODF_STYLE, ODF_DRAWING = f"{ODF}:style:1.0", f"{ODF}:drawing:1.0"
ODF_SVG = f"{ODF}:svg-compatible:1.0"

_XML = "http://www.w3.org/XML/1998/namespace"
#: What every attribute of XML itself begins with, as lxml writes it: `{…}lang`, `{…}space`.
XML_PREFIX = f"{{{_XML}}}"
XML_LANG = f"{XML_PREFIX}lang"
EPUB_TYPE = f"{{{OPS}}}type"
XLINK_HREF = f"{{{XLINK}}}href"
#: The element that holds a formula.
MATH = f"{{{MATHML}}}math"
#: What a formula says in another language than MathML, here TeX; it is not shown.
ANNOTATION = f"{{{MATHML}}}annotation"

#: The attribute that holds, on the way through the house, the line of the file on which something
#: is written.
LINE = "data-line"

#: Titles, of any level.
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
#: Elements whose words are for machines: they take no quotation marks, no accents of a language,
#: and run from left to right.
CODE_ELEMENTS = frozenset({"code", "kbd", "pre", "samp"})

#: What parts a section's own id from the name of something in it: `chapter--note-1`.
_WITHIN = "--"


def id_within(section: str, name: str) -> str:
    """Return the id of something in a section: `chapter--title`."""
    return f"{section}{_WITHIN}{name}"


def section_of_id(name: str) -> str:
    """Return the id of the section that an id lies in; a section's own id is that."""
    return name.partition(_WITHIN)[0]
