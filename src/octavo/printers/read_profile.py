"""Profiles from their TOML files, one a printer: read strictly, for they are our own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from octavo.printers.profile import (
    CoverRules,
    Group,
    Paper,
    PdfRules,
    Profile,
    Sides,
    Source,
    Step,
    Trim,
)
from octavo.text.units import points

#: The tables of a profile's file, and the keys of each that are lengths.
_LENGTHS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "trims": frozenset(),
        "papers": frozenset(),
        "bleed": frozenset({"top", "bottom", "inner", "outer"}),
        "margins": frozenset({"outside", "outside_bleed"}),
        "gutter": frozenset(),
        "pages": frozenset(),
        "spine": frozenset({"extra"}),
        "file": frozenset({"text", "line"}),
        "cover": frozenset({"bleed", "safe", "spine_safe", "wrap", "barcode_edge"}),
    }
)
_ABOUT = frozenset({"source", "note"})

# tomllib's tables have no types; every value is checked where it is used.
_Table = dict[str, Any]


def profile_names() -> tuple[str, ...]:
    """Return the names of the profiles that are there."""
    folder = files("octavo.printers")
    names = (entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(sorted(name.removesuffix(".toml") for name in names))


def load_profile(name: str) -> Profile:
    """Read `printers/<name>.toml`; `name` is one of `profile_names()`."""
    return read_profile(name, (files("octavo.printers") / f"{name}.toml").read_text("utf-8"))


def read_profile(name: str, text: str) -> Profile:
    """Return the profile that a TOML text states.

    Raise `ValueError` or `TypeError` if it is odd.
    """
    data = tomllib.loads(text)
    unknown = data.keys() - _LENGTHS.keys() - {"title", "printer", "sources"}
    if unknown:
        raise ValueError(f"{name}: unknown tables {sorted(unknown)}")
    sources = {key: Source(**table) for key, table in data["sources"].items()}
    groups = tuple(_groups(name, data, sources))
    tables = {key: _plain(key, data.get(key, {})) for key in _LENGTHS}
    trims, papers, gutter = tables["trims"], tables["papers"], tables["gutter"]
    default_paper = papers.pop("default", "")
    profile = Profile(
        name=name,
        title=data["title"],
        printer=data["printer"],
        trims=tuple(_trims(trims)),
        default_trim=trims.pop("default"),
        papers=tuple(_paper(key, table) for key, table in papers.items()),
        default_paper=default_paper,
        bleed=Sides(**tables["bleed"]) if tables["bleed"] else None,
        gutter=tuple(Step(pages=most, inner=points(inner)) for most, inner in _steps(gutter)),
        **gutter,
        **tables["margins"],
        **tables["pages"],
        **{f"spine_{key}": value for key, value in tables["spine"].items()},
        pdf=_pdf(tables["file"]),
        cover=_cover(tables["cover"]),
        groups=groups,
        sources=MappingProxyType(sources),
    )
    profile.trim()
    profile.paper()
    return profile


def _groups(name: str, data: _Table, sources: Mapping[str, Source]) -> Iterator[Group]:
    """Yield the tables as they are written; every one must name where it comes from."""
    for key in _LENGTHS:
        table = data.get(key)
        if table is None:
            continue
        missing = set(table["source"]) - sources.keys()
        if missing or not table["source"]:
            raise ValueError(f"{name}: [{key}] names no source, or unknown ones: {sorted(missing)}")
        yield Group(
            name=key,
            facts=tuple(_facts(key, table)),
            sources=tuple(table["source"]),
            note=table.get("note", ""),
        )


def _facts(name: str, table: _Table) -> Iterator[tuple[str, str]]:
    """Yield a table's keys and values as people write them."""
    for key, value in table.items():
        if key in _ABOUT:
            continue
        if name == "trims" and key == "sizes":
            yield key, ", ".join(_size(trim, *size) for trim, size in value.items())
        elif name == "trims" and key == "most":
            for trim, limits in value.items():
                said = (f"{most} on {paper}" for paper, most in limits.items())
                yield f"most pages, {trim}", ", ".join(said)
        elif name == "papers" and key != "default":
            yield key, _about_paper(value)
        else:
            yield key, _said(value)


def _size(name: str, width: str, height: str) -> str:
    """Return a trim's name; its size too where the name is none: `a5 (148 × 210 mm)`."""
    if name[0].isdigit():
        return name
    (across, unit), high = width.split(), height.split()[0]
    return f"{name} ({across} × {high} {unit})"


def _about_paper(paper: _Table) -> str:
    most = f"{paper['fewest']}–{paper['most']}" if "fewest" in paper else f"up to {paper['most']}"
    spine = f", {paper['page']} of spine a page" if "page" in paper else ""
    return f"{paper['title']}, {most} pages{spine}"


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, list):
        return str(value)
    if value and isinstance(value[0], list):
        return ", ".join(f"{inner} up to {pages} pages" for pages, inner in value)
    # Two lengths are a zone; anything else is a list of words.
    return (" × " if len(value) == 2 and value[0][:1].isdigit() else ", ").join(value)


def _plain(name: str, table: _Table) -> _Table:
    """Return a table's numbers without its source and note; lengths are in points."""
    lengths = _LENGTHS[name]
    return {
        key: points(value) if key in lengths else value
        for key, value in table.items()
        if key not in _ABOUT
    }


def _trims(table: _Table) -> Iterator[Trim]:
    most = table.pop("most", {})
    sizes = table.pop("sizes")
    unknown = most.keys() - sizes.keys()
    if unknown:
        raise ValueError(f"page limits for unknown trims {sorted(unknown)}")
    for name, (width, height) in sizes.items():
        limits = MappingProxyType(most.get(name, {}))
        yield Trim(name=name, width=points(width), height=points(height), most=limits)


def _paper(name: str, table: _Table) -> Paper:
    page = table.pop("page", None)
    return Paper(name=name, page=None if page is None else points(page), **table)


def _steps(gutter: _Table) -> list[tuple[int, str]]:
    steps: list[tuple[int, str]] = gutter.pop("steps", [])
    if [pages for pages, _ in steps] != sorted({pages for pages, _ in steps}):
        raise ValueError("the steps of the gutter are not in order")
    return steps


def _pdf(table: _Table) -> PdfRules:
    colours, refuses = table.pop("colours", []), table.pop("refuses", [])
    return PdfRules(colours=tuple(colours), refuses=frozenset(refuses), **table)


def _cover(table: _Table) -> CoverRules:
    barcode = table.pop("barcode", None)
    zone = (points(barcode[0]), points(barcode[1])) if barcode else None
    return CoverRules(barcode=zone, **table)
