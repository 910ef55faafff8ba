import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from llama_index.core import Settings
from llama_index.core.base.llms.types import ChatMessage, MessageRole
from llama_index.core.base.response.schema import StreamingResponse
from llama_index.core.query_engine import RetrieverQueryEngine

from index.embedding import open_embedder
from index.llama_index import FundstelleRetriever
from index.search.searcher import Searcher
from index.search.snapshot import SnapshotSource
from index.updating.build import IndexBuilder
from rag.errors import QuestionError
from rag.llama_index import FundstelleLLM
from rag.models.base import Generation
from rag.models.embedded import EmbeddedModel

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every socket but loopback is blocked, and LlamaIndex's global Settings resolve nothing."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise AssertionError(f"something wanted to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield
    assert Settings._llm is None
    assert Settings._embed_model is None


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    root = tmp_path_factory.mktemp("dorf")
    (root / "gewaechshaus.md").write_text(
        "---\ntitle: Schule bekommt Gewächshaus\ndate: 2025-05-20\nsource: Talbote\n---\n"
        "Die Grundschule am Anger hat ein Gewächshaus bekommen. Rektorin Heike Zumbrunn sagte, "
        "die Kinder hätten zwei Jahre lang dafür gesammelt. Es kostete 6.400 Euro.\n",
        encoding="utf-8",
    )
    (root / "brand.md").write_text(
        "---\ntitle: Scheune abgebrannt\ndate: 2025-02-03\nsource: Talbote\n---\n"
        "In Unterwang ist am Montag eine Scheune abgebrannt. Die Feuerwehr rückte mit 42 Leuten "
        "aus. Verletzt wurde niemand.\n",
        encoding="utf-8",
    )
    embedder = open_embedder("use-multilingual-v3", threads=1)
    builder = IndexBuilder(
        root / "data",
        embedder,
        embedder,  # type: ignore[arg-type]  # the built-in one embeds words too
        on_commit=lambda: None,
        progress=lambda done, total: None,
    )
    builder.update([root / "gewaechshaus.md", root / "brand.md"])
    source = SnapshotSource(builder.store)
    yield Searcher(source, embedder, embedder)  # type: ignore[arg-type]
    source.close()


def test_a_query_engine_of_llama_index_answers_from_our_search_with_our_model(
    searcher: Searcher, embedded_model: EmbeddedModel
) -> None:
    engine = RetrieverQueryEngine.from_args(
        FundstelleRetriever(searcher, limit=2), llm=FundstelleLLM(embedded_model)
    )
    answer = engine.query("How much did the school's greenhouse cost, in euros?")
    assert "6.400" in str(answer) or "6,400" in str(answer)
    assert answer.source_nodes[0].metadata["title"] == "Schule bekommt Gewächshaus"


def test_a_streaming_query_engine_streams(
    searcher: Searcher, embedded_model: EmbeddedModel
) -> None:
    engine = RetrieverQueryEngine.from_args(
        FundstelleRetriever(searcher, limit=2), llm=FundstelleLLM(embedded_model), streaming=True
    )
    answer = engine.query("How much did the school's greenhouse cost, in euros?")
    assert isinstance(answer, StreamingResponse)
    assert answer.response_gen is not None
    pieces = [str(piece) for piece in answer.response_gen]
    assert len(pieces) > 1
    assert "6.400" in "".join(pieces) or "6,400" in "".join(pieces)


def test_completion_streams_what_it_completes(embedded_model: EmbeddedModel) -> None:
    llm = FundstelleLLM(embedded_model, options=Generation(max_tokens=8))
    whole = llm.complete("Nenne die Hauptstadt von Frankreich.")
    parts = list(llm.stream_complete("Nenne die Hauptstadt von Frankreich."))
    assert "Paris" in whole.text
    assert "".join(part.delta or "" for part in parts) == whole.text
    assert parts[-1].text == whole.text
    assert whole.raw is not None
    assert whole.raw["reason"] in ("stop", "length")
    assert 0 < whole.raw["completion_tokens"] <= 8


def test_a_chat_reaches_the_model_turn_by_turn(embedded_model: EmbeddedModel) -> None:
    llm = FundstelleLLM(embedded_model, options=Generation(max_tokens=12))
    turns = [
        ChatMessage(role=MessageRole.USER, content="Meine Katze heißt Zwirbel."),
        ChatMessage(role=MessageRole.ASSISTANT, content="Schöner Name."),
        ChatMessage(role=MessageRole.USER, content="Wie heißt meine Katze?"),
    ]
    reply = llm.chat(turns)
    assert reply.message.role is MessageRole.ASSISTANT
    assert "Zwirbel" in (reply.message.content or "")
    assert "".join(part.delta or "" for part in llm.stream_chat(turns)) == reply.message.content


def test_options_of_one_call_win(embedded_model: EmbeddedModel) -> None:
    reply = FundstelleLLM(embedded_model).complete("Zähle von eins bis zwanzig.", max_tokens=3)
    assert reply.raw is not None
    assert reply.raw["reason"] == "length"
    assert reply.raw["completion_tokens"] <= 3


def test_a_message_of_a_role_that_no_engine_knows_is_refused(tmp_path: Path) -> None:
    llm = FundstelleLLM(EmbeddedModel("none", tmp_path / "none.gguf"))
    with pytest.raises(QuestionError, match="role 'tool' can't be sent"):
        llm.chat([ChatMessage(role=MessageRole.TOOL, content="42")])


def test_llama_index_is_told_a_window_that_leaves_room_for_other_token_counts(
    tmp_path: Path,
) -> None:
    llm = FundstelleLLM(EmbeddedModel("none", tmp_path / "none.gguf", context_tokens=4096))
    assert llm.metadata.context_window == 3584
    assert llm.metadata.num_output == Generation().max_tokens
    assert llm.metadata.is_chat_model
    assert llm.metadata.model_name == "none"
