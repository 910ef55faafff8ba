"""All peers with the real model: what they answer can be scored."""

from collections.abc import Callable

import pytest

from evals.dataset.records import Evidence, Nugget, Question
from evals.metrics.scoring import score_items
from evals.peers.asking import Peer, ask_peer
from evals.peers.citation_engine import CitationEngine
from evals.peers.concatenated import Concatenated
from evals.running.folder import RunFolder
from index.embedding import open_embedder
from index.llama_index import FundstelleEmbedding
from index.records import Article
from rag.models.base import LanguageModel
from rag.models.embedded import EmbeddedModel

TEXT = (
    "Die Grundschule am Anger hat ein Gewächshaus bekommen. Rektorin Heike Zumbrunn sagte, die "
    "Kinder hätten zwei Jahre lang dafür gesammelt. Es kostete 6.400 Euro."
)
ARTICLES = (
    Article("gewaechshaus", TEXT),
    Article("brand", "In Unterwang ist am Montag eine Scheune abgebrannt. Verletzt wurde niemand."),
)
GOLD = "Es kostete 6.400 Euro."
START = TEXT.index(GOLD)
QUESTIONS = (
    Question(
        *("a-de", "a", "de", "Wie viel kostete das Gewächshaus der Grundschule?", True),
        *("figure", "dev"),
        evidence=(Evidence("gewaechshaus", GOLD, START, START + len(GOLD)),),
        nuggets=(Nugget("n", True, {"*": ("6.400", "6400")}),),
    ),
    Question("u-en", "u", "en", "Who won the chess cup?", False, "off-topic", "dev"),
)


def _citation_engine(model: LanguageModel) -> Peer:
    embedding = FundstelleEmbedding(open_embedder("use-multilingual-v3", threads=1))
    return CitationEngine(ARTICLES, embedding, model)


def _concatenated(model: LanguageModel) -> Peer:
    return Concatenated(ARTICLES, open_embedder("use-multilingual-v3", threads=1), model)


@pytest.mark.long
@pytest.mark.parametrize("opened", [_citation_engine, _concatenated])
def test_two_questions_are_answered_kept_and_scored(
    opened: Callable[[LanguageModel], Peer],
    embedded_model: EmbeddedModel,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = RunFolder.create(tmp_path_factory.mktemp("run") / "run", {})
    asked: list[int] = []
    peer = opened(embedded_model)
    ask_peer(folder, peer, QUESTIONS[:1], lambda done, _: asked.append(done))
    ask_peer(folder, peer, QUESTIONS, lambda done, _: asked.append(done))
    # The second time goes on where the first ended.
    assert asked == [0, 1]
    items = folder.items()
    assert [item.question.name for item in items] == ["a-de", "u-en"]
    whole = {article.article_id: article.text for article in ARTICLES}
    for item in items:
        reply = item.reply
        assert reply is not None
        assert reply.prompt_tokens > 50
        assert 0 < reply.completion_tokens <= 256
        assert reply.first_token_seconds is not None
        assert reply.search_seconds <= reply.first_token_seconds <= reply.total_seconds
        assert {place.article for place in reply.evidence} == whole.keys()
        for place in (*reply.evidence, *reply.citations.values()):
            assert whole[place.article][place.start : place.end] == place.text
    answerable, _ = score_items(items)
    assert answerable.outcome == "correct"
    assert answerable.scores["gold-in-prompt"].value == 1
