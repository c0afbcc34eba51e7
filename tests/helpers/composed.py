"""Text that is composed, with its words from a small stock, as boxes and as a PDF."""

from __future__ import annotations

import random
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from octavo.layout.weasyprint.patches import mended
from octavo.styling.theme import load_theme, styles_folder

FACE = next(
    font.path for font in load_theme("classic", styles_folder()).fonts if font.role == "text"
)
CSS = f"""
@font-face {{ font-family: Words; src: url({FACE.as_uri()}) }}
@page {{ size: 340px 500px; margin: 20px }}
html {{ font: 15px/20px Words, serif }}
body {{ margin: 0; text-align: justify; hyphens: auto; hyphenate-limit-chars: 6 2 3 }}
p {{ margin: 0; text-indent: 1em; orphans: 2; widows: 2; overflow-wrap: break-word }}
code {{ hyphens: none; letter-spacing: 0 }}
.kept {{ white-space: nowrap }}
.cap {{ float: left; font-size: 50px; line-height: 40px; height: 38px }}
"""
WORDS = (
    "the tide went out over flats and in an office some affair was left to Vera harbourmaster "
    "notwithstanding careful navigation grandmother recommends moorings uncomfortably"
).split()


def some_text(seed: int, count: int) -> str:
    pick = random.Random(seed)
    return " ".join(pick.choice(WORDS) for _ in range(count)) + "."


def render(html: str, css: str = CSS) -> weasyprint.Document:
    fonts = FontConfiguration()
    style = weasyprint.CSS(string=css, font_config=fonts)
    with mended():
        return weasyprint.HTML(string=f"<html lang=en><body>{html}").render(
            stylesheets=[style], font_config=fonts
        )


def printed(html: str, file: Path, css: str = CSS, *, tagged: bool = False) -> Path:
    """Write the pages of a text into a PDF."""
    options = {"pdf_variant": "pdf/a-3u", "pdf_tags": True} if tagged else {}
    with mended():
        render(html, css).write_pdf(file, **options)
    return file
