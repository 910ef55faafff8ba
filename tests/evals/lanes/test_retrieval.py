"""The lane of retrieval: files, ranks, figures by hand."""

import json
from pathlib import Path

import pytest

from evals.lanes.retrieval import Asked, Ranks, compared, read_passages, read_questions
from evals.lanes.rows import LaneFileError


def _file(folder: Path, name: str, *rows: object) -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _ranks(language: str, *pairs: tuple[int | None, int | None]) -> list[Ranks]:
    return [Ranks(Asked("q", language, "?", "p"), whole, dense) for whole, dense in pairs]


def test_figures_by_hand() -> None:
    (german, chinese) = compared(
        [*_ranks("de", (1, 2), (2, 1), (6, None), (None, None)), *_ranks("zh", (1, 4), (1, 4))]
    )
    assert german.questions == 4
    assert german.whole.at == {1: 0.25, 5: 0.5, 10: 0.75}
    assert german.whole.mrr == pytest.approx((1 + 1 / 2 + 1 / 6) / 4)
    assert german.dense.mrr == pytest.approx((1 / 2 + 1) / 4)
    assert german.gain == pytest.approx(1 / 6 / 4)
    assert chinese.gain == pytest.approx(3 / 4)
    assert chinese.gain_interval is not None
    assert (chinese.gain_interval.low, chinese.gain_interval.high) == (0.75, 0.75)


def test_the_guard_speaks_only_of_a_loss_beyond_chance() -> None:
    (worse,) = compared(_ranks("en", *[(2, 1)] * 40))
    (noise,) = compared(_ranks("en", *[(2, 1), (1, 2)] * 20))
    assert worse.loses
    assert not noise.loses


def test_bad_files_are_named(tmp_path: Path) -> None:
    passage = {"id": "p", "text": "Ein Satz."}
    passages = read_passages(_file(tmp_path, "p.jsonl", passage))
    question = {"id": "q", "lang": "de", "question": "Was?", "passage": "other"}
    with pytest.raises(LaneFileError, match="'other', which is no passage"):
        read_questions([_file(tmp_path, "q.jsonl", question)], passages)
    twice = {**question, "passage": "p"}
    with pytest.raises(LaneFileError, match="two de questions have the id 'q'"):
        read_questions([_file(tmp_path, "twice.jsonl", twice, twice)], passages)
    with pytest.raises(LaneFileError, match="no questions"):
        read_questions([_file(tmp_path, "none.jsonl")], passages)
    with pytest.raises(LaneFileError, match="two passages have the id 'p'"):
        read_passages(_file(tmp_path, "twice.jsonl", passage, passage))
    with pytest.raises(LaneFileError, match="has no passages"):
        read_passages(_file(tmp_path, "empty.jsonl"))
    with pytest.raises(LaneFileError, match=r"list\.jsonl:1 is no object"):
        read_passages(_file(tmp_path, "list.jsonl", []))
