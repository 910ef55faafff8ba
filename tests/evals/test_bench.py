import os
from pathlib import Path

import pytest

from evals.bench.machine import source_state
from evals.bench.options import Options
from evals.bench.prompts import prompts
from evals.bench.reading_files import FORMATS, write_formats
from evals.bench.search import imported
from evals.bench.sides.reading_formats import splits
from evals.bench.sides.reading_memory import main as reading_memory
from evals.bench.table import Row, SkippedError, markdown, median, percentile, spread
from evals.metrics.ranking import distinct, quality, rank_of


def test_an_article_ranks_by_its_best_passage() -> None:
    assert distinct(["a", "b", "a", "c"]) == ["a", "b", "c"]
    assert rank_of("c", ["a", "b", "a", "c"]) == 3
    assert rank_of("d", ["a", "b"]) is None


def test_recall_counts_those_found_so_early_among_all_questions() -> None:
    found = quality([1, 2, 6, None])
    assert found.shares == (0.25, 0.5, 0.75, (1 + 1 / 2 + 1 / 6) / 4)
    assert found.questions == 4
    assert str(found) == ".250 .500 .750 .417"


def test_an_article_beyond_the_tenth_place_is_not_found() -> None:
    assert quality([11, 1]).shares == (0.5, 0.5, 0.5, 0.5)


def test_everything_right_is_written_in_full() -> None:
    assert str(quality([1])) == "1.00 1.00 1.00 1.00"


def test_no_questions_have_no_quality() -> None:
    with pytest.raises(ValueError, match="no questions"):
        quality([])


def test_medians_and_percentiles() -> None:
    assert median([9, 1, 2]) == 2
    assert median([1, 2]) == 1.5
    twenty = [float(n) for n in range(20, 0, -1)]
    assert percentile(twenty, 0.5) == 10
    assert percentile(twenty, 0.95) == 19
    assert percentile([7.0], 0.95) == 7
    assert spread([3.0, 1.0, 2.0]) == "2.0 (1.0 to 3.0)"
    assert spread([3.0], 2) == "3.00"


@pytest.mark.parametrize("share", [0.0, 1.5])
def test_a_percentile_that_can_t_be_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="no percentile"):
        percentile([1.0], share)


def test_nothing_measured_is_not_zero() -> None:
    with pytest.raises(ValueError, match="median of nothing"):
        median([])
    with pytest.raises(ValueError, match="no percentile"):
        percentile([], 0.5)


def test_the_table_says_what_was_missed_and_leaves_open_what_was_not_wanted() -> None:
    rows = [
        Row("indexing", "40", "10", "4.0x", "at least 3x", met=True, n="3 runs"),
        Row("search, p50 | p95", "30", wanted="at most 20", met=False),
        Row("passages", "100"),
    ]
    assert markdown(rows).splitlines() == [
        "| Figure | Fundstelle | Beside it | Ratio | Wanted | Met | n |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        "| indexing | 40 | 10 | 4.0x | at least 3x | yes | 3 runs |",
        "| search, p50 \\| p95 | 30 |  |  | at most 20 | **no** |  |",
        "| passages | 100 |  |  |  |  |  |",
    ]


def test_a_module_changed_while_measuring_is_noticed(tmp_path: Path) -> None:
    module = tmp_path / "rag" / "answer.py"
    module.parent.mkdir()
    module.write_text("a = 1\n", encoding="utf-8")
    before = source_state(tmp_path)
    assert source_state(tmp_path) == before
    os.utime(module, ns=(1, 1))
    assert source_state(tmp_path) != before


def test_imports_are_read_from_python_s_own_log() -> None:
    log = (
        "import time: self [us] | cumulative | imported package\n"
        "import time:       157 |        157 |   torch.version\n"
        "import time:       200 |      12000 | chromadb\n"
    )
    assert imported(log, ("torch", "chromadb")) == ["chromadb"]


def test_missing_data_sets_are_said_and_not_measured(tmp_path: Path) -> None:
    options = Options(tmp_path / "data", tmp_path)
    with pytest.raises(SkippedError, match=r"articles\.jsonl is not here: name .* --data"):
        options.news()


def test_a_part_of_the_news_is_its_beginning(tmp_path: Path) -> None:
    folder = tmp_path / "german_news"
    folder.mkdir()
    lines = [f'{{"id": "{number}"}}\n' for number in range(5)]
    (folder / "articles.jsonl").write_text("".join(lines), encoding="utf-8")
    part = Options(tmp_path, tmp_path, articles=2).news()
    assert part.read_text(encoding="utf-8") == "".join(lines[:2])


def test_no_two_prompts_begin_alike(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Der Fluss trat über die Ufer. " * 9, encoding="utf-8")
    made = prompts(tmp_path, 50)
    first, second = next(made), next(made)
    assert first[0].text[:4] != second[0].text[:4]
    assert first[1].text.startswith("Der Fluss trat über die Ufer. Der Fluss")
    assert first[1] == second[1]


@pytest.fixture(scope="module")
def formats(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six short articles in every format."""
    folder = tmp_path_factory.mktemp("formats") / "all"
    texts = [
        f"Am Hafen von Pachtenau liegen seit Montag {number} Schiffe fest. Der Damm ist gebrochen. "
        "Taucher suchen nach der Ursache. Das Amt rechnet mit zwei Wochen, in denen nichts fährt."
        for number in range(2, 8)
    ]
    rows = [{"id": f"n{at}", "label": "Region", "text": text} for at, text in enumerate(texts)]
    write_formats(rows, folder, Path(__file__).parents[2] / "corpus")
    return folder


@pytest.mark.parametrize("kind", FORMATS[:-2])
def test_an_article_written_in_any_format_comes_out_as_itself(formats: Path, kind: str) -> None:
    files = list(splits(formats / kind))
    found = [split.article.text for file in files for split in file]
    assert len(found) == 6
    for number, text in enumerate(sorted(found), start=2):
        assert f"liegen seit Montag {number} Schiffe fest. Der Damm ist gebrochen. Taucher" in text
        assert "nichts fährt." in text
        assert not [word for word in ("Lesen Sie auch", "Impressum", "Cookies") if word in text]


def test_of_print_and_word_a_fifth_as_many_are_there(formats: Path) -> None:
    assert [len(list((formats / kind).iterdir())) for kind in ("docx", "pdf")] == [1, 1]


def test_memory_is_that_of_both_processes(formats: Path) -> None:
    few, many = reading_memory(formats, 4), reading_memory(formats, 1)
    assert (few["files"], many["files"]) == (4 * 2 + 3, 4 * 6 + 3)
    assert min(few["process"], few["worker"], many["worker"]) > 10
