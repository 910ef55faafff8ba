"""Reads an embedded Chroma folder in a process of its own.

Files that were torn by a kill can end the process that opens them with a segmentation fault, or
hang it for ever: neither may happen to ours.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import numpy as np

from index.errors import ChromaBrokenError
from index.projection import Page

_ROOT = Path(__file__).resolve().parents[1]


def probe_folder(folder: Path, store_id: str, *, seconds: float) -> Iterator[Page]:
    """Yield everything that another process can read of the folder's two collections.

    Raises ChromaBrokenError when that process dies, or is not through after ``seconds``.
    """
    # From its root the package is found however it is installed, and no .env of the user's is.
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "index.chroma_probe", str(folder.absolute()), store_id],
        cwd=_ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    try:
        yield from _pages(process.stdout)
    except (ValueError, KeyError) as error:
        raise ChromaBrokenError(f"Chroma's folder {folder} can't be read.") from error
    finally:
        timer.cancel()
        process.kill()
        process.stdout.close()
        process.wait()
        timer.join()


def _pages(stream: IO[bytes]) -> Iterator[Page]:
    """Read what :func:`main` writes; the last line says that it was the last."""
    while (head := json.loads(stream.readline())) != "end":
        count, dimension = len(head["keys"]), head["dimension"]
        body = stream.read(4 * count * dimension)
        vectors = np.frombuffer(body, dtype=np.float32).reshape(count, dimension)
        yield Page(head["collection"], tuple(head["keys"]), vectors)


def main() -> None:
    """Write the pages of both collections to standard output: a line of JSON, then float32."""
    # Here, because the parent's side of this module must not wait for Chroma's import.
    from index.chroma import ChromaCollections, open_folder

    folder, store_id = sys.argv[1:]
    collections = ChromaCollections(store_id, lambda: open_folder(Path(folder)), str)
    collections.connect()
    out = sys.stdout.buffer
    for page in collections.pages():
        dimension = page.vectors.shape[1]
        head = {"collection": page.collection, "keys": page.keys, "dimension": dimension}
        out.write(json.dumps(head).encode() + b"\n" + page.vectors.tobytes())
    out.write(b'"end"\n')
    out.flush()


if __name__ == "__main__":
    main()
