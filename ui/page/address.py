"""Where the page is served: free to take, and how a browser writes it."""

import errno
import socket

from index.errors import FundstelleError


class AddressError(FundstelleError):
    """The page can't be served there."""

    code = "address"


_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not bound
_TRIED = 20


def check_address(host: str, port: int) -> None:
    """Raise AddressError, saying what to type, where the port can't be taken."""
    try:
        _bind(host, port)
    except OSError as error:
        raise AddressError(_sentence(host, port, error)) from error


def browser_address(host: str, port: int) -> str:
    """Return what to type into a browser on this machine."""
    name = _EVERYWHERE.get(host, host)
    return f"http://{f'[{name}]' if ':' in name else name}:{port}"


def _bind(host: str, port: int) -> None:
    family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        # As the server itself does: a port that only waits after its last use is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(place)


def _sentence(host: str, port: int, error: OSError) -> str:
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return (
            f"This machine has no address {host}. Type `fundstelle serve --host 127.0.0.1` "
            "for this machine alone, or --host 0.0.0.0 for all its networks."
        )
    if error.errno == errno.EACCES:
        why = f"Port {port} needs more rights than this user has."
    else:
        why = f"Port {port} on {host} is taken by another program."
    return f"{why} Type `fundstelle serve --port {_free_port(host, port)}`."


def _free_port(host: str, port: int) -> int:
    for other in range(max(port, 7859) + 1, min(max(port, 7859) + _TRIED, 65_536)):
        try:
            _bind(host, other)
        except OSError:
            continue
        return other
    return 7860
