"""What the model proposes is a question of the language that does not give the answer away."""

import pytest

from evals.dataset.drafting import is_usable

GOOD = "Wie viele Pfeifen hat die Orgel der Kirche St. Anna?"


@pytest.mark.parametrize(
    ("question", "language"),
    [
        pytest.param(GOOD, "de", id="german"),
        pytest.param("How many pipes does the organ of the church have?", "en", id="english"),
        pytest.param("这座教堂的管风琴一共有多少根音管？", "zh", id="chinese"),
    ],
)
def test_a_plain_question_passes(question: str, language: str) -> None:
    assert is_usable(question, "1.812", language)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        pytest.param("Die Orgel der Kirche hat viele Pfeifen.", "de", id="no question"),
        pytest.param(GOOD, "en", id="another language"),
        pytest.param("Hat die Orgel der Kirche St. Anna 1.812 Pfeifen?", "de", id="the answer"),
        pytest.param(f"{GOOD} {GOOD}", "de", id="two questions"),
        pytest.param("Warum?", "de", id="too short"),
        pytest.param("", "de", id="nothing"),
    ],
)
def test_anything_else_does_not(question: str, language: str) -> None:
    assert not is_usable(question, "1.812", language)
