"""The corpus as the product reads it: what quotes are looked up in."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.cleaning import clean
from index.errors import CorpusError
from index.readers import reader_for
from index.updating.roots import scan_root


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands: ``[start, end)`` in the ``article``-th text of a file, from 0."""

    article: int
    start: int
    end: int


class Corpus:
    """The cleaned texts of a folder's articles, by the file's path below it."""

    def __init__(self, texts: Mapping[str, tuple[str, ...]]) -> None:
        self._texts = texts

    @classmethod
    def read(cls, folder: Path) -> "Corpus":
        """Read every article below ``folder``; CorpusError if there is none or one is broken."""
        texts: dict[str, tuple[str, ...]] = {}
        for file in scan_root(folder).files:
            found = reader_for(file.path).read(file.path)
            if found.problems:
                raise CorpusError(found.problems[0].message)
            texts[file.relative] = tuple(
                clean(raw, article_id="", path=str(file.path)).text for raw in found.articles
            )
        if not texts:
            raise CorpusError(f"{folder} holds no article. Name the corpus with --corpus FOLDER.")
        return cls(texts)

    def __contains__(self, doc: str) -> bool:
        return doc in self._texts

    def places(self, doc: str, quote: str) -> list[Place]:
        """Return every place where the quote stands in the file's articles."""
        found: list[Place] = []
        for number, text in enumerate(self._texts.get(doc, ())):
            start = text.find(quote)
            while start >= 0 and quote:
                found.append(Place(number, start, start + len(quote)))
                start = text.find(quote, start + 1)
        return found
