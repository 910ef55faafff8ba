"""What repeats of recorded answers say, counted by hand."""

from dataclasses import replace
from pathlib import Path

from evals.metrics.repeats import repeats_of
from evals.records import Item, Judgement
from evals.running.folder import RunFolder

RECORDED = RunFolder(Path(__file__).parents[1] / "recorded")


def again(item: Item, repeat: int, *, text: str | None = None) -> Item:
    assert item.reply is not None
    reply = item.reply if text is None else replace(item.reply, text=text)
    return replace(item, reply=reply, repeat=repeat)


def test_questions_asked_once_have_no_repeats() -> None:
    assert repeats_of(RECORDED.items(), ()) is None
    assert repeats_of([], ()) is None


def test_equal_replies_do_not_spread() -> None:
    items = RECORDED.items()[:6]
    found = repeats_of([*items, *(again(item, 2) for item in items)], ())
    assert found is not None
    assert (found["times"], found["questions"], found["changed"]) == (2, 6, [])
    assert [found[f"same_{what}"] for what in ("text", "kind", "outcome")] == [1, 1, 1]
    assert found["spread"]
    assert all(row["spread"] == row["deviation"] == 0 for row in found["spread"])


def test_an_answer_that_came_out_otherwise_is_counted_and_named() -> None:
    by_name = {item.name: item for item in RECORDED.items()}
    right, other = by_name["bridge-a01-de"], by_name["town-a07-de"]
    third = [again(right, 3, text="Das weiß niemand so genau."), again(other, 3)]
    found = repeats_of([right, other, again(right, 2), again(other, 2), *third], ())
    assert found is not None
    assert (found["times"], found["same_text"], found["same_kind"]) == (3, 0.5, 1)
    (changed,) = found["changed"]
    assert changed["name"] == "bridge-a01-de"
    assert changed["outcomes"] == ["correct", "correct", "wrong"]
    (correct,) = [row for row in found["spread"] if row["metric"] == "correct"]
    assert (correct["values"], correct["spread"]) == ([0.5, 0.5, 0.0], 0.5)
    assert round(correct["deviation"], 3) == 0.289


def test_only_questions_with_a_reply_every_time_count() -> None:
    first, second, third = RECORDED.items()[:3]
    failed = replace(second, reply=None, error="model_unavailable: gone", repeat=2)
    found = repeats_of([first, second, third, again(first, 2), failed], ())
    assert found is not None
    assert (found["times"], found["questions"]) == (2, 1)


def test_each_time_is_judged_by_its_own_judgements() -> None:
    item = next(item for item in RECORDED.items() if item.reply and item.reply.claims)
    second = again(item, 2)
    said = [Judgement(f"{item.name}#0", "j", 0.9, supported=True)]
    said += [Judgement(f"{item.name}~2#0", "j", 0.1, supported=False)]
    found = repeats_of([item, second], said)
    assert found is not None
    (row,) = [row for row in found["spread"] if row["metric"] == "unfaithful-answers"]
    assert row["values"] == [0, 1]
