from typing import Any

import pytest


def test_the_list_is_json_of_every_article(fundstelle: Any, built: Any) -> None:
    found = fundstelle("articles", "--json", *built.flags).json
    assert len(found) == 3
    bridge = next(article for article in found if article["article"] == "bruecke")
    assert (bridge["schema"], bridge["date"], bridge["source"]) == (1, "2025-04-02", "Talbote")
    assert bridge["path"] == str(built.corpus / "bruecke.md")
    assert "text" not in bridge


def test_a_person_sees_one_line_an_article(fundstelle: Any, built: Any) -> None:
    lines = fundstelle("articles", *built.flags).out.splitlines()
    assert lines[-1] == "3 articles."
    assert any(line.startswith("kirsche") and "Landpost" in line for line in lines)


def test_the_text_is_the_cleaned_text(fundstelle: Any, built: Any) -> None:
    whole = fundstelle("articles", "bruecke", "--json", *built.flags).json
    assert fundstelle("articles", "bruecke", "--text", *built.flags).out == whole["text"] + "\n"
    assert whole["removed"] == []
    assert "Grünau" in whole["text"]


def test_what_was_cut_is_listed(fundstelle: Any, built: Any) -> None:
    assert fundstelle("articles", "bruecke", "--removed", *built.flags).out == "0 lines cut.\n"


def test_an_article_that_is_not_there_is_1(fundstelle: Any, built: Any) -> None:
    ran = fundstelle("articles", "brücke", "--json", *built.flags)
    assert ran.code == 1
    assert "'brücke'" in ran.json["error"]["message"]


@pytest.mark.parametrize("words", [["--text"], ["--removed"], ["bruecke", "--text", "--json"]])
def test_flags_that_do_not_fit_are_wrong_usage(
    fundstelle: Any, built: Any, words: list[str]
) -> None:
    assert fundstelle("articles", *words, *built.flags).code == 2
