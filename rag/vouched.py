"""Sentences of a draft with their evidence and what the checks say of them."""

from dataclasses import dataclass, replace

from rag.evidence import Window
from rag.records import Attempt, Claim, EvidenceSentence, Reason, Verdict
from rag.verification.checks import verdict_of


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a draft, the German sentence it rests on, and what the checks say."""

    text: str
    evidence: EvidenceSentence
    score: float
    verdict: Verdict
    reasons: tuple[Reason, ...]
    second: EvidenceSentence | None = None
    """Another one, where the first does not have all that the sentence says."""
    confirmed: float | None = None
    """The model's log-odds that it is right; None where it was not asked."""
    german: str = ""
    """The German words that it was rendered from."""

    @property
    def cited(self) -> tuple[EvidenceSentence, ...]:
        """The one or two German sentences, the one that it rests on first."""
        return (self.evidence,) if self.second is None else (self.evidence, self.second)

    def doubted(self, reason: Reason) -> "Sentence":
        """Return it with one more reason to doubt it, and the verdict that goes with it."""
        reasons = (*self.reasons, reason)
        return replace(self, reasons=reasons, verdict=verdict_of(reasons))


@dataclass(frozen=True, slots=True)
class Vouched:
    """A checked draft; ``problem`` is "" where at least one sentence can be shown."""

    text: str
    windows: tuple[Window, ...]
    problem: str
    sentences: tuple[Sentence, ...] = ()
    partly: bool = False
    """Whether the model itself said that the texts do not say everything."""
    foreign: tuple[str, ...] = ()
    """German words that a sentence in another language still holds."""
    brief: bool = False
    """Whether a few words were asked for, no sentence."""

    @property
    def flawless(self) -> bool:
        """Whether nothing is gained by another draft.

        Of several sentences the first have been told of by now, and none may vanish again.
        """
        return not self.problem and (not self.foreign or len(self.sentences) > 1)

    @property
    def shown(self) -> tuple[Sentence, ...]:
        """The sentences that an asker may see."""
        return tuple(s for s in self.sentences if s.verdict is not Verdict.UNSUPPORTED)

    @property
    def attempt(self) -> Attempt:
        """The record of it."""
        claims = tuple(
            Claim(s.text, 0, len(s.text), (), s.score, s.verdict, s.reasons, s.confirmed, s.german)
            for s in self.sentences
        )
        windows = tuple(dict.fromkeys(s.window for w in self.windows for s in w.sentences))
        return Attempt(self.text, windows, self.problem, claims, self.brief)
