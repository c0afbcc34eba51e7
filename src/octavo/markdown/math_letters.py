"""The letters of MathML's alphabets: bold, script, double-struck (Unicode 16, U+1D400 ff.)."""

from __future__ import annotations

import re
import unicodedata

#: Values of `mathvariant` as the Unicode names of the mathematical alphabets have them.
ALPHABETS = {
    "bold": "BOLD",
    "italic": "ITALIC",
    "bold-italic": "BOLD ITALIC",
    "script": "SCRIPT",
    "fraktur": "FRAKTUR",
    "double-struck": "DOUBLE-STRUCK",
    "sans-serif": "SANS-SERIF",
    "sans-serif-italic": "SANS-SERIF ITALIC",
    "monospace": "MONOSPACE",
}


def italic(sign: str) -> str:
    """Return the slanted letter of MathML for a name of one letter; itself if there is none."""
    return styled(sign, "ITALIC") if len(sign) == 1 else sign


def styled(sign: str, alphabet: str) -> str:
    """Return the letter of an alphabet for a plain one; itself if there is none."""
    name = unicodedata.name(sign, "")
    found = re.fullmatch(r"(?:LATIN|GREEK) (SMALL|CAPITAL) LETTER (\w+)|(DIGIT \w+)", name)
    if found is None:
        return sign
    words = found[3] or f"{found[1]} {found[2]}"
    plain = alphabet if alphabet != "FRAKTUR" else "BLACK-LETTER"
    # Letters that Unicode had before the alphabets have other names: ℝ, ℬ, ℭ, ℎ.
    names = [f"MATHEMATICAL {alphabet} {words}", f"{plain} {words}"]
    if (alphabet, words) == ("ITALIC", "SMALL H"):
        names.append("PLANCK CONSTANT")
    for candidate in names:
        try:
            return unicodedata.lookup(candidate)
        except KeyError:
            continue
    return sign
