"""A user's lines: bare questions are taken, what is wrong is named by file, line and field."""

from pathlib import Path

import pytest

from evals.dataset.bare import read_given
from evals.dataset.reading import QuestionsError
from evals.dataset.sets import built_in_sets


def _written(folder: Path, *lines: str) -> Path:
    path = folder / "mine.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_question_is_enough(tmp_path: Path) -> None:
    path = _written(
        tmp_path,
        '{"question": "Wer hat die Orgel gereinigt?"}',
        "",
        '{"question": "And when?", "id": "x", "lang": "en", "history": ["Who?"]}',
    )
    given = read_given([path])
    first, second = (line.question for line in given.lines)
    assert (first.name, first.language) == ("mine-1", "de")
    assert (second.name, second.language, second.history) == ("x", "en", ("Who?",))
    assert given.bare == {"mine-1", "x"}
    assert given.unreviewed == 0


def test_lines_of_a_set_have_gold(tmp_path: Path) -> None:
    line = built_in_sets()[0].read_text("utf-8").splitlines()[0]
    assert '"reviewed_by": "second reader, 2026-11-24"' in line
    unread = line.replace('"reviewed_by": "second reader, 2026-11-24"', '"reviewed_by": ""')
    given = read_given([_written(tmp_path, unread)])
    assert given.bare == frozenset()
    assert given.unreviewed == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"question": ', ":2: no JSON"),
        ('{"id": "a"}', ":2: `question` is missing"),
        ('{"question": 5}', ":2: `question` in the line must be of type str"),
        ('{"question": " "}', ":2: `question` is empty"),
        ('{"question": "Wer?", "langg": "de"}', ":2: `langg` is no field"),
        ('{"question": "Wer?", "history": [1]}', ":2: `history` must hold texts"),
        ('{"question": "Wer?", "id": "a"}', ":2: the id a stands twice: see .*:1"),
        ('{"question": "Wer?", "evidence": []}', ":2: `id` is missing"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = _written(tmp_path, '{"question": "Wer war es?", "id": "a"}', line)
    with pytest.raises(QuestionsError, match=said):
        read_given([path])


def test_a_file_without_a_question_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match="there is no question"):
        read_given([_written(tmp_path, "")])
