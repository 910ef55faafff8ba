"""Articles into Chroma on disk: the product's own path against LlamaIndex's, with its defaults."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from evals.bench.options import Options
from evals.bench.processes import Run, run_side
from evals.bench.sides.index_llama_index import minilm_folder
from evals.bench.table import Row, SkippedError, median, spread

TITLE = """Indexing. Each run is a fresh process with a fresh folder, the two sides in turn. Timed:
reading, splitting, embedding, Chroma filled and closed. Imports are timed on neither side;
LlamaIndex's model is loaded before, ours within. Beside: `IngestionPipeline` with its default
`SentenceSplitter()`, all-MiniLM-L6-v2 and `ChromaVectorStore`. MiniLM reads 256 word pieces of each
passage and drops the rest."""


@dataclass(slots=True)
class _Side:
    name: str
    runs: list[Run] = field(default_factory=list)

    def each(self, key: str) -> list[float]:
        return [float(run.result[key]) for run in self.runs]

    @property
    def per_second(self) -> list[float]:
        return [run.result["articles"] / run.result["seconds"] for run in self.runs]

    @property
    def cpu(self) -> list[float]:
        return [1000 * run.result["cpu_seconds"] / run.result["articles"] for run in self.runs]

    @property
    def wall(self) -> list[float]:
        return [run.wall_seconds for run in self.runs]


def measure(options: Options) -> Iterator[Row]:
    """Yield articles a second, processor time, whole processes, passages and characters."""
    try:
        minilm_folder()
    except FileNotFoundError as error:
        raise SkippedError(str(error)) from error
    ours, theirs = _measured(options)
    n = f"{options.runs} x {ours.runs[0].result['articles']:.0f} articles"
    ratios = [a / b for a, b in zip(ours.per_second, theirs.per_second, strict=True)]
    yield Row(
        "indexing, articles/s",
        *(spread(ours.per_second), spread(theirs.per_second), f"{median(ratios):.1f}x"),
        *("at least 3x, stretch 5x", median(ratios) >= 3, n),
    )
    cpu = [b / a for a, b in zip(ours.cpu, theirs.cpu, strict=True)]
    yield Row(
        "processor time, ms/article",
        *(spread(ours.cpu), spread(theirs.cpu), f"{median(cpu):.1f}x less"),
        n=n,
    )
    walls = [b / a for a, b in zip(ours.wall, theirs.wall, strict=True)]
    yield Row(
        "the whole process with imports, s",
        *(spread(ours.wall), spread(theirs.wall), f"{median(walls):.1f}x less"),
        n=n,
    )
    yield _amount("passages embedded", "passages", ours, theirs)
    yield _amount("characters of passages read", "characters", ours, theirs)
    yield Row("vectors in Chroma (passages, pieces)", _whole(ours, "vectors"), _whole(theirs))


def _measured(options: Options) -> tuple[_Side, _Side]:
    news = options.news()
    sides = _Side("index_fundstelle"), _Side("index_llama_index")
    for number in range(options.runs):
        # Who begins changes from run to run: neither always finds the other's warm disk cache.
        for side in sides if number % 2 == 0 else sides[::-1]:
            folder = options.work / f"{side.name}-{number}"
            side.runs.append(run_side(side.name, news, folder, options.threads))
    return sides


def _amount(figure: str, key: str, ours: _Side, theirs: _Side) -> Row:
    ratio = median(ours.each(key)) / median(theirs.each(key))
    return Row(figure, _whole(ours, key), _whole(theirs, key), f"{ratio:.1f}x")


def _whole(side: _Side, key: str = "passages") -> str:
    return f"{median(side.each(key)):,.0f}"
