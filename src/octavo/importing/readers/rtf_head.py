"""What an RTF says before its text: code page, fonts, styles, lists, title and author."""

from __future__ import annotations

from octavo.importing.readers.rtf_state import SKIP, ListLevel, State, Style, Tables
from octavo.importing.readers.rtf_tokens import charset, code_page

_PLACES = {
    "fonttbl": "fonts", "stylesheet": "styles", "listtable": "lists", "info": "info",
    "listoverridetable": "overrides",
}  # fmt: skip
_ABOUT = frozenset(("title", "author", "creatim"))


class Head:
    """Reads the tables at the head of a file into `tables`."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._font = 0
        self._style: Style | None = None
        self._levels: list[ListLevel] = []
        self._list = 0
        self.section_goes_on = False

    def destination(self, word: str, to: str) -> str:
        """Return where text goes behind a word that begins one of the tables; empty for others."""
        if to == "info":
            return word if word in _ABOUT else SKIP if word.endswith("tim") else ""
        return _PLACES.get(word, "") if to == "text" else ""

    def open(self, state: State) -> None:
        """Begin a style where a group opens among styles."""
        if state.to == "styles" and self._style is None:
            self._style = Style(number=0)

    def close(self, state: State) -> None:
        """Put a style into the table where its group ends."""
        style = self._style
        if state.to != "styles" or style is None or not style.name.endswith(";"):
            return
        style.name = style.name.rstrip("; ").strip()
        style.marks, style.centred, style.hidden = state.marks, state.centred, state.hidden
        style.outline = state.outline
        known = self._tables.characters if style.is_character else self._tables.styles
        known[style.number] = style
        self._style = None

    def text(self, to: str, text: str) -> None:
        """Take text that stands in a table."""
        if to == "styles" and self._style is not None:
            self._style.name += text
        elif to in _ABOUT:
            self._tables.about[to] = self._tables.about.get(to, "") + text

    def word(self, to: str, word: str, number: int | None) -> bool:
        """Follow a control word if it speaks of the tables; return whether it did."""
        value = number or 0
        if word == "ansicpg":
            self._tables.page = code_page(value) if value else self._tables.page
        elif word in ("mac", "pc", "pca"):
            self._tables.page = {"mac": "mac-roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word == "deff":
            self._tables.default_font = value
        elif word in ("sbknone", "sbkcol"):
            self.section_goes_on = True
        elif to == "fonts":
            self._of_fonts(word, value)
        elif to == "styles":
            return self._of_styles(word, value)
        elif to == "lists":
            self._of_lists(word, value)
        elif to == "overrides":
            self._of_overrides(word, value)
        elif to == "creatim":
            self._of_day(word, value)
        else:
            return False
        return True

    def _of_fonts(self, word: str, number: int) -> None:
        if word == "f":
            self._font = number
        elif word == "fcharset":
            self._tables.fonts.setdefault(self._font, charset(number, self._tables.page))
        elif word == "cpg":
            self._tables.fonts[self._font] = code_page(number)

    def _of_styles(self, word: str, number: int) -> bool:
        style = self._style
        if style is None:
            return False
        if word in ("s", "cs", "ds", "ts"):
            style.number = number if word in ("s", "cs") else -1
            style.is_character = word != "s"
        elif word == "sbasedon":
            style.based = number
        else:
            return word in ("snext", "slink", "sqformat", "additive")
        return True

    def _of_lists(self, word: str, number: int) -> None:
        if word == "list":
            self._levels = []
        elif word == "listlevel":
            self._levels.append(ListLevel())
        elif word in ("levelnfc", "levelnfcn") and self._levels:
            self._levels[-1].form = number
        elif word == "levelstartat" and self._levels:
            self._levels[-1].start = number
        elif word == "listid":
            self._tables.lists[number] = self._levels

    def _of_overrides(self, word: str, number: int) -> None:
        if word == "listid":
            self._list = number
        elif word == "ls":
            self._tables.overrides[number] = self._list

    def _of_day(self, word: str, number: int) -> None:
        if word in ("yr", "mo", "dy"):
            said = self._tables.about.get("creatim", "")
            self._tables.about["creatim"] = f"{said}-{number:02}" if said else f"{number:04}"
