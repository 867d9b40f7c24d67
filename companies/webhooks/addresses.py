"""Where a webhook may lead: checked when an address is saved, and again, by number, whenever something is sent.

A company chooses the address and we call it from inside our own network. So only public addresses are called, the
one that was looked at is the one that is connected to (a name may lead elsewhere a moment later), and nobody is
followed to where they redirect.
"""

import socket
import threading
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import SplitResult, urlsplit, urlunsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 500
PATIENCE = 5.0  # seconds for a name to be found
INNER_NAMES = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home.arpa", ".onion")
# What `is_global` lets pass. Of version 6: what carries an address of version 4 within it, which would have to be
# looked at in its place, and what was once for sites. Of version 4: relays to the former, and where clouds answer
# their own machines (192.0.0.192 is Oracle's, 168.63.129.16 Azure's).
CLOSED = [
    *(ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "fec0::/10")),
    *(ip_network(net) for net in ("192.88.99.0/24", "192.0.0.0/24", "168.63.129.16/32")),
]


class Unreachable(Exception):
    """The name leads nowhere (`dns`), or to where nothing may be sent (`address`)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def is_public(text: str) -> bool:
    """Whether the IP address is one of the open internet: no private, local, shared, reserved or multicast one."""
    address: Any = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if any(address.version == net.version and address in net for net in CLOSED):
        return False
    return bool(address.is_global and not address.is_multicast)


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name. Raises OSError; tests put their own in its place."""
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


def addresses_of(host: str, port: int) -> list[str]:
    """Those that may be called. One that may not is enough to refuse all. Raises Unreachable."""
    found: list[str] = []

    def look() -> None:
        try:
            found.extend(resolve(host, port))
        except (OSError, UnicodeError):
            return

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    looking.join(PATIENCE)
    addresses = list(found)
    if not addresses:
        raise Unreachable("dns")
    if not settings.WEBHOOKS_INSIDE and not all(is_public(address) for address in addresses):
        raise Unreachable("address")
    return addresses


def parts_of(url: str) -> tuple[SplitResult, str, int]:
    """The address taken apart, its host in ASCII, and its port. Raises ValueError for what is no address."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if not host:
        raise ValueError("no host")
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    return parts, host, parts.port or (443 if parts.scheme == "https" else 80)


def checked_url(text: str) -> str:
    """The address as it is kept. Raises ValidationError, in words, for one that nothing may be sent to."""
    url = text.strip()
    if len(url) > LONGEST or not url.isprintable() or " " in url or "\\" in url:
        raise ValidationError(_("Enter a complete address such as https://books.example.com/hooks."), code="malformed")
    try:
        parts, host, port = parts_of(url)
        path = parts.path.encode("ascii").decode() or "/"
        query = parts.query.encode("ascii").decode()
    except ValueError:
        raise ValidationError(
            _("Enter a complete address such as https://books.example.com/hooks."), code="malformed"
        ) from None
    check_scheme(parts, host, port)
    try:
        addresses_of(host, port)
    except Unreachable as problem:
        raise ValidationError(SAID[problem.code](), code=problem.code) from None
    name = f"[{host}]" if ":" in host else host
    usual = port == (443 if parts.scheme == "https" else 80)
    return urlunsplit((parts.scheme, name if usual else f"{name}:{port}", path, query, ""))


def check_scheme(parts: SplitResult, host: str, port: int) -> None:
    if parts.username is not None or parts.password is not None:
        raise ValidationError(_("Leave out the name and password: the signature shows that we sent it."), code="user")
    if settings.WEBHOOKS_INSIDE and parts.scheme in {"http", "https"}:
        return
    if parts.scheme != "https":
        raise ValidationError(_("The address begins with https://, so that nobody reads along."), code="scheme")
    if port != 443 and port < 1024:
        raise ValidationError(_("Use port 443, or one from 1024 on."), code="port")
    if ("." not in host and ":" not in host) or f".{host}".endswith(INNER_NAMES):
        raise ValidationError(inner(), code="address")


def inner() -> str:
    return _("This leads into a private network. Use an address that can be reached from the internet.")


SAID = {
    "dns": lambda: _("This name cannot be found on the internet now. Check the spelling, or try again in a moment."),
    "address": inner,
}
