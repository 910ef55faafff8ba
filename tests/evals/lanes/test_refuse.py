"""The lane of refusing: rows, published outputs, rates."""

import json
from pathlib import Path

import pytest

from evals.lanes.nomiracl import Row, has_answered, read_rows
from evals.lanes.refuse import Result, interval_of_mean, published, rates, sampled
from evals.lanes.rows import LaneFileError

SHARED = Path(__file__).parents[4] / "shared" / "data" / "nomiracl_de"

FERRY = {
    "id": "1#0",
    "query": "Wie viele Autos passen auf die Fähre Lauerstolz?",
    "relevant": True,
    "passages": [
        {"title": "Lauerstolz", "text": "Die Fähre Lauerstolz fasst 34 Autos und 120 Fahrgäste."},
        {"title": "Lauer", "text": "Die Lauer ist ein Fluss mit drei Staustufen."},
    ],
    "results": {"big": "Yes, answer is present.", "small": "I don't know"},
}
MAYOR = {
    "id": "2#0",
    "query": "Wer hat die Oper Zarenblut komponiert?",
    "relevant": False,
    "passages": [
        {"title": "Grünau", "text": "In Grünau wurde 2019 ein Hallenbad mit drei Becken eröffnet."},
        {"title": "Lauertal", "text": "Im Lauertal wachsen Kirschen, Äpfel und etwas Wein."},
    ],
    "results": {"big": "Yes, answer is present.", "small": "no idea"},
}


def _file(folder: Path, *rows: dict[str, object]) -> Path:
    path = folder / f"{len(list(folder.iterdir()))}.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _row(name: str, *, relevant: bool) -> Row:
    return Row(name, "?", relevant, (), {})


@pytest.mark.parametrize(
    ("output", "answered"),
    [
        pytest.param("Yes, answer is present.", True, id="yes"),
        pytest.param("I don't know.", False, id="no"),
        pytest.param("\nI don’t know\nYes, answer is present", False, id="the first counts"),
        pytest.param("Yes, answer is present. I don't know", True, id="the first counts too"),
        pytest.param("Unable to generate response.", None, id="neither"),
    ],
)
def test_a_published_output_is_read_as_its_authors_asked_for_it(
    output: str, answered: bool | None
) -> None:
    assert has_answered(output) is answered


def test_rates_by_hand() -> None:
    # Of four relevant one refused, of three non-relevant two answered, one failed.
    found = rates([(True, True)] * 3 + [(True, False)] + [(False, True)] * 2 + [(False, False)])
    assert found.error_rate == 25
    assert found.hallucination_rate == pytest.approx(200 / 3)
    assert found.mean == pytest.approx((75 + 100 / 3) / 2)
    assert rates([(True, None)]).skipped == 1
    assert rates([(True, True)]).mean is None


def test_always_answering_and_always_refusing_are_worth_half() -> None:
    for said in (True, False):
        assert rates([(True, said)] * 7 + [(False, said)] * 3).mean == 50


def test_the_interval_holds_the_mean_and_is_none_without_both_kinds() -> None:
    results = [Result(str(at), at % 2 == 0, at % 3 == 0, "", "", 0, 0) for at in range(60)]
    found = interval_of_mean(results)
    mean = rates([(r.relevant, r.answered) for r in results]).mean
    assert found is not None
    assert mean is not None
    assert found.low < mean < found.high
    assert interval_of_mean(results[::2]) is None


def test_a_sample_has_as_many_of_each_kind_and_takes_them_in_turns() -> None:
    yes = [_row(f"y{n}", relevant=True) for n in range(10)]
    no = [_row(f"n{n}", relevant=False) for n in range(4)]
    assert [row.name for row in sampled(yes, no, 4)] == ["y0", "n0", "y5", "n2"]
    assert len(sampled(yes, no, None)) == 14
    assert len(sampled(yes, no, 100)) == 14


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param({**FERRY, "query": 3}, '"query" must be a str', id="type"),
        pytest.param({"id": "1"}, 'has no "query"', id="missing"),
        pytest.param({**FERRY, "passages": [{}]}, 'object with a "text"', id="passage"),
        pytest.param({**FERRY, "relevant": False}, "files exchanged", id="other file"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, row: dict[str, object], said: str) -> None:
    with pytest.raises(LaneFileError, match=said):
        read_rows(_file(tmp_path, row), relevant=True)


def test_an_id_stands_once(tmp_path: Path) -> None:
    with pytest.raises(LaneFileError, match="two rows have the id '1#0'"):
        read_rows(_file(tmp_path, FERRY, FERRY), relevant=True)
    with pytest.raises(LaneFileError, match="'a' is in both files"):
        sampled([_row("a", relevant=True)], [_row("a", relevant=False)], None)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data sets are not here")
def test_the_published_models_of_the_shared_half() -> None:
    rows = [
        *read_rows(SHARED / "relevant.jsonl", relevant=True),
        *read_rows(SHARED / "non_relevant.jsonl", relevant=False),
    ]
    found = published(rows)
    best = found["gpt-4-azure"]
    assert best.hallucination_rate == pytest.approx(100 * 42 / 92)
    assert best.error_rate == pytest.approx(100 * 12 / 133)
    assert best.skipped == 3
    assert len(found) == 11
