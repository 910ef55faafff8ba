"""llama.cpp's own port on loopback, for what it does not offer in the process: counting tokens."""

import http.client
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

_SECONDS = 60.0


def post(
    address: str, path: str, body: Mapping[str, Any], *, key: str
) -> tuple[int, Mapping[str, Any]]:
    """Return status and JSON answer; raises OSError, HTTPException or ValueError without one."""
    place = urlsplit(address)
    # http.client knows no proxies: a company's proxy must not be asked for 127.0.0.1.
    connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=_SECONDS)
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {key}"}
    try:
        connection.request("POST", path, json.dumps(body), headers)
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()
