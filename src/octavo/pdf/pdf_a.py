"""What PDF/A-3u (ISO 19005-3) asks of tagged pages beyond what the layout engine writes."""

from __future__ import annotations

import io
import re
import zlib

import pikepdf
from lxml import etree

from octavo.pdf.content_streams import Instruction, Operands, rewrite
from octavo.text.xhtml_names import RDF

#: Declares `pdfuaid:part`, which ISO 14289-1 adds to XMP, for ISO 19005-3, 6.6.2.3.
_UA_SCHEMA = f"""
<rdf:Description xmlns:rdf="{RDF}" rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


def declare_ua(document: pikepdf.Pdf) -> None:
    """Say in the metadata that the file is PDF/UA-1 too, in the words that PDF/A allows."""
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["pdfuaid:part"] = "1"
    packet = document.Root.Metadata
    root = etree.fromstring(packet.read_bytes())
    holder = next(root.iter(f"{{{RDF}}}RDF"))
    holder.append(etree.fromstring(_UA_SCHEMA))
    packet.write(etree.tostring(root))  # unfiltered: it is to be found without a PDF reader


def black_to_grey(document: pikepdf.Pdf) -> None:
    """Set what is black on one plate as a grey of the screen: there is no plate."""
    rewrite(document, _black_in_grey)


def _black_in_grey(operator: str, operands: Operands) -> Instruction | None:
    if operator in ("cs", "CS") and str(operands[0]) == "/DeviceCMYK":
        return [pikepdf.Name.DeviceGray], pikepdf.Operator(operator)
    if operator in ("scn", "SCN") and len(operands) == 4:
        return [round(1 - float(operands[3]), 4)], pikepdf.Operator(operator)
    return None


def show_pixels_as_they_are(document: pikepdf.Pdf) -> None:
    """Take from images the wish that readers smooth them, which ISO 19005-3, 6.2.8 forbids."""
    for item in document.objects:
        if isinstance(item, pikepdf.Stream) and "/Interpolate" in item:
            del item.Interpolate


def end_streams_plainly(document: pikepdf.Pdf) -> None:
    """Add a line end to streams whose last byte could be read as part of one.

    ISO 19005-3, 6.1.7.1 holds a stream's length against its bytes; a validator cannot tell a
    last `\\r` of the data (of its checksum, when it is packed) from the line end that follows.
    """
    for item in document.objects:
        if not isinstance(item, pikepdf.Stream) or item.get("/Subtype") in ("/Image", "/XML"):
            continue
        if "/Filter" not in item:  # it would be packed when the file is saved, out of reach
            item.write(zlib.compress(item.read_bytes(), 9), filter=pikepdf.Name.FlateDecode)
        while item.Filter == "/FlateDecode" and item.read_raw_bytes().endswith((b"\r", b"\n")):
            data = item.read_bytes() + b"\n"
            if "/Length1" in item:  # a font, which states its length
                item.Length1 = len(data)
            item.write(zlib.compress(data, 9), filter=pikepdf.Name.FlateDecode)


def saved_plainly(document: pikepdf.Pdf) -> bytes:
    """Save the file so that no stream that is made in saving ends so either.

    Those are its table of objects and what objects are packed in; a space more in the
    metadata moves all of them. A file that is never plain is written without packed objects.
    """
    for _ in range(_TRIES):
        data = _saved(document, pikepdf.ObjectStreamMode.generate)
        if not _ends_doubtfully(data):
            return data
        packet = document.Root.Metadata
        packet.write(packet.read_bytes() + b" ")
    return _saved(document, pikepdf.ObjectStreamMode.disable)


#: Files that are tried: of a hundred streams, one ends in a byte that could be a line end.
_TRIES = 4


def _saved(document: pikepdf.Pdf, packing: pikepdf.ObjectStreamMode) -> bytes:
    target = io.BytesIO()
    document.save(target, deterministic_id=True, linearize=False, object_stream_mode=packing)
    return target.getvalue()


def _ends_doubtfully(data: bytes) -> bool:
    """Return whether a stream of objects, or their table, ends in what could be a line end."""
    for end in re.finditer(rb"[\r\n]\nendstream", data):
        begin = data.rfind(b" obj", 0, end.start())
        head = data[begin : data.find(b"stream", begin)]
        if b"/XRef" in head or b"/ObjStm" in head:
            return True
    return False
