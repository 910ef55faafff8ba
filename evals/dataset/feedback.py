"""The thumbs that readers gave on the page, as lines of a question set for a person to check.

Whoever gave a thumb up to an answer vouched for its sentences, so these are the evidence; a thumb
up to a refusal says that no article answers. After a thumb down nobody knows what would have been
right: the line has the question alone, and a note. Whoever accepts a line fills in ``reviewed_by``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from evals.dataset.reading import parsed, read_lines
from evals.dataset.records import Problem
from evals.normal import without_markers
from index.store.reading import StoreReader

FILE = "feedback.jsonl"
"""In the data folder; the page writes it."""
_SCHEMA = 1
_LONGEST = 300
_FIELDS: Mapping[str, type] = {
    **{"time": str, "thumb": str, "reason": str, "question": str, "language": str, "answer": str},
    **{"kind": str, "citations": list},
}
_CITED: Mapping[str, type] = {"article": str, "start": int, "end": int, "sentence": str}


@dataclass(frozen=True, slots=True)
class Cited:
    """A German sentence under an answer, ``[start, end)`` of its article as it was then."""

    article: str
    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Thumb:
    """What one reader said of one reply; ``line`` counts from 1."""

    line: int
    time: str
    up: bool
    reason: str
    question: str
    language: str
    answer: str
    kind: str
    citations: tuple[Cited, ...]

    @property
    def name(self) -> str:
        """The id of its proposal: the same for the same question in the same language."""
        return f"{self.group}-{self.language}"

    @property
    def group(self) -> str:
        """The id without the language."""
        return f"thumb-{sha256(self.question.strip().encode()).hexdigest()[:8]}"


def read_thumbs(path: Path) -> tuple[list[Thumb], list[Problem]]:
    """Read all thumbs, oldest first, and what is wrong with the other lines.

    QuestionsError if the file is missing or no text.
    """
    thumbs: list[Thumb] = []
    problems: list[Problem] = []
    for number, text in enumerate(read_lines(path), start=1):
        if not text.strip():
            continue
        try:
            thumbs.append(_thumb(parsed(text), number))
        except ValueError as error:
            problems.append(Problem(str(path), number, "", "malformed", str(error)))
    return thumbs, problems


def by_question(thumbs: Sequence[Thumb]) -> list[list[Thumb]]:
    """Put together what was said of the same question in the same language, in their order."""
    found: dict[str, list[Thumb]] = {}
    for thumb in thumbs:
        found.setdefault(thumb.name, []).append(thumb)
    return list(found.values())


def standing(thumb: Thumb, reader: StoreReader) -> tuple[list[Cited], list[Cited]]:
    """Return the thumb's sentences as they stand in the index today, and those that do not."""
    stands: list[Cited] = []
    gone: list[Cited] = []
    for cited in thumb.citations:
        known = reader.info(cited.article) is not None
        text = reader.article(cited.article).text if known else ""
        at = cited.start
        if text[at : cited.end] != cited.sentence:
            at = text.find(cited.sentence)
        if at < 0 or not cited.sentence or not known:
            gone.append(cited)
        else:
            stands.append(replace(cited, start=at, end=at + len(cited.sentence)))
    return stands, gone


def proposal(thumbs: Sequence[Thumb], evidence: Sequence[Cited]) -> dict[str, object]:
    """Return the line of a question file for the thumbs of one question.

    ``evidence`` are the last thumb's sentences where they stand today. Where readers disagree, or
    the evidence is gone, the line has no gold.
    """
    last = thumbs[-1]
    bare = {"id": last.name, "lang": last.language, "question": last.question.strip()}
    said = {"note": _note(thumbs), "reviewed_by": ""}
    refused = last.kind == "refusal"
    if not all(thumb.up for thumb in thumbs) or not (refused or evidence):
        return {**bare, **said}
    return {
        **bare,
        "group": last.group,
        "answerable": not refused,
        "kind": "own",
        "evidence": [
            {"doc": each.article, "start": each.start, "end": each.end, "quote": each.sentence}
            for each in evidence
        ],
        "nuggets": [],
        "answer": {}
        if refused
        else {last.language: " ".join(without_markers(last.answer).split())},
        "split": "dev",
        **said,
    }


def _note(thumbs: Sequence[Thumb]) -> str:
    ups = sum(thumb.up for thumb in thumbs)
    last = thumbs[-1]
    counts = f"thumbs: {ups} up, {len(thumbs) - ups} down, the last {last.time}"
    reasons = "; ".join(dict.fromkeys(thumb.reason for thumb in thumbs if thumb.reason))
    said = f"{last.kind}: {' '.join(last.answer.split())[:_LONGEST]}"
    todo = "accept, edit or drop"
    if ups == len(thumbs) and last.kind != "refusal":
        todo += "; nuggets say what an answer must hold"
    return " | ".join(part for part in (counts, reasons, said, todo) if part)


def _thumb(found: Mapping[str, Any], number: int) -> Thumb:
    if found.get("schema") != _SCHEMA:
        raise ValueError(f"`schema` must be {_SCHEMA}, not {found.get('schema')!r}")
    _check(found, _FIELDS)
    if found["thumb"] not in ("up", "down"):
        raise ValueError(f"`thumb` must be up or down, not {found['thumb']!r}")
    if not found["question"].strip():
        raise ValueError("`question` is empty")
    return Thumb(
        *(number, found["time"], found["thumb"] == "up", found["reason"] or "", found["question"]),
        *(found["language"], found["answer"], found["kind"]),
        tuple(_cited(each) for each in found["citations"]),
    )


def _cited(found: object) -> Cited:
    if not isinstance(found, dict):
        raise ValueError("each of `citations` must be an object")
    _check(found, _CITED, " of `citations`")
    return Cited(*(found[name] for name in _CITED))


def _check(found: Mapping[str, Any], fields: Mapping[str, type], place: str = "") -> None:
    for name, kind in fields.items():
        value = found.get(name)
        if value is None and name == "reason":
            continue
        if not isinstance(value, kind) or isinstance(value, bool):
            raise ValueError(f"`{name}`{place} must be of type {kind.__name__}")
