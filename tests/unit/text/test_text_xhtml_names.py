"""Names of XML, and ids inside sections."""

from __future__ import annotations

from octavo.text.xhtml_names import EPUB_TYPE, XML_LANG, id_within, section_of_id


def test_attributes_are_named_as_lxml_names_them():
    assert XML_LANG == "{http://www.w3.org/XML/1998/namespace}lang"
    assert EPUB_TYPE == "{http://www.idpf.org/2007/ops}type"


def test_an_id_inside_a_section_names_its_section():
    assert id_within("ebb", "note-1") == "ebb--note-1"
    assert section_of_id("ebb--note-1") == "ebb"
    assert section_of_id("ebb") == "ebb"
