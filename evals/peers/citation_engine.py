"""PEER LlamaIndex: its ``CitationQueryEngine`` with its own defaults, but for models.

Those of llama-index-core 0.14.25: ``SentenceSplitter`` (1,024 tokens, 200 of overlap, Punkt), a
``VectorStoreIndex`` in memory, the 2 nearest nodes, cut again into sources of 512 tokens with 20 of
overlap, response mode "compact", its own prompts. Not its defaults, because they are services of
someone else: the language model (here ours) and the embedder (given).
"""

from collections.abc import Iterator, Sequence

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.query_engine import CitationQueryEngine
from llama_index.core.schema import BaseNode, MetadataMode, NodeWithScore, QueryBundle

from evals.dataset.records import Question
from evals.peers.asking import WRITING
from evals.peers.cutting import places_of
from evals.peers.metering import MeteredModel
from evals.peers.reply import Clock, Shown, reply_from
from evals.records import Place, Reply
from index.records import Article, Span
from rag.llama_index import FundstelleLLM
from rag.models.base import LanguageModel


class CitationEngine:
    """The engine over these articles."""

    def __init__(
        self, articles: Sequence[Article], embedding: BaseEmbedding, model: LanguageModel
    ) -> None:
        self._articles = {article.article_id: article for article in articles}
        self._model = MeteredModel(model)
        documents = [Document(text=each.text, doc_id=each.article_id) for each in articles]
        splitter = SentenceSplitter()
        index = VectorStoreIndex.from_documents(
            documents, embed_model=embedding, transformations=[splitter]
        )
        self._spans = dict(self._placed(index))
        self._engine = CitationQueryEngine.from_args(
            index, llm=FundstelleLLM(self._model, options=WRITING)
        )

    def answer(self, question: Question) -> Reply:
        """Ask the engine; a citation is the source of 512 tokens that its number names."""
        clock = Clock.start()
        self._model.take()
        query = QueryBundle(question.question)
        nodes = self._engine.retrieve(query)
        clock.found()
        response = self._engine.synthesize(query, nodes)
        texts = [each.node.get_content(MetadataMode.NONE) for each in response.source_nodes]
        shown = Shown(self._sources(nodes, texts), [self._place(each.node) for each in nodes])
        return reply_from(str(response), shown, self._model.name, self._model.take(), clock)

    def _placed(self, index: VectorStoreIndex) -> Iterator[tuple[str, Span]]:
        """Yield where each node stands in its article."""
        nodes: dict[str, list[BaseNode]] = {}
        for node in index.docstore.docs.values():
            nodes.setdefault(node.ref_doc_id or "", []).append(node)
        for article_id, found in nodes.items():
            texts = [node.get_content(MetadataMode.NONE) for node in found]
            places = places_of(self._articles[article_id], texts)
            for node, place in zip(found, places, strict=True):
                yield node.node_id, Span(place.start, place.end)

    def _place(self, node: BaseNode) -> Place:
        span = self._spans[node.node_id]
        article = self._articles[node.ref_doc_id or ""]
        return Place(article.article_id, span.start, span.end, article.text[span.start : span.end])

    def _sources(self, nodes: Sequence[NodeWithScore], texts: Sequence[str]) -> list[Place]:
        """Return the places of the numbered sources, which the engine cut from the nodes in order.

        The engine says of none which node it is from; it is the first in which it still stands.
        """
        bare = [bare_source(text) for text in texts]
        found: list[Place] = []
        for each in nodes:
            whole = self._place(each.node)
            least = whole.start
            while len(found) < len(bare):
                article = self._articles[whole.article]
                piece = bare[len(found)]
                if article.text.find(piece, least, whole.end) < 0:
                    break
                found += places_of(article, [piece], Span(least, whole.end))
                least = found[-1].start + 1
        if len(found) < len(bare):
            raise ValueError(f"source {len(found) + 1} stands in no node that was found")
        return found


def bare_source(text: str) -> str:
    """Return what stands below the line "Source n:" of a numbered source."""
    _, _, rest = text.partition("\n")
    return rest.removesuffix("\n")
