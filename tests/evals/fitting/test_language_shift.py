from pathlib import Path

import numpy as np
import pytest

from evals.fitting.language_shift import main, measured
from index.embedding import open_word_embedder
from index.search.language_shift import FILE


def test_a_language_is_compared_with_the_german_questions_of_its_own_groups() -> None:
    embedder = open_word_embedder(threads=1)
    questions = [
        ("a", "de", "Feuerwehr"),
        ("a", "en", "firefighters"),
        ("b", "de", "Gewächshaus"),
    ]
    shifts = measured(questions, embedder)
    assert list(shifts) == ["en"]
    german, english = embedder.embed_words(["Feuerwehr", "firefighters"])
    assert shifts["en"].astype(np.float32) == pytest.approx(english - german, abs=1e-3)


def test_the_data_that_search_reads_is_what_the_command_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--out", str(tmp_path / FILE)]) == 0
    assert "zh  length 0.2" in capsys.readouterr().out
    import index.search

    kept = np.load(Path(index.search.__path__[0]) / FILE)
    made = np.load(tmp_path / FILE)
    assert sorted(kept.files) == sorted(made.files)
    for language in kept.files:
        assert kept[language] == pytest.approx(made[language], abs=2e-3)
