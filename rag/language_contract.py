"""Whether an answer is in the language asked for, and which words of it are not.

Quotes, names and figures may stay as they are in the articles; the rest must be in that language.
"""

import re
from collections.abc import Iterator, Sequence

from index.text.language import UNKNOWN, weighed_languages
from index.text.names import without_names
from index.text.sentences import sentence_spans
from index.text.stopwords import GERMAN, stopwords

# Written so much alike that a short sentence does not tell them apart.
_SIBLINGS = (
    frozenset({"da", "no", "nb", "nn"}),
    frozenset({"cs", "sk"}),
    frozenset({"id", "ms"}),
    frozenset({"hr", "sr", "bs"}),
)
_CLOSE = 0.35
_SURE = 0.6
_FEWEST_WORDS, _FEWEST_SIGNS = 2, 3
_WORDS_OF_A_SENTENCE = 5
_MARKER = re.compile(r"\[\d{1,3}\]")
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
# "1er mai", "90-е": too short to tell a language by.
_FIGURE = re.compile(r"(?<!\w)\d[\d.,]*(?:-?[^\W\d_]{1,3}(?!\w))?")
_KANA = re.compile(r"[\u3040-\u30ff]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’.-][A-Za-zÀ-ɏ]+)*")
_NOT_LATIN = frozenset(
    {"ar", "bg", "be", "el", "fa", "he", "hi", "hy", "ja", "ka", "ko", "mk", "ru", "sr", "th", "uk"}
    | {"ur", "zh"}
)
_QUOTED = re.compile(r"„[^“”\"]*[“”\"]|“[^“”]*”|\"[^\"]*\"|«[^»]*»|《[^》]*》|「[^」]*」")
_ADDRESS = re.compile(r"\S+@\S+|\b(?:https?://|www\.)\S+|\b[\w-]+\.(?:de|com|org|net|eu)\b")
# What every language writes so, next to a figure or a firm.
_SHARED = frozenset(
    ("euro", "euros", "eur", "mark", "dm", "tl", "usd", "chf", "cent", "gmbh", "km", "kmh", "kwh")
)
_SHORTEST = 3
_MONTHS = frozenset(("januar", "februar", "märz", "juni", "juli", "oktober", "dezember"))
_OTHER_MONTHS = frozenset({"en", "es", "it", "pt", "ca"})
_NO_UMLAUT = frozenset({"ca", "en", "es", "fr", "it", "pl", "pt", "ro", "tr"})
_UMLAUT = re.compile(r"[a-z]*[äß][a-zäöüß]*")
_BEFORE_A_NOUN = re.compile(
    r"\b(?:(?:k?ein(?:e[nmrs]?)?|viele|mehrere|einige|pro|je|jede[nmrs]?|\d[\d.,]*)\s+)"
    r"(?:[a-zäöüß]+(?:e|en|er|es|em)\s+)?([A-ZÄÖÜ][\wäöüß]{3,})"
)
_GERMAN_LOOK = re.compile(
    r"[äöüß]|(?:ung|ungen|heit|keit|schaft|tum|amt|werk|haus|büro|verein|meister|leiterin?)$"
    r"|sch|tz|pf",
    re.I,
)


def speaks(text: str, language: str) -> bool | None:
    """Tell whether an answer is in a language (BCP 47), None where too little is left to tell.

    False as soon as one sentence of five words is surely in another language.
    """
    text = _MARKER.sub(" ", text)
    said = _speaks(text, language)
    if said is not True:
        return said
    for span in sentence_spans(text):
        part = text[span.start : span.end]
        long = len(_WORD.findall(without_names(part))) >= _WORDS_OF_A_SENTENCE
        if long and _speaks(part, language) is False:
            return False
    return True


def foreign_words(text: str, language: str, evidence: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the German words that an answer in another language still holds, as they stand there.

    Names, quotes, addresses and units are none. With the German sentences that it rests on, common
    nouns are found as well: what follows a number or an indefinite article there. Best effort: a
    noun that both languages write alike is not told from a German one.
    """
    base = language.split("-")[0]
    if base == "de":
        return ()
    bare = _ADDRESS.sub(" ", _QUOTED.sub(" ", _MARKER.sub(" ", text)))
    nouns = {noun for part in evidence for noun in _BEFORE_A_NOUN.findall(part)}
    found = _foreign_to_a_script(bare, nouns) if base in _NOT_LATIN else _german(bare, base, nouns)
    return tuple(dict.fromkeys(found))


def _speaks(text: str, language: str) -> bool | None:
    base = language.split("-")[0]
    bare = without_names(_FIGURE.sub(" ", text))
    if len(_WORD.findall(bare)) < _FEWEST_WORDS and len(_SIGN.findall(bare)) < _FEWEST_SIGNS:
        return None
    if base == "ja" and _is_kanji_alone(bare):
        return None
    weights = weighed_languages(bare)
    best = max(weights, key=lambda one: weights[one], default=UNKNOWN)
    if best == UNKNOWN:
        return None
    family = next((few for few in _SIBLINGS if base in few), frozenset({base}))
    weight = max((weights.get(one, 0.0) for one in family), default=0.0)
    if best in family or weights[best] - weight < _CLOSE * weights[best]:
        return True if weight >= _CLOSE else None
    return False if weights[best] >= _SURE else None


def _is_kanji_alone(text: str) -> bool:
    """Tell whether it may be Japanese without kana, which detectors take for Chinese.

    Signs that only Chinese has simplified are not in the Japanese character set.
    """
    if _KANA.search(text) or not _SIGN.search(text):
        return False
    try:
        text.encode("shift_jis")
    except UnicodeEncodeError:
        return False
    return True


def _foreign_to_a_script(text: str, nouns: set[str]) -> Iterator[str]:
    for run in _runs(text):
        for at, word in enumerate(run):
            lower = word.lower()
            if lower in _SHARED or len(word) < _SHORTEST or _inside_a_name(run, at):
                continue
            if word[0].islower() or word in nouns or lower in _MONTHS or lower in GERMAN:
                yield word


def _german(text: str, language: str, nouns: set[str]) -> Iterator[str]:
    own = stopwords(language)
    months = _MONTHS if language in _OTHER_MONTHS else frozenset()
    for run in _runs(text):
        odd = [word in GERMAN and word not in own for word in run]
        for at, word in enumerate(run):
            noun = word.capitalize() in nouns and _GERMAN_LOOK.search(word)
            spelt = language in _NO_UMLAUT and _UMLAUT.fullmatch(word)
            # Two in a row: a single one may be a word of that language, too.
            two = odd[at] and (odd[at - 1 : at] == [True] or odd[at + 1 : at + 2] == [True])
            if noun or spelt or word.lower() in months or (two and not _inside_a_name(run, at)):
                yield word


def _runs(text: str) -> Iterator[list[str]]:
    """Yield words in Latin script that only blanks or figures part."""
    run: list[str] = []
    end = 0
    for found in _LATIN.finditer(text):
        if run and re.search(r"[^\s\d.,]|[.,]\s", text[end : found.start()]):
            yield run
            run = []
        run.append(found[0])
        end = found.end()
    if run:
        yield run


def _inside_a_name(run: list[str], at: int) -> bool:
    """Tell whether a function word stands in a name: capitals on either side of it and its like."""
    if run[at] not in GERMAN:
        return False

    def capital(words: Sequence[str]) -> bool:
        other = next((word for word in words if word not in GERMAN), None)
        return other is not None and other[0].isupper()

    return capital(run[at + 1 :]) and capital(run[:at][::-1])
