"""How long passages should be, whether they overlap, and whether title and date are embedded."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from evals.bench.options import Options
from evals.bench.processes import PROJECT, run_side
from evals.bench.table import Row
from evals.metrics.ranking import Quality, quality
from index.text.passage_form import DEFAULT_FORM, Heading, PassageForm

TITLE = """Passages. Each form of them indexes the news together with the XQuAD passages, and again
together with `corpus/`; the product's own search is asked. XQuAD: R@1 R@5 MRR by article. Dev
questions (answerable, no follow-ups): shares with a gold sentence in the first 5 hits, all of them
in 5, one in 10, all in 10, all in the first 4,250 characters of hits. Beside: the mean over all
questions, whatever their language. Only XQuAD's passages have (English) titles there, the news have
none, so that a heading tells them apart."""

FORMS = (
    DEFAULT_FORM,
    PassageForm(600, 900),
    PassageForm(1100, 1500),
    PassageForm(overlap_sentences=1),
    PassageForm(600, 900, overlap_sentences=1),
    PassageForm(heading=Heading.PASSAGES),
    PassageForm(heading=Heading.PASSAGES_AND_PIECES),
)
_SHARES = ("one_in_5", "all_in_5", "one_in_10", "all_in_10", "all_in_same_text")


def measure(options: Options) -> Iterator[Row]:
    """Yield two rows a form: XQuAD's questions and the dev questions of the corpus."""
    options.need("xquad", "passages.de.jsonl")
    for number, form in enumerate(FORMS):
        folder = options.work / f"form-{number}"
        places = (options.data, options.news(), PROJECT / "corpus")
        asked = (folder, options.threads, json.dumps(asdict(form)), *places)
        result = run_side("passage_form", *asked).result
        name = _name(form)
        yield _xquad_row(f"{name}, XQuAD", result)
        yield _dev_row(f"{name}, dev", result)


def _xquad_row(name: str, result: dict[str, Any]) -> Row:
    ranks: dict[str, list[int | None]] = result["ranks"]
    every = [rank for of_language in ranks.values() for rank in of_language]
    return Row(
        name,
        "; ".join(f"{language} {_shown(quality(found))}" for language, found in ranks.items()),
        _shown(quality(every)),
        n=f"{len(every)} questions, {result['passages'][0]} passages",
    )


def _dev_row(name: str, result: dict[str, Any]) -> Row:
    found: list[dict[str, Any]] = result["found"]
    languages = dict.fromkeys(each["language"] for each in found)
    return Row(
        name,
        "; ".join(
            f"{language} {_shares([each for each in found if each['language'] == language])}"
            for language in languages
        ),
        _shares(found),
        n=f"{len(found)} questions, {result['passages'][1]} passages",
    )


def _shown(found: Quality) -> str:
    return _texts((found.at_1, found.at_5, found.mrr))


def _shares(found: Sequence[dict[str, Any]]) -> str:
    return _texts([sum(each[name] for each in found) / len(found) for name in _SHARES])


def _texts(shares: Sequence[float]) -> str:
    return " ".join(f"{share:.3f}"[1:] if share < 1 else "1.00" for share in shares)


def _name(form: PassageForm) -> str:
    heading = "" if form.heading is Heading.NONE else f", heading before {form.heading}"
    overlap = f", overlap {form.overlap_sentences}" if form.overlap_sentences else ""
    return f"{form.target_characters} to {form.max_characters}{overlap}{heading}"
