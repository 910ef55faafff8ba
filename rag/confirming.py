"""A last look: whether a checked sentence is what its German sentence answers to the question.

The looks before the draft judge a passage, and the checks without a model hold figures, dates and
names against it. A sentence that takes the figure of another matter passes both. Shown with the few
German sentences that it rests on alone, the model that wrote it says no to it more often than to a
right one (AUC .86 where looks and nearness have .74: 58 drafts in nine languages that would have
been shown).
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answering import Course
from rag.decision import Decision
from rag.evidence import Window
from rag.looking import log_odds_of_yes
from rag.models.base import LanguageModel
from rag.prompt import Wording, confirm_prompt
from rag.records import Reason
from rag.vouched import Sentence


@dataclass(frozen=True, slots=True)
class Confirmer:
    """Asks a model about checked sentences, and holds what it says against the fitted rule."""

    model: LanguageModel
    decision: Decision
    wording: Wording

    def confirmed(
        self,
        course: Course,
        sentence: Sentence,
        windows: Sequence[Window],
        stop: threading.Event,
        *,
        brief: bool,
    ) -> Sentence:
        """Return the sentence with what the model says, unsupported where that is too little.

        One that is rather wrong than right by it, but not surely enough to be dropped, is weak.

        ``windows`` are those that it was written from, ``brief`` whether in a few words. The tokens
        read are added to ``course``. Words that were turned down once are so again: a retry shows
        the model less around them, and of less it doubts less.
        """
        if (before := _turned_down(course, sentence)) is not None:
            return replace(sentence, confirmed=before).doubted(Reason("not_confirmed"))
        cited = sentence.evidence
        window = next(each for each in windows if cited in each.sentences).up_to(cited)
        messages = confirm_prompt(course.query, window, sentence.text, self.wording)
        asked = replace(sentence, confirmed=log_odds_of_yes(messages, self.model, stop))
        course.prompt_tokens += self.model.count_tokens(messages)
        trust = self.trust(course, (asked,), brief=brief)
        if trust < self.decision.claim_cut:
            return asked.doubted(Reason("not_confirmed"))
        return asked.doubted(Reason("unsure")) if trust < 0 else asked

    def trust(self, course: Course, sentences: Sequence[Sentence], *, brief: bool) -> float:
        """Return the log-odds that the least sure of these sentences is right."""
        support = course.support or 0.0
        rule = self.decision
        return min(rule.trust(support, each.confirmed or 0.0, brief=brief) for each in sentences)


def _turned_down(course: Course, sentence: Sentence) -> float | None:
    """Return what the model said to the same words in an earlier draft that it doubted."""
    return next(
        (
            claim.confirmed
            for attempt in course.attempts
            for claim in attempt.claims
            if claim.text.casefold() == sentence.text.casefold()
            and any(reason.code == "not_confirmed" for reason in claim.reasons)
        ),
        None,
    )
