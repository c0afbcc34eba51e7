"""What workers do with layouts: the tasks, and what they need before. Imports no layout engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from octavo.core.libraries import missing_library
from octavo.core.model import Asset, Composition, Document
from octavo.workers.task import Bench, Shared

if TYPE_CHECKING:
    from octavo.layout.laid_pages import Laid
    from octavo.layout.set_galley import Setter


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Shared):
    """Styles and fonts that many documents share: a composition without documents and images.

    `key` is a digest of all that changes a galley; `name` one of the fonts' own bytes too, which
    also know the characters they were cut for.
    """

    key: str
    name: str
    composition: Composition


@dataclass(frozen=True, slots=True)
class LoadEngine:
    """Load the layout engine: the dear import, once for all workers."""

    def run(self) -> None:
        """Load it. Raises `OctavoError` if a library is missing, or WeasyPrint is another one."""
        from octavo.layout.engine_start import load_engine

        try:
            load_engine()
            import octavo.layout.set_galley
            import octavo.layout.whole_book  # noqa: F401
        except OSError as error:
            raise missing_library(error) from None


@dataclass(frozen=True, slots=True)
class LoadHyphenation:
    """Read the patterns by which words of a language are hyphenated."""

    language: str

    def run(self) -> None:
        """Read them, if there are any."""
        import pyphen

        if found := self.language and pyphen.language_fallback(self.language):
            pyphen.Pyphen(lang=found)  # keeps the patterns it has read


@dataclass(frozen=True, slots=True, kw_only=True)
class SetGalley:
    """Lay out a document alone; `left` is the side it begins on if its styles leave that open.

    The result is a galley as `galley.decode` reads it.
    """

    setting: Setting
    document: Document
    images: tuple[Asset, ...]
    left: bool
    rank: ClassVar[int] = 4

    @property
    def about(self) -> str:
        """The chapter, by its title."""
        return about(self.document)

    @property
    def where(self) -> str:
        """The chapter's file."""
        return self.document.file

    def run(self, bench: Bench) -> bytes:
        """Lay it out."""
        from octavo.layout.galley import encode

        setter = _setter(bench, self.setting)
        return encode(setter.lay_out(self.document, self.images, left=self.left))


@dataclass(frozen=True, slots=True)
class PlanFurniture:
    """Read off the styles what heads and folios depend on, for `furniture_keys.decode_plan`."""

    setting: Setting
    rank: ClassVar[int] = 2
    about: ClassVar[str] = "the styles of heads and folios"
    where: ClassVar[str] = ""

    def run(self, bench: Bench) -> bytes:
        """Read the styles."""
        from octavo.layout.furniture_keys import encode_plan

        return encode_plan(_setter(bench, self.setting).furnisher.plan())


@dataclass(frozen=True, slots=True)
class DrawFurniture:
    """Draw heads and folios: each sheet a drawing for `galley.decode_drawing`."""

    setting: Setting
    sheets: tuple[tuple[str, ...], ...]
    rank: ClassVar[int] = 4
    about: ClassVar[str] = "heads and folios"
    where: ClassVar[str] = ""

    def run(self, bench: Bench) -> list[bytes]:
        """Draw them."""
        from octavo.layout.galley import encode_drawing

        furnisher = _setter(bench, self.setting).furnisher
        return [encode_drawing(furnisher.draw(sheet)) for sheet in self.sheets]


@dataclass(frozen=True, slots=True)
class ReadSetting:
    """Read the styles and fonts of a setting while there is nothing else to do."""

    setting: Setting
    rank: ClassVar[int] = 5
    about: ClassVar[str] = "the styles of the pages"
    where: ClassVar[str] = ""

    def run(self, bench: Bench) -> None:
        """Read them."""
        _setter(bench, self.setting)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWhole:
    """Lay out a composition as one run of pages; `tagged` pages say what they are."""

    composition: Composition
    tagged: bool = False
    rank: ClassVar[int] = 3
    where: ClassVar[str] = ""

    @property
    def about(self) -> str:
        """The whole of it: the chapter that is not done cannot be told."""
        return "the book, laid out in one piece"

    def run(self, bench: Bench) -> Laid:
        """Lay it out."""
        from octavo.layout.whole_book import lay_out

        return lay_out(self.composition, tagged=self.tagged)


@dataclass(frozen=True, slots=True)
class DrawCover:
    """Draw the first of the compositions whose page holds all of its cover, as a picture."""

    compositions: tuple[Composition, ...]
    rank: ClassVar[int] = 1
    about: ClassVar[str] = "the cover"
    where: ClassVar[str] = ""

    def run(self, bench: Bench) -> Asset:
        """Draw it. Raises `OctavoError` if none holds its cover."""
        from octavo.layout.whole_book import draw_cover

        return draw_cover(self.compositions)


def about(document: Document) -> str:
    """Say which document it is, in words for the user."""
    return f'the chapter "{document.title}"' if document.title else "a page of the book"


def _setter(bench: Bench, setting: Setting) -> Setter:
    """Return what lays out documents of a setting: its styles and fonts are read once."""
    from octavo.layout.set_galley import Setter

    return bench.tool("setter", setting.name, lambda: Setter(setting.composition))
