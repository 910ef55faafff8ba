"""Near misses from parallel questions: ``python -m evals.fitting.withheld PASSAGES QUESTIONS ...``.

Of the passages that are asked about, every other one is withheld: its question has no answer among
those that are left, though they are of the same articles (GROUNDING, section 2). The files (XQuAD's
form, one of questions a language) become articles and a question set, to be asked with
``fundstelle eval run --questions`` and fitted to: our own dev questions are hard on purpose, and a
rule fitted to them alone refuses too much of what people ask.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Object = dict[str, Any]

LIMIT = 40


def withheld(
    passages: Sequence[Object], questions: Sequence[Sequence[Object]], limit: int
) -> tuple[list[Object], list[Object]]:
    """Return articles and question lines: one question a passage, the languages taking turns.

    ``questions`` are lists of one language each.
    """
    asked = _spread([passage["id"] for passage in passages], limit)
    left_out = set(asked[1::2])
    lines = []
    for at, passage in enumerate(asked):
        # Both kinds of a pair are in one language.
        language = questions[at // 2 % len(questions)]
        found = [each for each in language if each["passage"] == passage]
        # One that can be graded, if there is one.
        found.sort(key=lambda each: not (each["lang"] == "de" or _is_figure(each)))
        lines += [_line(each, answerable=passage not in left_out) for each in found[:1]]
    articles = [
        {"id": each["id"], "title": each["title"].replace("_", " "), "text": each["text"]}
        for each in passages
        if each["id"] not in left_out
    ]
    return articles, lines


def main(words: Sequence[str] | None = None) -> int:
    """Write ``articles.jsonl`` and ``questions.jsonl`` into a folder."""
    parser = argparse.ArgumentParser(prog="python -m evals.fitting.withheld", description=__doc__)
    parser.add_argument("passages", type=Path, help="German passages, JSON lines")
    parser.add_argument("questions", type=Path, nargs="+", help="a file a language")
    parser.add_argument("--limit", type=int, default=LIMIT, help=f"questions, default {LIMIT}")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    arguments = parser.parse_args(words)
    try:
        articles, lines = withheld(
            _read(arguments.passages),
            [_read(path) for path in arguments.questions],
            arguments.limit,
        )
        arguments.out.mkdir(parents=True, exist_ok=True)
        _write(arguments.out / "articles.jsonl", articles)
        _write(arguments.out / "questions.jsonl", lines)
    except (OSError, ValueError, KeyError) as error:
        sys.stderr.write(f"These are no files of XQuAD's form: {error!r}\n")
        return 1
    sys.stdout.write(f"{len(articles)} articles, {len(lines)} questions in {arguments.out}\n")
    return 0


def _line(found: Object, *, answerable: bool) -> Object:
    answer = found["answers_de"][0]
    # A figure is the same in every language; other words are known in German alone.
    language = "*" if _is_figure(found) else "de"
    nugget = {"id": "n1", "vital": True, "any": {language: [answer]}}
    return {
        "id": f"{found['id']}-{found['lang']}",
        "group": found["id"],
        "lang": found["lang"],
        "question": found["question"],
        "answerable": answerable,
        "kind": "figure" if answerable else "near-miss-attribute",
        "evidence": [{"doc": found["passage"], "quote": answer}] if answerable else [],
        "nuggets": [nugget] if answerable else [],
        "answer": {"de": answer} if answerable else {},
        "split": "dev",
    }


def _is_figure(found: Object) -> bool:
    return bool(found["answers_de"][0].isdecimal())


def _spread(names: Sequence[str], count: int) -> Sequence[str]:
    count = min(count, len(names))
    return [names[at * len(names) // count] for at in range(count)]


def _read(path: Path) -> list[Object]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _write(path: Path, rows: Sequence[Object]) -> None:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
