"""Names in a few German words, carried over as they are: "Ministerpräsident Li Qiang" is Li Qiang.

Small models translate names: Persia became China, Indonesia England. Countries have their names in
every language (CLDR, package babel); a person, a firm or a place keeps its own, in Latin letters.
"""

import re
from collections.abc import Sequence

from index.text.stopwords import GERMAN as FUNCTION_WORDS
from rag.carrying import cldr_name
from rag.verification.locale_words import countries

_GERMAN = "de"
_BETWEEN = re.compile(r"\s*,\s*|\s+(?:und|sowie|oder)\s+")
_WORD = r"[A-ZÄÖÜ][\w&'’.-]*"
_RUN = re.compile(rf"{_WORD}(?:\s{_WORD})*")
_TITLE = re.compile(
    r"(?:Herrn?|Frau|Dr\.|Prof\.|[\w-]*(?:meister|leiter|sprecher|minister|präsident|kanzler|chef"
    r"|trainer|direktor|dezernent|pfarrer|lehrer|autor|anwalt|kämmerer|ingenieur|professor|forscher"
    r"|gründer|unternehmer|manager|analyst|ökonom|wissenschaftler|rektor|intendant|sprecher|premier"
    r"|kapitän|torhüter|bürger|büro|firma|unternehmen|verein|partei|[Ss]tadt|vorsitzende)"
    r"(?:in|innen|s|r)?)",
    re.IGNORECASE,
)
_APPOSITION = re.compile(
    r",\s+(?:(?:de[rsmn]|die|das|eine?[nrms]?)\s"
    rf"|{_TITLE.pattern}$|[\w-]+ (?!und\b|oder\b)[a-zäöü])",
)
_ARTICLE_BEFORE = (
    r"\b(?i:de[rsmn]|die|das|eine?[nrms]?|kein\w*|[ai]m|zu[mr]|vom|beim|ins|ans)\s+"
    r"(?:(?!in\b|aus\b|von\b)[a-zäöüß]+(?:e[nrsm]?)\s+)?"
)


def carried_names(german: str, language: str, kind: str, evidence: Sequence[str]) -> str:
    """Return the names that are all a German text says in a language (BCP 47), "" where it is more.

    ``kind`` is what was asked for (``answer_type``): names are carried over for persons, firms and
    places alone, without titles and what stands behind a comma, and a word that the German quotes
    for anything. ``evidence`` is the German text, which tells a name from a noun.
    """
    text = german.strip().removesuffix(".")
    parts = _BETWEEN.split(text)
    known = {**countries(_GERMAN), "usa": "US", "großbritannien": "GB"}
    codes = [known.get(part.lower()) for part in parts]
    if all(codes) and cldr_name(language):
        return _listed([_country_name(code or "", language) for code in codes], language)
    everything = " ".join(evidence)
    if _is_quoted_name(text, everything):
        return text
    if kind not in ("person", "place"):
        return ""
    named = _RUN.match(text)
    behind = text[named.end() :] if named else text
    if named is None or (behind and not _APPOSITION.match(behind)):
        return ""
    words = named[0].split()
    while len(words) > 1 and _TITLE.fullmatch(words[0]):
        words = words[1:]
    return " ".join(words) if _is_name(words, everything) else ""


def _is_quoted_name(text: str, everything: str) -> bool:
    """Tell whether it is one word that the German quotes behind what it names: Modell „Zhuque“."""
    named = rf"(?:[A-ZÄÖÜ][\w-]+|\)|heißt|namens) [„»\"]{re.escape(text)}[“«\"]"
    return text.isalpha() and re.search(named, everything) is not None


def _is_name(words: Sequence[str], text: str) -> bool:
    """Tell whether the text speaks of it as of a name: nowhere with an article or an adjective."""
    name = " ".join(words)
    if words[0].lower() in FUNCTION_WORDS or _TITLE.fullmatch(name) or name not in text:
        return False
    return len(words) > 1 or not re.search(rf"{_ARTICLE_BEFORE}{re.escape(name)}\b", text)


def _country_name(code: str, language: str) -> str:
    from babel import Locale

    return str(Locale.parse(cldr_name(language)).territories.get(code, ""))


def _listed(names: Sequence[str], language: str) -> str:
    from babel.lists import format_list

    return format_list(names, locale=cldr_name(language)) if all(names) else ""
