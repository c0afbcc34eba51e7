"""What holds at a place of an RTF: how words and paragraphs are set, and where text goes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

#: Where text goes that is no text of the document.
TEXT, SKIP = "text", "skip"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that a group inherits and gives back.

    `marks` are those of `marked_runs.py`. `list` is the number of a list in the table of lists
    in force, 0 for none; `outline` a level from 0 on, 9 for text. Indents are in twips.
    """

    to: str = TEXT
    font: int = -1
    marks: frozenset[str] = frozenset()
    size: float = 12.0
    hidden: bool = False
    deleted: bool = False
    skip: int = 1
    style: int = 0
    centred: bool = False
    page: bool = False
    drop_cap: bool = False
    in_table: bool = False
    outline: int = 9
    list: int = 0
    list_level: int = 0
    old_list: str = ""
    left: int = 0
    right: int = 0
    href: str = ""

    def plain(self) -> State:
        """Return the state with words set as the document sets them."""
        return replace(self, marks=frozenset(), hidden=False, deleted=False, size=12.0, font=-1)

    def pard(self) -> State:
        """Return the state with a paragraph set as the document sets them."""
        return replace(
            self, style=0, centred=False, page=False, drop_cap=False, in_table=False, outline=9,
            list=0, list_level=0, old_list="", left=0, right=0,
        )  # fmt: skip

    def marked(self, mark: str, *, on: bool) -> State:
        """Return the state with a mark on or off."""
        return replace(self, marks=self.marks | {mark} if on else self.marks - {mark})


@dataclass(slots=True)
class Style:
    """A style of the stylesheet; `based` is the number of the one that it stands on."""

    number: int
    name: str = ""
    based: int = -1
    outline: int = 9
    centred: bool = False
    marks: frozenset[str] = frozenset()
    hidden: bool = False
    is_character: bool = False


@dataclass(slots=True)
class ListLevel:
    """How the items of a list are marked on a level: `form` is `\\levelnfc`."""

    form: int = 0
    start: int = 1

    @property
    def kind(self) -> str:
        """Return `ol`, `ul`, or nothing for items without a mark."""
        if self.form == 255:
            return ""
        return "ul" if self.form == 23 else "ol"


@dataclass(slots=True)
class Tables:
    """What an RTF says before its text: fonts, styles, lists, and of itself."""

    page: str = "cp1252"
    default_font: int = 0
    fonts: dict[int, str] = field(default_factory=dict)
    styles: dict[int, Style] = field(default_factory=dict)
    characters: dict[int, Style] = field(default_factory=dict)
    lists: dict[int, list[ListLevel]] = field(default_factory=dict)
    overrides: dict[int, int] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)

    def page_of(self, state: State) -> str:
        """Return the code page of letters at a place: that of their font."""
        font = state.font if state.font >= 0 else self.default_font
        return self.fonts.get(font, self.page)

    def chain(self, number: int) -> list[Style]:
        """Return a style of paragraphs and those that it stands on."""
        found: list[Style] = []
        while number in self.styles and len(found) < 30:
            found.append(self.styles[number])
            number = found[-1].based
        return found

    def level(self, state: State) -> ListLevel | None:
        """Return how a paragraph is marked as an item; None if no table says it."""
        levels = self.lists.get(self.overrides.get(state.list, -1), [])
        if state.list and state.list_level < len(levels):
            return levels[state.list_level]
        return None
