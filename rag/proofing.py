"""A draft proofread: its sentences checked, and those that hold looked at by the model once more.

Each that passes is told of at once, and what was told stays: nothing is shown while the draft is
still being written, because the model can't look at a sentence meanwhile.
"""

from collections.abc import Callable, Generator
from dataclasses import replace

from rag.answering import cite
from rag.records import AskEvent, Checked, Checking, Verdict
from rag.vouched import Sentence, Vouched
from rag.writing import Written

Check = Callable[[Written], Vouched]
"""A draft to its checked sentences."""
Confirm = Callable[[Sentence], Sentence]
"""A sentence that holds to itself with what the model says to it."""


def proofread(
    writing: Generator[AskEvent, None, Written],
    check: Check,
    confirm: Confirm,
    *,
    tell: bool = True,
) -> Generator[AskEvent, None, tuple[Written, Vouched]]:
    """Pass on the events of the writing, then a :class:`Checked` for each but the last sentence.

    Without ``tell`` there is none: what is still to be rendered in another language is not shown.

    Return the draft and what holds of it.
    """
    written = yield from writing
    vouched = check(written)
    if vouched.problem:
        return written, vouched
    done: list[Sentence] = []
    for at, sentence in enumerate(vouched.sentences):
        if sentence.verdict is not Verdict.UNSUPPORTED:
            yield Checking(at + 1, len(vouched.sentences))
            sentence = confirm(sentence)
        done.append(sentence)
        is_last = len(done) == len(vouched.sentences)
        if tell and sentence.verdict is not Verdict.UNSUPPORTED and not is_last:
            _, claims, citations = cite(replace(vouched, sentences=tuple(done)).shown)
            yield Checked(claims, citations)
    final = replace(vouched, sentences=tuple(done))
    return written, final if final.shown else replace(final, problem="unsupported")
