"""Tier 2: a language model's yes or no on one claim and its sentences.

The reply is one word, weighed by the model's own probabilities, so there is nothing to parse; the
score is the share of yes, the mean of a German and an English prompt. What can't be asked (a prompt
too long, a model that does not answer) is unknown.
"""

from collections.abc import Sequence
from hashlib import sha256

from evals.records import Judgement, Pair
from index.errors import FundstelleError
from rag.errors import ModelUnavailableError, StoppedError
from rag.models.base import LanguageModel, Message

_THRESHOLD = 0.5
_GIVE_UP_AFTER = 3
"""Pairs in a row that the model did not answer."""
_PROMPTS = (
    (
        "Du prüfst, ob ein Satz durch deutsche Textstellen belegt ist. Antworte mit einem Wort: Ja "
        "oder Nein. Nein, wenn irgendeine Angabe des Satzes in den Textstellen fehlt, ihnen "
        "widerspricht, eine Zahl, ein Datum oder ein Name anders lautet, eine Verneinung anders "
        "ist oder aus einer Vermutung eine Tatsache wird. Dein eigenes Wissen zählt nicht.",
        "Textstellen:\n{premises}\n\nSatz: {claim}\n\nIst der ganze Satz belegt? Ja oder Nein:",
        ("Ja", "Nein"),
    ),
    (
        "You check whether a statement is supported by German excerpts. Reply with one word: Yes "
        "or No. It is No if any part of the statement is missing from the excerpts or contradicts "
        "them, if a number, date or name differs, if a negation differs, or if a guess is told as "
        "a fact. Your own knowledge does not count.",
        "Excerpts:\n{premises}\n\nStatement: {claim}\n\nIs all of it supported? Yes or No:",
        ("Yes", "No"),
    ),
)


class VerdictJudge:
    """Asks a language model; the caller closes it."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self._dead = 0

    @property
    def name(self) -> str:
        """``verdict-1:MODEL@`` and the digest of the prompts."""
        digest = sha256(repr(_PROMPTS).encode()).hexdigest()[:12]
        return f"verdict-1:{self._model.name}@{digest}"

    def judge(self, pair: Pair) -> Judgement:
        """Judge one pair; the reason of an unknown is the model's error.

        ModelUnavailableError after three in a row that the model did not answer.
        """
        if not pair.premises:
            return Judgement(pair.name, self.name, None, None, "no premises")
        try:
            scores = [self._ask(pair, *prompt) for prompt in _PROMPTS]
        except StoppedError:
            raise
        except FundstelleError as error:
            self._dead = self._dead + 1 if isinstance(error, ModelUnavailableError) else 0
            if self._dead == _GIVE_UP_AFTER:
                raise
            return Judgement(pair.name, self.name, None, None, str(error))
        self._dead = 0
        score = sum(scores) / len(scores)
        return Judgement(pair.name, self.name, score, score >= _THRESHOLD)

    def _ask(self, pair: Pair, system: str, user: str, words: Sequence[str]) -> float:
        premises = "\n".join(f"- {premise}" for premise in pair.premises)
        messages = [
            Message("system", system),
            Message("user", user.format(premises=premises, claim=pair.claim)),
        ]
        return self._model.choose(messages, words)[words[0]]
