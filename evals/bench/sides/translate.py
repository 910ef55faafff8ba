"""Translate sentences of a folder of articles and print what became of them, as JSON."""

import json
import sys
import tempfile
import threading
from pathlib import Path

from evals.bench.processes import prepared
from index.updating.run import no_progress
from rag.assemble import choose_model, embedder_of, open_index, run_index
from rag.settings import Settings, load_settings
from rag.translation.store import TranslationStore
from rag.translation.translator import German, Translation, Translator

SHORTEST, LONGEST = 50, 220
"""Characters of a sentence that says something and is no paragraph."""


def main(corpus: Path, folder: Path, limit: int, threads: int, *languages: str) -> None:
    """Print one object: ``rows``, each with what ``evals.bench.translations.Translated`` holds."""
    with tempfile.TemporaryDirectory() as work:
        overrides = {"data": work, "model": "embedded", "threads": str(threads)}
        settings = prepared(load_settings({}, overrides=overrides))
        run_index(settings, [corpus], progress=no_progress)
        sentences = _sentences(settings, limit)
        model = choose_model(settings).model
        translator = Translator(embedder_of(settings), TranslationStore(folder))
        rows = [
            _row(german, translator.translate(german, language, model, threading.Event()))
            for german in sentences
            for language in languages
        ]
        model.close()
    print(json.dumps({"rows": rows}, ensure_ascii=False))


def _sentences(settings: Settings, limit: int) -> list[German]:
    """Return sentences an equal distance apart, over all articles in order of their ids."""
    index = open_index(settings, with_chroma=False)
    found = [
        German(text[span.start : span.end], info.title, info.date)
        for info in sorted(
            index.searcher.source.current().articles.values(), key=lambda info: info.article_id
        )
        for spans, text in [index.searcher.article_sentences(info.article_id)]
        for span in spans
        if SHORTEST <= span.end - span.start <= LONGEST
    ]
    index.close()
    return found[:: max(len(found) // limit, 1)][:limit]


def _row(german: German, made: Translation) -> dict[str, str]:
    doubts = "; ".join(f"{each.code} {each.claim}{each.evidence}".strip() for each in made.reasons)
    verdict = "rejected" if not made.shown else "shown with doubt" if doubts else "shown"
    return {
        "language": made.language,
        "verdict": verdict,
        "german": " ".join(german.text.split()),
        "text": made.text,
        "reasons": doubts,
    }


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        Path(sys.argv[2]),
        int(sys.argv[3]),
        int(sys.argv[4]),
        *sys.argv[5:],
    )
