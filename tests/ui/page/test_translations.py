"""Translations for the pane: they wait for answers, and a poor model is asked only on a wish."""

import asyncio
import threading
from typing import Any

from rag.errors import ModelUnavailableError, StoppedError
from rag.records import Reason
from rag.translation.translator import German, Translation
from tests.looping import run
from ui.page.translations import Translations

REASON = Reason("number_missing", "3")
PLACE = {"article": "fire", "start": 0, "end": 9, "language": "en", "key": "0" * 32}


def translate(german: German, language: str, stop: threading.Event) -> Translation:
    return Translation("It burned.", language, "small")


def asked(translations: Translations, **change: Any) -> Any:
    made = run(translations.translate({**PLACE, **change}))
    translations.close()
    return made


def test_a_translation_comes_with_its_language() -> None:
    made = asked(Translations(lambda place: German("Es brannte."), translate, lambda: False))
    assert made == {"text": "It burned.", "language": "en", "reasons": []}


def test_one_that_fails_the_check_is_its_reasons_alone() -> None:
    def fails(german: German, language: str, stop: threading.Event) -> Translation:
        return Translation(
            "It burned 3 times.", language, "small", (Reason("number_missing", "3"),)
        )

    made = asked(Translations(lambda place: German("Es brannte."), fails, lambda: False))
    assert (made["text"], made["reasons"][0]["code"]) == ("", "number_missing")


def test_a_poor_model_is_asked_only_where_the_reader_wishes_it() -> None:
    def make() -> Translations:
        return Translations(
            lambda place: German("Es brannte."), translate, lambda: False, unsure=lambda: True
        )

    assert asked(make()) == {"offered": True}
    assert asked(make(), asked=True)["text"] == "It burned."


def test_nothing_is_translated_that_is_no_sentence_or_no_language() -> None:
    assert asked(Translations(lambda place: None, translate, lambda: False)) == {"stopped": True}
    made = asked(Translations(lambda place: German("x"), translate, lambda: False), language="?")
    assert made == {"stopped": True}


def test_without_a_model_one_line_says_so() -> None:
    def away(german: German, language: str, stop: threading.Event) -> Translation:
        raise ModelUnavailableError("Type `ollama serve`.")

    made = asked(Translations(lambda place: German("x"), away, lambda: False))
    assert made == {"error": "Type `ollama serve`."}


def test_a_question_goes_first_and_the_translation_is_begun_again() -> None:
    begun: list[str] = []

    def slow(german: German, language: str, stop: threading.Event) -> Translation:
        begun.append(german.text)
        if len(begun) == 1:
            assert stop.wait(20)
            raise StoppedError("Stopped.")
        return Translation("It burned.", language, "small")

    async def both(translations: Translations) -> Any:
        running = asyncio.ensure_future(translations.translate(PLACE))
        while not begun:
            await asyncio.sleep(0.05)
        translations.give_way()
        return await running

    translations = Translations(lambda place: German("Es brannte."), slow, lambda: False)
    made = run(both(translations))
    translations.close()
    assert (made["text"], len(begun)) == ("It burned.", 2)


def test_a_translation_can_be_stopped() -> None:
    begun = threading.Event()

    def slow(german: German, language: str, stop: threading.Event) -> Translation:
        begun.set()
        assert stop.wait(20)
        raise StoppedError("Stopped.")

    async def stopped(translations: Translations) -> Any:
        running = asyncio.ensure_future(translations.translate(PLACE))
        while not begun.is_set():
            await asyncio.sleep(0.05)
        translations.stop({"key": PLACE["key"]})
        return await running

    translations = Translations(lambda place: German("Es brannte."), slow, lambda: False)
    assert run(stopped(translations)) == {"stopped": True}
    translations.close()
