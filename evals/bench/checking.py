"""What checking a draft costs without the language model."""

from collections.abc import Iterator

from evals.bench.options import Options
from evals.bench.processes import PROJECT, product, run_command, run_side
from evals.bench.table import Row, percentile

TITLE = """Checking. The index holds `corpus/`. Of each answerable dev question what counts as right
is checked as if a model had written it, in the question's language, against the first two passages
that are found: attribution, figures, dates, names, negation, hedges, meaning. Milliseconds of a
draft, in a running process, without the language model."""

_MOST = 50.0


def measure(options: Options) -> Iterator[Row]:
    """Yield the median and the slow end."""
    folder = options.work / "checked"
    run_command(product(folder, "index", str(PROJECT / "corpus")))
    milliseconds = run_side("checking", folder, options.threads).result["milliseconds"]
    for share, wanted in ((0.5, _MOST), (0.95, None)):
        value = percentile(milliseconds, share)
        yield Row(
            f"checks of a draft p{100 * share:.0f}, ms",
            f"{value:.1f}",
            wanted="" if wanted is None else f"at most {wanted:.0f}",
            met=None if wanted is None else value <= wanted,
            n=f"{len(milliseconds)} drafts",
        )
