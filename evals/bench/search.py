"""How long a search takes: in a running process, from cold, and what a command costs at all."""

import re
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from evals.bench.options import Options
from evals.bench.processes import PROJECT, SideError, product, run_command, run_side
from evals.bench.table import Row, median, percentile, spread

TITLE = """Searching. The index holds the XQuAD passages and the news; the questions are XQuAD's
German and English ones, one at a time in a running process. What the word coverage costs is the
difference to the same question searched without words, question by question. Commands are whole
processes."""

_LANGUAGES = ("de", "en")
_HEAVY = ("torch", "chromadb", "sentence_transformers", "gradio", "llama_index")


def measure(options: Options) -> Iterator[Row]:
    """Yield milliseconds a search and seconds a command."""
    index = options.shared_index()
    yield from _running(options, index)
    yield from _commands(options, index)


def _running(options: Options, index: Path) -> Iterator[Row]:
    files = [options.need("xquad", f"questions.{language}.jsonl") for language in _LANGUAGES]
    for proposer in ("exact", "chroma"):
        found = run_side("search_running", index, proposer, options.threads, *files).result
        n = f"{len(found['milliseconds'])} questions"
        for share, wanted in ((0.5, 20.0), (0.95, None)):
            value = percentile(found["milliseconds"], share)
            yield Row(
                f"search p{100 * share:.0f}, ms, {found['proposed_by']} proposes",
                f"{value:.1f}",
                wanted="" if wanted is None else f"at most {wanted:.0f}",
                met=None if wanted is None else value <= wanted,
                n=n,
            )
        yield Row(
            f"processor time a search, ms, {found['proposed_by']} proposes",
            f"{found['processor_milliseconds']:.1f}",
            n=n,
        )
        if proposer == "exact":
            value = median(found["coverage_milliseconds"])
            yield Row(
                "of that word coverage, ms, median",
                f"{value:.1f} (p95 {percentile(found['coverage_milliseconds'], 0.95):.1f})",
                wanted="at most 20",
                met=value <= 20,
                n=n,
            )


def _commands(options: Options, index: Path) -> Iterator[Row]:
    question = "Who was elected?"
    yield _command("`fundstelle --help`, s", 0.5, options, product(index, "--help"))
    yield _command(
        "`fundstelle search` from cold, s", 6, options, product(index, "search", question)
    )
    yield _command("unchanged `fundstelle index`, s", None, options, product(index, "index"))
    heavy = imported(run_command_for_imports(product(index, "index")), _HEAVY)
    yield Row(
        "heavy packages that an unchanged `index` imports",
        ", ".join(heavy) or "none",
        wanted="none",
        met=not heavy,
    )


def _command(figure: str, limit: float | None, options: Options, command: list[str]) -> Row:
    seconds = _timed(lambda: run_command(command), options.runs)
    return Row(
        figure,
        spread(seconds, 2),
        wanted="" if limit is None else f"under {limit:g}",
        met=None if limit is None else median(seconds) < limit,
        n=f"{options.runs} runs",
    )


def _timed(work: Callable[[], object], runs: int) -> list[float]:
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return seconds


def run_command_for_imports(command: list[str]) -> str:
    """Run the command and return Python's own log of what it imported."""
    with_log = [command[0], "-X", "importtime", *command[1:]]
    done = subprocess.run(with_log, cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SideError(f"{' '.join(command[1:])} failed ({done.returncode})")
    return done.stderr


def imported(log: str, packages: Sequence[str]) -> list[str]:
    """Return which of the packages the log of ``-X importtime`` names."""
    names = set(re.findall(r"^import time:.*\| +([\w.]+)$", log, flags=re.MULTILINE))
    return [package for package in packages if package in names]
