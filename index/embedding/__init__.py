"""Texts to vectors: the built-in embedder and any sentence-transformers model.

Nothing here imports torch before a text is embedded; opening an embedder costs nothing.
"""

from index.interfaces import Embedder, WordEmbedder

BUILT_IN = "use-multilingual-v3"
"""The embedder whose weights come as an ordinary package."""


def open_embedder(name: str, *, threads: int) -> Embedder:
    """Return the embedder of this name: BUILT_IN, or a sentence-transformers hub name or folder.

    ``threads`` is how many processor threads it uses; 0 leaves that to the model.
    """
    if name == BUILT_IN:
        from index.embedding.use_multilingual import UseMultilingualEmbedder

        return UseMultilingualEmbedder(threads=threads)
    from index.embedding.sentence_transformer import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(name, threads=threads)


def open_word_embedder(*, threads: int, beside: Embedder | None = None) -> WordEmbedder:
    """Return the embedder of single words: the built-in one, whatever embeds the passages.

    ``beside`` is the embedder of the passages; where it is the built-in one it is returned, so that
    the weights are loaded once.
    """
    from index.embedding.use_multilingual import UseMultilingualEmbedder

    if isinstance(beside, UseMultilingualEmbedder):
        return beside
    return UseMultilingualEmbedder(threads=threads)
