"""For every unanswerable question the passages nearest to it: what a reader must rule out."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from evals.dataset.records import Line, Question
from index.records import Hit
from index.updating.run import no_progress
from rag.assemble import open_index, run_index
from rag.settings import Settings

NEAREST = 5


@dataclass(frozen=True, slots=True)
class Nearest:
    """A question that no article should answer, and what search finds for it, best first."""

    question: Question
    hits: tuple[Hit, ...]


def nearest_passages(
    lines: Sequence[Line], settings: Settings, language: str = "de"
) -> Iterator[Nearest]:
    """Search for the unanswerable questions of one language in an index of the corpus alone.

    The index is made in a folder that is thrown away; the user's own is not touched.
    """
    with tempfile.TemporaryDirectory(prefix="fundstelle-validate-") as folder:
        own = replace(settings, data=Path(folder), chroma_url=None)
        run_index(own, [own.corpus], progress=no_progress)
        with closing(open_index(own, with_chroma=False)) as index:
            for line in lines:
                question = line.question
                if question.answerable or question.language != language:
                    continue
                found = index.searcher.search(question.question, limit=NEAREST, language=language)
                yield Nearest(question, found.hits)


def as_markdown(found: Sequence[Nearest]) -> str:
    """Return a page for reading: each question, its kind and note, and its passages."""
    parts = ["# Nearest passages of the unanswerable questions\n"]
    for each in found:
        question = each.question
        parts.append(f"## {question.name} ({question.kind})\n\n{question.question}\n")
        if question.note:
            parts.append(f"*{question.note}*\n")
        parts += [
            f"{hit.rank}. {hit.article.title}, {hit.article.date or 'undated'}: "
            f"{' '.join(hit.text.split())}"
            for hit in each.hits
        ]
        parts.append("")
    return "\n".join(parts)
