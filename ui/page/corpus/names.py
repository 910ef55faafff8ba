"""What a file that comes from a browser may be called on this machine."""

import unicodedata
from pathlib import Path, PurePosixPath

from index.errors import FundstelleError
from index.readers import SUFFIXES

_STEM_BYTES = 120
_FORBIDDEN = '<>:"/\\|?*'
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_DEVICES = frozenset({"con", "prn", "aux", "nul"})


class FileTypeError(FundstelleError):
    """A file's name says that it has no format that can be read."""

    code = "format"


def file_name(given: str) -> str:
    """Return a plain file name: no folder, no hidden or control character, at most 130 bytes.

    Raises FileTypeError, naming the formats, for a suffix that no reader takes.
    """
    base = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    shown = "".join(c for c in base if unicodedata.category(c) not in _UNSEEN)
    plain = "".join("-" if c in _FORBIDDEN else c for c in shown).strip(" .")
    path = PurePosixPath(plain or "x")
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise FileTypeError(
            f"{shown[:100] or 'A file without a name'} has no format that can be read. "
            f"Known: {known}."
        )
    return f"{_stem(path.stem)}{suffix}"


def free_path(folder: Path, name: str) -> Path:
    """Return where a file of this name can be put without touching another."""
    path, number = folder / name, 2
    while path.exists():
        path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
        number += 1
    return path


def _stem(text: str) -> str:
    stem = text.encode()[:_STEM_BYTES].decode(errors="ignore").strip(" .")
    return f"{stem}-" if stem.casefold() in _DEVICES else stem or "artikel"
