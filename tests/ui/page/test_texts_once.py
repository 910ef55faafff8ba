"""The page's words: of a name that stands twice in a file, one text is never shown."""

import json
from collections import Counter
from importlib.resources import files

import pytest


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_name_stands_twice(language: str) -> None:
    twice: list[str] = []

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        twice.extend(name for name, n in Counter(name for name, _ in pairs).items() if n > 1)
        return dict(pairs)

    text = (files("ui.page") / "texts" / f"{language}.json").read_text(encoding="utf-8")
    json.loads(text, object_pairs_hook=once)
    assert twice == []
