"""Web addresses as people write them → as the grammar of URLs has them (RFC 3986, appendix A)."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, quote, unquote, urlsplit

#: Schemes that a link in a book may have; any other points into the reader's own machine, or is
#: none that e-readers know (`sms:`). One of a publication (`doi:`) leads to its site.
SCHEMES = frozenset({"http", "https", "mailto", "tel", "urn", "doi", "ftp"})
_DOI_SITE = "https://doi.org/"

#: What no address holds as it is.
_NEVER = re.compile(r'[\x00-\x20\x7f<>"{}|\\^`\ufffd]')
_BARE_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
#: Bytes of UTF-8 that are no ASCII: letters and marks of all scripts.
_LETTERS = re.compile(r"(?:%[89a-fA-F][0-9a-fA-F])+")
_NAME_BEFORE = re.compile(r"[^\s@/?#\[\]:]*(?::[^\s@/?#\[\]]*)?@")
#: What no label of a host holds (URL Standard of the WHATWG, 3.2).
_NOT_LABEL = re.compile(r"[\s\ufffd@/?#\[\]:!$&'()*+,;=%<>\"{}|\\^`~\x00-\x20\x7f]")
_PORT = re.compile(r":\d{0,5}\Z")
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
    address = address.strip()
    if address[:4].lower() == "doi:":
        address = f"{_DOI_SITE}{address[4:].lstrip('/')}"
    address = _BARE_PERCENT.sub("%25", address)
    address = _NEVER.sub(lambda found: quote(found[0], safe=""), address)
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


def readable_address(address: str) -> str:
    """Return an address with its letters as such, where it has them as `%` and two digits."""
    return _LETTERS.sub(_as_letters, address)


def _as_letters(found: re.Match[str]) -> str:
    try:
        text = unquote(found[0], errors="strict")
    except UnicodeDecodeError:
        return found[0]
    return text if all(unicodedata.category(sign)[0] in "LMNP" for sign in text) else found[0]


def has_site(parts: SplitResult) -> bool:
    """Tell whether a web address names a site that could be."""
    host = _PORT.sub("", _NAME_BEFORE.sub("", parts.netloc, count=1))
    if not host or _NOT_LABEL.search(host):
        return False
    try:
        host.encode("idna")  # no label is empty, or longer than 63 bytes (RFC 3490, 4)
        return all(_is_label(label) for label in host.split("."))
    except UnicodeError:
        return False


def _is_label(label: str) -> bool:
    """Tell whether a host may have such a label: no mark begins it, no code of it is made up."""
    word = unicodedata.normalize("NFKC", label)
    if label[:4].lower() == "xn--":
        word = label[4:].encode("ascii").decode("punycode")
        hidden = any(unicodedata.category(sign) in ("Cf", "Cc", "Cn") for sign in word)
        if hidden or "\ufffd" in word or unicodedata.normalize("NFKC", word) != word:
            return False
    return not word or unicodedata.category(word[0])[0] != "M"


def _brackets(text: str) -> str:
    return text.replace("[", "%5B").replace("]", "%5D")
