"""How well the right article is found, by query language: the product's own commands throughout."""

import json
import sys
from collections.abc import Iterator

from evals.bench.options import Options
from evals.bench.processes import product, run_command
from evals.bench.table import Row
from evals.metrics.ranking import Quality, quality, rank_of

TITLE = """Retrieval. XQuAD's German passages and the news in one index, made by `fundstelle index`,
asked by `fundstelle search --batch`. Cells are R@1 R@5 R@10 MRR by article. Beside: the same
without word coverage (its weight 0). Wanted of both: R@5 of the study's fusion row less .02."""

STUDY_AT_5 = {"de": 0.975, "en": 0.934, "es": 0.886, "zh": 0.745, "ru": 0.769}
_TOLERANCE = 0.02
# Ten articles are wanted and several hits may be of one article.
_HITS = "30"
_WITHOUT_COVERAGE = (
    "import sys, index.search.reranking; index.search.reranking.COVERAGE_WEIGHT = 0.0; "
    "from ui.command import main; sys.exit(main(sys.argv[1:]))"
)


def measure(options: Options) -> Iterator[Row]:
    """Yield a row a language."""
    index = options.shared_index()
    for language, study in STUDY_AT_5.items():
        questions = options.questions(language)
        batch = options.work / f"batch.{language}.jsonl"
        batch.write_text("".join(_line(each) for each in questions), encoding="utf-8")
        gold = {each["id"]: each["passage"] for each in questions}
        command = product(index, "search", "-k", _HITS, "--batch", str(batch))
        with_coverage = _quality(command, gold)
        fusion = _quality(_without_coverage(command), gold)
        wanted = study - _TOLERANCE
        yield Row(
            f"retrieval {language}",
            str(with_coverage),
            str(fusion),
            f"R@1 {with_coverage.at_1 - fusion.at_1:+.3f}",
            f"R@5 at least {wanted:.3f} (study {study:.3f})",
            with_coverage.at_5 >= wanted and fusion.at_5 >= wanted,
            f"{with_coverage.questions} questions",
        )


def _line(question: dict[str, str]) -> str:
    asked = {"id": question["id"], "question": question["question"]}
    return json.dumps(asked, ensure_ascii=False) + "\n"


def _without_coverage(command: list[str]) -> list[str]:
    words = command[command.index("--data") :]
    return [sys.executable, "-c", _WITHOUT_COVERAGE, *words]


def _quality(command: list[str], gold: dict[str, str]) -> Quality:
    results = [json.loads(line) for line in run_command(command).splitlines()]
    return quality(
        [
            rank_of(gold[result["id"]], [hit["article"] for hit in result["hits"]])
            for result in results
        ]
    )
