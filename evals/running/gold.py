"""Gold quotes looked up in the index that is asked: what a reply's places are compared with."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from evals.dataset.articles import Corpus
from evals.dataset.bare import refuse
from evals.dataset.records import Evidence, Line, Problem
from index.store.reading import StoreReader


def located(lines: Sequence[Line], store: Path) -> list[Line]:
    """Return the lines with every quote's ``doc`` the article's id and its offsets in the index.

    A ``doc`` is a path below a root or an id. QuestionsError names the first quote that is not
    there: the article was changed or taken out.
    """
    reader = StoreReader(store)
    try:
        shelf = _Shelf(reader)
        found, problems = [], []
        for line in lines:
            try:
                question = line.question
                evidence = tuple(shelf.place(each) for each in question.evidence)
                near = tuple(shelf.place(each) for each in question.near)
            except ValueError as error:
                name = line.question.name
                problems.append(Problem(line.path, line.number, name, "quote", str(error)))
                continue
            found.append(replace(line, question=replace(question, evidence=evidence, near=near)))
    finally:
        reader.close()
    refuse(problems)
    return found


def check(lines: Sequence[Line], corpus: Corpus) -> None:
    """Raise QuestionsError for the first quote that does not stand in the corpus."""
    problems = []
    for line in lines:
        for each in (*line.question.evidence, *line.question.near):
            if not corpus.places(each.doc, each.quote):
                said = f"the quote {each.quote[:40]!r} does not stand in {each.doc}"
                if each.doc not in corpus:
                    said = f"the corpus has no article {each.doc}"
                problems.append(Problem(line.path, line.number, line.question.name, "quote", said))
    refuse(problems)


class _Shelf:
    """The articles of an index by the path of their file and by their id."""

    def __init__(self, reader: StoreReader) -> None:
        self._reader = reader
        self._ids: dict[str, list[str]] = defaultdict(list)
        self._texts: dict[str, str] = {}
        for file in reader.files():
            for name in file.articles:
                for key in {file.row.relative or Path(file.row.root).name, name}:
                    self._ids[key].append(name)

    def place(self, evidence: Evidence) -> Evidence:
        """Return where the quote stands; ValueError if nowhere."""
        if evidence.doc not in self._ids:
            raise ValueError(f"the index has no article {evidence.doc}")
        for name in self._ids[evidence.doc]:
            text = self._text(name)
            start = evidence.start
            if start is None or not text.startswith(evidence.quote, start):
                start = text.find(evidence.quote)
            if start >= 0:
                return Evidence(name, evidence.quote, start, start + len(evidence.quote))
        raise ValueError(f"the quote {evidence.quote[:40]!r} does not stand in {evidence.doc}")

    def _text(self, name: str) -> str:
        if name not in self._texts:
            self._texts[name] = self._reader.article(name).text
        return self._texts[name]
