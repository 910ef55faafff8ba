"""Where and for whom the page is served, and the rule that a network needs a password."""

import ipaddress
import socket
from dataclasses import dataclass

from rag.settings import Settings
from ui.hosts import all_here
from ui.page.access.users import Users
from ui.page.address import AddressError


@dataclass(frozen=True, slots=True)
class Serving:
    """What ``fundstelle serve`` is told; ``read_only`` leaves out all that adds or removes."""

    host: str = "127.0.0.1"
    port: int = 7860
    read_only: bool = False
    without_password: bool = False
    """Whether whoever reaches the address may use the page."""
    mcp: bool = False
    """Whether the endpoints of programs are MCP tools, too: without a password, here alone."""


class AccessError(AddressError):
    """The page may not be served there like this."""

    code = "access"


def users_asked(settings: Settings, serving: Serving) -> Users | None:
    """Return the users of whom one must log in; None where nobody is asked.

    Raises AccessError for an address that other machines reach while there is no user, or where
    MCP tools are served, and UsersError for a file of users that can't be read.
    """
    users = None if serving.without_password else Users(settings.data)
    asked = users is not None and bool(users.names())
    if serving.mcp and (asked or not is_loopback(serving.host)):
        raise AccessError(
            "MCP tools know no password, so --mcp is for this machine alone. "
            "Type `fundstelle serve --mcp --host 127.0.0.1 --without-password`."
        )
    if users is None or asked:
        return users
    if not is_loopback(serving.host):
        raise AccessError(
            f"Other machines reach {serving.host}, and there is no user with a password. Type "
            "`fundstelle users add NAME` first, or add --without-password to let everybody in."
        )
    return None


def stays_here(settings: Settings, serving: Serving) -> bool:
    """Tell whether nothing that is asked or read can leave this machine, so that one may say so."""
    return all_here(settings) and is_loopback(serving.host)


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches the address, by whatever name it is called."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    addresses = [str(place[0]).partition("%")[0] for *_, place in found]
    return bool(addresses) and all(ipaddress.ip_address(a).is_loopback for a in addresses)
