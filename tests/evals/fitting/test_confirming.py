"""Sentences of a run that are asked about afterwards; index and attribution are the real ones."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from evals.dataset.records import Question
from evals.fitting.confirming import confirmed, with_confirmed
from evals.records import Item, Place, Reply, SaidClaim
from rag import assemble
from rag.models.base import Message
from rag.settings import load_settings

ARTICLE = (
    "---\ntitle: Gewächshaus\ndate: 2025-05-20\n---\n"
    "Am Anger wird gebaut. Die Grundschule hat ein Gewächshaus bekommen. Es kostete 6.400 Euro.\n"
)
CITED = "Es kostete 6.400 Euro."


class Chooser:
    """Says yes, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def choose(self, messages: Sequence[Message], *_: object) -> Mapping[str, float]:
        self.asked.append(messages[-1].text)
        return {"Yes": 0.75, "No": 0.25}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> assemble.OpenIndex:
    settings = replace(load_settings({}, folder=tmp_path_factory.mktemp("confirming")), threads=1)
    settings.corpus.mkdir()
    (settings.corpus / "a.md").write_text(ARTICLE, encoding="utf-8")
    assemble.run_index(settings, [], progress=lambda done, total: None)
    return assemble.open_index(settings, with_chroma=False)


def item(index: assemble.OpenIndex) -> Item:
    (hit,) = index.searcher.search("Gewächshaus", limit=1).hits
    name = hit.article.article_id
    spans, text = index.searcher.article_sentences(name)
    places = [Place(name, s.start, s.end, text[s.start : s.end]) for s in spans]
    claim = SaidClaim("It cost 6,400 euros.", 0, 20, (1,), "supported")
    cited = next(place for place in places if place.text == CITED)
    reply = Reply(
        *("answer", None, 0.5, claim.text, "en", (claim,), {1: cited}),
        evidence=tuple(places),
    )
    question = Question("q", "q", "en", "What did it cost?", True, "figure", "dev")
    return Item(question, reply)


def test_a_sentence_is_asked_about_as_the_product_does(index: assemble.OpenIndex) -> None:
    model = Chooser()
    found = confirmed(item(index), index.searcher, model)  # type: ignore[arg-type]
    assert found == pytest.approx(1.0986, abs=1e-4)
    (asked,) = model.asked
    assert "Die Grundschule hat ein Gewächshaus bekommen. Es kostete 6.400 Euro.\n" in asked
    assert "Question: What did it cost?\nAnswer: It cost 6,400 euros.\n" in asked


def test_a_refusal_has_nothing_to_be_asked_about(index: assemble.OpenIndex) -> None:
    answered = item(index)
    assert answered.reply is not None
    refused = replace(answered, reply=replace(answered.reply, kind="refusal"))
    model = Chooser()
    assert confirmed(refused, index.searcher, model) is None  # type: ignore[arg-type]
    assert model.asked == []


def test_what_was_kept_goes_to_the_first_sentence(
    index: assemble.OpenIndex, tmp_path: Path
) -> None:
    answered = item(index)
    assert with_confirmed([answered], tmp_path) == [answered]
    (tmp_path / "confirmed.json").write_text(json.dumps({"q": -1.5}))
    (found,) = with_confirmed([answered], tmp_path)
    assert found.reply is not None
    assert [claim.confirmed for claim in found.reply.claims] == [-1.5]
