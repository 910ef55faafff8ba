"""The words of an answer: query, citation, claim, answer, and what happens on the way to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from index.records import ArticleInfo, Filters, Hit


class Kind(StrEnum):
    """What the asker gets."""

    ANSWER = "answer"
    PARTIAL = "partial"
    QUOTATION = "quotation"
    REFUSAL = "refusal"


class Refusal(StrEnum):
    """Why there is no answer."""

    NOTHING_NEAR = "nothing_near"
    NOT_SUPPORTED = "not_supported"
    NOT_A_QUESTION = "not_a_question"
    FILTERED_EMPTY = "filtered_empty"


class Verdict(StrEnum):
    """What verification says of one sentence of an answer."""

    SUPPORTED = "supported"
    WEAK = "weak"
    UNSUPPORTED = "unsupported"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Query:
    """A question as search and model get it; ``language`` is BCP 47, ``und`` if unknown."""

    question: str
    language: str
    search_query: str
    answer_language: str
    """The language to answer in: the question's unless the asker names one."""
    filters: Filters = field(default_factory=Filters)
    earlier: tuple[str, ...] = ()
    """The asker's questions before this one that it leans on, oldest first."""

    @property
    def whole(self) -> str:
        """What is asked, with the earlier questions that say what it is about."""
        return " ".join((*self.earlier, self.question))


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """A German sentence that the model was shown; offsets in its article's text."""

    article: ArticleInfo
    start: int
    end: int
    text: str
    window: int
    """Which window of the prompt it stands in, from 0, best first."""
    also_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a verdict is what it is: a code, the words of the claim, the words of the evidence."""

    code: str
    claim: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """The model's look at one window before anything is written.

    ``answers`` is ln(p(Yes)/p(No)) to "Does the text answer the question?", where the text is the
    window's best sentence and its neighbours; ``whole`` the same of the whole window, None where
    that was not looked at; ``tokens`` were read.
    """

    window: int
    answers: float
    tokens: int = 0
    whole: float | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer; ``text`` stands at ``[start, end)`` of the answer's text.

    ``citations`` are numbers of the answer's citations; ``score`` is the attribution's;
    ``confirmed`` is the model's ln(p(Yes)/p(No)) to "Is the answer right?", None if not asked;
    ``german`` the German words that it was rendered from, "" where it was not.
    """

    text: str
    start: int
    end: int
    citations: tuple[int, ...]
    score: float
    verdict: Verdict = Verdict.UNCHECKED
    reasons: tuple[Reason, ...] = ()
    confirmed: float | None = None
    german: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A German sentence that the answer rests on; ``number`` counts from 1."""

    number: int
    article: ArticleInfo
    start: int
    end: int
    sentence: str
    also_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attempt:
    """One draft and what became of it.

    ``windows`` are those it was written from; ``problem`` is why all of it was dropped, "" where
    it was not; ``claims`` are its sentences with their verdicts, those included that no asker sees;
    ``brief`` is whether a few words were asked for; ``language`` (BCP 47) in which language, and
    ``rendered`` what was made of it where the answer is in another, which has claims of its own
    behind those of the draft.
    """

    text: str
    windows: tuple[int, ...]
    problem: str
    claims: tuple[Claim, ...] = ()
    brief: bool = False
    language: str = ""
    rendered: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """How an answer came about: the looks, their judgement, and at most two drafts.

    ``support`` is what the looks and ``nearness`` (the search's) say together, in log-odds; below
    the threshold nothing is written.
    """

    nearness: float | None = None
    looks: tuple[Look, ...] = ()
    support: float | None = None
    attempts: tuple[Attempt, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelUse:
    """Which model wrote the draft."""

    name: str
    served_by: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the draft cost; 0 where no model was asked."""

    prompt: int = 0
    completion: int = 0
    context: int = 0


@dataclass(frozen=True, slots=True)
class Seconds:
    """Wall time; ``first_token`` is None where no model was asked."""

    search: float
    first_token: float | None
    total: float


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the asker should know: ``code`` is stable, ``details`` are its figures."""

    code: str
    details: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back for a question; every marker ``[n]`` in ``text`` is a citation's number."""

    query: Query
    kind: Kind
    refusal: Refusal | None
    confidence: float
    """0 to 1, as fitted: how likely the least sure sentence is right; of a refusal or a quotation
    how likely the articles answer the question."""
    text: str
    language: str
    """What a detector says of the answer's text."""
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    evidence: tuple[EvidenceSentence, ...]
    """The sentences that the model was shown, or would have been before a refusal."""
    notes: tuple[Note, ...]
    model: ModelUse | None
    tokens: Tokens
    seconds: Seconds
    trace: Trace = field(default_factory=Trace)

    @property
    def answered(self) -> bool:
        """Whether the asker got more than a refusal."""
        return self.kind is not Kind.REFUSAL


@dataclass(frozen=True, slots=True)
class Found:
    """Search is done."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Looking:
    """The model looks whether a passage answers the question; the ``position``-th of ``total``."""

    position: int
    total: int


@dataclass(frozen=True, slots=True)
class Queued:
    """Others are before this asker; 1 is next."""

    position: int


@dataclass(frozen=True, slots=True)
class ReadingPrompt:
    """The model is reading; in tokens."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class DraftPiece:
    """A piece of the draft, as the model writes it, before citations."""

    text: str


@dataclass(frozen=True, slots=True)
class Checking:
    """The model looks whether the ``position``-th of ``total`` sentences of a draft is right."""

    position: int
    total: int


@dataclass(frozen=True, slots=True)
class Checked:
    """The first sentences of an answer that is still being checked; the answer begins with them.

    ``claims`` and ``citations`` are as an answer's, and those of an earlier event stay as they are.
    """

    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The last event."""

    answer: Answer


AskEvent = Found | Looking | Queued | ReadingPrompt | DraftPiece | Checking | Checked | Answered
