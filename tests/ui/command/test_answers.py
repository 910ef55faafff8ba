"""What a person reads of an answer on the terminal; the model is scripted, all else is real."""

import pytest

from rag import assemble
from tests.rag.scripted import GOOD, Scripted, asked
from ui.command.answers import print_answer


@pytest.mark.parametrize(("right", "doubted"), [(0.4, True), (0.9, False)])
def test_a_doubtful_sentence_is_called_so(
    greenhouse: assemble.OpenIndex,
    capsys: pytest.CaptureFixture[str],
    right: float,
    doubted: bool,
) -> None:
    print_answer(asked(greenhouse, Scripted(GOOD, right=right), cut=-1.0))
    said = capsys.readouterr().out
    assert f"{GOOD} [1]" in said
    assert (f"Doubtful, read the German sentence: {GOOD}" in said) is doubted
