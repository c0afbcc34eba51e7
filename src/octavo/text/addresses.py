"""Web addresses as people write them → as the grammar of URLs has them (RFC 3986, appendix A)."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

#: Schemes that a link in a book may have; any other points into the reader's own machine.
SCHEMES = frozenset({"http", "https", "mailto", "tel", "urn", "doi", "ftp", "sms", "geo"})

#: What no address holds as it is.
_NEVER = re.compile(r'[\x00-\x20\x7f<>"{}|\\^`]')
_BARE_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
_HOST = re.compile(
    r"(?:[^\s@/?#\[\]:]*(?::[^\s@/?#\[\]]*)?@)?[^\s@/?#\[\]:!$&'()*+,;=%]+(?::\d{0,5})?"
)
_MOST_PORT = 65_535


def split_address(address: str) -> SplitResult | None:
    """Take an address apart; None if it is none, such as a bracket without its partner."""
    try:
        parts = urlsplit(address)
        if parts.port is not None and parts.port > _MOST_PORT:
            return None
    except ValueError:
        return None
    return parts


def within_grammar(address: str) -> str:
    """Return an address with what the grammar has no place for written as `%` and two digits.

    A bare `%`, brackets outside a host, a second `#`, spaces and the like; letters of any script
    stay, for readers take them (RFC 3987).
    """
    address = _BARE_PERCENT.sub("%25", address.strip())
    address = _NEVER.sub(lambda found: f"%{ord(found[0]):02X}", address)
    before, sign, fragment = address.partition("#")
    fragment = fragment.replace("#", "%23").replace("[", "%5B").replace("]", "%5D")
    scheme, separator, rest = before.partition("://")
    if separator:
        end = next((at for at, each in enumerate(rest) if each in "/?"), len(rest))
        rest = rest[:end] + _brackets(rest[end:])
        before = f"{scheme}{separator}{rest}"
    else:
        before = _brackets(before)
    return f"{before}{sign}{fragment}"


def has_site(parts: SplitResult) -> bool:
    """Tell whether a web address names a site that could be."""
    return bool(parts.netloc) and _HOST.fullmatch(parts.netloc) is not None


def _brackets(text: str) -> str:
    return text.replace("[", "%5B").replace("]", "%5D")
