import json
import os
import subprocess
import sys
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


@pytest.fixture(scope="module")
def own_process(built: Any) -> "subprocess.CompletedProcess[bytes]":
    """One search in a process of its own, of bytes that are no text, with what it imports."""
    command = [sys.executable, "-X", "importtime", "-m", "ui.command", "search", "--json"]
    words = [*map(os.fsencode, [*command, "--data", str(built.data)]), b"Orgel \xff"]
    ours = {name: value for name, value in os.environ.items() if "FUNDSTELLE" not in name}
    return subprocess.run(words, capture_output=True, check=False, env=ours)


def test_bytes_that_are_no_text_can_be_asked(
    own_process: "subprocess.CompletedProcess[bytes]",
) -> None:
    assert own_process.returncode == 0, own_process.stderr
    assert json.loads(own_process.stdout)["question"] == "Orgel \ufffd"


def test_one_search_opens_neither_chroma_nor_what_else_it_needs_not(
    own_process: "subprocess.CompletedProcess[bytes]",
) -> None:
    lines = own_process.stderr.decode().splitlines()
    names = {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}
    assert "torch" in names
    assert not names & {"chromadb", "gradio", "xllamacpp", "sentence_transformers"}
