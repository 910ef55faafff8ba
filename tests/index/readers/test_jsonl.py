import json
from pathlib import Path

import pytest

from index.records import RawArticle
from tests.index.readers.written import read, read_one


def test_jsonl_gives_one_article_a_line(tmp_path: Path) -> None:
    full = {"id": "b-1", "title": "Brücke", "text": "Der Rat\u2028tagt.", "date": "11. Juli 2024"}
    full |= {"author": "Anna Weiß", "source": "Bote", "url": "https://x.example", "label": "x"}
    lines = [json.dumps(full, ensure_ascii=False), "", json.dumps({"text": "Nur Text", "id": 7})]
    result = read(tmp_path, "a.jsonl", "\n".join(lines))
    assert result.problems == ()
    assert result.articles == (
        RawArticle(
            text="Der Rat\u2028tagt.",
            title="Brücke",
            article_id="b-1",
            date="2024-07-11",
            author="Anna Weiß",
            source="Bote",
            url="https://x.example",
        ),
        RawArticle(text="Nur Text", article_id="7"),
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "kaputt', "not JSON at column 10"),
        ("[1]", "not an object"),
        ('{"title": "ohne"}', 'no "text"'),
        ('{"text": "  "}', 'no "text"'),
        ('{"text": 5}', '"text" must be text, not int'),
        ('{"text": "x", "title": ["y"]}', '"title" must be text, not list'),
        ("[" * 100_000, "not JSON"),
        ('{"text": "x", "n": ' + "1" * 5000 + "}", "not JSON"),
    ],
)
def test_a_bad_line_is_a_problem_that_names_it_and_the_others_count(
    tmp_path: Path, line: str, reason: str
) -> None:
    result = read(tmp_path, "a.jsonl", f'{{"text": "eins"}}\n{line}\n{{"text": "drei"}}\n')
    assert [article.text for article in result.articles] == ["eins", "drei"]
    (problem,) = result.problems
    assert problem.path == str(tmp_path / "a.jsonl")
    assert "a.jsonl line 2" in problem.message
    assert reason in problem.message


def test_a_date_that_is_no_text_is_missing_not_an_error(tmp_path: Path) -> None:
    assert read_one(tmp_path, "a.jsonl", '{"text": "x", "date": 1720686480}').date is None
