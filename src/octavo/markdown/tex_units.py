r"""Numbers and units as siunitx writes them → plain TeX: `\SI{5.2e3}{\metre\per\second}`.

Source: the manual of siunitx 3 (2024), "Numbers", "Units" and its tables of units and prefixes;
and version 2's names for the same.
"""

from __future__ import annotations

import re

from octavo.markdown.tex_signs import argument_at, group_at

#: Command → how many numbers stand before the unit; `num` and `ang` have none behind.
_COMMANDS = {
    "SI": (1, True), "qty": (1, True), "SIrange": (2, True), "qtyrange": (2, True),
    "si": (0, True), "unit": (0, True), "num": (1, False), "numrange": (2, False),
    "ang": (1, False),
}  # fmt: skip
_CALL = re.compile(rf"\\({'|'.join(sorted(_COMMANDS, key=len, reverse=True))})(?![a-zA-Z])")

_UNITS = {
    name: sign
    for sign, names in {
        "A": "ampere", "cd": "candela", "K": "kelvin", "kg": "kilogram kg", "m": "metre meter m",
        "mol": "mole mol", "s": "second s", "Bq": "becquerel", "C": "coulomb", "F": "farad",
        "Gy": "gray", "Hz": "hertz Hz", "H": "henry", "J": "joule J", "kat": "katal", "lm": "lumen",
        "lx": "lux", "N": "newton N", "Pa": "pascal Pa", "rad": "radian", "S": "siemens",
        "Sv": "sievert", "sr": "steradian", "T": "tesla", "V": "volt V", "W": "watt W",
        "Wb": "weber", "Ω": "ohm", "d": "day", "ha": "hectare", "h": "hour", "L": "litre liter",
        "min": "minute", "t": "tonne", "Da": "dalton", "u": "atomicmassunit",
        "eV": "electronvolt eV", "B": "bel", "dB": "decibel", "%": "percent", "g": "gram g",
        "bar": "bar", "au": "astronomicalunit", "°": "degree arcdegree",
        "°C": "degreeCelsius celsius", "′": "arcminute", "″": "arcsecond", "cm": "cm", "mm": "mm",
        "km": "km", "Np": "neper", "Å": "angstrom",
    }.items()
    for name in names.split()
}  # fmt: skip
_PREFIXES = dict(
    zip(
        "quecto ronto yocto zepto atto femto pico nano micro milli centi deci deca deka hecto kilo "
        "mega giga tera peta exa zetta yotta ronna quetta".split(),
        "q r y z a f p n µ m c d da da h k M G T P E Z Y R Q".split(),
        strict=True,
    )
)
#: Powers before a unit, and behind it.
_BEFORE, _BEHIND = {"square": "2", "cubic": "3"}, {"squared": "2", "cubed": "3"}

_NUMBER = re.compile(
    r"\s*([-+]|\\pm|\+-)?\s*(\d*)(?:[.,](\d+))?(\(\d+\))?(?:\s*[eEdD]\s*([-+]?\d+))?\s*"
)
_PIECE = re.compile(
    r"\\(?:tothe|raiseto)\s*\{(-?\d+)\}|\^\{?(-?\d+)\}?|\\([a-zA-Z]+)\s*|([A-Za-zµμΩÅ°%]+)|(/)"
    r"|\\[,;:! ]|[.~\s·{}]"
)
_THIN = r"\,"


def with_units(tex: str) -> str:
    """Return TeX with siunitx's commands written out; those that cannot be read stay."""
    written, at = list[str](), 0
    for found in _CALL.finditer(tex):
        if found.start() < at:
            continue
        said = _call(found[1], tex, found.end())
        if said is not None:
            written += [tex[at : found.start()], f"{{{said[0]}}}"]
            at = said[1]
    return "".join([*written, tex[at:]])


def _call(name: str, tex: str, at: int) -> tuple[str, int] | None:
    count, has_unit = _COMMANDS[name]
    options = group_at(tex, at, "[]")
    at = options[1] if options else at
    numbers = []
    for _ in range(count):
        argument = argument_at(tex, at)
        number = (_angle if name == "ang" else _number)(argument[0]) if argument else ""
        if argument is None or not number:
            return None
        numbers.append(number)
        at = argument[1]
    shown = r"\text{–}".join(numbers)
    if not has_unit:
        return shown, at
    argument = argument_at(tex, at)
    unit = _unit(argument[0]) if argument else ""
    if argument is None or not unit:
        return None
    return _THIN.join(filter(None, (shown, unit))), argument[1]


def _number(typed: str) -> str:
    """Return a number with its figures in threes and its power of ten; empty if it is none."""
    found = _NUMBER.fullmatch(typed)
    if found is None or not any(found[group] for group in (2, 3, 5)):
        return ""
    sign, whole, part, doubt, power = found.groups()
    parts = [{"+-": r"\pm "}.get(sign, sign or ""), _in_threes(whole)]
    if part:
        parts.append(f".{part}" if whole else f"0.{part}")
    parts.append(doubt or "")
    if power:
        times = r"\times " if whole or part else ""
        parts.append(f"{times}10^{{{power.removeprefix('+')}}}")
    return "".join(parts)


def _in_threes(figures: str) -> str:
    """Part figures, from five on, as siunitx does."""
    if len(figures) < _PARTED:
        return figures
    first = len(figures) % 3
    groups = [figures[:first], *(figures[at : at + 3] for at in range(first, len(figures), 3))]
    return _THIN.join(filter(None, groups))


#: Figures of the shortest number that is parted.
_PARTED = 5


def _angle(typed: str) -> str:
    """Return degrees, minutes and seconds: `45`, `45;30;5`."""
    parts = [_number(part) if part.strip() else "" for part in typed.split(";")]
    if len(parts) > len("°′″") or not any(parts):
        return ""
    return "".join(
        rf"{part}\text{{{sign}}}" for part, sign in zip(parts, "°′″", strict=False) if part
    )


def _unit(typed: str) -> str:
    """Return units with their powers; empty if one is not known."""
    done, prefix, power, below = list[tuple[str, str]](), "", "", False
    at = 0
    while at < len(typed):
        found = _PIECE.match(typed, at)
        if found is None:
            return ""
        at = found.end()
        raised, caret, command, letters, slash = found.groups()
        behind = caret or _BEHIND.get(command or "") or (raised if r"\tothe" in found[0] else "")
        sign = letters or _UNITS.get(command or "")
        if behind and done:
            done[-1] = (done[-1][0], _power(behind, below=done[-1][1].startswith("-")))
        elif raised or command in _BEFORE:
            power = raised or _BEFORE[command]
        elif command == "per" or slash:
            below = True
        elif command in _PREFIXES:
            prefix = _PREFIXES[command]
        elif sign:
            done.append((f"{prefix}{sign}", _power(power or "1", below=below)))
            prefix, power, below = "", "", False
        elif command:
            return ""
    shown = (_set(sign, power) for sign, power in done)
    return "" if prefix or power or below else _THIN.join(shown)


def _power(power: str, *, below: bool) -> str:
    return f"-{power}" if below and not power.startswith("-") else power


def _set(sign: str, power: str) -> str:
    words = rf"\text{{{sign.replace('%', chr(92) + '%')}}}"
    return words if power == "1" else f"{words}^{{{power}}}"
