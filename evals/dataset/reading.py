"""JSONL to questions; what is malformed is named by file, line and field, and the rest goes on."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.dataset.records import Evidence, Line, Nugget, Problem, Question, Split
from index.errors import FundstelleError

_REQUIRED: Mapping[str, type] = {
    "id": str,
    "group": str,
    "lang": str,
    "question": str,
    "answerable": bool,
    "kind": str,
    "evidence": list,
    "nuggets": list,
    "answer": dict,
    "split": str,
}
_OPTIONAL: Mapping[str, type] = {
    "history": list,
    "near": list,
    "tags": list,
    "note": str,
    "license": str,
    "source": str,
    "reviewed_by": str,
}
_SPLITS: Mapping[str, Split] = {"dev": "dev", "test": "test"}


class QuestionsError(FundstelleError):
    """A question file that can't be read at all."""

    code = "questions"


def read_questions(path: Path) -> tuple[list[Line], list[Problem]]:
    """Read a question set; QuestionsError if the file is missing or no text."""
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, text in enumerate(read_lines(path), start=1):
        if not text.strip():
            continue
        try:
            lines.append(Line(str(path), number, question_of(parsed(text))))
        except ValueError as error:
            problems.append(Problem(str(path), number, "", "malformed", str(error)))
    return lines, problems


def read_lines(path: Path) -> list[str]:
    """Return the lines of a JSONL file; QuestionsError if it is missing or no text."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise QuestionsError(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise QuestionsError(f"{path} is a folder. Name a file.") from None
    except OSError as error:
        raise QuestionsError(f"{path} can't be read ({error.strerror}).") from error
    try:
        # Not splitlines: JSON strings may hold a bare U+2028.
        return raw.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        number = raw.count(b"\n", 0, error.start) + 1
        raise QuestionsError(f"{path}:{number}: no UTF-8 text. Save the file as UTF-8.") from error


def question_of(line: Mapping[str, Any]) -> Question:
    """Return the question of a parsed line; ValueError names the field that is wrong."""
    _check_fields(line, _REQUIRED, _OPTIONAL, "the line")
    if line["split"] not in _SPLITS:
        raise ValueError(f"`split` must be dev or test, not {line['split']!r}")
    return Question(
        name=line["id"],
        group=line["group"],
        language=line["lang"],
        question=line["question"],
        answerable=line["answerable"],
        kind=line["kind"],
        split=_SPLITS[line["split"]],
        evidence=tuple(_evidence(each, "evidence") for each in line["evidence"]),
        nuggets=tuple(_nugget(each) for each in line["nuggets"]),
        answer={str(key): str(value) for key, value in line["answer"].items()},
        history=_strings(line.get("history", []), "history"),
        near=tuple(_evidence(each, "near") for each in line.get("near", [])),
        tags=_strings(line.get("tags", []), "tags"),
        note=line.get("note", ""),
        reviewed_by=line.get("reviewed_by", ""),
    )


def parsed(text: str) -> Mapping[str, Any]:
    """Return the object of a line; ValueError says why it is none."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON: {error.msg} at column {error.colno}") from None
    except RecursionError:
        raise ValueError("no JSON: nested too deeply") from None
    if not isinstance(found, dict):
        raise ValueError("a line must be a JSON object")
    return found


def _check_fields(
    found: Mapping[str, Any],
    required: Mapping[str, type],
    optional: Mapping[str, type],
    place: str,
) -> None:
    for name in required:
        if name not in found:
            raise ValueError(f"`{name}` is missing in {place}")
    known = {**required, **optional}
    for name, value in found.items():
        if name not in known:
            raise ValueError(f"`{name}` is no field of {place}")
        if not isinstance(value, known[name]):
            raise ValueError(f"`{name}` in {place} must be of type {known[name].__name__}")


def _evidence(found: object, place: str) -> Evidence:
    if not isinstance(found, dict):
        raise ValueError(f"each of `{place}` must be an object")
    _check_fields(found, {"doc": str, "quote": str}, {"start": object, "end": object}, place)
    return Evidence(
        found["doc"], found["quote"], _offset(found, "start", place), _offset(found, "end", place)
    )


def _offset(found: Mapping[str, Any], name: str, place: str) -> int | None:
    value = found.get(name)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        raise ValueError(f"`{name}` in {place} must be a whole number from 0")
    return value


def _nugget(found: object) -> Nugget:
    if not isinstance(found, dict):
        raise ValueError("each of `nuggets` must be an object")
    _check_fields(found, {"id": str, "vital": bool, "any": dict}, {"wrong": list}, "nuggets")
    accepted = {
        str(language): _strings(forms, "any in nuggets") for language, forms in found["any"].items()
    }
    wrong = _strings(found.get("wrong", []), "wrong in nuggets")
    return Nugget(found["id"], found["vital"], accepted, wrong)


def _strings(found: object, place: str) -> tuple[str, ...]:
    if not isinstance(found, Sequence) or isinstance(found, str):
        raise ValueError(f"`{place}` must be a list")
    if not all(isinstance(each, str) and each.strip() for each in found):
        raise ValueError(f"`{place}` must hold texts that are not empty")
    return tuple(found)
