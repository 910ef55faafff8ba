"""German sentences in four languages: how many translations pass the check, and their texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.bench.options import Options
from evals.bench.processes import PROJECT, run_side

TITLE = """Translating. Sentences of `corpus/`, an equal distance apart, by the embedded model into
each language, checked as the page checks them. What is shown and what is not is for a reader of the
language to judge: the texts are below. `--limit N` is how many sentences, `--keep FOLDER` where
what the model wrote is kept, so that a run that was stopped goes on."""

LANGUAGES = ("en", "zh", "tr", "ru")


@dataclass(frozen=True, slots=True)
class Translated:
    """One sentence in one language, or how many of a language are shown."""

    language: str
    verdict: str
    german: str
    text: str = ""
    reasons: str = ""

    @property
    def head(self) -> Sequence[str]:
        """The columns' titles."""
        return ("Language", "Verdict", "German", "Translation", "Reasons")

    @property
    def cells(self) -> Sequence[str]:
        """One text a column."""
        return (self.language, self.verdict, self.german, self.text, self.reasons)


def measure(options: Options) -> Iterator[Translated]:
    """Yield a row a translation, then a row a language."""
    folder = (options.keep or options.work) / "translations"
    folder.mkdir(parents=True, exist_ok=True)
    arguments = (PROJECT / "corpus", folder, options.limit, options.threads, *LANGUAGES)
    rows = [Translated(**row) for row in run_side("translate", *arguments).result["rows"]]
    yield from rows
    for language in LANGUAGES:
        own = [row for row in rows if row.language == language]
        shown = sum(row.verdict != "rejected" for row in own)
        yield Translated(language, f"{shown} of {len(own)} shown", "")
