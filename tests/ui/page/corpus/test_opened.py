import json

from index.cleaning.reasons import REASONS
from index.records import Article, ArticleInfo, RemovedLine
from ui.page.corpus.opened import MOST_CHARACTERS, opened


def shown(text: str = "Text.", url: str | None = None, *removed: RemovedLine) -> dict[str, object]:
    info = ArticleInfo("a", "Titel", None, None, None, url, "/home/x/a.md", len(text), 1)
    return opened(info, Article("a", text, "Titel", path="/home/x/a.md", removed=removed))


def test_no_path_of_the_machine_is_told() -> None:
    assert "/home" not in json.dumps(shown())


def test_only_an_address_of_the_web_becomes_a_link() -> None:
    assert shown(url="https://talbote.example/a")["url"] == "https://talbote.example/a"
    for url in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x", "http://["):
        assert shown(url=url)["url"] is None


def test_a_text_without_end_is_shown_in_part_and_said_to_be() -> None:
    found = shown("x" * (MOST_CHARACTERS + 1))
    assert len(str(found["text"])) == MOST_CHARACTERS
    assert found["shortened"] is True


def test_a_reason_that_is_not_known_is_another() -> None:
    lines = [RemovedLine(1, "Menü", "navigation"), RemovedLine(9, "x", "constructor")]
    found = shown("Text.", None, *lines)
    assert [line["reason"] for line in found["removed"]] == ["navigation", "other"]  # type: ignore[attr-defined]
    assert "other" not in REASONS
