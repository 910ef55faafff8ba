"""How articles are cut into passages and what of them is embedded: a part of what an index is."""

from dataclasses import dataclass
from enum import StrEnum

from index.records import Article, SplitArticle
from index.text.splitter import split_article


class Heading(StrEnum):
    """Before which texts an article's title and date are embedded; quoted they never are."""

    NONE = "none"
    PASSAGES = "passages"
    PASSAGES_AND_PIECES = "passages and pieces"


@dataclass(frozen=True, slots=True)
class PassageForm:
    """The numbers of :func:`split_article`, and where title and date are put before the text.

    Vectors of two forms don't belong into one index. With a heading, equal passages of articles
    with other titles count as different ones.
    """

    target_characters: int = 850
    max_characters: int = 1200
    overlap_sentences: int = 0
    heading: Heading = Heading.NONE

    def split(self, article: Article) -> SplitArticle:
        """Cut the article; offsets count in its own text, whatever the heading."""
        return split_article(
            article,
            target_characters=self.target_characters,
            max_characters=self.max_characters,
            overlap_sentences=self.overlap_sentences,
        )

    def passage_texts(self, split: SplitArticle) -> tuple[str, ...]:
        """Return what is embedded of each passage, in order."""
        head = "" if self.heading is Heading.NONE else heading_of(split.article)
        text = split.article.text
        return tuple(head + text[passage.start : passage.end] for passage in split.passages)

    def piece_texts(self, split: SplitArticle) -> tuple[tuple[str, ...], ...]:
        """Return what is embedded of each passage's pieces, in order."""
        headed = self.heading is Heading.PASSAGES_AND_PIECES
        head = heading_of(split.article) if headed else ""
        text = split.article.text
        return tuple(
            tuple(head + text[piece.start : piece.end] for piece in passage.pieces)
            for passage in split.passages
        )


DEFAULT_FORM = PassageForm()
"""What `python -m evals.bench --only passages` found best."""
FORM_BEFORE_FORMS = PassageForm()
"""How an index was made that does not say it."""


def heading_of(article: Article) -> str:
    """Return the line with title and day, "" for an article that has neither."""
    parts = (article.title.strip(), (article.date or "")[:10])
    head = ", ".join(part for part in parts if part)
    return f"{head}\n" if head else ""
