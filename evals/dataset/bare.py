"""A user's own questions: whole lines of a set, and lines that have a question and little more.

A bare line is ``{"question": ...}``, where wanted with ``id``, ``lang``, ``history``, ``note`` and
``reviewed_by``. It has no gold: what needs none is measured.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.dataset.reading import QuestionsError, parsed, question_of, read_lines
from evals.dataset.records import Line, Problem, Question
from index.text.language import detect_language

_FIELDS: Mapping[str, type] = {
    **{"question": str, "id": str, "lang": str, "history": list},
    **{"note": str, "reviewed_by": str},
}


@dataclass(frozen=True, slots=True)
class Given:
    """The lines of files, and the names of those that have no gold."""

    lines: tuple[Line, ...]
    bare: frozenset[str]

    @property
    def unreviewed(self) -> int:
        """How many lines with gold nobody has looked at."""
        return sum(
            not line.question.reviewed_by
            for line in self.lines
            if line.question.name not in self.bare
        )


def read_given(paths: Sequence[Path]) -> Given:
    """Read all lines; QuestionsError names the first that is wrong, and how many more are."""
    lines: list[Line] = []
    bare: set[str] = set()
    problems: list[Problem] = []
    for path in paths:
        for number, text in enumerate(read_lines(path), start=1):
            if not text.strip():
                continue
            try:
                question, has_gold = _question(parsed(text), path, number)
            except ValueError as error:
                problems.append(Problem(str(path), number, "", "malformed", str(error)))
                continue
            lines.append(Line(str(path), number, question))
            if not has_gold:
                bare.add(question.name)
    refuse([*problems, *_repeated(lines)])
    if not lines:
        raise QuestionsError(f"{', '.join(map(str, paths))}: there is no question. Write some.")
    return Given(tuple(lines), frozenset(bare))


def refuse(problems: Sequence[Problem]) -> None:
    """Raise QuestionsError for the first problem, if there is one."""
    if problems:
        first = problems[0]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise QuestionsError(f"{first.path}:{first.line}: {first.message}{more}.")


def _question(found: Mapping[str, Any], path: Path, number: int) -> tuple[Question, bool]:
    """Return the question and whether it has gold."""
    if "answerable" in found or "evidence" in found:
        return question_of(found), True
    if "question" not in found:
        raise ValueError("`question` is missing in the line")
    for name, value in found.items():
        if name not in _FIELDS:
            raise ValueError(f"`{name}` is no field of a line that has only a question")
        if not isinstance(value, _FIELDS[name]):
            raise ValueError(f"`{name}` in the line must be of type {_FIELDS[name].__name__}")
    text = found["question"].strip()
    if not text:
        raise ValueError("`question` is empty")
    history = found.get("history", [])
    if not all(isinstance(each, str) and each.strip() for each in history):
        raise ValueError("`history` must hold texts that are not empty")
    name = found.get("id") or f"{path.stem}-{number}"
    language = found.get("lang") or detect_language(text)
    return (
        Question(
            *(name, name, language, text, True, "own", "dev"),
            history=tuple(history),
            note=found.get("note", ""),
            reviewed_by=found.get("reviewed_by", ""),
        ),
        False,
    )


def _repeated(lines: Sequence[Line]) -> Iterator[Problem]:
    seen: dict[str, Line] = {}
    for line in lines:
        first = seen.setdefault(line.question.name, line)
        if first is not line:
            message = f"the id {line.question.name} stands twice: see {first.path}:{first.number}"
            yield Problem(line.path, line.number, line.question.name, "id", message)
