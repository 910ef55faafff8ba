"""What a commit changes: files, their articles, and the keys that name vectors."""

import json
from dataclasses import asdict, dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from index.interfaces import EmbedderIdentity
from index.records import Article, SplitArticle


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as it was when its articles were read; ``file`` is the row id, 0 for a new one."""

    root: str
    relative: str
    size: int
    mtime_ns: int
    hash: str
    file: int = 0


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article ready to be kept: its spans, the keys of their vectors, its word ids.

    ``words`` holds word ids sentence by sentence, each sentence closed by -1.
    """

    split: SplitArticle
    passage_keys: tuple[str, ...]
    piece_keys: tuple[tuple[str, ...], ...]
    words: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a batch does to one file: ``row`` None takes the file out.

    ``dropped`` names article ids that leave, ``articles`` those that come (changed ones both).
    """

    row: FileRow | None
    articles: tuple[NewArticle, ...] = ()
    dropped: tuple[str, ...] = ()
    file: int = 0


def vector_key(identity: EmbedderIdentity, text: str) -> str:
    """Return the 32 hex digits that name the vector of ``text`` by this embedder."""
    digest = blake2b(digest_size=16)
    for part in (identity.name, identity.revision, identity.passage_prompt, text):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def article_hash(article: Article) -> str:
    """Return a hash of all that is kept of an article but the path it was read from."""
    kept = asdict(article) | {"path": ""}
    return blake2b(json.dumps(kept, sort_keys=True).encode(), digest_size=16).hexdigest()
