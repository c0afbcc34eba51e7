"""What a document may load: the assets of its own composition, from memory.

WeasyPrint's own fetcher reads any file and any address; `rel=attachment` alone
would put a local file into the book. Ours has no way out.
"""

from __future__ import annotations

from collections.abc import Mapping

from weasyprint.urls import URLFetcher, URLFetcherResponse

from octavo.compose.geometry import ASSET_SCHEME
from octavo.compose.grey_depth import with_eight_bits
from octavo.core.model import Asset, Composition
from octavo.text.shorten import clipped


class AssetFetcher(URLFetcher):  # type: ignore[misc]
    """Serves `asset:<name>` from a composition, and `data:`; refuses everything else."""

    def __init__(self, assets: Mapping[str, Asset]) -> None:
        super().__init__(allowed_protocols=("asset", "data"), allow_redirects=False)
        self._assets = assets
        for handler in self.handlers:
            # For what comes from the web, which nothing does: it would keep the pictures alive.
            handler.parent = None

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return the bytes of an asset. Raises `ValueError` for any other address."""
        if url.startswith("data:"):
            # Carried by the document itself: nothing is read and nobody is asked.
            return super().fetch(url)
        scheme, name = url[: len(ASSET_SCHEME)], url[len(ASSET_SCHEME) :]
        asset = self._assets.get(name) if scheme == ASSET_SCHEME else None
        if asset is None:
            raise ValueError(f"not an asset of this book: {clipped(url, 80)}")
        return URLFetcherResponse(
            url, with_eight_bits(asset).data, {"Content-Type": asset.media_type}
        )


def assets_of(composition: Composition) -> dict[str, Asset]:
    """Return all assets of a composition by name: fonts, images, cover."""
    assets = [*(face.asset for face in composition.faces), *composition.images]
    if composition.cover:
        assets.append(composition.cover)
    return {asset.name: asset for asset in assets}
