"""The words of an evaluation: reply, item, judgement, score, rate.

The data flows one way: questions are asked (``evals/running``), which gives items; claims of items
are judged (``evals/judging``); items and judgements are scored (``evals/metrics``); scores become
rates, and these a report (``evals/reporting``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from evals.dataset.records import Question


@dataclass(frozen=True, slots=True)
class Place:
    """``[start, end)`` of one article's cleaned text, and what stands there."""

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class SaidClaim:
    """One sentence of a reply; ``citations`` are numbers, also those that resolve to nothing."""

    text: str
    start: int
    end: int
    citations: tuple[int, ...]
    verdict: str
    """What the product's own verification said of it; never what an eval goes by."""
    confirmed: float | None = None
    """The model's log-odds that it is right; None where it was not asked."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the product gave for one question, as ``ask --json`` says it."""

    kind: Literal["answer", "partial", "quotation", "refusal"]
    refusal: str | None
    confidence: float
    text: str
    language: str
    """What the product's detector says of ``text``, BCP 47."""
    claims: tuple[SaidClaim, ...] = ()
    citations: Mapping[int, Place] = field(default_factory=dict)
    """The German sentences cited, by number."""
    hits: tuple[Place, ...] = ()
    """Best first."""
    evidence: tuple[Place, ...] = ()
    """The sentences that the model was shown."""
    model: str | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0
    search_seconds: float = 0.0
    first_token_seconds: float | None = None
    total_seconds: float = 0.0
    nearness: float | None = None
    """The search's own measure of how near the best window is, in log-odds."""
    best_look: float | None = None
    """The model's highest log-odds that a passage's best part answers; None if it did not look."""
    whole_look: float | None = None
    """The highest that a whole passage does; None where it did not look at one."""
    drafts: tuple[str, ...] = ()
    """What the model wrote, also where it was not shown."""
    brief: bool = False
    """Whether what is shown was asked for in a few words."""

    @property
    def answered(self) -> bool:
        """Whether it is more than a refusal."""
        return self.kind != "refusal"


@dataclass(frozen=True, slots=True)
class Item:
    """A question and what came back: a reply, or the error of the product."""

    question: Question
    reply: Reply | None
    error: str | None = None
    """``code: message`` where there is no reply."""
    has_gold: bool = True
    """False for a user's line that has a question and nothing else."""
    dense: tuple[Place, ...] = ()
    """The hits of the dense legs alone, best first: what the fusion guard compares with."""
    repeat: int = 1
    """Which time the question was asked, counted from 1."""

    @property
    def name(self) -> str:
        """The question's name; of a later time with which one it was."""
        return self.question.name if self.repeat == 1 else f"{self.question.name}~{self.repeat}"


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim and the German sentences it is held against, as one judge sees them."""

    name: str
    """``ITEM#N`` for the n-th claim of an item, from 0; any name for a judge's own pairs."""
    claim: str
    premises: tuple[str, ...]
    question: str = ""
    language: str = "und"
    """The claim's, BCP 47."""
    kind: str = ""
    """How the pair was made ("negation", "number swapped"); "" for a claim of a real answer."""
    supported: bool | None = None
    """The gold label, where there is one."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one judge says of one pair; ``score`` is None where it could not tell."""

    pair: str
    judge: str
    score: float | None
    """0 to 1: how sure it is that the premises support the claim."""
    supported: bool | None
    """``score`` against the judge's threshold."""
    reason: str = ""


class Better(StrEnum):
    """In which direction a metric is good; NEITHER for what is only described."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Metric:
    """What is measured; ``name`` is stable, as a file name."""

    name: str
    title: str
    family: str
    """``retrieval``, ``citations``, ``faithfulness``, ``correctness``, ``refusal``, ..."""
    better: Better
    definition: str
    """One sentence for the report, with its source."""
    judged: bool = False
    """Whether a judge takes part; the others are deterministic."""
    unit: Literal["share", "seconds", "tokens", "score"] = "share"


@dataclass(frozen=True, slots=True)
class Score:
    """One metric of one item: ``value`` is None where it can't be told, which is counted.

    An item to which a metric does not apply has no score of it at all. A rate is the mean of the
    values weighted by ``weight`` (claims or citations of the item, else 1).
    """

    metric: str
    value: float | None
    weight: float = 1.0
    why: str = ""
    """What decided, for the reader of a bad item: "29 is in no cited sentence"."""


@dataclass(frozen=True, slots=True)
class ScoredItem:
    """An item's name and group (the cluster of resampling), and its scores by metric."""

    name: str
    group: str
    language: str
    kind: str
    answerable: bool | None
    """None where there is no gold."""
    outcome: Literal["correct", "wrong", "partial", "refused", "failed", "ungraded"]
    scores: Mapping[str, Score]


@dataclass(frozen=True, slots=True)
class Rate:
    """A metric over a slice of the items, with a cluster-bootstrap interval (95%).

    ``value``, ``low`` and ``high`` are None where nothing could be told.
    """

    metric: str
    slice: str
    """``all``, ``language:zh``, ``kind:date``, ``given-context``."""
    n: int
    """Items that have a value."""
    unknown: int
    """Items of which it could not be told."""
    value: float | None
    low: float | None
    high: float | None


Manifest = Mapping[str, Any]
"""What a run was made of and by; see ``evals/running/manifest.py``."""
