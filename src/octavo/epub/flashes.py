"""Whether an animated picture flashes: counted, not guessed."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import accumulate, pairwise

from PIL import Image, ImageSequence, UnidentifiedImageError

#: WCAG 2.2, "general flash": a pair of opposing changes of a tenth of the greatest relative
#: luminance, the darker one below 0.80; more than three in a second are a hazard (2.3.1).
_CHANGE, _DARK, _ALLOWED = 0.10, 0.80, 3
#: The picture is looked at in this many fields a side: a part of it may flash alone.
_FIELDS = 4
#: A frame without a time is shown for a tenth of a second (as browsers do).
_DEFAULT = 100
_SECOND = 1000
_MOST_FRAMES = 500


def flashes(data: bytes) -> bool:
    """Return whether a part of a bitmap animation flashes over three times in a second."""
    try:
        with Image.open(BytesIO(data)) as image:
            frames = list(_frames(image))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return False
    if len(frames) < 2:
        return False
    starts = [0, *accumulate(shown for shown, _ in frames)]
    # It plays on and on: the last change may add to the first.
    looped = [
        (time + before, fields)
        for before in (0, starts[-1])
        for time, (_, fields) in zip(starts, frames, strict=False)
    ]
    return any(
        _flashes_in([(time, fields[place]) for time, fields in looped])
        for place in range(_FIELDS * _FIELDS)
    )


def _frames(image: Image.Image) -> Iterator[tuple[int, tuple[float, ...]]]:
    """Yield how long each frame is shown, in milliseconds, and the luminance of its fields."""
    for number, frame in enumerate(ImageSequence.Iterator(image)):
        if number == _MOST_FRAMES:
            return
        small = frame.convert("RGB").resize((_FIELDS, _FIELDS), Image.Resampling.BOX)
        data = small.tobytes()
        pixels = (data[at : at + 3] for at in range(0, len(data), 3))
        shown = int(frame.info.get("duration") or _DEFAULT)
        yield shown, tuple(_luminance(*pixel) for pixel in pixels)


def _luminance(red: int, green: int, blue: int) -> float:
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(byte: int) -> float:
    value = byte / 255
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)


def _flashes_in(course: list[tuple[int, float]]) -> bool:
    """Return whether the brightness of one field turns more than six times in a second."""
    turns: list[int] = []
    rising: bool | None = None
    for (_, before), (time, after) in pairwise(course):
        if abs(after - before) < _CHANGE or min(before, after) >= _DARK:
            continue
        if rising is not (after > before):
            turns.append(time)
            rising = after > before
    most = 2 * _ALLOWED
    return any(later - first <= _SECOND for first, later in zip(turns, turns[most:], strict=False))
