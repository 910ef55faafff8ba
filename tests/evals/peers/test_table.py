"""The table of peers: counts of scored items, what is unknown beside them."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from evals.bench.peers import NAMES, row, scored, share
from evals.bench.sides.peer_answers import SYSTEMS, asked, chosen, gone_on_with
from evals.bench.table import markdown
from evals.bench.wordings import NAMES as WAYS
from evals.dataset.records import LANGUAGES, Evidence, Nugget, Question
from evals.records import Item, Place, Reply, SaidClaim
from evals.reporting.runs import read_run
from evals.running.folder import RunFolder, RunFolderError

PLACE = Place("bad", 0, 29, "Das Land zahlt 1,2 Mio. Euro.")
OTHER = Place("rat", 5, 25, "Der Rat tagte lange.")
GOLD = Question(
    *("q-en", "q", "en", "How much does the state pay?", True, "figure", "dev"),
    evidence=(Evidence("bad", PLACE.text, 0, 29),),
    nuggets=(Nugget("n", True, {"*": ("1.2 million",)}),),
)
NOTHING = Question("u-en", "u", "en", "How tall is the mayor?", False, "off-topic", "dev")


def _answer(text: str, *places: Place, seconds: float = 2.0) -> Reply:
    claim = SaidClaim(text, 0, len(text), tuple(range(1, len(places) + 1)), "unchecked")
    return Reply(
        *("answer", None, 0.0, text, "en", (claim,), dict(enumerate(places, start=1))),
        model="m",
        prompt_tokens=1500,
        completion_tokens=20,
        total_seconds=seconds,
    )


def _refusal(text: str, seconds: float) -> Reply:
    return Reply("refusal", "nothing_near", 0.0, text, "en", total_seconds=seconds)


ITEMS = (
    Item(GOLD, _answer("The state pays 1.2 million euros in all [1][2].", PLACE, OTHER)),
    Item(NOTHING, _answer("The mayor of the town is two metres tall.", seconds=4.0)),
    Item(NOTHING, _refusal("The articles say nothing about this question.", seconds=0.5)),
)


def _folder(path: Path) -> RunFolder:
    folder = RunFolder.create(path, {"started": "2026-11-24T00:00:00+00:00"})
    for number, item in enumerate(ITEMS):
        question = replace(item.question, name=f"{item.question.name}{number}")
        folder.append_item(Item(question, item.reply))
    return folder


def test_a_row_counts_what_the_scores_say(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "run")
    found = row("Ours", folder.items(), scored(folder))
    assert found.correct == "1 of 1 (1.00)"
    assert found.wrong == "0 of 1 (0.00)"
    assert found.refused_answerable == "0 of 1 (0.00)"
    assert found.refused_unanswerable == "1 of 2 (0.50)"
    assert found.hallucinated == "1 of 2 (0.50)"
    assert found.citations == "1 of 2 (0.50)"
    assert found.cited_characters == "24"
    assert found.uncited == "1 of 2"
    assert found.language == "3 of 3 (1.00)"
    assert found.tokens == "1,500 / 20"
    assert found.seconds == "2.0"


def test_a_scored_run_can_be_reported_and_compared(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "run")
    scored(folder)
    run = read_run(folder.path)
    assert run.valid
    rate = run.rate("hallucination-rate")
    assert rate is not None
    assert rate.value == 0.5
    assert json.loads((folder.path / "metrics.json").read_text())["notes"] == list(run.notes)


def test_what_nobody_could_measure_is_no_zero() -> None:
    assert share([], "correct") == "–"
    empty = row("Nobody", [], [])
    assert (empty.tokens, empty.seconds, empty.cited_characters) == ("–", "–", "–")


def test_the_table_has_the_peers_own_columns() -> None:
    head, line, only = markdown([row("Nobody", [], [])]).splitlines()
    assert head.startswith("| Pipeline | Correct | Wrong |")
    assert head.count("|") == line.count("|") == only.count("|")


def test_every_pipeline_of_the_table_can_be_asked() -> None:
    assert NAMES.keys() | WAYS.keys() == SYSTEMS.keys()


def test_the_questions_are_half_answerable_and_in_four_languages() -> None:
    questions = [line.question for line in chosen(24)]
    assert len({question.group for question in questions}) == 24
    assert sum(question.answerable for question in questions) == 12
    assert set(Counter(question.language for question in questions)) == set(LANGUAGES)


def test_a_group_comes_again_only_after_all_others() -> None:
    questions = [line.question for line in chosen(124)]
    assert len({question.group for question in questions[:62]}) == 62
    assert len({question.group for question in questions[62:]}) == 62
    assert len({question.name for question in questions}) == 124


def test_a_run_over_the_first_questions_is_gone_on_with(tmp_path: Path) -> None:
    lines = chosen(4)
    assert gone_on_with(tmp_path, {"questions": asked(lines)}, lines) is None
    RunFolder.create(tmp_path, {"questions": asked(lines[:2]), "model": "m"})
    wanted = {"questions": asked(lines), "model": "m"}
    for _ in range(2):
        folder = gone_on_with(tmp_path, wanted, lines)
        assert folder is not None
        assert folder.manifest()["questions"] == asked(lines)
    with pytest.raises(RunFolderError, match="the model is not the same"):
        gone_on_with(tmp_path, {**wanted, "model": "n"}, lines)
    with pytest.raises(RunFolderError, match="the questions are not the same"):
        gone_on_with(tmp_path, {**wanted, "questions": asked(lines[1:])}, lines[1:])
