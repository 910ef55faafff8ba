"""From the JSON of ``ask`` to a reply: an eval sees what every user's program sees."""

from collections.abc import Mapping, Sequence
from typing import Any

from evals.records import Place, Reply, SaidClaim


def reply_of(found: Mapping[str, Any]) -> Reply:
    """Return the reply in an object of :func:`rag.as_json.answer_json`."""
    tokens, seconds, model = found["tokens"], found["seconds"], found["model"]
    trace = found.get("trace", {})
    return Reply(
        kind=found["kind"],
        refusal=found["refusal"],
        confidence=found["confidence"],
        text=found["text"],
        language=found["answer_language"],
        claims=tuple(_claim(claim) for claim in found["claims"]),
        citations={each["number"]: place_of(each, "sentence") for each in found["citations"]},
        hits=tuple(place_of(hit) for hit in found["hits"]),
        evidence=tuple(place_of(sentence) for sentence in found["evidence"]),
        model=None if model is None else model["name"],
        prompt_tokens=tokens["prompt"],
        completion_tokens=tokens["completion"],
        search_seconds=seconds["search"],
        first_token_seconds=seconds["first_token"],
        total_seconds=seconds["total"],
        nearness=trace.get("nearness"),
        best_look=_highest(trace, "answers"),
        whole_look=_highest(trace, "whole"),
        drafts=tuple(attempt["draft"] for attempt in trace.get("attempts", ())),
        brief=_is_brief(trace.get("attempts", ())),
    )


def _is_brief(attempts: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether what is shown was written in a few words: of what holds the last is shown."""
    held = [attempt for attempt in attempts if not attempt["problem"]]
    return bool(held) and bool(held[-1].get("brief"))


def _highest(trace: Mapping[str, Any], look: str) -> float | None:
    found = (each[look] for each in trace.get("looks", ()))
    return max((value for value in found if value is not None), default=None)


def place_of(found: Mapping[str, Any], text: str = "text") -> Place:
    """Return the place in a hit, a citation or a sentence; ``text`` is what its words stand under.

    Its article is named by its id in the index.
    """
    return Place(found["article"], found["start"], found["end"], found[text])


def _claim(found: Mapping[str, Any]) -> SaidClaim:
    return SaidClaim(
        *(found["text"], found["start"], found["end"]),
        citations=tuple(found["citations"]),
        verdict=found["verdict"],
        confirmed=found.get("confirmed"),
    )
