"""Which addresses out of articles may become links."""

from urllib.parse import urlsplit


def web_address(url: str | None) -> str | None:
    """Return the address if it is one of the web: no ``javascript:`` becomes a link."""
    try:
        is_web = urlsplit(url or "").scheme in ("http", "https")
    except ValueError:
        return None
    return url if is_web else None
