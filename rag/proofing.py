"""A draft checked while it is written: each sentence that holds is told of at once.

What was told stays: where the whole draft turns out to be no answer, or would say it otherwise, the
sentences that were told of are the answer.
"""

from collections.abc import Callable, Generator
from dataclasses import replace

from index.text.sentences import sentence_spans
from rag.answering import cite
from rag.records import AskEvent, Checked, DraftPiece
from rag.vouching import Vouched
from rag.writing import Written

Check = Callable[[Written], Vouched]
"""A draft to its checked sentences."""


def proofread(
    writing: Generator[AskEvent, None, Written], check: Check
) -> Generator[AskEvent, None, tuple[Written, Vouched]]:
    """Pass on the events of the writing, with :class:`Checked` in between.

    Return the draft and what holds of it.
    """
    raw, begun = "", 0
    told: Vouched | None = None
    while True:
        try:
            event = next(writing)
        except StopIteration as end:
            written: Written = end.value
            return written, _kept(told, check(written))
        yield event
        if not isinstance(event, DraftPiece):
            continue
        raw += event.text
        ended = _ended(raw)
        if len(ended) <= begun:
            continue
        begun = len(ended)
        held = check(Written(ended, "stop", 0, 0, None))
        if held.shown and _goes_on(told, held):
            told = held
            _, claims, citations = cite(held.shown)
            yield Checked(claims, citations)


def _ended(raw: str) -> str:
    """Return the sentences that another one has begun behind."""
    spans = sentence_spans(raw)
    return raw[: spans[-1].start] if len(spans) > 1 else ""


def _goes_on(told: Vouched | None, held: Vouched) -> bool:
    """Tell whether a draft begins with what was told of, and says more."""
    if told is None:
        return True
    before, now = (
        [(each.text, each.evidence, each.verdict) for each in vouched.shown]
        for vouched in (told, held)
    )
    return now[: len(before)] == before and len(now) > len(before)


def _kept(told: Vouched | None, whole: Vouched) -> Vouched:
    if told is None or _goes_on(told, whole):
        return whole
    if [each.text for each in whole.shown] == [each.text for each in told.shown]:
        return whole
    return replace(told, text=whole.text)
