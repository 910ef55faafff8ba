"""The comparison that matters: ours and two other pipelines, one table over the same questions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from evals.bench import ollama_server
from evals.bench.options import Options
from evals.bench.processes import PROJECT, product, run_command, run_side
from evals.bench.sides.index_llama_index import minilm_folder
from evals.metrics.citations import cited_places
from evals.metrics.rates import rates_of
from evals.metrics.scoring import score_items
from evals.records import Item, Place, Reply, ScoredItem
from evals.running.folder import RunFolder

TITLE = """Peers. The dev questions in de, en, tr and zh, in the order of `fundstelle eval run
--limit`, over the cleaned articles of `corpus/`, answered by the embedded model in every row and
scored by the same code without a judge. LlamaIndex is its `CitationQueryEngine` with its defaults
(nodes of 1,024 tokens, the 2 nearest, sources of 512, compact, its prompts); replaced are the
language model and the embedder, because both defaults are a service of OpenAI: one row has our
embedder, the other all-MiniLM-L6-v2, the sentence-transformers model of the bench packages.
Kotaemon's manner: the ten first of full text (English stems) and vectors one after the other, in
chunks of 1,024 tokens cut to the context of 4,096, its prompt's meaning in our words; kinder than
its defaults in that the answer language is set to the question's, the embedder is ours, and sources
are cited by number (by default a second call with tools does it). Correct and wrong are of the
answerable questions (the rest: partial or refused), hallucinated are unanswerable ones answered. A
refusal is one by the program or by what the text says in its first sentence or most of them. A
citation holds if what it points at overlaps a gold sentence (evidence-citation precision,
answerable questions): it is easier the longer the cited text is, so its median length stands beside
it. Answer language: of those of which it can be told. Tokens are means over replies of the model,
seconds medians over all questions."""

NAMES: Mapping[str, str] = {
    "fundstelle": "Fundstelle",
    "llama-index-use": "LlamaIndex CitationQueryEngine, our embedder",
    "llama-index-minilm": "LlamaIndex CitationQueryEngine, MiniLM",
    "kotaemon-manner": "Kotaemon's manner",
}
_LONGEST_SECONDS_A_QUESTION = 1200


@dataclass(frozen=True, slots=True)
class PeerRow:
    """One pipeline; every field is a cell."""

    system: str
    correct: str
    wrong: str
    refused_answerable: str
    refused_unanswerable: str
    hallucinated: str
    citations: str
    cited_characters: str
    uncited: str
    language: str
    tokens: str
    seconds: str

    @property
    def head(self) -> Sequence[str]:
        """The columns' titles."""
        return (
            *("Pipeline", "Correct", "Wrong", "Refused, answerable", "Refused, unanswerable"),
            *("Hallucinated", "Citations that hold", "Characters a citation"),
            *("Answers without one", "Answer language", "Tokens prompt / completion", "Seconds"),
        )

    @property
    def cells(self) -> Sequence[str]:
        """One text a column."""
        return (
            *(self.system, self.correct, self.wrong, self.refused_answerable),
            *(self.refused_unanswerable, self.hallucinated, self.citations),
            *(self.cited_characters, self.uncited, self.language, self.tokens, self.seconds),
        )


def measure(options: Options) -> Iterator[PeerRow]:
    """Yield a row a pipeline; runs are kept in ``options.keep``, scored."""
    return measured(options, NAMES)


def measured(options: Options, names: Mapping[str, str]) -> Iterator[PeerRow]:
    """Yield a row for each of these systems of ``evals.bench.sides.peer_answers``."""
    data = options.work / "corpus-index"
    run_command(product(data, "index", str(PROJECT / "corpus")))
    for system, name in names.items():
        if missing := _missing(system):
            yield row(f"{name}: not measured. {missing}", [], [])
            continue
        run = (options.keep or options.work / "peers") / system
        run_side(
            *("peer_answers", system, data, run, options.threads, options.limit),
            longest_seconds=_LONGEST_SECONDS_A_QUESTION * options.limit,
        )
        folder = RunFolder.open(run)
        yield row(name, folder.items(), scored(folder))


def _missing(system: str) -> str:
    if system == "llama-index-minilm":
        try:
            minilm_folder()
        except FileNotFoundError as error:
            return str(error)
    if system == "fundstelle-ollama" and ollama_server.binary() is None:
        return "There is no Ollama here."
    return ""


def scored(folder: RunFolder) -> list[ScoredItem]:
    """Score a run without a judge and keep it, so that ``eval report`` and ``compare`` read it."""
    found = score_items(folder.items())
    folder.write_scores(found)
    note = "Scored without a judge: `fundstelle eval score` adds one."
    folder.write_metrics(rates_of(found), valid=True, notes=[note])
    return found


def row(name: str, items: Sequence[Item], found: Sequence[ScoredItem]) -> PeerRow:
    """Return the row of one pipeline."""
    replies = [item.reply for item in items if item.reply is not None]
    written = [reply for reply in replies if reply.model is not None]
    answers = [reply for reply in replies if reply.answered]
    lengths = [len(place.text) for reply in answers for place in cited_by(reply)]
    bare = sum(not cited_by(reply) for reply in answers)
    prompt = sum(reply.prompt_tokens for reply in written)
    completion = sum(reply.completion_tokens for reply in written)
    return PeerRow(
        system=name,
        correct=share(found, "correct"),
        wrong=share(found, "wrong-answer"),
        refused_answerable=share(found, "over-refusal"),
        refused_unanswerable=share(found, "refusal-recall"),
        hallucinated=share(found, "hallucination-rate"),
        citations=share(found, "evidence-citation-precision"),
        cited_characters=f"{median(lengths):,.0f}" if lengths else "–",
        uncited=f"{bare} of {len(answers)}",
        language=share(found, "answer-language"),
        tokens=f"{prompt / len(written):,.0f} / {completion / len(written):,.0f}"
        if written
        else "–",
        seconds=f"{median(reply.total_seconds for reply in replies):.1f}" if replies else "–",
    )


def cited_by(reply: Reply) -> list[Place]:
    """Return what a reply's claims cite, each place once."""
    return list(dict.fromkeys(p for claim in reply.claims for p in cited_places(reply, claim)))


def share(found: Sequence[ScoredItem], metric: str) -> str:
    """Write a metric as "3 of 12 (.25)", and how many could not be told."""
    scores = [score for item in found if (score := item.scores.get(metric)) is not None]
    known = [(score.value, score.weight) for score in scores if score.value is not None]
    total = sum(weight for _, weight in known)
    if not total:
        return "–"
    good = sum(value * weight for value, weight in known)
    unknown = len(scores) - len(known)
    said = f"{good:.0f} of {total:.0f} ({good / total:.2f})"
    return f"{said}, {unknown} unknown" if unknown else said
