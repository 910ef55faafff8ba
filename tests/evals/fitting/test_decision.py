import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from evals.dataset.records import Evidence, Nugget, Question
from evals.fitting.confirming import FILE
from evals.fitting.decision import Row, fit, fitted, main, rows_of, threshold
from evals.fitting.trust import (
    Said,
    fit_sentences,
    is_unsure,
    looks_of,
    sentences_of,
    support_of,
)
from evals.records import Item, Place, Reply, SaidClaim
from evals.running.folder import RunFolder
from index.errors import FundstelleError

GOLD = Evidence("a", "Es kostete 5 Euro.", 10, 28)


def item(
    name: str,
    best: float | None,
    *,
    answerable: bool,
    shown: int = 10,
    split: str = "dev",
    said: str = "Es kostete 5 Euro.",
) -> Item:
    question = Question(
        *(name, name, "de", "Was kostete es?", answerable, "figure", split),  # type: ignore[arg-type]
        evidence=(GOLD,) if answerable else (),
        nuggets=(Nugget("n", vital=True, accepted={"*": ("5 Euro",)}),) if answerable else (),
    )
    place = Place("a", shown, shown + 18, "Es kostete 5 Euro.")
    reply = Reply(
        *("answer", None, 0.5, said, "de"),
        drafts=(said,) if said else (),
        evidence=(place,),
        nearness=1.0,
        best_look=best,
    )
    return Item(question, reply)


def test_rows_are_questions_looked_at_whose_gold_was_shown_or_does_not_exist() -> None:
    items = [
        item("a", 2.0, answerable=True),
        item("b", 2.0, answerable=True, shown=500),
        item("c", None, answerable=True),
        item("d", -1.0, answerable=False),
    ]
    assert rows_of(items) == [
        Row((2.0, 2.0, 1.0), answerable=True, worth=1),
        Row((-1.0, -1.0, 1.0), answerable=False, worth=-1),
    ]


def test_a_question_that_was_refused_without_a_draft_is_worth_nothing() -> None:
    asked = item("e", 1.0, answerable=True, said="")
    assert asked.reply is not None
    refused = replace(asked, reply=replace(asked.reply, kind="refusal"))
    assert rows_of([refused]) == [Row((1.0, 1.0, 1.0), answerable=True, worth=0)]


def test_a_draft_of_which_nothing_could_be_shown_is_held_back() -> None:
    asked = item("f", 1.0, answerable=False)
    assert asked.reply is not None
    reply = replace(asked.reply, kind="refusal", whole_look=-0.5)
    (row,) = rows_of([replace(asked, reply=reply)])
    assert row.held_back
    assert row.looks == (1.0, -0.5, 1.0)


def test_the_fit_weighs_what_tells_the_two_kinds_apart() -> None:
    rng = np.random.default_rng(0)
    rows = [
        Row((float(rng.normal(2 if kind else 0, 0.5)), 0.0, float(rng.normal())), kind, 1)
        for kind in [True, False] * 50
    ]
    _, (best, whole, near) = fit(rows)
    assert best > 1
    assert whole == 0
    assert 0 <= near < best / 3
    with pytest.raises(FundstelleError, match="Answerable and unanswerable"):
        fit([row for row in rows if row.answerable])


@pytest.mark.parametrize(
    ("answerable", "cut"),
    [
        ((0, 0, 0, 0, 0, 1, 1), 3.5),
        ((0, 0, 0, 0, 1, 0, 1), 3.5),
        ((0, 0, 0, 1, 1, 1, 0), 2.5),
        ((1, 1, 0), 2.5),
    ],
)
def test_the_cut_is_the_lowest_that_refuses_its_share(
    answerable: tuple[int, ...], cut: float
) -> None:
    kinds, values = np.array(answerable, dtype=bool), np.arange(float(len(answerable)))
    assert threshold(values[~kinds], values, 0.75) == cut


def test_what_is_refused_anyway_needs_no_cut() -> None:
    nothing, values = -np.inf, np.array([-np.inf, 0.0, 1.0, 2.0, 3.0, 4.0])
    assert threshold(np.array([0.0, 1.0, nothing, nothing]), values, 0.75) == 0.5
    assert threshold(np.array([nothing, nothing, nothing, 3.0]), values, 0.75) == -0.5


def asked(
    name: str, confirmed: float, *, right: bool, brief: bool = False, answerable: bool = True
) -> Item:
    """An answer of which the model was asked, from a passage whose look told nothing."""
    said = "Es kostete 5 Euro." if right else "Es kostete 6 Euro."
    found = item(name, 1.0, answerable=answerable, said=said)
    assert found.reply is not None
    claim = SaidClaim(said, 0, len(said), (1,), "supported", confirmed)
    return replace(found, reply=replace(found.reply, claims=(claim,), brief=brief))


def unasked(name: str, best: float) -> Item:
    """A question without an answer, of whose draft the checks let nothing be shown."""
    found = item(name, best, answerable=False)
    assert found.reply is not None
    return replace(found, reply=replace(found.reply, kind="refusal"))


def test_the_trust_goes_by_what_the_model_says_at_even_odds() -> None:
    items = [
        *(asked(f"r{at}", 1.5 + at / 100, right=True) for at in range(20)),
        *(asked(f"w{at}", -0.5 + at / 100, right=False) for at in range(60)),
        *(item(f"u{at}", -1.0, answerable=False, said="") for at in range(3)),
    ]
    sentences = sentences_of(items)
    assert (len(sentences), sum(each.right for each in sentences)) == (80, 20)
    rule = {"best": 1.0, "whole": 0.0, "near": 0.0, "intercept": 0.0, "claim_cut": 0.0}
    figures = fit_sentences(sentences, rule)
    assert figures["sentences_auc"] == 1.0
    assert (figures["right_shown"], figures["wrong_shown"]) == (1.0, 0.0)
    assert rule["claim_confirmed"] > 1
    # Three times as many wrong ones do not move the cut: it lies half-way.
    half_way = -rule["claim_intercept"] - rule["claim_support"] * 1.0
    assert 0.3 < half_way / rule["claim_confirmed"] < 1.3
    assert is_unsure(Said(-0.5), 1.0, rule)
    assert not is_unsure(Said(1.5), 1.0, rule)
    assert not is_unsure(None, 1.0, rule)


def test_a_few_words_that_the_model_says_less_to_are_trusted_as_much() -> None:
    items = [
        *(asked(f"r{at}", 2.0 + at / 100, right=True) for at in range(20)),
        *(asked(f"w{at}", 0.5 + at / 100, right=False) for at in range(20)),
        *(asked(f"br{at}", 0.8 + at / 100, right=True, brief=True) for at in range(20)),
        *(asked(f"bw{at}", -0.7 + at / 100, right=False, brief=True) for at in range(20)),
    ]
    rule = {"best": 1.0, "whole": 0.0, "near": 0.0, "intercept": 0.0, "claim_cut": 0.0}
    fit_sentences(sentences_of(items), rule)
    assert not is_unsure(Said(0.9, brief=True), 1.0, rule)
    assert is_unsure(Said(0.9), 1.0, rule)
    assert is_unsure(Said(-0.5, brief=True), 1.0, rule)


def test_the_cuts_are_of_runs_drafted_as_the_product_drafts() -> None:
    """Few drafts of theirs are wrong, so that the trust may be less than even odds."""
    ours = [
        *(asked(f"r{at}", at / 5 - 1.0, right=True, brief=True) for at in range(20)),
        *(unasked(f"u{at}", at / 10 - 2.0) for at in range(20)),
    ]
    beside = [
        *(asked(f"o{at}", 2.0 + at / 100, right=True) for at in range(10)),
        *(asked(f"w{at}", at / 20, right=False, answerable=False) for at in range(30)),
    ]
    shipped = {"rule": {"claim_cut": 0.0}}
    found = fitted(ours, shipped, beside)
    alone = fitted([*ours, *beside], shipped)
    # Half a point below the least trusted, which even odds would not show.
    assert found["rule"]["claim_cut"] < -0.5
    assert (found["figures"]["right"], found["figures"]["refused"]) == (1.0, 1.0)
    assert alone["rule"]["refuse"] > found["rule"]["refuse"]
    assert found["figures"]["answerable"] == 20
    assert found["figures"]["sentences"] == alone["figures"]["sentences"] == 60
    # Half of what is not answerable lies below the cut for the looks.
    low, high = (ours[20 + at].reply for at in (9, 10))
    assert low is not None
    assert high is not None
    cut = found["rule"]["refuse"]
    assert support_of([looks_of(low)], found["rule"]) < cut
    assert support_of([looks_of(high)], found["rule"]) > cut


def test_a_question_of_two_runs_counts_once_and_kept_confirmations_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = [tmp_path / "one", tmp_path / "two"]
    for path in runs:
        folder = RunFolder.create(path, {})
        for at in range(6):
            folder.append_item(asked(f"r{at}", 1.0, right=at % 2 == 0))
            folder.append_item(item(f"u{at}", -1.0, answerable=False, said=""))
        (path / FILE).write_text(json.dumps({f"r{at}": 2.0 - at % 2 * 3 for at in range(6)}))
    out = tmp_path / "decision.json"
    names = ("nothing_near", "claim_cut")
    out.write_text(json.dumps({"rule": dict.fromkeys(names, 0.0)}))
    assert main([*map(str, runs), "--out", str(out)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["figures"]["sentences"], found["figures"]["sentences_right"]) == (6, 3)
    assert found["figures"]["sentences_auc"] == 1.0
    assert found["rule"]["claim_confirmed"] > 0


def test_the_file_is_rewritten_with_its_figures_and_the_test_split_is_not_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "decision.json"
    rule = {
        **{"intercept": 0.0, "best": 1.0, "near": 0.0, "nothing_near": -4.0, "sure": 3.0},
        **{"beside": 0.5, "refuse": 0.0, "quote": 1.0, "claim_cut": 0.0},
    }
    out.write_text(json.dumps({"rule": rule}))
    folder = RunFolder.create(tmp_path / "run", {})
    for at in range(10):
        folder.append_item(item(f"a{at}", 2.0 + at / 10, answerable=True))
        folder.append_item(item(f"u{at}", -1.0 + at / 10, answerable=False))
    assert main([str(tmp_path / "run"), "--out", str(out)]) == 0
    found = json.loads(out.read_text())
    assert found["figures"]["auc"] == 1.0
    assert found["rule"]["sure"] == 3.0
    assert found == fitted(folder.items(), {"rule": rule})

    folder.append_item(item("t", 2.0, answerable=True, split="test"))
    before = out.read_text()
    assert main([str(tmp_path / "run"), "--out", str(out)]) == 1
    assert "test split" in capsys.readouterr().err
    assert out.read_text() == before
