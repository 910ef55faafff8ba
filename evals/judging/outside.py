"""Labelled pairs from outside files: MEMERAG's format, and parallel passages (XQuAD's).

They measure a judge and never tune it.
"""

import json
import random
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evals.dataset.reading import QuestionsError, read_lines
from evals.judging.damage import number_swapped
from evals.judging.premises import sentences_of
from evals.records import Pair
from index.errors import FundstelleError
from index.text.language import detect_language

_LABELS = {"supported": True, "not supported": False}
_SEED = 7
_LATIN_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w-]{3,}")


class JudgeFileError(FundstelleError):
    """A file that is missing or holds a line of another form; names file, line and field."""

    code = "judge_file"


def read_memerag(path: Path) -> tuple[list[tuple[str, Pair]], int]:
    """Return (query id, pair) of each labelled sentence, and how many are left out.

    Left out are those that annotators found challenging to tell. Where a sentence has labels of
    several annotators, their majority counts, and a tie is left out. Raises JudgeFileError.
    """
    found: list[tuple[str, Pair]] = []
    left_out = 0
    for number, row in _rows(path):
        question = _field(row, "query", str, path, number)
        passages = _field(row, "context", list, path, number)
        texts = tuple(_field(each, "text", str, path, number) for each in passages)
        query = str(_field(row, "query_id", (str, int), path, number))
        for at, sentence in enumerate(_field(row, "answer", list, path, number)):
            label = _label(_field(sentence, "factuality", (str, list), path, number), path, number)
            claim = _field(sentence, "sentence", str, path, number).strip()
            if label is None:
                left_out += 1
                continue
            language = detect_language(f"{question} {claim}")
            kind = str(sentence.get("fine_grained_factuality", ""))
            pair = Pair(f"{query}#{at}", claim, texts, question, language, kind, label)
            found.append((query, pair))
    if not found:
        raise JudgeFileError(f"{path} holds no labelled sentence. Name a file in MEMERAG's format.")
    return found, left_out


def _label(found: str | list[Any], path: Path, number: int) -> bool | None:
    labels = [found] if isinstance(found, str) else found
    votes = 0
    for each in labels:
        name = str(each).strip().casefold()
        if name in _LABELS:
            votes += 1 if _LABELS[name] else -1
        elif not name.startswith("challenging"):
            raise JudgeFileError(
                f"{path}:{number}: `factuality` must be Supported, Not Supported or Challenging to "
                f"determine, not {each!r}."
            )
    return None if votes == 0 else votes > 0


def parallel_pairs(folder: Path) -> list[tuple[str, Pair]]:
    """Return (passage id, pair) of ``passages.LANG.jsonl`` against ``passages.de.jsonl``.

    A passage of equally many sentences in both languages gives: each sentence with the German one
    in its place (supported), with the German one behind it, and, where the rule applies, with a
    number or a Latin name changed (not supported). Raises JudgeFileError.
    """
    german = {
        _field(row, "id", str, folder / "passages.de.jsonl", number): sentences_of(
            _field(row, "text", str, folder / "passages.de.jsonl", number)
        )
        for number, row in _rows(folder / "passages.de.jsonl")
    }
    found: list[tuple[str, Pair]] = []
    for path in sorted(folder.glob("passages.*.jsonl")):
        language = path.name.split(".")[1]
        if language == "de":
            continue
        rng = random.Random(f"{_SEED}:{language}")  # noqa: S311 - nothing secret
        for number, row in _rows(path):
            name = _field(row, "id", str, path, number)
            foreign = sentences_of(_field(row, "text", str, path, number))
            if name in german and len(foreign) == len(german[name]):
                found += [
                    (name, pair) for pair in _parallel(name, foreign, german[name], language, rng)
                ]
    if not found:
        raise JudgeFileError(
            f"{folder} holds no parallel passages. Name one with passages.de.jsonl and others."
        )
    return found


def _parallel(
    name: str, foreign: list[str], german: list[str], language: str, rng: random.Random
) -> Iterator[Pair]:
    def pair(claim: str, at: int, kind: str, *, supported: bool) -> Pair:
        return Pair(f"{name}#{at}", claim, (german[at],), "", language, kind, supported)

    others = _LATIN_NAME.findall(" ".join(foreign))
    for at, sentence in enumerate(foreign):
        yield pair(sentence, at, "aligned", supported=True)
        if len(german) > 1:
            yield pair(sentence, (at + 1) % len(german), "neighbour", supported=False)
        if changed := number_swapped(sentence, rng):
            yield pair(changed, at, "number swapped", supported=False)
        own = _LATIN_NAME.findall(sentence)
        strange = [other for other in others if other not in sentence]
        if own and strange:
            swapped = sentence.replace(rng.choice(own), rng.choice(strange), 1)
            yield pair(swapped, at, "name swapped", supported=False)


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        lines = read_lines(path)
    except QuestionsError as error:
        raise JudgeFileError(str(error)) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise JudgeFileError(f"{path}:{number}: no JSON.") from None
        if not isinstance(row, dict):
            raise JudgeFileError(f"{path}:{number}: a line must be a JSON object.")
        yield number, row


def _field(
    row: Any,  # noqa: ANN401 - any JSON
    name: str,
    kind: type | tuple[type, ...],
    path: Path,
    number: int,
) -> Any:  # noqa: ANN401
    if not isinstance(row, dict) or name not in row:
        raise JudgeFileError(f"{path}:{number}: `{name}` is missing.")
    if not isinstance(row[name], kind):
        raise JudgeFileError(f"{path}:{number}: `{name}` is of the wrong type.")
    return row[name]
