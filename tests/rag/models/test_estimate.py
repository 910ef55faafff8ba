"""The guess at a prompt's tokens, held against the real tokeniser."""

import pytest

from rag.models.base import Message
from rag.models.embedded import EmbeddedModel
from rag.models.estimate import TokenEstimate

TEXTS = {
    "de": "Der Stadtrat hat am Montag beschlossen, die alte Brücke über den Fluss zu sanieren. ",
    "en": "The town council decided on Monday to repair the old bridge across the river. ",
    "ru": "Городской совет решил в понедельник отремонтировать старый мост через реку. ",
    "zh": "市议会周一决定修缮河上的旧桥。",
    "tr": "Belediye meclisi pazartesi günü nehrin üzerindeki eski köprüyü onarmaya karar verdi. ",
}


@pytest.mark.parametrize("language", TEXTS)
def test_it_errs_on_the_safe_side_but_not_twofold(
    embedded_model: EmbeddedModel, language: str
) -> None:
    messages = [Message("system", "Antworte."), Message("user", TEXTS[language] * 12)]
    exact = embedded_model.count_tokens(messages)
    guess = TokenEstimate()
    assert 0.95 * exact < guess.tokens(messages) < 2.1 * exact
    for _ in range(4):
        guess.learn(messages, exact)
    assert guess.tokens(messages) == pytest.approx(exact, rel=0.07)


def test_short_prompts_teach_nothing() -> None:
    guess = TokenEstimate()
    before = guess.bytes_per_token
    guess.learn([Message("user", "Hallo")], 5000)
    assert guess.bytes_per_token == before
