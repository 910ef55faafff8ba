import json
import unicodedata
from importlib.resources import files

import pytest

from index.text.language import detect_language
from index.text.scripts import is_traditional_chinese
from rag.records import Refusal
from rag.texts import CODES, LANGUAGES, language_name, sentence, text_language

EMBEDDER = "ar zh zh-Hant en fr de it ja ko nl pl pt es th tr ru".split()
"""The languages of the built-in embedder."""
TEXTS = json.loads((files("rag.texts") / "answers.json").read_text(encoding="utf-8"))
RIGHT_TO_LEFT = ("ar", "fa", "he")


def test_the_embedders_languages_have_their_own_sentences() -> None:
    assert set(EMBEDDER) <= set(LANGUAGES)
    assert {refusal.value for refusal in Refusal} | {"nearest", "quotation", "partly"} == CODES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything_and_in_itself(language: str) -> None:
    assert set(TEXTS[language]) == CODES | {"language"}
    texts = [sentence(code, language) for code in sorted(CODES)]
    assert len(set(texts)) == len(CODES)
    assert {detect_language(text) for text in texts} == {language.removesuffix("-Hant")}
    assert language_name(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_borrows_a_sentence_of_another(language: str) -> None:
    for code in CODES - {"nearest"}:
        same = [other for other in LANGUAGES if sentence(code, other) == sentence(code, language)]
        assert set(same) <= {language, "zh", "zh-Hant"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_leads_end_in_a_colon_and_sentences_in_a_stop(language: str) -> None:
    for code in CODES:
        ends = (":", "：") if code in ("nearest", "quotation") else (".", "。", "।")
        # Thai ends no sentence with a sign.
        assert language == "th" or sentence(code, language).endswith(ends)


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_right_to_left_sentences_are_plain_letters_in_reading_order(language: str) -> None:
    for code in CODES:
        text = sentence(code, language)
        assert unicodedata.normalize("NFC", text) == text
        # No presentation forms, no direction marks: who shows it orders and joins the letters.
        assert not [sign for sign in text if "\ufb1d" <= sign <= "\ufeff"]
        assert not [sign for sign in text if sign in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e"]
        assert {unicodedata.bidirectional(sign) for sign in text if sign.isalpha()} <= {"R", "AL"}
        assert unicodedata.bidirectional(text[0]) in ("R", "AL")


def test_traditional_chinese_is_traditional_and_simplified_is_not() -> None:
    for code in CODES - {"nearest"}:
        assert is_traditional_chinese(sentence(code, "zh-Hant"))
        assert not is_traditional_chinese(sentence(code, "zh"))


@pytest.mark.parametrize(
    ("language", "own"),
    [
        ("pt-BR", "pt"),
        ("zh-CN", "zh"),
        ("zh-Hans", "zh"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("nb", "no"),
        ("sw", "en"),
        ("und", "en"),
    ],
)
def test_a_region_or_script_gets_the_nearest_entry(language: str, own: str) -> None:
    assert text_language(language) == own
    assert sentence("nothing_near", language) == sentence("nothing_near", own)


def test_a_language_without_texts_has_no_name_to_ask_a_model_for() -> None:
    assert language_name("sw") is None
    assert language_name("zh-TW") == "Traditional Chinese"


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        sentence("no_such_code", "de")
