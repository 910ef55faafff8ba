"""Published figures that a run's are shown beside (read in their repositories, or recomputed)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """What somebody else reached, and how far that is comparable."""

    metric: str
    who: str
    value: float
    protocol: str


_FAITHJUDGE = "RAGTruth questions in English, judged by FaithJudge: for orientation"
_NOMIRACL = "NoMIRACL, German, recomputed from its outputs; ten given passages: for orientation"
_ALCE = "ALCE's ASQA in English, judged by TRUE: for orientation"

ANCHORS = (
    Anchor("unfaithful-answers", "Qwen2.5-1.5B", 0.403, _FAITHJUDGE),
    Anchor("unfaithful-answers", "Qwen2.5-7B", 0.158, _FAITHJUDGE),
    Anchor("unfaithful-answers", "GPT-4o", 0.050, _FAITHJUDGE),
    Anchor("citation-recall", "ChatGPT", 0.736, _ALCE),
    Anchor("citation-recall", "ChatGPT, best of 4", 0.848, _ALCE),
    Anchor("citation-precision", "ChatGPT", 0.725, _ALCE),
    Anchor("citation-precision", "ChatGPT, best of 4", 0.816, _ALCE),
    Anchor("hallucination-rate", "GPT-4", 0.359, _NOMIRACL),
    Anchor("hallucination-rate", "Mistral-7B", 0.083, _NOMIRACL),
    Anchor("over-refusal", "GPT-4", 0.104, _NOMIRACL),
    Anchor("over-refusal", "Mistral-7B", 0.708, _NOMIRACL),
    Anchor("refusal-balanced-accuracy", "GPT-4", 0.760, _NOMIRACL),
    Anchor("refusal-balanced-accuracy", "GPT-3.5-turbo", 0.733, _NOMIRACL),
)


def anchors_of(metric: str) -> list[Anchor]:
    """Return what there is to show beside a metric."""
    return [anchor for anchor in ANCHORS if anchor.metric == metric]
