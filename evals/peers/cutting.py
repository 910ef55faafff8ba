"""Where pieces that a text splitter of LlamaIndex returns stand in their article."""

from collections.abc import Iterable

from evals.records import Place
from index.records import Article, Span


def places_of(article: Article, pieces: Iterable[str], within: Span | None = None) -> list[Place]:
    """Return the place of each piece, in order; pieces may overlap, but each starts after the last.

    ``within`` is the part of the article that was cut, all of it unless given. ValueError for a
    piece that does not stand there verbatim.
    """
    whole = Span(0, len(article.text)) if within is None else within
    found: list[Place] = []
    least = whole.start
    for piece in pieces:
        start = article.text.find(piece, least, whole.end)
        if start < 0:
            raise ValueError(f"{piece[:40]!r} does not stand in {article.article_id} from {least}")
        found.append(Place(article.article_id, start, start + len(piece), piece))
        least = start + 1
    return found
