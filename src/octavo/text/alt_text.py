"""Whether a picture's alternative text says what it shows."""

from __future__ import annotations

import re

#: A file's name, a camera's among them: `IMG_1234.png`, `DSC01234`.
_FILE = re.compile(
    r"\S+\.(?:avif|bmp|gif|heic|jpe?g|pdf|png|svg|tiff?|webp)|(?:DSC[FN]?|IMG|P|PXL)[-_]?\d[\d_-]*",
    re.I,
)
#: Words that say that there is a picture, which everybody knows, with a number or alone.
_PICTURE = re.compile(
    r"(?:an? |the )?(?:abbildung|afbeelding|alt(?: text)?|bild|figura|figure|foto|graphic|imagem"
    r"|image|imagen|immagine|img|photo|photograph|picture|screenshot|untitled|图片|画像)[\W\d_]*",
    re.I,
)


def describes(alt: str) -> bool:
    """Tell whether an alternative text says more than that there is a picture, and its file."""
    words = alt.strip()
    if not any(sign.isalnum() for sign in words):
        return False
    return _FILE.fullmatch(words) is None and _PICTURE.fullmatch(words) is None
