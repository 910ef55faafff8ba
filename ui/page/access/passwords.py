"""Passwords are kept as scrypt hashes (RFC 7914) and never as they are."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

_N, _R, _P = 2**15, 8, 1
"""OWASP's second setting: 32 MiB of memory and a tenth of a second for every guess."""
_MEMORY = 128 * _N * _R + 2**20
_BYTES = 32


@dataclass(frozen=True, slots=True)
class PasswordHash:
    """What is kept of a password; both are hex digits."""

    salt: str
    digest: str


def hashed(password: str) -> PasswordHash:
    """Return a hash with a salt of its own."""
    salt = secrets.token_bytes(16)
    return PasswordHash(salt.hex(), _digest(password, salt).hex())


def matches(password: str, kept: PasswordHash) -> bool:
    """Tell whether this is the password; takes as long for a wrong one."""
    found = _digest(password, bytes.fromhex(kept.salt))
    return hmac.compare_digest(found, bytes.fromhex(kept.digest))


def _digest(password: str, salt: bytes) -> bytes:
    text = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(text, salt=salt, n=_N, r=_R, p=_P, maxmem=_MEMORY, dklen=_BYTES)
