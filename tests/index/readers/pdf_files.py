"""Small PDF files, written by hand: text where a test wants it, pictures, passwords."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

A4 = (595, 842)
_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


@dataclass(frozen=True, slots=True)
class Line:
    """Text that begins at ``left`` with its base line at ``base``, in points."""

    left: float
    base: float
    text: str
    size: float = 10
    bold: bool = False
    rotated: bool = False


def column(
    left: float, top: float, lines: Sequence[str], *, size: float = 10, bold: bool = False
) -> list[Line]:
    """Lines below each other; one that begins with a tab stands in."""
    return [
        Line(left + (9 if text.startswith("\t") else 0), top - 12 * at, text.strip(), size, bold)
        for at, text in enumerate(lines)
    ]


def pdf(
    pages: Sequence[Sequence[Line]],
    facts: Mapping[str, str] | None = None,
    *,
    password: str | None = None,
) -> bytes:
    """Return a PDF with these pages; a page without lines holds a grey picture."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    fonts = b"<< /R 3 0 R /B 4 0 R >>"
    objects += [
        b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name
        for name in (b"Times-Roman", b"Times-Bold")
    ]
    kids = []
    for lines in pages:
        content = b"\n".join(map(_shown, lines)) if lines else b"0.8 g 50 50 400 700 re f"
        number = len(objects) + 1
        kids.append(b"%d 0 R" % number)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources << /Font %s >>"
            b" /Contents %d 0 R >>" % (*A4, fonts, number + 1)
        )
        key = _key(password)[1] if password else None
        if key:
            content = _rc4(_object_key(key, number + 1), content)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    trailer = b"/Root 1 0 R"
    if facts:
        pairs = b" ".join(b"/%s (%s)" % (k.encode(), _escaped(v)) for k, v in facts.items())
        objects.append(b"<< %s >>" % pairs)
        trailer += b" /Info %d 0 R" % len(objects)
    if password:
        owner, _ = _key(password)
        check = _rc4(_key(password)[1], _PADDING)
        objects.append(
            b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>"
            % (owner.hex().encode(), check.hex().encode())
        )
        trailer += b" /Encrypt %d 0 R /ID [<%s> <%s>]" % (len(objects), b"00" * 16, b"00" * 16)
    return _file(objects, trailer)


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return bytes(out) + b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF" % (
        *(size, trailer, start),
    )


def _shown(line: Line) -> bytes:
    font = b"/B" if line.bold else b"/R"
    turn = b"0 1 -1 0" if line.rotated else b"1 0 0 1"
    return b"BT %s %g Tf %s %g %g Tm (%s) Tj ET" % (
        *(font, line.size, turn, line.left, line.base, _escaped(line.text)),
    )


def _escaped(text: str) -> bytes:
    raw = text.encode("cp1252")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _key(password: str) -> tuple[bytes, bytes]:
    """The owner entry and the file key of the standard handler, revision 2 (PDF 1.4, 3.5.2)."""
    padded = (password.encode("cp1252") + _PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    flags = (-4 & 0xFFFFFFFF).to_bytes(4, "little")
    return owner, hashlib.md5(padded + owner + flags + bytes(16)).digest()[:5]


def _object_key(key: bytes, number: int) -> bytes:
    return hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
