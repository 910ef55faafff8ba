"""Embedding and keeping articles, batch by batch."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from index.interfaces import Embedder, WordEmbedder
from index.records import Article, SplitArticle
from index.store.changes import FileChange, NewArticle, vector_key
from index.store.writing import StoreWriter
from index.text.passage_form import PassageForm
from index.text.words import packed, words_by_sentence

COMMIT_CHARACTERS = 200_000
"""How much text one transaction makes visible at least, unless it is the last."""
EMBED_CHARACTERS = 400_000
"""How much text is embedded before its vectors are written down."""


class Batch:
    """Collects changed files and commits them together."""

    def __init__(
        self,
        writer: StoreWriter,
        embedder: Embedder,
        word_embedder: WordEmbedder,
        on_commit: Callable[[], None],
        form: PassageForm,
    ) -> None:
        self._writer = writer
        self._embedder = embedder
        self._words = word_embedder
        self._on_commit = on_commit
        self._form = form
        self._revision = word_embedder.identity.revision
        self._word_ids = writer.word_ids(self._revision)
        self._changes: list[FileChange] = []
        self._characters = 0

    def add(self, change: FileChange, articles: Sequence[Article] = ()) -> None:
        """Take a change in with these articles, whose vectors are written down at once."""
        new = tuple(self._embedded(articles))
        self._changes.append(FileChange(change.row, new, change.dropped, change.file))
        self._characters += sum(len(article.text) for article in articles)

    @property
    def is_full(self) -> bool:
        """Whether there is enough to commit."""
        return self._characters >= COMMIT_CHARACTERS

    def commit(self, meta: Mapping[str, str] | None = None) -> None:
        """Make what was taken in visible at once; nothing happens where there is nothing."""
        if self._changes or meta:
            self._writer.apply(self._changes, meta)
            self._on_commit()
        self._changes, self._characters = [], 0

    def _embedded(self, articles: Sequence[Article]) -> Iterator[NewArticle]:
        for group in _groups(articles):
            splits = [self._form.split(article) for article in group]
            words = [words_by_sentence(s.article.text, s.sentences) for s in splits]
            self._embed(splits, (w for article in words for sentence in article for w in sentence))
            for split, found in zip(splits, words, strict=True):
                yield self._new_article(split, found)

    def _embed(self, splits: Sequence[SplitArticle], words: Iterable[str]) -> None:
        """Write down what vectors and words these articles need and the store lacks."""
        identity = self._embedder.identity
        texts = {
            vector_key(identity, text): text for split in splits for text in self._texts(split)
        }
        missing = self._writer.missing_vectors(texts)
        new = list(dict.fromkeys(word for word in words if word not in self._word_ids))
        # Side by side: one matrix product is too small to be worth two processors, two are not.
        with ThreadPoolExecutor(max_workers=1) as beside:
            word_vectors = beside.submit(self._words.embed_words, new) if new else None
            if missing:
                vectors = self._embedder.embed_passages([texts[key] for key in missing])
                self._writer.put_vectors(missing, vectors)
            if word_vectors is not None:
                self._word_ids |= self._writer.put_words(new, self._revision, word_vectors.result())

    def _new_article(self, split: SplitArticle, words: Sequence[Sequence[str]]) -> NewArticle:
        identity = self._embedder.identity
        return NewArticle(
            split,
            tuple(vector_key(identity, text) for text in self._form.passage_texts(split)),
            tuple(
                tuple(vector_key(identity, text) for text in pieces)
                for pieces in self._form.piece_texts(split)
            ),
            packed(words, self._word_ids),
        )

    def _texts(self, split: SplitArticle) -> Iterable[str]:
        """Each passage followed by its pieces: the built-in embedder shares their work."""
        forms = zip(self._form.passage_texts(split), self._form.piece_texts(split), strict=True)
        for passage, pieces in forms:
            yield passage
            yield from pieces


def _groups(articles: Sequence[Article]) -> Iterator[list[Article]]:
    group: list[Article] = []
    size = 0
    for article in articles:
        group.append(article)
        size += len(article.text)
        if size >= EMBED_CHARACTERS:
            yield group
            group, size = [], 0
    if group:
        yield group
