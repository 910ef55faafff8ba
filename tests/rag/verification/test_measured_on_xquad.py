"""How often right answers and right sentences are dropped: gold of XQuAD, where it is at hand."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.embedding.use_multilingual import UseMultilingualEmbedder
from index.text.sentences import sentence_spans
from rag.records import Verdict
from rag.verification.answer_type import answer_type, fits
from rag.verification.checks import check_claim, verdict_of
from rag.verification.held import Grounds
from rag.verification.strangers import translated

XQUAD = Path(__file__).parents[4] / "shared" / "data" / "xquad"
pytestmark = pytest.mark.skipif(not XQUAD.is_dir(), reason=f"{XQUAD} is not there")


def _lines(name: str) -> Iterator[Any]:
    with (XQUAD / name).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text)]


@pytest.mark.parametrize("language", ["de", "en", "es", "ru", "zh"])
def test_the_german_gold_is_of_the_kind_that_is_asked_for(language: str) -> None:
    asked: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    for line in _lines(f"questions.{language}.jsonl"):
        question = line["question"]
        kind = answer_type(question, language)
        asked[kind] += 1
        dropped[kind] += not fits(kind, line["answers_de"][0], "de", question, language)
    shares = {kind: dropped[kind] / asked[kind] for kind in asked}
    assert max(shares.values()) <= 0.12, shares


@pytest.mark.parametrize(("language", "most"), [("en", 0.2), ("es", 0.22), ("ru", 0.25)])
def test_a_translated_sentence_is_seldom_dropped(language: str, most: float) -> None:
    embedder = UseMultilingualEmbedder(threads=1)
    german = {line["id"]: _sentences(line["text"]) for line in _lines("passages.de.jsonl")}
    verdicts: Counter[Verdict] = Counter()
    for line in _lines(f"passages.{language}.jsonl"):
        rest, claims = german[line["id"]], _sentences(line["text"])
        pairs = zip(claims, rest, strict=True) if len(claims) == len(rest) else ()
        for claim, cited in pairs:
            grounds = Grounds((cited,), tuple(each for each in rest if each != cited), "", None)
            reasons = check_claim(claim, language, grounds, "")
            kept = [
                each
                for each in reasons
                if each.code != "name_missing"
                or not translated(each.claim, language, rest, embedder)
            ]
            verdicts[verdict_of(kept)] += 1
    assert verdicts[Verdict.UNSUPPORTED] <= most * verdicts.total(), verdicts
