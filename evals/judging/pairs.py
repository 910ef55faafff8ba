"""Our own labelled pairs, made from ``corpus/`` by rules: what tier 1 is fitted and tested on.

A label holds by construction: a sentence of an article is supported by it, its rewording too, its
damage is not, nor is a fact whose sentence was taken away. The questions' gold answers and
``written.jsonl`` (claims as a model would answer, written by hand, partly translated) look most
like real answers. The same seed gives the same pairs.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from evals.dataset.reading import read_questions
from evals.dataset.records import Question
from evals.dataset.sets import built_in_sets
from evals.judging.damage import (
    NAME,
    Rule,
    date_swapped,
    detail_added,
    from_outside,
    hedge_lost,
    name_swapped,
    negated,
    number_swapped,
    paraphrased,
)
from evals.judging.premises import sentences_of
from evals.records import Pair
from index.cleaning import clean
from index.readers import reader_for
from index.updating.roots import scan_root

SEED = 20261124
_SHORTEST = 40
_A_SENTENCE = 0.55


@dataclass(frozen=True, slots=True)
class OwnPair:
    """A labelled pair; ``article`` is what cross-validation keeps together."""

    pair: Pair
    article: str


@dataclass(frozen=True, slots=True)
class _Article:
    name: str
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def sentences(self) -> list[str]:
        return [sentence for paragraph in self.paragraphs for sentence in paragraph]


def make_pairs(corpus: Path, seed: int = SEED) -> list[OwnPair]:
    """Return the pairs of these articles and, for the built-in corpus, of the question sets."""
    articles = {article.name: article for article in _articles(corpus)}
    made = _Maker(articles, random.Random(seed))  # noqa: S311 - nothing secret
    pairs = [*made.from_sentences(), *made.from_answers(), *made.from_written()]
    return [
        OwnPair(Pair(f"own#{n}", each.claim, each.premises, each.question, each.language,
                     each.kind, each.supported), article)
        for n, (article, each) in enumerate(pairs)
    ]  # fmt: skip


def subtle_pairs(corpus: Path, seed: int = SEED) -> list[tuple[str, Pair]]:
    """Return (article, pair) of ``subtle.jsonl``, which measures tier 1 and is never fitted on.

    Written by hand to be hard for whoever compares words: what is supported says it in other words
    ("other words"), what is not uses the article's own ("own words").
    """
    articles = {article.name: article for article in _articles(corpus)}
    maker = _Maker(articles, random.Random(seed))  # noqa: S311 - nothing secret
    return list(maker.from_subtle())


def _articles(corpus: Path) -> Iterator[_Article]:
    for file in scan_root(corpus).files:
        for raw in reader_for(file.path).read(file.path).articles:
            text = clean(raw, article_id="", path=str(file.path)).text
            paragraphs = (tuple(sentences_of(part)) for part in text.split("\n") if part.strip())
            yield _Article(file.relative, tuple(paragraphs))


class _Maker:
    """Draws pairs; every draw is from one generator, in one order."""

    def __init__(self, articles: dict[str, _Article], rng: random.Random) -> None:
        self._articles = articles
        self._rng = rng
        self._paragraphs = [
            (name, " ".join(paragraph))
            for name, article in articles.items()
            for paragraph in article.paragraphs
        ]

    def from_sentences(self) -> Iterator[tuple[str, Pair]]:
        """Reword and damage sentences of every article."""
        for name, article in self._articles.items():
            others = sorted(
                {found for other, text in self._paragraphs if other != name
                 for found in NAME.findall(text)}
            )  # fmt: skip
            for at, sentence in enumerate(article.sentences):
                if len(sentence) >= _SHORTEST and self._rng.random() < _A_SENTENCE:
                    yield from self._of_sentence(article, at, others)

    def _of_sentence(
        self, article: _Article, at: int, others: Sequence[str]
    ) -> Iterator[tuple[str, Pair]]:
        rng, sentences = self._rng, article.sentences
        sentence = sentences[at]
        reworded = paraphrased(sentence, rng)
        base = reworded or sentence
        known = self._premises([(article.name, at)])
        if rng.random() < 0.3:
            yield article.name, _pair(sentence, known, "verbatim", supported=True)
        if reworded:
            yield article.name, _pair(reworded, known, "paraphrase", supported=True)
        if at + 1 < len(sentences) and rng.random() < 0.6:
            second = paraphrased(sentences[at + 1], rng) or sentences[at + 1]
            joined = base.rstrip(".") + rng.choice((", und ", "; ", " und ")) + second
            both = self._premises([(article.name, at), (article.name, at + 1)])
            yield article.name, _pair(joined, both, "two premises", supported=True)
        rules: list[tuple[str, Rule, float]] = [
            ("number swapped", number_swapped, 0.5),
            ("date swapped", date_swapped, 0.5),
            ("name swapped", name_swapped(others), 0.35),
            ("negation", negated, 0.3),
            ("hedge lost", hedge_lost, 0.5),
            ("detail added", detail_added, 0.35),
            ("outside knowledge", from_outside, 0.3),
        ]
        for kind, rule, share in rules:
            if rng.random() < share and (damaged := rule(base, rng)):
                yield article.name, _pair(damaged, known, kind, supported=False)
        if rng.random() < 0.5:
            without = self._premises([(article.name, at)], without=True)
            yield article.name, _pair(base, without, "neighbouring fact", supported=False)
        if rng.random() < 0.3:
            other = rng.choice([p for n, p in self._paragraphs if n != article.name])
            rest = rng.choice(sentences_of(other)).split()
            words = base.split()
            mixed = " ".join([*words[: len(words) // 2 + 1], *rest[len(rest) // 2 :]])
            yield article.name, _pair(mixed, known, "mixture", supported=False)

    def from_answers(self) -> Iterator[tuple[str, Pair]]:
        """Hold gold answers, and questions with nuggets, against the articles."""
        questions = [line.question for path in built_in_sets() for line in read_questions(path)[0]]
        answerable = [each for each in questions if each.answerable and self._spots(each)]
        by_language: dict[str, list[Question]] = {}
        for each in answerable:
            by_language.setdefault(each.language, []).append(each)
        for question in answerable:
            spots = self._spots(question)
            yield from self._of_answer(question, spots, by_language[question.language])

    def _of_answer(
        self, question: Question, spots: list[tuple[str, int]], others: list[Question]
    ) -> Iterator[tuple[str, Pair]]:
        rng, article = self._rng, spots[0][0]
        known = self._premises(spots)
        gold, kind = question.answer.get(question.language, ""), "gold answer"
        other = rng.choice([each for each in others if each.group != question.group])
        wrong = other.answer.get(question.language, "")
        if not gold:
            gold, kind = _asked_and_told(question, question), "question and nugget"
            wrong = _asked_and_told(question, other)
        if not gold or not wrong:
            return
        yield article, _pair(gold, known, kind, supported=True, question=question)
        gone = self._premises(spots, without=True)
        yield article, _pair(gold, gone, "neighbouring fact", supported=False, question=question)
        yield article, _pair(wrong, known, "wrong answer", supported=False, question=question)
        if damaged := number_swapped(gold, rng):
            yield (
                article,
                _pair(damaged, known, "number swapped", supported=False, question=question),
            )
        if question.language == "de" and (damaged := detail_added(gold, rng)):
            yield article, _pair(damaged, known, "detail added", supported=False, question=question)

    def from_written(self) -> Iterator[tuple[str, Pair]]:
        """Hold the claims written by hand against their articles."""
        text = (files("evals") / "judging" / "written.jsonl").read_text(encoding="utf-8")
        for line in map(json.loads, text.splitlines()):
            spots = self._spot(line["doc"], line["quote"])
            if not spots:
                continue
            for language, claim in line["yes"].items():
                known = self._premises(spots)
                yield line["doc"], _pair(claim, known, "written", supported=True, language=language)
                gone = self._premises(spots, without=True)
                yield line["doc"], _pair(claim, gone, "neighbouring fact", supported=False,
                                         language=language)  # fmt: skip
                if damaged := number_swapped(claim, self._rng):
                    yield line["doc"], _pair(damaged, known, "number swapped", supported=False,
                                             language=language)  # fmt: skip
            for language, claim in line["no"].items():
                known = self._premises(spots)
                yield (
                    line["doc"],
                    _pair(claim, known, "written", supported=False, language=language),
                )

    def from_subtle(self) -> Iterator[tuple[str, Pair]]:
        """Hold the subtle claims against their articles."""
        text = (files("evals") / "judging" / "subtle.jsonl").read_text(encoding="utf-8")
        for number, line in enumerate(map(json.loads, text.splitlines())):
            spots = self._spot(line["doc"], line["quote"])
            if not spots:
                continue
            known = self._premises(spots)
            for side, kind in (("yes", "other words"), ("no", "own words")):
                for language, said in line[side].items():
                    for claim in [said] if isinstance(said, str) else said:
                        pair = _pair(claim, known, kind, supported=side == "yes", language=language)
                        yield line["doc"], replace(pair, name=f"subtle#{number}")

    def _spots(self, question: Question) -> list[tuple[str, int]]:
        return [spot for each in question.evidence for spot in self._spot(each.doc, each.quote)]

    def _spot(self, doc: str, quote: str) -> list[tuple[str, int]]:
        """Return (article, sentence number) of the sentences that a quote stands in."""
        if doc not in self._articles:
            return []
        parts = sentences_of(quote)
        return [
            (doc, at)
            for at, sentence in enumerate(self._articles[doc].sentences)
            if any(part in sentence or sentence in part for part in parts)
        ]

    def _premises(
        self, spots: Sequence[tuple[str, int]], *, without: bool = False
    ) -> tuple[str, ...]:
        """Return cited sentences with their neighbours, or passages that hold them, shuffled.

        ``without`` leaves out the sentences themselves and keeps what stands around them.
        """
        away = {(doc, self._articles[doc].sentences[at]) for doc, at in spots} if without else set()
        texts = self._cited(spots) if self._rng.random() < 0.4 else self._passages(spots)
        kept = [
            " ".join(sentence for sentence in sentences if (doc, sentence) not in away)
            for doc, sentences in texts
        ]
        return tuple(text for text in kept if text) or (self._rng.choice(self._paragraphs)[1],)

    def _cited(self, spots: Sequence[tuple[str, int]]) -> list[tuple[str, list[str]]]:
        near = {(doc, n) for doc, at in spots for n in (at - 1, at, at + 1)}
        return [
            (doc, [self._articles[doc].sentences[at]])
            for doc, at in sorted(near)
            if 0 <= at < len(self._articles[doc].sentences)
        ]

    def _passages(self, spots: Sequence[tuple[str, int]]) -> list[tuple[str, list[str]]]:
        chosen: list[tuple[str, list[str]]] = []
        for doc in dict.fromkeys(doc for doc, _ in spots):
            article = self._articles[doc]
            wanted = {article.sentences[at] for other, at in spots if other == doc}
            holding = [p for p in article.paragraphs if wanted & set(p)]
            rest = [p for p in article.paragraphs if not wanted & set(p)]
            more = self._rng.sample(rest, min(len(rest), self._rng.choice((0, 1, 2))))
            chosen += [(doc, list(p)) for p in (*holding, *more)]
        for name, text in self._rng.sample(self._paragraphs, 2):
            chosen.append((name, sentences_of(text)))
        self._rng.shuffle(chosen)
        return chosen


def _pair(
    claim: str,
    premises: tuple[str, ...],
    kind: str,
    *,
    supported: bool,
    question: Question | None = None,
    language: str = "de",
) -> Pair:
    if question is not None:
        language = question.language
    asked = question.question if question else ""
    return Pair("", claim, premises, asked, language, kind, supported)


def _asked_and_told(question: Question, told: Question) -> str:
    forms = [forms[0] for n in told.nuggets if n.vital and (forms := n.forms(question.language))]
    return f"{question.question} {', '.join(forms)}" if forms else ""
