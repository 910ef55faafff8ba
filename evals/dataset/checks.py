"""What makes a question set valid: quotes found, groups complete, no leak, languages right."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from evals.dataset.articles import Corpus
from evals.dataset.records import (
    ANSWERABLE_KINDS,
    LANGUAGES,
    MORE_LANGUAGES,
    UNANSWERABLE_KINDS,
    Evidence,
    Line,
    Nugget,
    Problem,
    Question,
)
from index.text.language import UNKNOWN, detect_language

COMPUTED = "computed"
"""Tag of a question whose answer no sentence states: a sum, a difference, a date moved by weeks."""
SHORT = "short"
"""Tag of a question too short or too full of names for its language to be recognised."""


def problems_of(lines: Sequence[Line], corpus: Corpus) -> list[Problem]:
    """Return everything that is wrong with these lines, in the order of the lines."""
    found = [
        _problem(line, code, message)
        for line in lines
        for code, message in _line_problems(line.question, corpus)
    ]
    for check in (_repeated_ids, _repeated_questions, _groups, _leaks):
        found += check(lines)
    return sorted(found, key=lambda problem: (problem.path, problem.line))


Complaint = tuple[str, str]
"""Code and message."""


def _problem(line: Line, code: str, message: str) -> Problem:
    return Problem(line.path, line.number, line.question.name, code, message)


def _line_problems(question: Question, corpus: Corpus) -> Iterator[Complaint]:
    kinds = ANSWERABLE_KINDS if question.answerable else UNANSWERABLE_KINDS
    if question.kind not in kinds:
        yield "kind", f"kind {question.kind!r} is none of {', '.join(sorted(kinds))}"
    if not question.question.strip():
        yield "empty", "the question is empty"
    if question.kind == "follow-up" and not question.history:
        yield "history", "a follow-up needs the question before it in `history`"
    yield from _language_problems(question)
    for evidence in (*question.evidence, *question.near):
        yield from _quote_problems(evidence, corpus)
    if question.answerable:
        yield from _answer_problems(question)
    elif question.evidence or question.nuggets:
        yield "unanswerable", "what no article answers has neither evidence nor nuggets"


def _answer_problems(question: Question) -> Iterator[Complaint]:
    if not question.evidence or not any(nugget.vital for nugget in question.nuggets):
        yield "evidence", "an answerable question needs evidence and a vital nugget"
    if missing := {"de", "en"} - question.answer.keys():
        yield "answer", f"the answer in {', '.join(sorted(missing))} is missing"
    for nugget in question.nuggets:
        yield from _nugget_problems(nugget, question)


def _language_problems(question: Question) -> Iterator[Complaint]:
    if question.language not in (*LANGUAGES, *MORE_LANGUAGES):
        yield "language", f"language {question.language!r} is not one of the set's"
    detected = detect_language(question.question)
    if SHORT not in question.tags and detected not in (question.language, UNKNOWN):
        yield "language", f"declared {question.language}, but it reads as {detected}"


def _quote_problems(evidence: Evidence, corpus: Corpus) -> Iterator[Complaint]:
    start = f"{evidence.quote[:40]!r}"
    if evidence.doc not in corpus:
        yield "doc", f"the corpus has no article {evidence.doc}"
        return
    places = corpus.places(evidence.doc, evidence.quote)
    if not places:
        yield "quote", f"the quote {start} does not stand in {evidence.doc}"
    elif len(places) > 1:
        yield "ambiguous", f"the quote {start} stands {len(places)} times in {evidence.doc}"
    elif (evidence.start, evidence.end) != (places[0].start, places[0].end):
        yield "moved", f"the quote {start} stands at {places[0].start} in {evidence.doc}, use --fix"


def _nugget_problems(nugget: Nugget, question: Question) -> Iterator[Complaint]:
    if not nugget.forms(question.language):
        yield "nugget", f"nugget {nugget.name} has no form for {question.language}"
    quotes = " ".join(evidence.quote for evidence in question.evidence).casefold()
    stands = any(form.casefold() in quotes for form in nugget.forms("de"))
    if nugget.vital and not stands and COMPUTED not in question.tags:
        yield "nugget", f"no form of nugget {nugget.name} stands in the evidence"
    forms = {form.casefold() for forms in nugget.accepted.values() for form in forms}
    if both := sorted(forms & {value.casefold() for value in nugget.wrong}):
        yield "nugget", f"nugget {nugget.name} both accepts and rejects {both[0]!r}"


def _repeated_ids(lines: Sequence[Line]) -> Iterator[Problem]:
    return _repeated(lines, lambda question: question.name, "id", "the id stands twice")


def _repeated_questions(lines: Sequence[Line]) -> Iterator[Problem]:
    def words(question: Question) -> str:
        return " ".join((*question.history, question.question)).casefold().strip(" ?？.")

    return _repeated(lines, words, "repeated", "the same question was asked before")


def _repeated(
    lines: Sequence[Line], key: Callable[[Question], str], code: str, message: str
) -> Iterator[Problem]:
    seen: dict[str, Line] = {}
    for line in lines:
        first = seen.setdefault(key(line.question), line)
        if first is not line:
            yield _problem(line, code, f"{message}: see {first.path}:{first.number}")


def _groups(lines: Sequence[Line]) -> Iterator[Problem]:
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.question.group].append(line)
    for name, members in groups.items():
        first = members[0]
        languages = Counter(line.question.language for line in members)
        wanted = set(LANGUAGES)
        if languages.keys() & set(MORE_LANGUAGES):
            wanted |= set(MORE_LANGUAGES)
        if missing := sorted(wanted - languages.keys()):
            yield _problem(first, "group", f"group {name} lacks {', '.join(missing)}")
        if twice := sorted(language for language, count in languages.items() if count > 1):
            yield _problem(first, "group", f"group {name} has {twice[0]} twice")
        for line in members[1:]:
            if _shared(line.question) != _shared(first.question):
                message = f"group {name}: differs from line {first.number} in more than language"
                yield _problem(line, "group", message)


def _shared(question: Question) -> tuple[object, ...]:
    """Return what all lines of a group have in common."""
    return (
        *(question.answerable, question.kind, question.split, question.evidence),
        *(question.nuggets, question.near),
    )


def _leaks(lines: Sequence[Line]) -> Iterator[Problem]:
    """Complain of every test line whose evidence overlaps a dev line's."""
    dev = [line for line in lines if line.question.split == "dev"]
    spans = defaultdict(list)
    for line in dev:
        for evidence in _located(line.question.evidence):
            spans[evidence.doc].append((evidence.start, evidence.end, line))
    for line in lines:
        if line.question.split != "test":
            continue
        for evidence in _located(line.question.evidence):
            for start, end, other in spans[evidence.doc]:
                if evidence.start < end and start < evidence.end:  # type: ignore[operator]
                    message = f"its evidence in {evidence.doc} is also dev's {other.question.name}"
                    yield _problem(line, "leak", message)
                    break


def _located(evidence: Iterable[Evidence]) -> list[Evidence]:
    return [each for each in evidence if each.start is not None and each.end is not None]
