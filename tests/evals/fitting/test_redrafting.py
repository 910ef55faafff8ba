"""A run drafted again from what it read: the model is scripted, index and checks are real."""

from dataclasses import replace
from pathlib import Path

import pytest

from evals.fitting import redrafting
from evals.fitting.redrafting import read_windows, redrafted
from evals.records import Item
from rag import assemble
from rag.assistant import drafter_of
from rag.decision import load_decision, never_refusing
from tests.evals.fitting.test_confirming import (
    index,  # noqa: F401 - a fixture
    item,
)
from tests.rag.scripted import Scripted


def looked_at(index: assemble.OpenIndex) -> Item:  # noqa: F811
    found = item(index)
    assert found.reply is not None
    return replace(found, reply=replace(found.reply, best_look=1.5, whole_look=0.5, nearness=2.0))


def again(index: assemble.OpenIndex, before: Item, model: Scripted) -> Item:  # noqa: F811
    rule = never_refusing(load_decision())
    drafter = drafter_of(index.searcher, model, rule)
    return redrafted(before, index.searcher, drafter)


def test_the_draft_is_new_and_what_was_looked_at_stays(
    index: assemble.OpenIndex,  # noqa: F811
) -> None:
    before = looked_at(index)
    after = again(index, before, Scripted("6,400 euros", right=0.8))
    assert before.reply is not None
    assert after.reply is not None
    assert after.reply.text == "6,400 euros [1]"
    assert after.reply.drafts == ("6,400 euros",)
    assert after.reply.brief
    assert (after.reply.best_look, after.reply.whole_look) == (1.5, 0.5)
    assert after.reply.nearness == pytest.approx(2.0)
    assert after.reply.evidence == before.reply.evidence
    assert after.reply.claims[0].confirmed == pytest.approx(1.386, abs=1e-3)


def test_what_can_t_be_shown_is_refused_and_no_look_is_no_draft(
    index: assemble.OpenIndex,  # noqa: F811
) -> None:
    before = looked_at(index)
    after = again(index, before, Scripted("9,999 euros", "9,999 euros"))
    assert after.reply is not None
    assert after.reply.kind == "refusal"
    assert len(after.reply.drafts) == 2
    unseen = item(index)
    assert again(index, unseen, Scripted()) is unseen


def test_passages_are_read_in_their_order(index: assemble.OpenIndex) -> None:  # noqa: F811
    before = looked_at(index)
    assert before.reply is not None
    (window,) = read_windows(before.reply.evidence, index.searcher)
    assert [each.text for each in window.sentences] == [p.text for p in before.reply.evidence]
    assert window.heading == "Gewächshaus (2025-05-20)"


def test_a_folder_that_is_no_run_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert redrafting.main([str(tmp_path), str(tmp_path / "out")]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "is no run" in said
    assert not (tmp_path / "out").exists()
