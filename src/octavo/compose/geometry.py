"""What print documents and their layout agree on: lengths, and names of assets."""

from __future__ import annotations

from octavo.profiles.profile import Profile

#: The scheme by which print documents name their assets; only the layout's own
#: fetcher knows it, so that a document can reach nothing else.
ASSET_SCHEME = "asset:"


def geometry(profile: Profile) -> str:
    """A profile's trim size and margins as custom properties of `:root`, in points."""
    lengths = {
        "trim-width": profile.width,
        "trim-height": profile.height,
        "margin-top": profile.top,
        "margin-bottom": profile.bottom,
        "margin-inner": profile.inner,
        "margin-outer": profile.outer,
        "text-height": profile.height - profile.top - profile.bottom,
    }
    rules = " ".join(f"--{name}: {value:g}pt;" for name, value in lengths.items())
    return f":root {{ {rules} }}"
