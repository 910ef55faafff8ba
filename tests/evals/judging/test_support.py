import json
import shutil
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from evals.dataset.records import Question
from evals.judging.fit import fit
from evals.judging.judge import judge_items, pairs_of, standing
from evals.judging.numbers import agrees, numbers_of
from evals.judging.pairs import OwnPair, make_pairs, subtle_pairs
from evals.judging.premises import Reader, sentences_of
from evals.judging.support import SupportJudge
from evals.records import Item, Pair, Place, Reply, SaidClaim

CORPUS = Path(__file__).parents[3] / "corpus"
PREMISES = (
    "Der Stadtrat hat am Dienstag den Bau einer Mensa beschlossen.",
    "Das Vorhaben kostet 1,64 Mio. Euro, 690.000 Euro davon übernimmt das Land.",
)


@pytest.fixture(scope="module")
def judge() -> SupportJudge:
    return SupportJudge()


@pytest.fixture(scope="module")
def pairs() -> list[OwnPair]:
    return make_pairs(CORPUS)


def score(judge: SupportJudge, claim: str, language: str = "de") -> float:
    said = judge.judge(Pair("p", claim, PREMISES, language=language))
    assert said.score is not None
    return said.score


def test_a_supported_claim_scores_above_its_damage(judge: SupportJudge) -> None:
    good = score(judge, "Das Vorhaben kostet 1,64 Mio. Euro.")
    assert good > score(judge, "Das Vorhaben kostet 1,84 Mio. Euro.")
    assert good > score(judge, "Das Schloss wurde im 18. Jahrhundert von Italienern gebaut.")


def test_it_goes_across_languages(judge: SupportJudge) -> None:
    good = score(judge, "The project costs 1.64 million euros.", "en")
    assert good > score(judge, "The project costs 2.64 million euros.", "en")
    assert good > score(judge, "The castle is popular with tourists.", "en")


def test_no_premises_is_unknown(judge: SupportJudge) -> None:
    said = judge.judge(Pair("p", "Das Vorhaben kostet Geld.", ()))
    assert (said.score, said.supported) == (None, None)


def test_numbers_agree_across_languages() -> None:
    (german,) = numbers_of("2,5 Mio. Euro")
    for text in ("2.5 million euros", "250万欧元", "2,5 млн евро", "2,5 millones"):
        assert agrees(german, numbers_of(text)), text
    assert not agrees(german, numbers_of("25 million"))


def test_the_same_seed_makes_the_same_pairs(pairs: list[OwnPair], tmp_path: Path) -> None:
    for each in sorted(CORPUS.glob("*.txt"))[:4]:
        shutil.copy(each, tmp_path)
    few = make_pairs(tmp_path)
    assert few == make_pairs(tmp_path)
    assert few != make_pairs(tmp_path, seed=1)
    for made in (few, pairs):
        assert {each.pair.supported for each in made} == {True, False}


@pytest.mark.long
def test_the_fit_is_reproduced(pairs: list[OwnPair]) -> None:
    german, english = (
        [each for each in pairs if each.pair.language == language] for language in ("de", "en")
    )
    # As many of one regime as of the other: what costs is embedding the articles around them.
    few = [*german[::540], *english[::54]]
    one, judged = fit(few, Reader())
    other, _ = fit(few, Reader())
    assert one == other
    assert len(judged) <= len(few)


def test_only_new_claims_are_judged(judge: SupportJudge) -> None:
    places = [Place("a", n * 100, n * 100 + 90, text) for n, text in enumerate(PREMISES)]
    question = Question("q1", "q", "de", "Was kostet es?", True, "figure", "dev")
    claims = (
        SaidClaim("Es kostet 1,64 Mio. Euro.", 0, 25, (1,), "unchecked"),
        SaidClaim("Ohne Beleg.", 26, 37, (9,), "unchecked"),
    )
    reply = Reply("answer", None, 1.0, "", "de", claims, {1: places[1]}, evidence=tuple(places))
    items = [Item(question, reply), Item(question, None, "boom")]
    (said,) = judge_items(items, [], judge)
    assert said.pair == "q1#0"
    assert list(judge_items(items, [said], judge)) == []
    # What was said while the claim read otherwise counts no longer.
    other = replace(said, judge=f"{judge.name}/000000000000")
    assert standing(items, [other, said], judge) == [said]


def test_each_of_several_citations_is_judged_alone_and_left_out() -> None:
    places = [Place("a", n * 100, n * 100 + 90, text) for n, text in enumerate(PREMISES)]
    far = Place("b", 0, 20, "Es regnet.")
    question = Question("q1", "q", "de", "Was kostet es?", True, "figure", "dev")
    claims = (SaidClaim("Die Mensa kostet 1,64 Mio. Euro.", 0, 25, (1, 2), "unchecked"),)
    reply = Reply(
        *("answer", None, 1.0, "", "de", claims, {1: places[0], 2: far}),
        evidence=(*places, far),
    )
    held = {pair.name: pair.premises for pair in pairs_of(Item(question, reply))}
    assert held == {
        "q1#0": (*PREMISES, "Es regnet."),
        "q1#0@1": PREMISES,
        "q1#0-1": ("Es regnet.",),
        "q1#0@2": ("Es regnet.",),
        "q1#0-2": PREMISES,
    }
    assert [pair.name for pair in pairs_of(Item(question, reply), parts=False)] == ["q1#0"]
    # A cited neighbour is no neighbour of the one that stands alone.
    near = replace(reply, citations={1: places[0], 2: places[1]})
    held = {pair.name: pair.premises for pair in pairs_of(Item(question, near))}
    assert (held["q1#0@1"], held["q1#0-1"]) == ((PREMISES[0],), (PREMISES[1],))


def test_a_bare_figure_is_judged_with_its_question() -> None:
    place = Place("a", 0, 30, "Die Feuerwehr rückte 39 Mal aus.")
    question = Question("q", "q", "en", "How many operations?", True, "figure", "dev")
    reply = Reply(
        *("answer", None, 0.9, "39 [1]", "en"),
        claims=(SaidClaim("39", 0, 2, (1,), "unchecked"),),
        citations={1: place},
    )
    (pair,) = pairs_of(Item(question, reply))
    assert pair.claim == "How many operations? 39"
    few = replace(reply, claims=(SaidClaim("39 runs", 0, 7, (1,), "unchecked"),))
    assert [p.claim for p in pairs_of(Item(question, few))] == ["39 runs"]
    (pair,) = pairs_of(Item(question, replace(few, brief=True)))
    assert pair.claim == "How many operations? 39 runs"


def test_subtle_claims_are_held_against_the_sentences_that_decide_them() -> None:
    pairs = [pair for _, pair in subtle_pairs(CORPUS)]
    text = (files("evals") / "judging" / "subtle.jsonl").read_text(encoding="utf-8")
    quotes = [json.loads(line)["quote"] for line in text.splitlines()]
    assert {pair.kind: pair.supported for pair in pairs} == {
        "other words": True,
        "own words": False,
    }
    assert len({(pair.name, pair.claim) for pair in pairs}) == len(pairs) > 250
    for pair in pairs:
        quote = quotes[int(pair.name.removeprefix("subtle#"))]
        assert any(sentences_of(quote)[0] in premise for premise in pair.premises), pair.name
