"""LlamaIndex's citation engine: every numbered source is a place of an article."""

import pytest
from llama_index.core import Settings
from llama_index.core.schema import MetadataMode, QueryBundle

from evals.peers.citation_engine import CitationEngine, bare_source
from index.interfaces import Embedder
from index.llama_index import FundstelleEmbedding
from index.records import Article
from rag.models.embedded import EmbeddedModel

LONG = "\n".join(
    f"Am Tag {n} prüfte Ingenieurin Wolgast den Pfeiler {n} der Brücke und fand {n} Risse."
    for n in range(1, 200)
)
ARTICLES = (
    Article("bruecke", LONG),
    Article("gewaechshaus", "Die Schule hat ein Gewächshaus bekommen. Es kostete 6.400 Euro."),
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> CitationEngine:
    nowhere = tmp_path_factory.mktemp("none") / "none.gguf"
    embedding = FundstelleEmbedding(embedder)
    return CitationEngine(ARTICLES, embedding, EmbeddedModel("none", nowhere))


@pytest.mark.parametrize("question", ["Wie viele Risse hatte Pfeiler 150?", "What did it cost?"])
def test_numbered_sources_are_found_again_in_their_articles(
    engine: CitationEngine, question: str
) -> None:
    nodes = engine._engine.retrieve(QueryBundle(question))
    numbered = engine._engine._create_citation_nodes(nodes)
    texts = [each.node.get_content(MetadataMode.NONE) for each in numbered]
    sources = engine._sources(nodes, texts)
    whole = {article.article_id: article.text for article in ARTICLES}
    assert len(nodes) == 2
    assert len(sources) == len(numbered) >= 2
    for number, (source, text) in enumerate(zip(sources, texts, strict=True), start=1):
        assert text.startswith(f"Source {number}:\n{source.text}")
        assert whole[source.article][source.start : source.end] == source.text
    for node, place in zip(nodes, map(engine._place, [each.node for each in nodes]), strict=True):
        assert node.node.get_content(MetadataMode.NONE) == place.text


def test_a_source_that_no_node_has_is_an_error(engine: CitationEngine) -> None:
    nodes = engine._engine.retrieve(QueryBundle("Was kostete es?"))
    with pytest.raises(ValueError, match="source 1 stands in no node"):
        engine._sources(nodes, ["Source 1:\nDie Rutsche kostete 9.000 Euro.\n"])


def test_the_engine_keeps_its_defaults_and_asks_nobody_else(engine: CitationEngine) -> None:
    assert engine._engine.retriever.similarity_top_k == 2  # type: ignore[attr-defined]
    assert engine._engine._citation_chunk_size == 512
    assert engine._engine._citation_chunk_overlap == 20
    assert Settings._llm is None
    assert Settings._embed_model is None


def test_the_label_of_a_source_is_not_of_the_article() -> None:
    assert bare_source("Source 2:\nErste Zeile.\nZweite.\n") == "Erste Zeile.\nZweite."
