"""ADAPTER LlamaIndex: our splitter, embedder and search as its parts.

For who builds with LlamaIndex. Its global ``Settings`` are never touched, so nothing here resolves
to a service of someone else. Importing it takes seconds: nothing of the product itself does.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import Field, PrivateAttr
from llama_index.core.node_parser import NodeParser
from llama_index.core.node_parser.node_utils import build_nodes_from_splits
from llama_index.core.schema import (
    BaseNode,
    Document,
    MetadataMode,
    NodeRelationship,
    NodeWithScore,
    QueryBundle,
    RelatedNodeInfo,
    TextNode,
)

from index.interfaces import Embedder
from index.records import Article, Filters, Hit
from index.search.searcher import Searcher
from index.text.splitter import split_article

_EMBED_BATCH = 256


class FundstelleNodeParser(NodeParser):
    """Cuts German documents into passages of whole sentences, as the product does.

    The text is cut as it stands, so that ``start_char_idx`` and ``end_char_idx`` count in the
    document's own text. A node's id is ``DOCUMENT:START-END``: the same text gives the same ids,
    and ``id_func`` is not asked. See :func:`index.text.splitter.split_article` for the numbers.
    """

    target_characters: int = Field(default=850, gt=0)
    max_characters: int = Field(default=1200, gt=0)
    overlap_sentences: int = Field(default=0, ge=0)

    @classmethod
    def class_name(cls) -> str:
        """Name it in LlamaIndex's caches."""
        return "FundstelleNodeParser"

    def _parse_nodes(
        self,
        nodes: Sequence[BaseNode],
        show_progress: bool = False,  # noqa: FBT001, FBT002 - LlamaIndex's signature
        **kwargs: Any,  # noqa: ANN401
    ) -> list[BaseNode]:
        del show_progress, kwargs
        return [passage for node in nodes for passage in self._passages(node)]

    def _passages(self, node: BaseNode) -> list[TextNode]:
        text = node.get_content(metadata_mode=MetadataMode.NONE)
        split = split_article(
            Article(node.node_id, text),
            target_characters=self.target_characters,
            max_characters=self.max_characters,
            overlap_sentences=self.overlap_sentences,
        )
        spans = [(passage.start, passage.end) for passage in split.passages]
        made = build_nodes_from_splits(
            [text[start:end] for start, end in spans],
            node,
            id_func=lambda at, _: node_id(node.node_id, *spans[at]),
        )
        for passage, (start, end) in zip(made, spans, strict=True):
            passage.start_char_idx, passage.end_char_idx = start, end
        return made

    def _postprocess_parsed_nodes(
        self, nodes: list[BaseNode], parent_doc_map: dict[str, Document]
    ) -> list[BaseNode]:
        exact = [(n.start_char_idx, n.end_char_idx) for n in nodes if isinstance(n, TextNode)]
        done = super()._postprocess_parsed_nodes(nodes, parent_doc_map)
        # LlamaIndex looks each text up again and may find it inside the passage before.
        for node, (start, end) in zip(done, exact, strict=True):
            if isinstance(node, TextNode):
                node.start_char_idx, node.end_char_idx = start, end
        return done


class FundstelleEmbedding(BaseEmbedding):
    """Any embedder of the product; passages and questions keep their own prompts."""

    revision: str = Field(
        default="", description="With the name, what makes two vectors comparable."
    )
    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder, *, embed_batch_size: int = _EMBED_BATCH) -> None:
        identity = embedder.identity
        super().__init__(model_name=identity.name, embed_batch_size=embed_batch_size)
        self.revision = identity.revision
        self._embedder = embedder

    @classmethod
    def class_name(cls) -> str:
        """Name it in LlamaIndex's caches."""
        return "FundstelleEmbedding"

    def _get_query_embedding(self, query: str) -> list[float]:
        vector: list[float] = self._embedder.embed_question(query).tolist()
        return vector

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._embedder.embed_passages(texts).tolist()
        return vectors

    async def _aget_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return await asyncio.to_thread(self._get_text_embeddings, texts)


class FundstelleRetriever(BaseRetriever):
    """The product's search: fused, re-ranked hits of one index as nodes, best first.

    A node's id is ``ARTICLE:START-END``, its metadata says where the text stands; a language model
    is shown title, date and source of it. Scores compare within one question only.
    """

    def __init__(
        self, searcher: Searcher, *, limit: int = 5, filters: Filters | None = None
    ) -> None:
        super().__init__()
        self._searcher = searcher
        self._limit = limit
        self._filters = filters

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self._searcher.search(
            query_bundle.query_str, limit=self._limit, filters=self._filters
        )
        return [NodeWithScore(node=_node(hit), score=hit.score) for hit in found.hits]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


def node_id(article_id: str, start: int, end: int) -> str:
    """Name a span of an article: the same in every run."""
    return f"{article_id}:{start}-{end}"


def _node(hit: Hit) -> TextNode:
    article = hit.article
    metadata = {
        "article": article.article_id,
        "title": article.title,
        "date": article.date,
        "source": article.source,
        "url": article.url,
        "start": hit.start,
        "end": hit.end,
    }
    hidden = {"article", "url", "start", "end"} | {
        key for key, value in metadata.items() if value in (None, "")
    }
    return TextNode(
        id_=node_id(article.article_id, hit.start, hit.end),
        text=hit.text,
        start_char_idx=hit.start,
        end_char_idx=hit.end,
        metadata=metadata,
        excluded_llm_metadata_keys=sorted(hidden),
        excluded_embed_metadata_keys=sorted(metadata),
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=article.article_id)},
    )
