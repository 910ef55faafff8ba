"""How an answer came about, for people: ``ask --explain``."""

from rag.records import Answer, Attempt, Claim
from ui.command.output import BOLD, DIM, painted, plain, say

_PROBLEMS = {
    "empty": "the draft is empty",
    "refuses": "the draft says that there is no answer",
    "loops": "the draft repeats itself",
    "echoes": "the draft only repeats the question",
    "language": "the draft is in another language than asked for",
    "unsupported": "no sentence of the draft is supported",
    "rendering": "in the language asked for it does not hold",
}


def print_explanation(answer: Answer) -> None:
    """Print the looks, the drafts with their verdicts, and the reasons of these."""
    trace, query = answer.trace, answer.query
    say()
    say(painted("How this answer came about", BOLD))
    say(f"The question is {query.language}, the answer is to be {query.answer_language}.")
    say(f"{len(answer.hits)} passages were found.")
    for look in trace.looks:
        said = f"Passage {look.window + 1}: log-odds that it answers: {look.answers:+.2f}"
        if look.whole is not None:
            said += f", read as a whole: {look.whole:+.2f}"
        say(f"{said} ({plain(answer.hits[look.window].article.title)})")
    if trace.support is not None:
        say(f"Support for answering: {trace.support:+.2f}")
    for number, attempt in enumerate(trace.attempts, start=1):
        _print_attempt(number, attempt, query.answer_language)
    what = answer.kind.value if answer.refusal is None else f"refusal, {answer.refusal.value}"
    say(f"Confidence: {answer.confidence:.2f}")
    say(f"Outcome: {what}")


def _print_attempt(number: int, attempt: Attempt, language: str) -> None:
    read = ", ".join(f"{window + 1}" for window in attempt.windows)
    say(f"Draft {number}, from passage {read}: {plain(attempt.text)}")
    if attempt.rendered:
        say(f"  Drafted in {attempt.language}, put into {language}: {plain(attempt.rendered)}")
    if attempt.problem:
        say(f"  Dropped: {_PROBLEMS.get(attempt.problem, attempt.problem)}.")
    for claim in attempt.claims:
        _print_claim(claim)


def _print_claim(claim: Claim) -> None:
    say(f"  {claim.verdict.value}: {plain(claim.text)}")
    if claim.confirmed is not None:
        say(painted(f"    asked again, log-odds that it is right: {claim.confirmed:+.2f}", DIM))
    for reason in claim.reasons:
        words = " / ".join(plain(part) for part in (reason.claim, reason.evidence) if part)
        say(painted(f"    {reason.code}{': ' if words else ''}{words}", DIM))
