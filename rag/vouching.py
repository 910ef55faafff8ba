"""From a draft to sentences that the program vouches for, or the reason why it does not.

Draft -> cleaned -> in the language asked for -> sentences -> German evidence -> checked.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.interfaces import WordEmbedder
from index.search.vocabulary import Vocabulary
from index.text.sentences import sentence_spans
from rag.attribution import Attributed, Attributor
from rag.bounds import with_bounds
from rag.doubting import Doubter
from rag.draft import Draft, clean_draft, joined
from rag.evidence import Window, evidence_of
from rag.language_contract import foreign_words, speaks
from rag.notation import in_notation
from rag.records import EvidenceSentence, Query, Reason
from rag.translation.checks import lost
from rag.verification.answer_type import answer_type, fits
from rag.verification.checks import check_claim, said_beside, verdict_of
from rag.verification.held import Grounds
from rag.verification.novelty import is_open, says_new
from rag.vouched import Sentence, Vouched
from rag.writing import Written


class Voucher:
    """Checks drafts; threads may share it."""

    def __init__(
        self, attributor: Attributor, words: WordEmbedder, text_of: Callable[[str], str]
    ) -> None:
        """``text_of`` returns an article's whole text by its id."""
        self._attributor = attributor
        self._words = words
        self._doubter = Doubter(words, text_of)

    def vouch(
        self, query: Query, written: Written, windows: tuple[Window, ...], vocabulary: Vocabulary
    ) -> Vouched:
        """Return the draft's sentences with their evidence and verdicts."""
        draft = whole_sentences(clean_draft(written.raw, query.question), written.reason)
        if draft.problem is not None:
            return Vouched(draft.text, windows, draft.problem)
        if speaks(draft.text, query.answer_language) is False:
            return Vouched(draft.text, windows, "language")
        if self._echoes(query, draft.text):
            return Vouched(draft.text, windows, "echoes")
        evidence = evidence_of(windows)
        german = [sentence.text for sentence in evidence]
        text = in_notation(self._answering(query, draft.text), query.answer_language, german)
        text = with_bounds(text, query.answer_language, german)
        found = self._attributor.attribute(query, text, evidence, vocabulary)
        sentences = _with_answer_type(
            query, tuple(self._checked(query, each, evidence) for each in found)
        )
        foreign = foreign_words(text, query.answer_language, german)
        vouched = Vouched(text, windows, "", sentences, draft.partly, foreign)
        return vouched if vouched.shown else replace(vouched, problem="unsupported")

    def vouch_rendered(
        self,
        query: Query,
        german: Sequence[Sentence],
        texts: Sequence[str],
        windows: tuple[Window, ...],
    ) -> Vouched:
        """Return sentences rendered from German ones, held against what those rest on.

        ``texts`` are the German sentences in the language to answer in, one each.
        """
        evidence = evidence_of(windows)
        known = [sentence.text for sentence in evidence]
        said = joined(list(texts))
        if self._echoes(query, said):
            return Vouched(said, windows, "echoes")
        sentences = _with_answer_type(
            query,
            tuple(
                self._rendered(query, each, text, evidence)
                for each, text in zip(german, texts, strict=True)
            ),
        )
        foreign = foreign_words(said, query.answer_language, known)
        vouched = Vouched(said, windows, "", sentences, foreign=foreign)
        return vouched if vouched.shown else replace(vouched, problem="unsupported")

    def _rendered(
        self, query: Query, german: Sentence, text: str, evidence: Sequence[EvidenceSentence]
    ) -> Sentence:
        found = Attributed(text, german.evidence, german.score)
        sentence = self._checked(query, found, evidence)
        gone = lost(german.text, text, query.answer_language)
        sentence = sentence.doubted(gone[0]) if gone else sentence
        if unsure := next((each for each in german.reasons if each.code == "unsure"), None):
            sentence = sentence.doubted(unsure)
        return replace(sentence, confirmed=german.confirmed, german=german.text)

    def _checked(
        self, query: Query, found: Attributed, evidence: Sequence[EvidenceSentence]
    ) -> Sentence:
        """Check a sentence against its evidence, and what it is about against the article."""
        return self._doubter.doubted(query, _checked(query, found, evidence), evidence)

    def _answering(self, query: Query, text: str) -> str:
        """Drop what only says the question again after an answer: its "add an advert for ..."."""
        spans = sentence_spans(text)
        if len(spans) < 2:
            return text
        question = (query.whole, query.language)
        kept: list[str] = []
        answers = False
        for span in spans:
            sentence = text[span.start : span.end]
            new = says_new((sentence, query.answer_language), question, self._words)
            if answers and new is False:
                continue
            kept.append(sentence)
            answers = answers or new is True
        return joined(kept) if len(kept) < len(spans) else text

    def _echoes(self, query: Query, text: str) -> bool:
        """Tell whether a draft says nothing that an open question does not say itself."""
        answer, question = (text, query.answer_language), (query.whole, query.language)
        is_asked = is_open(query.question, query.language)
        return is_asked and says_new(answer, question, self._words) is False


def whole_sentences(draft: Draft, reason: str) -> Draft:
    """Drop a last sentence that a limit cut off, unless it is all there is."""
    if reason not in ("length", "time"):
        return draft
    end = max(draft.text.rfind(mark) for mark in (". ", "! ", "? ", "。", "！", "？"))
    return draft if end < 0 else replace(draft, text=draft.text[: end + 1])


def _checked(query: Query, found: Attributed, evidence: Sequence[EvidenceSentence]) -> Sentence:
    """Check a sentence against its evidence, and against another one where that has the rest."""
    cited = found.evidence
    beside = [
        each
        for each in evidence
        if each.article.article_id == cited.article.article_id and each is not cited
    ]
    second, (reasons, lacking) = None, _held(query, found.text, (cited,), beside)
    nearest_first = sorted(beside, key=lambda each: abs(each.start - cited.start))
    for other in nearest_first if lacking else ():
        rest = [each for each in beside if each is not other]
        more, less = _held(query, found.text, (cited, other), rest)
        if less < lacking:
            second, reasons = other, more
            break
    return Sentence(found.text, cited, found.score, verdict_of(reasons), reasons, second)


def _held(
    query: Query,
    claim: str,
    cited: Sequence[EvidenceSentence],
    beside: Sequence[EvidenceSentence],
) -> tuple[tuple[Reason, ...], int]:
    """Return the reasons to doubt a claim, and how much of it only the neighbours have."""
    article, language = cited[0].article, query.answer_language
    grounds = Grounds(
        cited=tuple(each.text for each in cited),
        neighbours=tuple(each.text for each in beside),
        title=article.title,
        date=article.date,
        source=article.source or "",
    )
    reasons = check_claim(claim, language, grounds, query.whole)
    return reasons, said_beside(claim, language, grounds, query.whole, reasons)


def _with_answer_type(query: Query, sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Hold it against the first sentence when no sentence names what was asked for."""
    kind = answer_type(query.question, query.language)
    named = (
        fits(kind, each.text, query.answer_language, query.question, query.language)
        and not (kind == "date" and any(r.code == "date_published" for r in each.reasons))
        for each in sentences
    )
    if not sentences or any(named):
        return sentences
    first = sentences[0]
    return first.doubted(Reason("type_missing", claim=kind)), *sentences[1:]
