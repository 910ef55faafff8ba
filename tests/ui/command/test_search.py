from typing import Any

import pytest


def test_a_question_in_another_language_finds_its_article(fundstelle: Any, built: Any) -> None:
    ran = fundstelle("search", "How long will the iron bridge be closed?", "--json", *built.flags)
    assert ran.code == 0
    found = ran.json
    assert found["language"] == "en"
    hit = found["hits"][0]
    assert hit["article"] == "bruecke"
    text = fundstelle("articles", "bruecke", "--json", *built.flags).json["text"]
    assert text[hit["start"] : hit["end"]] == hit["text"]
    assert {"passage", "sentence", "lexical"} <= hit["scores"].keys()


def test_a_person_reads_title_source_and_date(fundstelle: Any, built: Any) -> None:
    ran = fundstelle("search", "Kirschblüte", "-k", "1", *built.flags)
    assert ran.out.startswith(" 1. Frost zerstört die Kirschblüte, Landpost, 2024-04-24\n")
    assert ran.out.count(". Frost") == 1


def test_filters_bound_the_hits(fundstelle: Any, built: Any) -> None:
    words = ["search", "Was ist geschehen?", "--json", *built.flags]
    late = fundstelle(*words, "--since", "2025-01-01").json
    assert {hit["article"] for hit in late["hits"]} == {"bruecke"}
    assert late["filters"] == {"since": "2025-01-01"}
    other = fundstelle(*words, "--source", "Landpost").json
    assert {hit["article"] for hit in other["hits"]} == {"kirsche"}
    assert fundstelle(*words, "--until", "1999-12-31").json["hits"] == []
    one = fundstelle(*words, "--article", "kirsche").json
    assert {hit["article"] for hit in one["hits"]} == {"kirsche"}
    assert one["left_out"] == 2


def test_articles_without_a_date_are_let_in_on_demand(fundstelle: Any, built: Any) -> None:
    words = ["search", "Was ist geschehen?", "--json", *built.flags, "--until", "2024-12-31"]
    assert {hit["article"] for hit in fundstelle(*words).json["hits"]} == {"kirsche"}
    both = fundstelle(*words, "--undated").json
    assert {hit["title"] for hit in both["hits"]} == {
        "Frost zerstört die Kirschblüte",
        "Orgel von St. Anna klingt wieder",
    }
    assert both["filters"] == {"until": "2024-12-31", "undated": True}
    assert fundstelle("search", "Orgel", "--undated", *built.flags).code == 2


def test_a_person_is_told_how_many_articles_a_filter_left_out(fundstelle: Any, built: Any) -> None:
    ran = fundstelle("search", "Orgel", "--since", "2025-01-01", *built.flags)
    assert ran.err == "The filters left out 2 of 3 articles.\n"
    none = fundstelle("search", "Orgel", "--article", "nirgends", *built.flags)
    assert none.out == "No article matches the filters.\n"
    assert none.err == "The filters left out 3 of 3 articles.\n"


@pytest.mark.parametrize("question", ["", "   ", "x" * 20_000])
def test_what_is_no_question_is_wrong_usage(fundstelle: Any, built: Any, question: str) -> None:
    ran = fundstelle("search", question, "--json", *built.flags)
    assert ran.code == 2
    assert ran.json["error"]["code"] == "question"


def test_a_day_that_is_none_is_wrong_usage(fundstelle: Any, built: Any) -> None:
    ran = fundstelle("search", "Orgel", "--since", "gestern", *built.flags)
    assert ran.code == 2
    assert "gestern" in ran.err


def test_a_question_of_pictures_finds_nothing(fundstelle: Any, built: Any) -> None:
    ran = fundstelle("search", "🎉🎉", "--json", *built.flags)
    assert ran.code == 0
    assert ran.json["hits"] == []


def test_a_question_need_not_be_quoted(fundstelle: Any, built: Any) -> None:
    ran = fundstelle("search", "Orgel", "St.", "Anna", "--json", *built.flags)
    assert ran.json["question"] == "Orgel St. Anna"


def test_one_search_does_not_open_chroma(built: Any, loaded: Any) -> None:
    found = loaded(["search", "Orgel", *built.flags])
    assert not found & {"chromadb", "gradio", "xllamacpp", "sentence_transformers"}
