from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from llama_index.core import Document, Settings
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.schema import MetadataMode, TextNode

from index.interfaces import Embedder
from index.llama_index import FundstelleEmbedding, FundstelleNodeParser, FundstelleRetriever
from index.records import Filters
from index.search.searcher import Searcher
from index.updating.build import IndexBuilder
from tests.looping import run

TEXT = (
    "Der Kirchturm von Unterwang wird saniert. Die Arbeiten beginnen am 3. April und dauern laut "
    "Bürgermeister Dr. Anton Feichtl rund 1,5 Mio. Minuten. Bezahlt wird es von der Gemeinde. "
) * 12 + "Ja."


@pytest.fixture(autouse=True)
def untouched_settings() -> Iterator[None]:
    yield
    assert Settings._llm is None
    assert Settings._embed_model is None


def parsed(parser: FundstelleNodeParser, document: Document) -> list[TextNode]:
    nodes = parser.get_nodes_from_documents([document])
    return [node for node in nodes if isinstance(node, TextNode)]


def test_a_document_becomes_passages_that_stand_in_it() -> None:
    document = Document(text=TEXT, doc_id="turm", metadata={"title": "Turm"})
    nodes = parsed(FundstelleNodeParser(), document)
    assert len(nodes) > 1
    for node in nodes:
        assert TEXT[node.start_char_idx : node.end_char_idx] == node.text
        assert node.node_id == f"turm:{node.start_char_idx}-{node.end_char_idx}"
        assert node.text[-1] in ".!?"
        assert not node.text.endswith(("3.", "Dr.", "Mio."))
        assert node.ref_doc_id == "turm"
        assert node.metadata == {"title": "Turm"}
    assert nodes[1].prev_node is not None
    assert nodes[1].prev_node.node_id == nodes[0].node_id


def test_a_passage_that_also_stands_inside_another_keeps_its_own_place() -> None:
    text = "Ja. Der Turm wird saniert. Ja. Ja."
    nodes = parsed(
        FundstelleNodeParser(target_characters=4, max_characters=30), Document(text=text)
    )
    spans = [(node.start_char_idx, node.end_char_idx) for node in nodes]
    assert spans == [(0, 3), (4, 26), (27, 30), (31, 34)]


def test_the_same_document_gets_the_same_ids_in_every_run() -> None:
    runs = [
        [node.node_id for node in parsed(FundstelleNodeParser(), Document(text=TEXT, doc_id="t"))]
        for _ in range(2)
    ]
    assert runs[0] == runs[1]


def test_an_ingestion_pipeline_cuts_and_embeds_as_the_product_does(embedder: Embedder) -> None:
    pipeline = IngestionPipeline(
        transformations=[FundstelleNodeParser(), FundstelleEmbedding(embedder)]
    )
    nodes = pipeline.run(documents=[Document(text=TEXT, doc_id="turm")])
    texts = [node.get_content(metadata_mode=MetadataMode.NONE) for node in nodes]
    vectors = np.array([node.embedding for node in nodes], dtype=np.float32)
    np.testing.assert_allclose(vectors, embedder.embed_passages(texts), atol=2e-3)


def test_questions_and_passages_are_embedded_each_in_their_way(embedder: Embedder) -> None:
    embedding = FundstelleEmbedding(embedder)
    question = "Wann beginnen die Arbeiten?"
    expected = embedder.embed_question(question)
    assert embedding.model_name == embedder.identity.name
    assert embedding.get_query_embedding(question) == expected.tolist()
    assert run(embedding.aget_query_embedding(question)) == expected.tolist()
    passage = embedder.embed_passages(["Der Turm wird saniert."])[0]
    assert embedding.get_text_embedding("Der Turm wird saniert.") == passage.tolist()


def test_two_revisions_of_an_embedder_share_no_cached_vectors(embedder: Embedder) -> None:
    embedding = FundstelleEmbedding(embedder)
    assert embedding.to_dict()["revision"] == embedder.identity.revision


def test_the_retriever_returns_what_the_search_finds(
    builder: IndexBuilder, folder: Path, open_searcher: Callable[[], Searcher]
) -> None:
    builder.update([folder])
    searcher = open_searcher()
    question = "How much did the greenhouse cost?"
    hits = searcher.search(question, limit=2).hits
    found = FundstelleRetriever(searcher, limit=2).retrieve(question)
    assert [each.text for each in found] == [hit.text for hit in hits]
    assert [each.score for each in found] == [hit.score for hit in hits]
    best = hits[0]
    assert found[0].node_id == f"{best.article.article_id}:{best.start}-{best.end}"
    assert found[0].metadata == {
        "article": best.article.article_id,
        "title": "Schule bekommt Gewächshaus",
        "date": "2025-05-20",
        "source": "Talbote",
        "url": None,
        "start": best.start,
        "end": best.end,
    }
    again = run(FundstelleRetriever(searcher, limit=2).aretrieve(question))
    assert [each.node_id for each in again] == [each.node_id for each in found]


def test_a_model_is_shown_the_text_with_title_date_and_source_alone(
    builder: IndexBuilder, folder: Path, open_searcher: Callable[[], Searcher]
) -> None:
    builder.update([folder])
    (found,) = FundstelleRetriever(open_searcher(), limit=1).retrieve(
        "Was kostete das Gewächshaus?"
    )
    shown = found.node.get_content(metadata_mode=MetadataMode.LLM)
    assert shown == (
        "title: Schule bekommt Gewächshaus\ndate: 2025-05-20\nsource: Talbote\n\n" + found.text
    )
    assert found.node.get_content(metadata_mode=MetadataMode.EMBED) == found.text


def test_the_retriever_keeps_the_filters(
    builder: IndexBuilder, folder: Path, open_searcher: Callable[[], Searcher]
) -> None:
    builder.update([folder])
    retriever = FundstelleRetriever(open_searcher(), filters=Filters(until="2025-03-01"))
    titles = [each.metadata["title"] for each in retriever.retrieve("Was kostete das Gewächshaus?")]
    assert titles == ["Scheune abgebrannt"]
