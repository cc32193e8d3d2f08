"""Connections to public addresses only: the name is resolved and checked, then that very address is dialled."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

import httpcore

from dragoman.errors import FetchError

Options = Iterable[Any]


class RefusedAddress(FetchError):
    """An address that lies in a private network, and was not allowed."""


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the open internet.

    Example:
        >>> is_public("192.0.43.8"), is_public("169.254.169.254"), is_public("::1")
        (True, False, False)
    """
    found = ipaddress.ip_address(address)
    mapped = getattr(found, "ipv4_mapped", None)
    inner = mapped or found
    return inner.is_global and not inner.is_multicast


def resolve(host: str, port: int, *, private: bool) -> str:
    """The address to dial for a host; with all of its addresses checked, so that none can be slipped in.

    Args:
        private: whether addresses of private networks and of this machine will do.

    Raises:
        FetchError: the name has no address.
        RefusedAddress: one of its addresses is not public.
    """
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host}: no such host", hint="Check the address.") from error
    found = list(dict.fromkeys(str(row[4][0]).partition("%")[0] for row in rows))
    for address in found:
        if not private and not is_public(address):
            raise RefusedAddress(
                f"{host}: {address} lies in a private network",
                hint="Allow it with --private where that is what you want.",
            )
    return found[0]


class Guard(httpcore.NetworkBackend):
    """Dials what :func:`resolve` allows, and nothing else, for every request and every redirect.

    Args:
        private: whether addresses of private networks and of this machine will do.
    """

    def __init__(self, *, private: bool) -> None:
        self._private = private
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Options | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve, check and connect.

        Raises:
            FetchError: the name has no address, or one that is refused.
        """
        address = resolve(host, port, private=self._private)
        return self._inner.connect_tcp(
            address,
            port,
            timeout=timeout,
            local_address=local_address,
            socket_options=socket_options,
        )

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self._inner.sleep(seconds)
