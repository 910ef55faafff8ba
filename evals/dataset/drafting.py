"""Questions proposed from a user's articles, each with its gold sentence, for a person to check.

The language model writes the question; the program chooses the sentence and refuses what is no
question, is in another language, or gives the answer away. Nobody has looked at what comes out:
``reviewed_by`` is empty until somebody does.
"""

import hashlib
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from index.interfaces import Embedder
from index.records import ArticleInfo, Span
from index.store.reading import StoreReader
from index.text.language import detect_language
from rag.models.base import Generation, LanguageModel, Message, Token
from rag.texts import language_name

LEAST, MOST = 60, 260
"""Characters of a sentence that is asked about."""
_WRITE = Generation(max_tokens=60, temperature=0.0, deadline_seconds=120)
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*(?: (?:Mio\.|Millionen|Prozent|Euro))?")
_NAME = re.compile(r"(?<=[a-zäöüß,] )[A-ZÄÖÜ][a-zäöüß]{2,} [A-ZÄÖÜ][a-zäöüß]{2,}")
_MARKS = "?？؟"
_NEAR = 0.35
"""Least cosine of question and sentence: below it the question is about nothing in it."""
_SYSTEM = (
    "You write questions for a test about German newspaper articles. You get one sentence and a "
    "part of it. Write one short question to which that part is the answer, for a reader who has "
    "not seen the sentence: name who or what it is about, and never write the answer itself. "
    "Reply with the question alone."
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed question and the sentence that answers it, ``[start, end)`` of the article."""

    number: int
    question: str
    language: str
    article: ArticleInfo
    sentence: str
    start: int
    end: int
    asked_for: str
    """The figure or name of the sentence that the question asks for."""

    def as_line(self) -> dict[str, object]:
        """Return the line of a question file; a person checks it and fills in ``reviewed_by``."""
        group = f"draft-{self.number:03}"
        return {
            "id": f"{group}-{self.language}",
            "group": group,
            "lang": self.language,
            "question": self.question,
            "answerable": True,
            "kind": "figure" if _FIGURE.search(self.asked_for) else "person",
            "evidence": [
                {
                    "doc": self.article.article_id,
                    "start": self.start,
                    "end": self.end,
                    "quote": self.sentence,
                }
            ],
            "nuggets": [{"id": "n1", "vital": True, "any": {"*": [self.asked_for]}}],
            "answer": {"de": self.sentence},
            "split": "dev",
            "note": "drafted by the language model; accept, edit or drop",
            "reviewed_by": "",
        }


def drafts(
    reader: StoreReader,
    model: LanguageModel,
    embedder: Embedder,
    languages: Sequence[str],
    count: int,
) -> Iterator[Draft]:
    """Yield up to ``count`` questions, the languages in turns, spread over all articles.

    Sentences whose question does not pass are left out, so that fewer may come. Raises what the
    model raises.
    """
    made = 0
    for article, start, end, sentence in _sentences(reader):
        if made == count:
            return
        language = languages[made % len(languages)]
        asked_for = _asked_for(sentence)
        question = _written(model, (article.title, sentence, asked_for), language)
        if not is_usable(question, asked_for, language):
            continue
        about = embedder.embed_passages([sentence])[0] @ embedder.embed_question(question)
        if about >= _NEAR:
            made += 1
            yield Draft(made, question, language, article, sentence, start, end, asked_for)


def is_usable(question: str, asked_for: str, language: str) -> bool:
    """Whether it is one question, in the language, that does not hold what it asks for."""
    if not 12 <= len(question) <= 220 or question[-1] not in _MARKS:
        return False
    if sum(question.count(mark) for mark in _MARKS) != 1 or "\n" in question:
        return False
    if detect_language(question).split("-")[0] != language.split("-")[0]:
        return False
    return asked_for.casefold() not in question.casefold()


def _asked_for(sentence: str) -> str:
    found = _FIGURE.search(sentence) or _NAME.search(sentence)
    return found[0] if found else ""


def _sentences(reader: StoreReader) -> Iterator[tuple[ArticleInfo, int, int, str]]:
    """Yield sentences that carry facts: one of each article, then a second of each, and so on."""
    columns = []
    for info in reader.infos():
        text = reader.article(info.article_id).text
        found = [
            (info, span.start, span.end, text[span.start : span.end])
            for span in reader.sentences(info.article_id)
            if _has_facts(text, span)
        ]
        # Not always the first sentence of an article: a hash decides, the same every time.
        columns.append(sorted(found, key=lambda each: _hash(each[3])))
    columns.sort(key=lambda column: _hash(column[0][3]) if column else "")
    for row in zip_longest(*columns):
        yield from (each for each in row if each is not None)


def _has_facts(text: str, span: Span) -> bool:
    sentence = text[span.start : span.end]
    if not LEAST <= len(sentence) <= MOST or sentence[-1] not in '.!“"':
        return False
    return bool(_asked_for(sentence))


def _written(model: LanguageModel, about: tuple[str, str, str], language: str) -> str:
    title, sentence, asked_for = about
    name = language_name(language) or language
    messages = [
        Message("system", _SYSTEM),
        Message(
            "user",
            f"Article: {title}\nSentence: {sentence}\nThe answer: {asked_for}\n\n"
            f"The question, in {name}:",
        ),
    ]
    said = [
        event.text
        for event in model.stream(messages, _WRITE, threading.Event())
        if isinstance(event, Token)
    ]
    return " ".join("".join(said).split()).strip("\"'„“” ")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
