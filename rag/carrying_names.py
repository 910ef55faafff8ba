"""Names in a few German words, carried over as they are: "Ministerpräsident Li Qiang" is Li Qiang.

Small models translate names: Persia became China, Indonesia England. Countries have their names in
every language (CLDR, package babel); a person, a firm or a place keeps its own, in Latin letters.
"""

import re
from collections.abc import Sequence
from typing import Literal

from index.text.stopwords import GERMAN as FUNCTION_WORDS
from rag.carrying import cldr_name
from rag.verification.locale_words import countries
from rag.verification.names import exonym_homes

_GERMAN = "de"
_BETWEEN = re.compile(r"\s*,\s*|\s+(?:und|sowie|oder)\s+")
_WORD = r"[A-ZÄÖÜ][\w&'’.-]*"
_PARTICLE = r"(?:(?:von|zu|ob)(?:\sde[rmn])?|van(?:\sde[rn]?)?|de|am|im|an\sder)"
_RUN = re.compile(rf"{_WORD}(?:\s(?:{_PARTICLE}\s)?{_WORD})*")
_TITLE = re.compile(
    r"(?:Herrn?|Frau|Dr\.|Prof\.|[\w-]*(?:meister|leiter|sprecher|minister|präsident|kanzler|chef"
    r"|trainer|direktor|dezernent|pfarrer|lehrer|autor|anwalt|kämmerer|ingenieur|professor|forscher"
    r"|gründer|unternehmer|manager|analyst|ökonom|wissenschaftler|rektor|intendant|sprecher|premier"
    r"|schauspieler|sänger|regisseur|moderator|künstler|stürmer|spieler|politiker|senator|landrat"
    r"|richter|bischof|sekretär|führer|general|kanzler|baron|graf|könig|prinz"
    r"|kapitän|torhüter|bürger|büro|firma|unternehmen|verein|partei|[Ss]tadt|vorsitzende)"
    r"(?:in|innen|s|r)?)",
    re.IGNORECASE,
)
# "Zwei Männer", "Chinesische Forscher", "Niemand"; but "Deutsche Bahn".
_NO_NAME = re.compile(
    r"(?:niemand|keine?r?|zwei|drei|vier|fünf|mehrere|viele|einige|alle|junge|alte|unbekannte|beide"
    r"|(?!deutsche)\w+(?:ische|liche|ige|ierte|ende))[rnsm]?",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:\w*(?:rat|kreistag|landtag|bundestag|amt|schaft|gericht|regierung|behörde|verwaltung|wehr"
    r"|kräfte|leute|männer|frauen|kinder|schüler|forscher|bewohner|besucher|einwohner|anwohner|verein|verband"
    r"|ministerium|schule|kirche|team|gruppe|mannschaft|polizei|rathaus|kommission|gemeinde)"
    r"|expert(?:en|innen)|fachleute|eltern|freiwillige|ehrenamtliche|jugendliche|helfer|nachbarn"
    r"|zeugen|täter|fahrer|fans|zuschauer|gäste|mieter|landwirte|bauern|händler|ärzte|studenten|touristen)",
    re.IGNORECASE,
)
# Cities and regions with names of their own in most languages: left to the model.
_OTHERWISE_ABROAD = exonym_homes() | {
    *("Europa", "Asien", "Afrika", "Amerika", "Nordamerika", "Südamerika", "Nordsee", "Ostsee"),
    *("Mittelmeer", "Kalifornien", "Schwarzwald", "Rhein", "Donau", "Elbe", "Alpen", "Peking"),
}
_BEFORE_COUNTRY = re.compile(r"^(?:(?:in|aus|nach|im|von|für|durch)\s)?(?:(?:de[rmn]|die|das)\s)?")
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
    parts = [_BEFORE_COUNTRY.sub("", part) for part in _BETWEEN.split(text)]
    known = {**countries(_GERMAN), "usa": "US", "großbritannien": "GB"}
    codes = [known.get(part.lower()) for part in parts]
    if all(codes) and cldr_name(language):
        style: Literal["or", "standard"] = "or" if " oder " in text else "standard"
        return _listed([_country_name(code or "", language) for code in codes], language, style)
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
    titles = [at for at, word in enumerate(words[:-1]) if _TITLE.fullmatch(word.split("-")[-1])]
    words = words[titles[-1] + 1 :] if titles else words
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
    if _NO_NAME.fullmatch(words[0]) or _BODY.fullmatch(words[-1]) or name in _OTHERWISE_ABROAD:
        return False
    return len(words) > 1 or not re.search(rf"{_ARTICLE_BEFORE}{re.escape(name)}\b", text)


def _country_name(code: str, language: str) -> str:
    from babel import Locale

    return str(Locale.parse(cldr_name(language)).territories.get(code, ""))


def _listed(names: Sequence[str], language: str, style: Literal["or", "standard"]) -> str:
    from babel.lists import format_list

    return format_list(names, style, cldr_name(language)) if all(names) else ""
