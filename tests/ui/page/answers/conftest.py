"""A visitor of the page with recorded answers, and the places of its articles."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.store.reading import StoreReader
from tests.ui.page.answers.screen import VISITORS


@pytest.fixture
def one(visit: Callable[..., Any], page_of_recordings: Any) -> Any:
    return visit(page_of_recordings.address, viewport={"width": 1280, "height": 800})


@pytest.fixture
def answered(one: Any) -> Any:
    one.ask(VISITORS)
    one.wait_for("answer")
    return one


@pytest.fixture(scope="session")
def town_place(town_data: Path) -> Callable[[str], str]:
    """A sentence of `corpus/` to the link that opens it."""
    store = StoreReader(town_data / "store.db")
    texts = {info.article_id: store.article(info.article_id).text for info in store.infos()}
    store.close()

    def find(sentence: str) -> str:
        article = next(name for name, text in texts.items() if sentence in text)
        start = texts[article].index(sentence)
        return f"article={article}&start={start}&end={start + len(sentence)}"

    return find
