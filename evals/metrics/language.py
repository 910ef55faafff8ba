"""Whether an answer is in the language of its question."""

import re
from collections.abc import Iterator

from evals.normal import levelled, without_markers
from evals.records import Item, Reply, Score
from index.text.language import UNKNOWN, detect_language
from index.text.sentences import sentence_spans

_QUOTED = re.compile(r'"[^"]*"')
_NAME = re.compile(r"(?<=[^\W\d_.!?:] )(?:[A-ZÄÖÜ][\wäöüß\-]+ ?)+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
_WORDS = re.compile(r"[^\W\d_]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_FEW, _SURE = 2, 5


def language_scores(item: Item, reply: Reply) -> Iterator[Score]:
    """Yield whether the answer (a refusal too) is in the question's language, and how mixed."""
    wanted = item.question.language
    said = UNKNOWN if reply.kind == "quotation" else language_of(reply.text, least=_FEW)
    if said == UNKNOWN:
        yield Score("answer-language", None, why="too little is left to tell a language")
        return
    yield Score("answer-language", float(said == wanted), why=f"it is {said}")
    if said != wanted:
        return
    text = without_markers(reply.text)
    parts = [language_of(text[s.start : s.end], least=_SURE) for s in sentence_spans(text)]
    told = [part for part in parts if part != UNKNOWN]
    if told:
        others = [part for part in told if part != wanted]
        why = f"a sentence is {others[0]}" if others else ""
        yield Score("mixed-sentences", len(others) / len(told), weight=len(told), why=why)


def language_of(text: str, *, least: int) -> str:
    """Return the language without quotes, names and markers; und with fewer words than that.

    Und as well where fewer than two are written small: "Robin Li" is of no language.
    """
    bare = _QUOTED.sub(" ", levelled(without_markers(text)))
    if len(_LATIN.sub("", bare).strip(" .,:;!?\"'()-0123456789")) > len(bare) / 4:
        # Latin words in another script are names that nobody has transliterated.
        bare = _LATIN.sub(" ", bare)
    # German writes all nouns as it writes names: what is left of a sentence is still German.
    without_names = _NAME.sub("", bare)
    bare = without_names if _words(without_names) >= _SURE else bare
    # Figures belong to no language, but other ones can sway a detector.
    bare = _DIGITS.sub("0", bare)
    small = _FEW if _CJK.search(bare) else sum(not w[0].isupper() for w in _WORDS.findall(bare))
    few = _words(bare) < least or small < _FEW
    return UNKNOWN if few else detect_language(bare)


def _words(text: str) -> float:
    signs = len(_CJK.findall(text))
    return signs / 2 if signs else len(_WORDS.findall(text))
