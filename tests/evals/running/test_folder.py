"""A run's folder gives back what was kept, survives a crash, and says what is wrong with it."""

import subprocess
import sys
from pathlib import Path

import pytest

from evals.dataset.records import Evidence, Nugget, Question
from evals.records import Item, Judgement, Place, Rate, Reply, SaidClaim, Score, ScoredItem
from evals.running.folder import RunFolder, RunFolderError
from evals.running.lines import KeptLineError
from evals.running.manifest import other_code

QUESTION = Question(
    *("a01-zh", "a01", "zh", "多少钱？", True, "figure", "dev"),
    evidence=(Evidence("bad.md", "Es kostet 4,50 Euro.", 10, 30),),
    nuggets=(Nugget("n1", vital=True, accepted={"*": ("4,50",), "zh": ("4.5",)}),),
)
PLACE = Place("bad", 10, 30, "Es kostet 4,50 Euro.")
ITEM = Item(
    QUESTION,
    Reply(
        *("answer", None, 0.9, "4.5欧元。 [1]", "zh"),
        claims=(SaidClaim("4.5欧元。", 0, 6, (1,), "unchecked"),),
        citations={1: PLACE},
        hits=(PLACE,),
        evidence=(PLACE,),
        first_token_seconds=1.5,
    ),
)
FAILED = Item(QUESTION, None, "model_unavailable: It does not answer.")


def test_everything_that_was_kept_comes_back(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "run", {"questions": "dev"})
    for item in (ITEM, FAILED):
        folder.append_item(item)
    judgement = Judgement("a01-zh#0", "support", 0.75, supported=True)
    folder.append_judgements([judgement])
    scored = ScoredItem(
        *("a01-zh", "a01", "zh", "figure", True, "correct"),
        {"hit-1": Score("hit-1", 1.0), "names": Score("names", None, 2.0, "unknown script")},
    )
    folder.write_scores([scored])
    rate = Rate("hit-1", "all", 1, 0, 1.0, 0.5, 1.0)
    folder.write_metrics([rate], valid=True)

    again = RunFolder.open(tmp_path / "run")
    assert again.manifest()["questions"] == "dev"
    assert again.items() == [ITEM, FAILED]
    assert again.judgements() == [judgement]
    assert again.scores() == [scored]
    assert again.rates() == [rate]
    assert again.metrics()["valid"] is True


def test_a_line_that_a_crash_cut_short_is_no_item(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path, {})
    folder.append_item(ITEM)
    with (tmp_path / "items.jsonl").open("ab") as file:
        file.write(b'{"question": {"na')
    assert folder.items() == [ITEM]
    assert folder.mend() == [tmp_path / "items.jsonl"]
    assert folder.mend() == []
    folder.append_item(FAILED)
    assert folder.items() == [ITEM, FAILED]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(RunFolderError, match="is not empty"):
        RunFolder.create(tmp_path, {})
    with pytest.raises(RunFolderError, match="is no folder"):
        RunFolder.create(tmp_path / "thesis.txt", {})


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        pytest.param(None, "is no run", id="no run"),
        pytest.param('{"version": 99}', "another version", id="another version"),
        pytest.param("{", "can't be read", id="no JSON"),
        pytest.param("[]", "holds no object", id="no object"),
    ],
)
def test_what_is_no_run_is_named(tmp_path: Path, manifest: str | None, said: str) -> None:
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(RunFolderError, match=said):
        RunFolder.open(tmp_path)


def test_a_damaged_line_is_named_and_a_run_without_scores_says_what_to_type(
    tmp_path: Path,
) -> None:
    folder = RunFolder.create(tmp_path, {})
    with pytest.raises(RunFolderError, match=r"fundstelle eval score"):
        folder.scores()
    with pytest.raises(RunFolderError, match=r"fundstelle eval score"):
        folder.rates()
    (tmp_path / "scores.jsonl").write_text('{"group": "a"}\n')
    with pytest.raises(RunFolderError, match=r"line 1: name: .* Type `fundstelle eval score"):
        folder.scores()
    (tmp_path / "metrics.json").write_text("{}")
    with pytest.raises(RunFolderError, match=r"metrics\.json can't .* Type `fundstelle eval score"):
        folder.rates()
    (tmp_path / "items.jsonl").write_text('{"reply": null}\n')
    with pytest.raises(KeptLineError, match=r"items\.jsonl:1 .*question"):
        folder.items()


def test_two_processes_do_not_write_to_one_folder(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "run", {})
    other = (
        "import sys, pathlib\n"
        "from evals.running.folder import RunFolder\n"
        "with RunFolder.open(pathlib.Path(sys.argv[1])).alone():\n"
        "    print('mine')\n"
    )
    words = [sys.executable, "-c", other, str(folder.path)]
    with folder.alone():
        refused = subprocess.run(words, capture_output=True, text=True, check=False)
    assert refused.stdout == ""
    assert f"Another command is writing to {folder.path}. Wait" in refused.stderr
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout == "mine\n"


def test_a_run_that_goes_on_with_other_code_says_so_and_keeps_all_commits(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "run", {"commit": "a" * 40, "dirty": False})
    assert other_code(folder, {"commit": "a" * 40}) is None
    assert "later_commits" not in folder.manifest()
    said = other_code(folder, {"commit": "b" * 40})
    assert said is not None
    assert "commit aaaaaaaaaa, it goes on with that of bbbbbbbbbb" in said
    assert other_code(folder, {"commit": "b" * 40}) is None
    assert "no known number" in (other_code(folder, {"commit": None}) or "")
    assert folder.manifest()["commit"] == "a" * 40
    assert folder.manifest()["later_commits"] == ["b" * 40, None]
