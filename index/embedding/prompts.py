"""What a model wants written before a question and before a passage.

A model's own configuration decides; many that need prompts don't carry them, hence the table.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prompts:
    """Text that goes before every question and before every passage."""

    question: str = ""
    passage: str = ""


_TASK = "Given a web search query, retrieve relevant passages that answer the query"
_REPRESENT = "Represent this sentence for searching relevant passages: "

# Each family as its model card tells; the first pattern found in the lower-cased name counts.
_FAMILIES = (
    (r"\be5-.*instruct", Prompts(f"Instruct: {_TASK}\nQuery: ")),
    (r"\be5-", Prompts("query: ", "passage: ")),
    (r"qwen3-embedding", Prompts(f"Instruct: {_TASK}\nQuery:")),
    (r"arctic-embed-.*v2", Prompts("query: ")),
    (r"arctic-embed", Prompts(_REPRESENT)),
    (r"bge-m3", Prompts()),
    (r"bge-.*-en", Prompts(_REPRESENT)),
    (r"mxbai-embed", Prompts(_REPRESENT)),
    (r"nomic-embed-text", Prompts("search_query: ", "search_document: ")),
    (r"embeddinggemma", Prompts("task: search result | query: ", "title: none | text: ")),
    (
        r"jina-embeddings-v3",
        Prompts(
            "Represent the query for retrieving evidence documents: ",
            "Represent the document for retrieval: ",
        ),
    ),
)
_QUESTION_NAMES = ("query", "question", "retrieval.query")
_PASSAGE_NAMES = ("document", "passage", "corpus", "retrieval.passage")


def prompts_of(name: str, configured: Mapping[str, str | None]) -> Prompts:
    """Return the prompts of a model, given by its hub name or folder.

    ``configured`` is ``prompts`` of its own configuration. sentence-transformers writes empty ones
    into every model that it saves, so all empty says nothing.
    """
    own = Prompts(_named(configured, _QUESTION_NAMES), _named(configured, _PASSAGE_NAMES))
    if own != Prompts():
        return own
    for pattern, prompts in _FAMILIES:
        if re.search(pattern, name.lower()):
            return prompts
    return own


def _named(configured: Mapping[str, str | None], names: tuple[str, ...]) -> str:
    found = (configured.get(name) for name in names)
    return next((prompt for prompt in found if prompt), "")
