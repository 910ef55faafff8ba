"""A small good set is valid; every kind of damage is found and named."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evals.dataset.articles import Corpus
from evals.dataset.checks import problems_of
from evals.dataset.offsets import fix_offsets
from evals.dataset.reading import QuestionsError, read_questions
from evals.dataset.records import Problem
from evals.dataset.sets import built_in_sets

TEXT = (
    "Die Gemeinde Unterwang baut eine neue Turnhalle. Sie kostet 2,4 Mio. Euro. "
    "Die alte Halle war 1961 eröffnet worden. Der Rat stimmte mit neun zu vier Stimmen zu."
)
HEADLINE = "Neue Halle\n\n"
QUESTIONS = {
    "de": "Wie viel kostet die neue Turnhalle in Unterwang?",
    "en": "How much will the new gym in Unterwang cost?",
    "tr": "Unterwang'daki yeni spor salonu ne kadara mal olacak?",
    "zh": "温特旺的新体育馆要花多少钱？",
}
OFF_TOPIC = {
    "de": "Wer hat im vergangenen Jahr das Radrennen in Unterwang gewonnen?",
    "en": "Who won last year's cycling race in Unterwang?",
    "tr": "Geçen yıl Unterwang'daki bisiklet yarışını kim kazandı?",
    "zh": "去年温特旺的自行车比赛是谁赢的？",
}
Line = dict[str, Any]


def group(name: str, texts: dict[str, str], **fields: Any) -> list[Line]:
    return [
        {"id": f"{name}-{lang}", "group": name, "lang": lang, "question": text, **fields}
        for lang, text in texts.items()
    ]


def good_lines() -> list[Line]:
    quote = "Sie kostet 2,4 Mio. Euro."
    start = len(HEADLINE) + TEXT.index(quote)
    answerable = group(
        "halle",
        QUESTIONS,
        answerable=True,
        kind="figure",
        evidence=[{"doc": "halle.txt", "start": start, "end": start + len(quote), "quote": quote}],
        nuggets=[
            {
                "id": "n1",
                "vital": True,
                "any": {"*": ["2,4 Mio"], "en": ["2.4 million"], "zh": ["240万"]},
                "wrong": ["2,8 Mio"],
            }
        ],
        answer={"de": "2,4 Mio. Euro.", "en": "2.4 million euros."},
        split="dev",
    )
    unanswerable = group(
        "rennen",
        OFF_TOPIC,
        answerable=False,
        kind="off-topic",
        evidence=[],
        nuggets=[],
        answer={},
        split="test",
    )
    return answerable + unanswerable


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "halle.txt").write_text(f"{HEADLINE}{TEXT}\n", encoding="utf-8")
    return Corpus.read(tmp_path / "corpus")


@pytest.fixture
def found(corpus: Corpus, tmp_path: Path) -> Callable[[list[Line]], list[Problem]]:
    def check(lines: list[Line]) -> list[Problem]:
        path = tmp_path / "set.jsonl"
        text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        path.write_text(text, encoding="utf-8")
        read, malformed = read_questions(path)
        return [*malformed, *problems_of(read, corpus)]

    return check


Check = Callable[[list[Line]], list[Problem]]


def test_a_good_set_has_no_problem(found: Check) -> None:
    assert found(good_lines()) == []


def _set(field: str, value: Any) -> Callable[[list[Line]], None]:
    """Set a field of every line of the first group."""

    def damage(lines: list[Line]) -> None:
        for line in lines[:4]:
            line[field] = copy.deepcopy(value)

    return damage


def _drop_language(lines: list[Line]) -> None:
    del lines[2]


def _one_extra_language(lines: list[Line]) -> None:
    extra = copy.deepcopy(lines[0])
    lines.append(
        extra | {"id": "halle-fr", "lang": "fr", "question": "Combien coûte le nouveau gymnase ?"}
    )
    for line in lines:
        for nugget in line["nuggets"]:
            nugget["any"]["fr"] = ["2,4 millions"]


def _wrong_quote(lines: list[Line]) -> None:
    for line in lines[:4]:
        line["evidence"][0]["quote"] = "Sie kostet 2,5 Mio. Euro."


def _ambiguous_quote(lines: list[Line]) -> None:
    for line in lines[:4]:
        line["evidence"][0]["quote"] = "alle"


def _moved(lines: list[Line]) -> None:
    for line in lines[:4]:
        line["evidence"][0]["start"] += 1


def _unknown_file(lines: list[Line]) -> None:
    for line in lines[:4]:
        line["evidence"][0]["doc"] = "anders.txt"


def _no_form_for_a_language(lines: list[Line]) -> None:
    for line in lines[:4]:
        line["nuggets"][0]["any"] = {"de": ["2,4 Mio"]}


def _form_not_in_the_evidence(lines: list[Line]) -> None:
    for line in lines[:4]:
        line["nuggets"][0]["any"] = {"*": ["2.400.000"]}


def _accepted_and_wrong(lines: list[Line]) -> None:
    for line in lines[:4]:
        line["nuggets"][0]["wrong"] = ["2.4 Million"]


def _one_differs(lines: list[Line]) -> None:
    lines[1]["kind"] = "reason"


def _leak(lines: list[Line]) -> None:
    other = copy.deepcopy(lines[:4])
    for line in other:
        line["group"], line["split"] = "halle-2", "test"
        line["id"] += "-2"
        line["question"] += " (ca.)"
    lines += other


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        pytest.param(_set("kind", "riddle"), "kind", id="unknown kind"),
        pytest.param(_set("question", "  "), "empty", id="empty question"),
        pytest.param(_set("kind", "follow-up"), "history", id="follow-up without history"),
        pytest.param(_set("answer", {"de": "2,4"}), "answer", id="no English answer"),
        pytest.param(_set("evidence", []), "evidence", id="no evidence"),
        pytest.param(_set("nuggets", []), "evidence", id="no nugget"),
        pytest.param(_set("answerable", False), "unanswerable", id="unanswerable with evidence"),
        pytest.param(_set("lang", "en"), "language", id="other language than declared"),
        pytest.param(_set("id", "same"), "id", id="id twice"),
        pytest.param(_set("question", QUESTIONS["de"]), "repeated", id="question twice"),
        pytest.param(_drop_language, "group", id="group lacks a language"),
        pytest.param(_one_extra_language, "group", id="one of the further languages alone"),
        pytest.param(_one_differs, "group", id="a line of another kind in its group"),
        pytest.param(_wrong_quote, "quote", id="quote not in the article"),
        pytest.param(_ambiguous_quote, "ambiguous", id="quote in two places"),
        pytest.param(_moved, "moved", id="moved offsets"),
        pytest.param(_unknown_file, "doc", id="no such article"),
        pytest.param(_no_form_for_a_language, "nugget", id="no form for a language"),
        pytest.param(_form_not_in_the_evidence, "nugget", id="form not in the evidence"),
        pytest.param(_accepted_and_wrong, "nugget", id="accepted and wrong"),
        pytest.param(_leak, "leak", id="evidence in both splits"),
    ],
)
def test_damage_is_found(found: Check, damage: Callable[[list[Line]], None], code: str) -> None:
    lines = good_lines()
    damage(lines)
    assert code in {problem.code for problem in found(lines)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "no JSON"),
        ("[1]", "must be a JSON object"),
        ('{"id": "a"}', "`group` is missing"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_a_malformed_line_is_named_and_the_rest_is_read(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(text + "\n" + json.dumps(good_lines()[0]) + "\n", encoding="utf-8")
    read, problems = read_questions(path)
    assert [line.number for line in read] == [2]
    assert [(problem.line, problem.code) for problem in problems] == [(1, "malformed")]
    assert message in problems[0].message


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("answerable", "yes", "`answerable` in the line must be of type bool"),
        ("split", "train", "`split` must be dev or test"),
        ("colour", "red", "`colour` is no field"),
        ("evidence", [{"doc": "a"}], "`quote` is missing in evidence"),
        ("evidence", [{"doc": "a", "quote": "b", "start": -1}], "whole number from 0"),
        ("nuggets", [{"id": "n", "vital": True, "any": {"de": "x"}}], "must be a list"),
        ("tags", [""], "must hold texts that are not empty"),
    ],
)
def test_a_wrong_field_is_named(tmp_path: Path, field: str, value: Any, message: str) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(good_lines()[0] | {field: value}), encoding="utf-8")
    _, problems = read_questions(path)
    assert message in problems[0].message


def test_a_file_that_is_not_there_or_no_text_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match="There is no file"):
        read_questions(tmp_path / "none.jsonl")
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(QuestionsError, match="UTF-8"):
        read_questions(tmp_path / "binary.jsonl")


def test_moved_offsets_are_rewritten_and_nothing_else(corpus: Corpus, tmp_path: Path) -> None:
    lines = good_lines()
    wanted = [json.dumps(line, ensure_ascii=False) for line in lines]
    _moved(lines)
    lines[4]["note"] = "stays  as it is"
    path = tmp_path / "set.jsonl"
    texts = [json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("\n".join([*texts, "no json", ""]), encoding="utf-8")
    assert fix_offsets(path, corpus) == 4
    after = path.read_text(encoding="utf-8").split("\n")
    assert after[:4] == wanted[:4]
    assert after[4:] == [*texts[4:], "no json", ""]
    assert fix_offsets(path, corpus) == 0


def test_the_built_in_sets_are_valid() -> None:
    corpus = Corpus.read(Path(__file__).parents[3] / "corpus")
    lines, problems = [], []
    for path in built_in_sets():
        read, malformed = read_questions(path)
        lines += read
        problems += malformed
    assert [*problems, *problems_of(lines, corpus)] == []
    assert len(lines) >= 600
    groups = {line.question.group: line.question for line in lines}.values()
    assert sum(question.answerable for question in groups) == 60
    assert sum(not question.answerable for question in groups) == 60
    assert all(question.reviewed_by for question in groups)
