"""Connections to public addresses alone: what a page of strangers names must not reach a home.

Every connection is checked where it is made, after the name is resolved, so that neither a
redirect nor a name that means another machine the next time leads to a private one.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import urllib.request
from collections.abc import Iterator
from typing import TypeAlias

_Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
#: By which networks carry addresses of version 4 in those of version 6 (RFC 6052).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class NotPublicError(OSError):
    """A host's address is no public one."""


def is_public(address: str) -> bool:
    """Return whether an IP address is one that anybody can reach, however it is written."""
    try:
        whole = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(each.is_global and not each.is_multicast for each in _meant(whole))


def _meant(address: _Address) -> Iterator[_Address]:
    """Yield an address, and those of version 4 that it carries."""
    yield address
    if isinstance(address, ipaddress.IPv6Address):
        carried = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()))
        yield from (each for each in carried if each is not None)
        if address in _NAT64:
            yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


def connect(
    place: tuple[str, int], timeout: float | None = None, source: tuple[str, int] | None = None
) -> socket.socket:
    """Connect to a host and port as `socket.create_connection` does, if all it means is public.

    Raises `NotPublicError` if it is not, and `OSError` as ever.
    """
    host, port = place
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not found or not all(is_public(str(each[4][0])) for each in found):
        raise NotPublicError(f"{host} is no public address")
    failed: OSError = OSError("no address")
    for each in found:
        try:
            return socket.create_connection((str(each[4][0]), port), timeout, source)
        except OSError as error:
            failed = error
    raise failed


class _Plain(http.client.HTTPConnection):
    def connect(self) -> None:
        self.sock = connect((self.host, self.port), self.timeout)


class _Secure(http.client.HTTPSConnection):
    def connect(self) -> None:
        bare = connect((self.host, self.port), self.timeout)
        secure = ssl.create_default_context()
        self.sock = secure.wrap_socket(bare, server_hostname=self.host)


class PublicHTTP(urllib.request.HTTPHandler):
    """Opens http:// at public addresses."""

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Open a request; `NotPublicError` travels within a `URLError`."""
        return self.do_open(_Plain, req)


class PublicHTTPS(urllib.request.HTTPSHandler):
    """Opens https:// at public addresses."""

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Open a request; `NotPublicError` travels within a `URLError`."""
        return self.do_open(_Secure, req)
