import json
from importlib.resources import files

import pytest

from index.text.language import detect_language
from rag.records import Refusal
from rag.texts import language_name, sentence

LANGUAGES = sorted(json.loads((files("rag.texts") / "answers.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_is_there_in_every_language_and_is_in_that_language(language: str) -> None:
    texts = [sentence(refusal.value, language) for refusal in Refusal]
    assert len(set(texts)) == len(Refusal)
    assert [detect_language(text) for text in texts] == [language] * len(Refusal)
    assert language_name(language)


def test_a_language_without_texts_gets_english_ones() -> None:
    assert sentence("nothing_near", "sw") == sentence("nothing_near", "en")
    assert language_name("sw") is None
    assert sentence("nothing_near", "zh-TW") == sentence("nothing_near", "zh")
