"""Every prefix of the order is a small picture of the set."""

from collections import Counter

from evals.dataset.reading import read_questions
from evals.dataset.records import Line
from evals.dataset.sets import built_in_sets
from evals.running.selection import QUICK, in_turns, selected


def _dev() -> list[Line]:
    return read_questions(built_in_sets()[0])[0]


def test_nothing_is_lost_and_the_order_does_not_depend_on_the_files() -> None:
    lines = _dev()
    order = selected(lines)
    assert Counter(line.number for line in order) == Counter(line.number for line in lines)
    assert selected(lines[::-1]) == order


def test_a_hundred_have_whole_groups_and_the_sets_shares() -> None:
    quick = selected(_dev(), limit=QUICK)
    assert len(quick) == QUICK
    sizes = Counter(line.question.group for line in _dev())
    cut = [g for g, n in Counter(line.question.group for line in quick).items() if n < sizes[g]]
    assert len(cut) <= 1
    share = sum(line.question.answerable for line in quick) / QUICK
    assert 0.4 <= share <= 0.6
    assert len({line.question.kind for line in quick}) >= 12
    assert len({line.question.language for line in quick}) == 9


def test_languages_and_limit_narrow_it() -> None:
    few = selected(_dev(), languages=["de", "zh"], limit=10)
    assert [line.question.language for line in few] == ["de", "zh"] * 5


def test_few_are_of_as_many_groups_as_can_be_and_of_all_languages() -> None:
    turns = in_turns(_dev(), languages=["de", "en", "tr", "zh"])
    assert Counter(line.number for line in turns) == Counter(
        line.number for line in selected(_dev(), languages=["de", "en", "tr", "zh"])
    )
    groups = len({line.question.group for line in turns})
    first = turns[:groups]
    assert len({line.question.group for line in first}) == groups == 62
    assert set(Counter(line.question.language for line in first).values()) <= {15, 16}
    assert {line.question.language for line in in_turns(_dev())[:24]} >= {"de", "en", "tr", "zh"}
    assert sum(line.question.answerable for line in first[:24]) == 12
