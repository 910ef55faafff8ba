"""The product, asked as every peer is."""

from evals.dataset.records import Question
from evals.peers.reply import refusing_in_words
from evals.records import Reply
from evals.running.reply import reply_of
from rag.as_json import answer_json
from rag.assistant import Assistant


class Product:
    """The assistant; an answer that declines in words is a refusal here, as it is of a peer."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def answer(self, question: Question) -> Reply:
        """Return what ``ask --json`` says."""
        answer = self._assistant.answer(question.question)
        return refusing_in_words(reply_of(answer_json(answer)))
