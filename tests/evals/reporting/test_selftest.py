"""The self-test passes, and would not if a metric were blind or saw what is not there."""

from dataclasses import replace

import pytest

from evals.records import Item, Reply
from evals.reporting import selftest
from evals.reporting.damages import DAMAGES, Damage
from evals.reporting.selftest import gold_items


def test_known_damage_lowers_exactly_the_metrics_meant() -> None:
    rows = selftest.selftest()
    assert {row.damage.name: (row.missed, row.stray) for row in rows if not row.ok} == {}
    assert len(rows) == len(DAMAGES)
    assert all(row.damaged >= 50 for row in rows)


def test_gold_replies_are_perfect() -> None:
    items = gold_items()
    assert {item.question.language for item in items} == {"de", "en"}
    assert sum(item.question.answerable for item in items) == len(items) / 2
    for item in items:
        assert item.reply is not None
        assert item.reply.answered is item.question.answerable


def _untouched(item: Item, reply: Reply, gold: object) -> Reply:
    del item, gold
    return replace(reply)


def _refused(item: Item, reply: Reply, gold: object) -> Reply:
    del item, gold
    return replace(reply, kind="refusal", text="", claims=(), citations={})


@pytest.mark.parametrize(
    ("damage", "missed", "stray"),
    [
        pytest.param(
            Damage("none", _untouched, frozenset({"correct"})), "correct", None, id="blind"
        ),
        pytest.param(
            Damage("all", _refused, frozenset()), None, "over-refusal", id="sees too much"
        ),
    ],
)
def test_a_metric_that_does_not_do_as_meant_is_named(
    monkeypatch: pytest.MonkeyPatch, damage: Damage, missed: str | None, stray: str | None
) -> None:
    monkeypatch.setattr(selftest, "DAMAGES", (damage,))
    (row,) = selftest.selftest()
    assert not row.ok
    assert missed is None or missed in row.missed
    assert stray is None or stray in row.stray
