"""A composition to lay out, of one document with the body that a test gives."""

from __future__ import annotations

from octavo.core.model import Composition, Document, Edition, Matter, Metadata
from octavo.editions.known_kinds import all_kinds


def composition(body: str, css: str = "") -> Composition:
    xhtml = (
        '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>t</title></head><body>{body}</body></html>"
    )
    return Composition(
        edition=Edition(name="print", kind=all_kinds()["print"]),
        metadata=Metadata(
            title="T", language="en", identifier="urn:x", slug="t", date="2026-01-01"
        ),
        words={},
        documents=(
            Document(
                name="text/a.xhtml", kind="chapter", matter=Matter.BODY, title="A", anchor="a",
                xhtml=xhtml.encode(),
            ),
        ),
        css=css,
        contents=(),
    )  # fmt: skip
