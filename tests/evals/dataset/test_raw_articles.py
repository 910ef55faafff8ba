"""The questions over real articles whose text may not stand in this repository."""

from collections import Counter
from pathlib import Path

import pytest

from evals.dataset.articles import Corpus
from evals.dataset.bare import read_given
from evals.dataset.records import Question
from evals.dataset.sets import built_in_sets
from evals.metrics.nuggets import outcome_of
from evals.records import Item, Reply
from evals.running.gold import check
from index.text.language import detect_language

FILE = built_in_sets()[0].with_name("raw_articles.jsonl")
ARTICLES = Path("/work/shared/data/raw_articles")
GIVEN = read_given([FILE])
QUESTIONS = [line.question for line in GIVEN.lines]
ANSWERABLE = [question for question in QUESTIONS if question.answerable]
LONGEST_QUOTE = 4
"""Words: a figure or a name, never a sentence of somebody else's article."""


def said(question: Question, text: str) -> Item:
    return Item(question, Reply("answer", None, 1.0, text, question.language))


def test_half_can_be_answered_and_half_of_the_others_are_near_misses_in_eight_languages() -> None:
    assert (len(ANSWERABLE), len(QUESTIONS)) == (30, 60)
    assert sum("near-miss" in question.tags for question in QUESTIONS) == 15
    languages = Counter(question.language for question in QUESTIONS)
    assert set(languages) == {"de", "en", "tr", "zh", "ar", "es", "fr", "ru"}
    assert set(languages.values()) == {7, 8}
    assert not GIVEN.bare


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_question_is_in_its_language_and_quotes_no_sentence(question: Question) -> None:
    assert detect_language(question.question) == question.language
    for evidence in (*question.evidence, *question.near):
        assert len(evidence.quote.split()) <= LONGEST_QUOTE


@pytest.mark.parametrize("question", ANSWERABLE, ids=lambda question: question.name)
def test_a_reference_answer_is_right_and_another_ones_is_not(question: Question) -> None:
    reference = question.answer[question.language]
    assert outcome_of(said(question, reference))[0] == "correct"
    others = [
        other.answer[other.language]
        for other in ANSWERABLE
        if other.language == question.language and other is not question
    ]
    assert not {outcome_of(said(question, other))[0] for other in others} & {"correct", "partial"}


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the raw articles are not here")
def test_every_quote_stands_once_in_its_cleaned_article() -> None:
    corpus = Corpus.read(ARTICLES)
    check(GIVEN.lines, corpus)
    for question in QUESTIONS:
        for evidence in (*question.evidence, *question.near):
            assert len(corpus.places(evidence.doc, evidence.quote)) == 1, question.name


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the raw articles are not here")
def test_no_seven_words_in_a_row_are_of_an_article() -> None:
    texts = [" ".join(path.read_text("utf-8").split()) for path in ARTICLES.glob("*.txt")]
    for question in QUESTIONS:
        words = " ".join((question.question, *question.answer.values())).split()
        for at in range(len(words) - 6):
            assert not any(" ".join(words[at : at + 7]) in text for text in texts), question.name
