"""Whether an answer is right: the vital nuggets it has, and wrong values given in their place."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from evals.dataset.records import Nugget
from evals.metrics.numbers import numbers_in, value_of
from evals.normal import words_only
from evals.records import Item, Reply, Score

Outcome: TypeAlias = Literal["correct", "wrong", "partial", "refused", "failed", "ungraded"]
Spans: TypeAlias = list[tuple[int, int]]
_SHORT = 4
_CJK_NUMERALS = "零〇一二两三四五六七八九十百千万亿"


def outcome_of(item: Item) -> tuple[Outcome, str]:
    """Return what became of a question, and what decided."""
    reply, question = item.reply, item.question
    if reply is None:
        return "failed", item.error or "no reply"
    if not reply.answered:
        return "refused", reply.refusal or ""
    if item.has_gold and not question.answerable:
        return "wrong", "answered, though no article does"
    return _of_answer(item, reply)


def _of_answer(item: Item, reply: Reply) -> tuple[Outcome, str]:
    if not item.has_gold:
        return "ungraded", "there is no gold"
    question = item.question
    vital = [nugget for nugget in question.nuggets if nugget.vital]
    languages = _languages(item, reply)
    if not vital or not all(_forms(nugget, languages) for nugget in vital):
        return "ungraded", f"the gold has no form in {question.language}"
    return _graded(item, reply, [_state(nugget, reply.text, languages) for nugget in vital])


def correctness_scores(item: Item, outcome: Outcome, why: str) -> Iterator[Score]:
    """Yield the scores; an ungraded item has none, a failed one is not right."""
    if outcome == "ungraded" or not item.has_gold:
        return
    answerable = item.question.answerable
    right = outcome == "correct" if answerable else outcome == "refused"
    yield Score("right-outcome", float(right), why=why)
    worth = 1.0 if right else -1.0 if outcome == "wrong" else 0.0
    yield Score("crag-score", worth, why=why)
    if not answerable:
        return
    yield Score("correct", float(right), why=why)
    yield Score("wrong-answer", float(outcome == "wrong"), why=why)
    if item.reply is not None and item.reply.answered:
        languages = _languages(item, item.reply)
        vital = [nugget for nugget in item.question.nuggets if nugget.vital]
        has = [_state(nugget, item.reply.text, languages) == "present" for nugget in vital]
        yield Score("nugget-recall", sum(has) / len(has), weight=len(has))


def _graded(item: Item, reply: Reply, states: Sequence[str]) -> tuple[Outcome, str]:
    present = states.count("present")
    if "wrong" in states:
        return "wrong", "a wrong value stands in place of the right one"
    if not present:
        return "wrong", "none of the wanted facts is in the answer"
    if present < len(states):
        return "partial", f"{present} of {len(states)} wanted facts are in the answer"
    if reply.kind == "quotation" and item.question.language != "de":
        return "partial", "a German sentence is no answer in another language"
    return "correct", "all wanted facts are in the answer"


def _state(nugget: Nugget, answer: str, languages: Sequence[str]) -> str:
    text = words_only(answer)
    right = [s for form in _forms(nugget, languages) for s in _places(form, text)]
    right += _by_value(_common_values(nugget, languages), text, languages)
    wrong = [s for form in nugget.wrong for s in _places(form, text)]
    for form in nugget.wrong:
        values = value_of(form, languages[0])
        # "1.200" may be two numbers; a wrong value has to be certain.
        wrong += _by_value(values, text, languages) if len(values) == 1 else []
    # "Uwe Ohlenroth" is wrong, though the right "Ohlenroth" stands in it.
    if any(not _inside(span, wrong) for span in right):
        return "present"
    return "wrong" if any(not _inside(span, right) for span in wrong) else "missing"


def _languages(item: Item, reply: Reply) -> list[str]:
    """Name the question's language and the answer's: the language itself is another metric."""
    return list(dict.fromkeys((item.question.language, reply.language)))


def _forms(nugget: Nugget, languages: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(form for each in languages for form in nugget.forms(each)))


def _common_values(nugget: Nugget, languages: Sequence[str]) -> frozenset[float]:
    """Return the value that all forms that are numbers share: 1,200 with 1.200 is 1200."""
    found = [v for each in languages for f in nugget.forms(each) if (v := value_of(f, each))]
    return frozenset.intersection(*found) if found else frozenset()


def _by_value(values: frozenset[float], text: str, languages: Sequence[str]) -> Spans:
    return [
        (number.start, number.end)
        for language in languages
        for number in numbers_in(text, language)
        if not values.isdisjoint(number.readings)
    ]


def _places(form: str, text: str) -> Spans:
    wanted = words_only(form)
    if not wanted:
        return []
    return [found.span() for found in _pattern(wanted).finditer(text)]


# More than `re` itself keeps: the nuggets of a question set, each looked for again and again.
@functools.lru_cache(8192)
def _pattern(wanted: str) -> re.Pattern[str]:
    return re.compile(_edge_before(wanted) + re.escape(wanted) + _edge_after(wanted))


def _edge_before(wanted: str) -> str:
    if wanted[0].isdigit():
        return r"(?<!\d)(?<!\d[.,٫])"
    if wanted[0] in _CJK_NUMERALS:
        return rf"(?<![\d{_CJK_NUMERALS}])"
    # "elf" is not in "Helfer"; longer words may end a German compound.
    return r"(?<!\w)" if wanted.isalpha() and wanted < "\u0600" and len(wanted) <= _SHORT else ""


def _edge_after(wanted: str) -> str:
    if wanted[-1].isdigit():
        return r"(?!\d)(?![.,٫]\d)"
    if wanted[-1] in _CJK_NUMERALS:
        return rf"(?![\d{_CJK_NUMERALS}])"
    is_number = any(value_of(wanted, language) for language in ("de", "en", "fr", "es", "tr"))
    # "neun" is not in "neunzehn".
    return r"(?!\w)" if wanted.isalpha() and is_number else ""


def _inside(span: tuple[int, int], others: Spans) -> bool:
    return any(s <= span[0] and span[1] <= e and (s, e) != span for s, e in others)
