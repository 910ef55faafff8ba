"""What a name given to ``fundstelle remove`` stands for."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import CorpusError
from index.store.changes import FileChange
from index.store.reading import KnownFile


@dataclass(frozen=True, slots=True)
class Removal:
    """The articles that leave, how, and what is remembered so that they stay out."""

    changes: tuple[FileChange, ...]
    articles: tuple[str, ...]
    exclusions: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()


def removal_of(name: str, files: Sequence[KnownFile], roots: Sequence[str]) -> Removal:
    """Find what ``name`` stands for: an article's id, a file, a folder or a root.

    Raises CorpusError for a name that is none of these.
    """
    for known in files:
        if name in known.articles:
            return Removal((FileChange(known.row, dropped=(name,)),), (name,), (name,))
    path = Path(name).absolute()
    inside = [k for k in files if path == k.path or path in k.path.parents]
    if not inside and str(path) not in roots:
        raise CorpusError(
            f"{name!r} is no root, file or article of the index. `fundstelle articles` lists the "
            "articles with their ids and files."
        )
    ended = tuple(root for root in roots if path == Path(root) or path in Path(root).parents)
    return Removal(
        tuple(taken_out(known) for known in inside),
        tuple(article for known in inside for article in known.articles),
        () if str(path) in roots else (str(path),),
        ended,
    )


def taken_out(known: KnownFile) -> FileChange:
    """Return the change that takes a file out with its articles."""
    return FileChange(None, dropped=tuple(known.articles), file=known.row.file)
