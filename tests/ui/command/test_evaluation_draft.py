"""``eval draft`` over the small index, with the real model; what it writes can be run."""

import json
from pathlib import Path
from typing import Any

from evals.dataset.bare import read_given


def test_drafts_are_lines_that_a_run_takes(
    fundstelle: Any, built: Any, model_cache: Path, tmp_path: Path
) -> None:
    del model_cache
    out = tmp_path / "drafts.jsonl"
    words = ("eval", "draft", "--n", "2", "--languages", "de,en", "--out", str(out))
    ran = fundstelle(*words, "--model", "embedded", *built.flags)
    assert ran.code == 0, ran.err
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["lang"] for line in lines] == ["de", "en"][: len(lines)]
    for line in lines:
        (evidence,) = line["evidence"]
        shown = fundstelle("articles", evidence["doc"], "--json", *built.flags).json
        assert shown["text"][evidence["start"] : evidence["end"]] == evidence["quote"]
        (nugget,) = line["nuggets"]
        assert nugget["any"]["*"][0] in evidence["quote"]
    given = read_given([out])
    assert given.unreviewed == len(lines) >= 1
    again = fundstelle(*words, "--model", "embedded", *built.flags)
    assert again.code == 1
    assert "is there already" in again.err
