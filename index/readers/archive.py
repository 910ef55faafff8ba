"""Parts of a zip container, read within a limit whatever the container says of itself."""

import zipfile
import zlib
from pathlib import Path

from index.errors import CorpusError, TooLargeError
from index.readers.decoding import password_needed

MAX_PART_BYTES = 50_000_000
"""The most that one part may unpack to."""


def read_part(archive: zipfile.ZipFile, name: str, path: Path) -> bytes | None:
    """Return a part of the container at ``path``, None if there is none of this name.

    Raises TooLargeError for one that unpacks to more than 50 MB, CorpusError for a damaged one.
    """
    try:
        with archive.open(name) as part:
            content = part.read(MAX_PART_BYTES + 1)
    except KeyError:
        return None
    except RuntimeError as error:  # zipfile's word for an encrypted part
        raise password_needed(path) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise damaged(path) from error
    if len(content) > MAX_PART_BYTES:
        raise TooLargeError(
            f"{path} unpacks to more than {MAX_PART_BYTES / 1e6:.0f} MB of text. "
            "Split it or take it away."
        )
    return content


def damaged(path: Path) -> CorpusError:
    """Return the error for a container that can't be read."""
    return CorpusError(
        f"{path} is damaged or no Word file. Save it again as .docx or take it away."
    )
