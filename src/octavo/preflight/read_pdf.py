"""A PDF → facts: each page is read once, by pikepdf for what it says and by pdfium for its text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2

from octavo.core.model import Finding
from octavo.findings.catalogue.pdf_pages import FileLocked, FileUnreadable
from octavo.preflight.page_content import BROKEN, Library, read_content
from octavo.preflight.pdf_facts import Box, Facts, Intent, PageFacts
from octavo.preflight.text_positions import read_texts

_NO_TABLE = pikepdf.Dictionary()
#: Inherited from the tree of pages (ISO 32000-2, table 31).
_A_SHEET = (0.0, 0.0, 612.0, 792.0)
#: Forms in forms, and figures in figures, beyond this are a circle.
_DEEPEST = 200


def read_pdf(path: Path, shown: str) -> Facts | Finding:
    """Read a PDF, or say why it cannot be read; `shown` is its name in findings."""
    try:
        with pikepdf.open(path) as document, pypdfium2.PdfDocument(path) as texts:
            pages = tuple(_pages(document, texts))
            return _facts(document, pages, shown)
    except pikepdf.PasswordError:
        return FileLocked.password(file=shown)
    except (pypdfium2.PdfiumError, OSError, *BROKEN) as error:
        return FileUnreadable.found({"reason": _reason(error)}, file=shown)


def count_pages(path: Path) -> int:
    """Count the pages of a PDF; 0 if there is none at that place, or none that can be read."""
    try:
        with pikepdf.open(path) as document:
            return len(document.pages)
    except (OSError, *BROKEN):
        return 0


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return (str(error).splitlines() or [""])[0].rpartition(": ")[2].rstrip(".") or "damaged"


def _pages(document: pikepdf.Pdf, texts: pypdfium2.PdfDocument) -> Iterator[PageFacts]:
    library = Library()
    for index, page in enumerate(document.pages):
        media = _box(page.obj, "/MediaBox") or Box(*_A_SHEET)
        content = read_content(page, media, library)
        seen = texts[index]
        yield PageFacts(
            number=index + 1,
            media=media,
            crop=_box(page.obj, "/CropBox"),
            trim=_box(page.obj, "/TrimBox"),
            bleed=_box(page.obj, "/BleedBox"),
            turned=int(_inherited(page.obj, "/Rotate") or 0) % 360,
            unit=float(page.obj.get("/UserUnit", 1)),
            texts=tuple(read_texts(seen)),
            shapes=tuple(content.shapes),
            pictures=tuple(content.pictures),
            type_colours=frozenset(content.type_colours),
            uses=content.uses,
            see_through=frozenset(content.see_through),
            grouped=page.obj.get("/Group", _NO_TABLE).get("/S") == "/Transparency",
            annotations=tuple(
                str(item.get("/Subtype", "/?")).lstrip("/") for item in page.obj.get("/Annots", [])
            ),
            broken=content.broken,
            actions=tuple(str(key).lstrip("/") for key in dict(page.obj.get("/AA", _NO_TABLE))),
        )
        seen.close()


def _inherited(node: pikepdf.Object, key: str) -> pikepdf.Object | None:
    for _ in range(_DEEPEST):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            break
        node = node.Parent
    return None


def _box(page: pikepdf.Object, key: str) -> Box | None:
    """Return a page's box; its corners may be any two that are opposite."""
    edges = _inherited(page, key) if key in ("/MediaBox", "/CropBox") else page.get(key)
    if edges is None:
        return None
    x, y, u, v = (float(edge) for edge in edges)
    return Box(min(x, u), min(y, v), max(x, u), max(y, v))


def _facts(document: pikepdf.Pdf, pages: tuple[PageFacts, ...], shown: str) -> Facts:
    root, info = document.Root, document.docinfo
    about = document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
    preferences = root.get("/ViewerPreferences", _NO_TABLE)
    return Facts(
        path=shown,
        pages=pages,
        version=document.pdf_version,
        locked=document.is_encrypted,
        repaired=bool(document.get_warnings()),
        object_streams=_object_streams(document),
        title=str(about.get("dc:title", "") or info.get("/Title", "")),
        language=str(root.get("/Lang", "")),
        tagged=bool(root.get("/MarkInfo", _NO_TABLE).get("/Marked", False))
        and "/StructTreeRoot" in root,
        ua=about.get("pdfuaid:part") is not None,
        show_title=bool(preferences.get("/DisplayDocTitle", False)),
        undescribed=_undescribed(root),
        x_version=str(info.get("/GTS_PDFXVersion", "")),
        x_conformance=str(info.get("/GTS_PDFXConformance", "")),
        trapped=str(info.get("/Trapped", "")).lstrip("/"),
        dated="/CreationDate" in info and "/ModDate" in info,
        identified="/ID" in document.trailer,
        intents=tuple(_intent(item) for item in root.get("/OutputIntents", [])),
        holds=frozenset(_holds(root)),
        foreign=frozenset(_foreign(document) if "/GTS_PDFXVersion" in info else ()),
    )


def _object_streams(document: pikepdf.Pdf) -> bool:
    """Return whether objects are packed in streams, which PDF 1.4 and before do not know."""
    return document.trailer.get("/Type") == "/XRef"


def _intent(given: pikepdf.Object) -> Intent:
    return Intent(
        kind=str(given.get("/S", "")).lstrip("/"),
        condition=str(given.get("/OutputConditionIdentifier", "")),
        registry=str(given.get("/RegistryName", "")),
        profile="/DestOutputProfile" in given,
    )


def _holds(root: pikepdf.Object) -> Iterator[str]:
    """Name what else is in the file (ISO 32000-2, tables 29 and 32)."""
    names = root.get("/Names", _NO_TABLE)
    outline = root.get("/Outlines", _NO_TABLE)
    found = {
        "outline": "/First" in outline,
        "attachments": "/EmbeddedFiles" in names or "/AF" in root,
        "form": bool(len(root.get("/AcroForm", _NO_TABLE).get("/Fields", []))),
        "layers": "/OCProperties" in root,
        "actions": "/AA" in root or "/JavaScript" in names or _acts(root.get("/OpenAction")),
    }
    return (name for name, there in found.items() if there)


def _foreign(document: pikepdf.Pdf) -> Iterator[str]:
    """Name what the PDF/X of 2001 to 2003 do not allow, in words (ISO 15930-1 and -3)."""
    for item in document.objects:
        if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            continue
        given = item.get("/Filter", pikepdf.Array())
        filters = [given] if isinstance(given, pikepdf.Name) else list(given)
        for name in {str(each) for each in filters} & {"/LZWDecode", "/JPXDecode", "/JBIG2Decode"}:
            yield f"the compression {name[1:-6]}"
        if item.get("/Subtype") == "/PS":
            yield "PostScript"
        if "/Alternates" in item or "/OPI" in item:
            yield "stand-ins for images"
        if item.get("/TR", item.get("/TR2")) not in (None, pikepdf.Name("/Default")):
            yield "transfer curves"


def _acts(opening: pikepdf.Object | None) -> bool:
    """Return whether opening the file does something; a destination only says where it opens."""
    return isinstance(opening, pikepdf.Dictionary) and opening.get("/S") != "/GoTo"


def _undescribed(root: pikepdf.Object) -> int:
    """Count figures and formulas of the structure tree with neither Alt nor ActualText."""
    if "/StructTreeRoot" not in root:
        return 0
    roles = root.StructTreeRoot.get("/RoleMap", _NO_TABLE)
    waiting: list[pikepdf.Object | None] = [root.StructTreeRoot.get("/K")]
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += list(node)
        elif isinstance(node, pikepdf.Dictionary) and node.objgen not in seen:
            seen |= {node.objgen} if node.is_indirect else set()
            kind = str(node.get("/S", ""))
            kind = str(roles.get(kind, kind)) if kind else ""
            if kind in ("/Figure", "/Formula") and not ("/Alt" in node or "/ActualText" in node):
                count += 1
            waiting.append(node.get("/K"))
    return count
