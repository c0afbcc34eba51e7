"""The output intent of a PDF/X: the printing condition that its inks are meant for."""

from __future__ import annotations

import pikepdf

#: The printing condition of North American offset on coated paper (SWOP), as registered with the
#: International Color Consortium; a book in black prints alike under any.
CONDITION = "CGATS TR 001"
REGISTRY = "http://www.color.org"


def set_output_intent(document: pikepdf.Pdf) -> None:
    """Name the printing condition in the file, by its registration, in place of any other."""
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFX,
        OutputConditionIdentifier=pikepdf.String(CONDITION),
        RegistryName=pikepdf.String(REGISTRY),
    )
    document.Root.OutputIntents = pikepdf.Array([document.make_indirect(intent)])
