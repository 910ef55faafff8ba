import pytest

from index.embedding.prompts import Prompts, prompts_of


@pytest.mark.parametrize(
    ("name", "question", "passage"),
    [
        ("intfloat/multilingual-e5-base", "query: ", "passage: "),
        ("intfloat/e5-small-v2", "query: ", "passage: "),
        ("/models/multilingual-e5-small", "query: ", "passage: "),
        ("BAAI/bge-m3", "", ""),
        ("Snowflake/snowflake-arctic-embed-l-v2.0", "query: ", ""),
        ("nomic-ai/nomic-embed-text-v1.5", "search_query: ", "search_document: "),
        ("sentence-transformers/all-MiniLM-L6-v2", "", ""),
    ],
)
def test_families_that_carry_no_prompts_get_those_of_their_card(
    name: str, question: str, passage: str
) -> None:
    assert prompts_of(name, {"query": "", "document": ""}) == Prompts(question, passage)


@pytest.mark.parametrize(
    "name", ["intfloat/multilingual-e5-large-instruct", "Qwen/Qwen3-Embedding-0.6B"]
)
def test_instructed_families_instruct_the_question_only(name: str) -> None:
    prompts = prompts_of(name, {})
    assert prompts.question.startswith("Instruct: Given a web search query")
    assert prompts.passage == ""


def test_the_models_own_configuration_wins_over_its_family() -> None:
    own = {"query": "frage: ", "document": ""}
    assert prompts_of("intfloat/multilingual-e5-base", own) == Prompts("frage: ", "")


def test_the_name_passage_counts_where_document_is_empty() -> None:
    own = {"query": "q ", "document": "", "passage": "p "}
    assert prompts_of("a/b", own) == Prompts("q ", "p ")
