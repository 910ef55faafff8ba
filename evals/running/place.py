"""What a run asks: the built-in set over an index of its own, or a user's file over the user's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.dataset.records import Evidence, Line, Problem, Question
from evals.running.folder import OWN_INDEX
from index.errors import FundstelleError
from index.records import ArticleInfo
from index.store.reading import StoreReader
from index.updating.build import store_path
from index.updating.run import Progress
from rag.assemble import run_index
from rag.settings import Settings

PROJECT = Path(__file__).parents[2]


def shared_distractors() -> Path | None:
    """Return the news that stand beside the project, None where they are not."""
    path = PROJECT.parent / "shared" / "data" / "german_news" / "articles.jsonl"
    return path if path.is_file() else None


def own_index(
    settings: Settings, run: Path, distractors: Path | None, progress: Progress
) -> Settings:
    """Make (or bring up to date) the run's own index of the corpus; return settings for it."""
    own = replace(settings, data=run / OWN_INDEX, chroma_url=None)
    if distractors is not None and not distractors.is_file():
        raise FundstelleError(f"There is no file {distractors}. Name another, or none.")
    report = run_index(
        own, [settings.corpus, *([] if distractors is None else [distractors])], progress=progress
    )
    if report.failed:
        raise FundstelleError(f"The corpus can't be indexed: {report.problems[0].message}")
    return own


@dataclass(frozen=True, slots=True)
class Located:
    """Lines whose gold is where the index has it, and what could not be found."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]


def located(lines: Sequence[Line], settings: Settings) -> Located:
    """Look every gold quote up in the index: ``doc`` becomes the article's id, offsets are anew.

    A quote that is not there is a problem, named by file, line and question.
    """
    reader = StoreReader(store_path(settings.data))
    try:
        texts = _Texts(reader)
        problems: list[Problem] = []
        found = [_line(line, texts, problems) for line in lines]
    finally:
        reader.close()
    return Located(tuple(found), tuple(problems))


class _Texts:
    """Articles by the name that a question file gives them: id, or end of the path."""

    def __init__(self, reader: StoreReader) -> None:
        self._reader = reader
        self._by_name: dict[str, list[ArticleInfo]] = {}
        for info in reader.infos():
            for name in {info.article_id, *_ends(info.path)}:
                self._by_name.setdefault(name, []).append(info)
        self._texts: dict[str, str] = {}

    def named(self, doc: str) -> Iterator[tuple[str, str]]:
        """Yield id and text of the articles of that name."""
        for info in self._by_name.get(doc, ()):
            if info.article_id not in self._texts:
                self._texts[info.article_id] = self._reader.article(info.article_id).text
            yield info.article_id, self._texts[info.article_id]


def _ends(path: str) -> Iterator[str]:
    parts = Path(path).parts
    for at in range(len(parts)):
        yield "/".join(parts[at:])


def _line(line: Line, texts: _Texts, problems: list[Problem]) -> Line:
    def place(evidence: Evidence) -> Evidence:
        found = _place(evidence, texts)
        if found is None:
            message = (
                f"`{evidence.quote[:40]}` does not stand in {evidence.doc} as it is indexed. "
                "Has the article changed?"
            )
            problems.append(Problem(line.path, line.number, line.question.name, "quote", message))
        return evidence if found is None else found

    question: Question = line.question
    return replace(
        line,
        question=replace(
            question,
            evidence=tuple(place(each) for each in question.evidence),
            near=tuple(place(each) for each in question.near),
        ),
    )


def _place(evidence: Evidence, texts: _Texts) -> Evidence | None:
    for article_id, text in texts.named(evidence.doc):
        # Of several places the one that the file names, if it still is one.
        given = evidence.start
        if given is not None and text.startswith(evidence.quote, given):
            start = given
        else:
            start = text.find(evidence.quote)
        if start >= 0:
            return Evidence(article_id, evidence.quote, start, start + len(evidence.quote))
    return None
