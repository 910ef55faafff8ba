"""Indexes with one form of passages and searches every question.

``python -m evals.bench.sides.passage_form INDEX THREADS FORM DATA NEWS CORPUS`` prints the rank of
the right article of each XQuAD question, and what of each dev question's evidence was found where.
FORM is JSON of :class:`PassageForm`.
"""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals.bench.processes import prepared
from evals.dataset.reading import read_questions
from evals.dataset.records import Question
from evals.dataset.sets import built_in_sets
from evals.metrics.ranking import rank_of
from index.records import Hit
from index.search.searcher import Searcher
from index.search.snapshot import SnapshotSource
from index.text.passage_form import Heading, PassageForm
from index.text.sentences import sentence_spans
from index.updating.build import IndexBuilder
from index.updating.run import no_progress
from rag.assemble import embedder_of
from rag.settings import load_settings

LANGUAGES = ("de", "en", "es", "zh", "ru")
SAME_TEXT = 5 * 850
"""Characters of hits that are read whatever the passages' length is."""
_ARTICLES = 30  # hits of several passages may be of one article


@dataclass(frozen=True, slots=True)
class Found:
    """Whether one gold sentence, or all of them, stands in so many hits of one question."""

    language: str
    one_in_5: bool
    all_in_5: bool
    one_in_10: bool
    all_in_10: bool
    all_in_same_text: bool


def main(folder: Path, threads: int, form: PassageForm, paths: Sequence[Path]) -> dict[str, Any]:
    """Make two indexes, the news in both: one with the XQuAD passages, one with the corpus."""
    settings = prepared(load_settings(overrides={"threads": str(threads), "data": str(folder)}))
    embedder = embedder_of(settings)
    data, news, corpus = paths

    @contextmanager
    def indexed(name: str, path: Path) -> Iterator[Searcher]:
        from index.embedding import open_word_embedder

        words = open_word_embedder(threads=threads, beside=embedder)
        builder = IndexBuilder(
            *(folder / name, embedder, words),
            on_commit=lambda: None,
            progress=no_progress,
            form=form,
        )
        made = builder.update([path, news])
        counts.append((made.passages, made.seconds))
        source = SnapshotSource(builder.store)
        try:
            yield Searcher(source, embedder, words)
        finally:
            source.close()

    counts: list[tuple[int, float]] = []
    started = time.perf_counter()
    with indexed("xquad", data / "xquad" / "passages.de.jsonl") as searcher:
        ranks = {language: _ranks(searcher, data, language) for language in LANGUAGES}
    with indexed("corpus", corpus) as searcher:
        found = [asdict(_found(searcher, corpus, question)) for question in _dev_questions()]
    return {
        "ranks": ranks,
        "found": found,
        "passages": [passages for passages, _ in counts],
        "indexing_seconds": [round(seconds, 1) for _, seconds in counts],
        "seconds": round(time.perf_counter() - started),
    }


def _ranks(searcher: Searcher, data: Path, language: str) -> list[int | None]:
    path = data / "xquad" / f"questions.{language}.jsonl"
    questions = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        rank_of(
            each["passage"],
            [
                hit.article.article_id
                for hit in searcher.search(each["question"], limit=_ARTICLES).hits
            ],
        )
        for each in questions
    ]


def _dev_questions() -> list[Question]:
    """The answerable ones that make sense by themselves: a follow-up does not."""
    lines, _ = read_questions(built_in_sets()[0])
    questions = (line.question for line in lines)
    return [each for each in questions if each.answerable and not each.history]


def _found(searcher: Searcher, corpus: Path, question: Question) -> Found:
    hits = searcher.search(question.question, limit=2 * _ARTICLES).hits
    gold = [
        (str(corpus / each.doc), each.quote[span.start : span.end])
        for each in question.evidence
        for span in sentence_spans(each.quote)
    ]
    same_text, length = 0, 0
    while same_text < len(hits) and length + len(hits[same_text].text) <= SAME_TEXT:
        length += len(hits[same_text].text)
        same_text += 1
    five, ten, same = (_inside(hits[:limit], gold) for limit in (5, 10, same_text))
    return Found(question.language, any(five), all(five), any(ten), all(ten), all(same))


def _inside(hits: Sequence[Hit], gold: Sequence[tuple[str, str]]) -> list[bool]:
    return [
        any(hit.article.path == path and sentence in hit.text for hit in hits)
        for path, sentence in gold
    ]


def form_of(text: str) -> PassageForm:
    """Return the form that is written as JSON."""
    values = json.loads(text)
    return PassageForm(**values | {"heading": Heading(values["heading"])})


if __name__ == "__main__":
    given = sys.argv[1:]
    form, places = form_of(given[2]), [Path(path) for path in given[3:]]
    print(json.dumps(main(Path(given[0]), int(given[1]), form, places)))
