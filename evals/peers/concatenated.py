"""PEER in Kotaemon's manner: full-text hits, then vector hits, all that fits the context.

Read from Kotaemon's code (PEERS.md 1b): chunks of 1,024 tokens with 256 of overlap; full text with
an English stemmer and the vectors give ten hits each; the lists are put one after the other, the
full text first, and cut to ten; without a key of a service nothing ranks them again. The evidence
is one text, cut at its end to what the model can read. The prompt has Kotaemon's meaning in our
words: answer from the context in detail, say so if you don't know, write in the chosen language.

Kinder than its defaults: the language is the question's (its menu says English unless changed), the
embedder is ours (its local one is English), and sources are numbered and asked for as in its style
"inline" (by default a second call with tools, which this model does not have, looks for quotes).
"""

import threading
from collections.abc import Callable, Sequence

import numpy as np

from evals.dataset.records import Question
from evals.peers.asking import WRITING
from evals.peers.cutting import places_of
from evals.peers.full_text import FullText
from evals.peers.metering import MeteredModel
from evals.peers.reply import Clock, Shown, reply_from
from evals.records import Place, Reply
from index.interfaces import Embedder
from index.records import Article
from rag.models.base import LanguageModel, Message, Token
from rag.texts import language_name

CHUNK_TOKENS, OVERLAP_TOKENS, HITS = 1024, 256, 10
# Counts of prompts have a few tokens of play in some templates.
_SPARE_TOKENS = 16


class Concatenated:
    """The pipeline over these articles."""

    def __init__(
        self, articles: Sequence[Article], embedder: Embedder, model: LanguageModel
    ) -> None:
        self._chunks = chunks_of(articles)
        self._embedder = embedder
        self._vectors = embedder.embed_passages([chunk.text for chunk in self._chunks])
        self._full_text = FullText([chunk.text for chunk in self._chunks])
        self._model = MeteredModel(model)

    def answer(self, question: Question) -> Reply:
        """Search, fill the context, ask once; a citation is a chunk as far as the model saw it."""
        clock = Clock.start()
        self._model.take()
        hits = self._search(question.question)
        clock.found()
        room = self._model.context_tokens - WRITING.max_tokens - _SPARE_TOKENS
        sources = fitting(distinct(hits), question, room, self._model.count_tokens)
        text = self._model_says(prompt(sources, question))
        shown = Shown(sources, hits)
        return reply_from(text, shown, self._model.name, self._model.take(), clock)

    def _search(self, question: str) -> list[Place]:
        words = self._full_text.search(question, HITS)
        cosines = self._vectors @ self._embedder.embed_question(question)
        vectors = [int(at) for at in np.argsort(-cosines, kind="stable")[:HITS]]
        return [self._chunks[at] for at in concatenated(words, vectors)]

    def _model_says(self, messages: Sequence[Message]) -> str:
        events = self._model.stream(messages, WRITING, threading.Event())
        return "".join(event.text for event in events if isinstance(event, Token))


def chunks_of(articles: Sequence[Article]) -> list[Place]:
    """Cut the articles as Kotaemon's token splitter does, which is LlamaIndex's."""
    from llama_index.core.node_parser import TokenTextSplitter

    splitter = TokenTextSplitter(
        chunk_size=CHUNK_TOKENS,
        chunk_overlap=OVERLAP_TOKENS,
        separator="\n\n",
        backup_separators=["\n", ".", "\u200b"],
    )
    return [
        place
        for article in articles
        for place in places_of(article, splitter.split_text(article.text))
    ]


def concatenated(words: Sequence[int], vectors: Sequence[int]) -> list[int]:
    """Return the first ten of both lists, the full text's before all others, nothing taken out."""
    return [*words, *vectors][:HITS]


def distinct(hits: Sequence[Place]) -> list[Place]:
    """Return each chunk once: a text that the evidence has already is not put in again."""
    return list(dict.fromkeys(hits))


def fitting(
    chunks: Sequence[Place],
    question: Question,
    room: int,
    count_tokens: Callable[[Sequence[Message]], int],
) -> list[Place]:
    """Return as many chunks as ``room`` tokens of prompt hold; the last one may be cut short."""
    low, high = 0, sum(len(chunk.text) for chunk in chunks)
    while low < high:
        middle = (low + high + 1) // 2
        if count_tokens(prompt(cut(chunks, middle), question)) <= room:
            low = middle
        else:
            high = middle - 1
    return cut(chunks, low)


def cut(chunks: Sequence[Place], characters: int) -> list[Place]:
    """Return the first ``characters`` of all chunks together."""
    kept: list[Place] = []
    for chunk in chunks:
        if characters <= 0:
            break
        text = chunk.text[:characters]
        kept.append(Place(chunk.article, chunk.start, chunk.start + len(text), text))
        characters -= len(text)
    return kept


def prompt(sources: Sequence[Place], question: Question) -> list[Message]:
    """Return the one message: what to do, the numbered sources, the question."""
    # Line ends become blanks, as Kotaemon does with a chunk.
    texts = "\n".join(
        f"[{number}] {source.text.replace(chr(10), ' ')}"
        for number, source in enumerate(sources, start=1)
    )
    language = language_name(question.language) or "the language of the question"
    return [
        Message(
            "user",
            "Read the numbered excerpts and answer the question below them, in detail and with a "
            "clear explanation. If you do not know the answer, say that you do not know it and "
            "make nothing up. After each statement write the number of the excerpt it comes from, "
            f"such as [1]. Write your answer in {language}.\n\n{texts}\n\n"
            f"Question: {question.question}\nHelpful answer:",
        )
    ]
