"""Signs of the fonts Symbol and Wingdings, which Word files name by a code of the font."""

from __future__ import annotations

# The Symbol font from 0x20 on (Unicode's mapping table of Adobe's encoding); a space for none.
_SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟ"
    "ΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼ "
)
_SYMBOL_HIGH = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
    " 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭ "
)

# The signs of Wingdings that texts use.
_WINGDINGS = {
    0x21: "✏", 0x22: "✂", 0x23: "✁", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x33: "⌛", 0x36: "⌛",
    0x3F: "✍", 0x41: "✌", 0x43: "👍", 0x44: "👎", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟",
    0x49: "✋", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x4D: "💣", 0x4E: "☠", 0x51: "✈", 0x52: "☼",
    0x54: "❄", 0x56: "✞", 0x58: "✠", 0x59: "✡", 0x5A: "☪", 0x5B: "☯", 0x6C: "●", 0x6D: "❍",
    0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖",
    0x77: "⬥", 0x78: "⌧", 0x7B: "❀", 0x7C: "✿", 0x80: "⓪", 0x9F: "•", 0xA0: "▪", 0xA1: "○",
    0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xB3: "⌖", 0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→",
    0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xF3: "⬄",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **dict(zip(range(0x81, 0x8B), "①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
    **dict(zip(range(0x8C, 0x96), "❶❷❸❹❺❻❼❽❾❿", strict=True)),
}  # fmt: skip


def sign_of(font: str, code: int) -> str:
    """Return the sign that a font of signs has for a code; empty if it is not known.

    Codes from 0xF000 on are those of the font, as Word writes them. A font of letters has no
    signs of its own: its codes are Unicode's.
    """
    own = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    name = font.lower()
    if name == "symbol":
        return _of_symbol(own)
    if name == "wingdings":
        return _WINGDINGS.get(own, "")
    if 0xE000 <= code <= 0xF8FF or name.startswith(("wingdings", "webdings")):
        return ""
    return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""


def _of_symbol(code: int) -> str:
    if 0x20 <= code < 0x20 + len(_SYMBOL):
        return _SYMBOL[code - 0x20].strip()
    if 0xA0 <= code < 0xA0 + len(_SYMBOL_HIGH):
        return _SYMBOL_HIGH[code - 0xA0].strip()
    return ""


def is_of_signs(font: str) -> bool:
    """Return whether a font has signs in the place of letters."""
    return font.lower() in ("symbol", "wingdings")
