"""Checks a draft of each dev question against two passages, without a language model.

``python -m evals.bench.sides.checking INDEX THREADS`` prints the milliseconds of each. The draft is
what counts as right, in the question's language; the passages are the first two that are found.
"""

import json
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from evals.bench.processes import prepared
from evals.dataset.reading import read_questions
from evals.dataset.records import Question
from evals.dataset.sets import built_in_sets
from rag.settings import load_settings

_PASSAGES = 2
_WARM_UP = 10


def main(index: Path, threads: int) -> dict[str, Any]:
    """Search for every question, and check its draft."""
    overrides = {"threads": str(threads), "data": str(index)}
    settings = prepared(load_settings(overrides=overrides))
    from rag.assemble import open_index
    from rag.assistant import voucher_of
    from rag.attribution import Attributor
    from rag.evidence import windows_of
    from rag.understand import understand
    from rag.writing import Written

    lines, _ = read_questions(built_in_sets()[0])
    drafts = [(line.question, text) for line in lines if (text := _draft(line.question))]
    milliseconds = []
    with closing(open_index(settings, with_chroma=False)) as opened:
        searcher = opened.searcher
        voucher = voucher_of(searcher, Attributor(searcher.embedder, searcher.word_embedder))
        vocabulary = searcher.source.current().vocabulary
        for question, text in [*drafts[:_WARM_UP], *drafts]:
            query = understand(question.question)
            hits = searcher.search(query.search_query).hits
            windows = windows_of(hits, searcher.article_sentences, _PASSAGES)
            written = Written(text, "stop", 0, 0, None)
            started = time.perf_counter()
            voucher.vouch(query, written, windows, vocabulary)
            milliseconds.append(1000 * (time.perf_counter() - started))
    return {"milliseconds": milliseconds[_WARM_UP:]}


def _draft(question: Question) -> str:
    """Return what its vital nuggets say, "" where there are none."""
    forms = [each.forms(question.language) for each in question.nuggets if each.vital]
    return ", ".join(each[-1] for each in forms if each)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
