"""Rules that rewrite a German sentence: into one that still holds, and into one that does not."""

import random
import re
from collections.abc import Callable, Sequence

Rule = Callable[[str, random.Random], str | None]
"""Returns the new sentence, None where the rule finds nothing to change."""

_SYNONYMS = dict(
    pair.split("/")
    for pair in [
        "rund/etwa",
        "ca./ungefähr",
        "etwa/circa",
        "bekommt/erhält",
        "erhält/bekommt",
        "kostet/schlägt-zu-Buche-mit",
        "sagte/erklärte",
        "teilte/erklärte",
        "Kinder/Jungen-und-Mädchen",
        "begonnen/gestartet",
        "derzeit/momentan",
        "inzwischen/mittlerweile",
        "bislang/bisher",
        "künftig/in-Zukunft",
        "sei/ist",
        "beschlossen/entschieden",
        "Vorhaben/Projekt",
        "Verwaltung/Stadtverwaltung",
        "zahlt/bezahlt",
        "Schaden/Verlust",
        "rechnet/kalkuliert",
        "Beschäftigte/Mitarbeiter",
        "wurde/ist",
        "stimmten/votierten",
        "verletzt/verwundet",
        "eröffnet/aufgemacht",
        "mindestens/wenigstens",
        "fast/beinahe",
        "zudem/außerdem",
        "steigt/erhöht-sich",
        "sinkt/verringert-sich",
        "benötigt/braucht",
        "nötig/erforderlich",
    ]
)
_ASIDE = re.compile(r"\s*\([^)]*\)")
_SAID = re.compile(r",\s*(?:sagte?|erklärte|betonte|so|berichtete|hieß es|teilte)\b[^,]*(?=\.$)")
_CLAUSE = re.compile(
    r",\s*(?:der|die|das|den|dem|deren|weil|nachdem|während|obwohl|wobei|wo|als|damit)\s[^,.]*(?:,|(?=\.$))"
)
_ADVERB = re.compile(
    r"\b(?:bereits|noch|zudem|dabei|inzwischen|allerdings|dennoch|auch|schon|nun|damals)\s"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DATE = re.compile(
    r"\b(Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|(?:19|20)\d\d)\b"
)
_MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
_DAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"
NAME = re.compile(r"(?<=\s)[A-ZÄÖÜ][\w-]+\s(?:von\s)?[A-ZÄÖÜ][\w-]+|(?<=\s)[A-ZÄÖÜ][a-zäöüß-]{3,}")
_HEDGES = (
    (re.compile(r"\bsollen\b"), "werden"),
    (re.compile(r"\bsoll\b"), "wird"),
    (re.compile(r"\bkönnten\b"), "werden"),
    (re.compile(r"\bkönnte\b"), "wird"),
    (re.compile(r"\bdürfte\b"), "wird"),
    (
        re.compile(r"\b(?:angeblich|möglicherweise|vermutlich|mutmaßlich|voraussichtlich)\w*\s"),
        "",
    ),
)
_PARTICIPLE = re.compile(r"\s(\w*ge\w+(?:t|en)|be\w+t|ver\w+t|\w+iert)\.$")
_TAILS = (
    ", der {year} gebaut wurde",
    ", die zu den ältesten der Region gehört",
    " und gilt damit als größtes Vorhaben dieser Art im Land",
    ", was bei vielen Bürgern auf Zustimmung stieß",
    ", nachdem ein Gericht die Entscheidung bestätigt hatte",
    " und wurde dafür {year} mit einem Preis ausgezeichnet",
    ", obwohl Fachleute davor gewarnt hatten",
    ", weil die Nachfrage stark gestiegen war",
    " und soll in den nächsten {small} Jahren ausgebaut werden",
    ", hauptsächlich aus wirtschaftlichen Gründen",
    " und ist auch bei Touristen sehr beliebt",
    ", unterstützt von mehreren Unternehmen aus dem Ausland",
)
_OUTSIDE = (
    "{name} wurde bereits im 19. Jahrhundert gegründet und ist überregional bekannt.",
    "{name} spielt eine wichtige Rolle für die wirtschaftliche Entwicklung der Region.",
    "{name} hat etwa {big} Einwohner und liegt im Süden des Landes.",
    "Der Name {name} stammt ursprünglich aus dem Lateinischen.",
    "{name} gehört zu den bedeutendsten Beispielen seiner Art in Europa.",
    "Experten zufolge wird {name} in den kommenden Jahren weiter an Bedeutung gewinnen.",
)
_ENDING = re.compile(r"[.!?“”\"]*$")


def paraphrased(sentence: str, rng: random.Random) -> str | None:
    """Say it shorter and in other words; None where no rule applies."""
    changed = _ASIDE.sub("", sentence)
    changed = _SAID.sub("", changed)
    if rng.random() < 0.6:
        changed = _CLAUSE.sub(" ", changed, count=1)
    changed = _ADVERB.sub("", changed)
    words = [
        _SYNONYMS.get(word, word).replace("-und-", " und ") if rng.random() < 0.8 else word
        for word in changed.split()
    ]
    changed = re.sub(r"\s+([.,])", r"\1", " ".join(words))
    return changed if changed != sentence and len(words) > 3 else None


def number_swapped(sentence: str, rng: random.Random) -> str | None:
    """Change one number that is no year."""
    found = [m for m in _NUMBER.finditer(sentence) if not re.fullmatch(r"(?:19|20)\d\d", m[0])]
    if not found:
        return None
    chosen = rng.choice(found)
    at = rng.choice([at for at, letter in enumerate(chosen[0]) if letter.isdigit()])
    lowest = 1 if at == 0 else 0
    digit = rng.choice([d for d in range(lowest, 10) if str(d) != chosen[0][at]])
    changed = chosen[0][:at] + str(digit) + chosen[0][at + 1 :]
    return sentence[: chosen.start()] + changed + sentence[chosen.end() :]


def date_swapped(sentence: str, rng: random.Random) -> str | None:
    """Change one month, day of the week or year."""
    found = list(_DATE.finditer(sentence))
    if not found:
        return None
    chosen = rng.choice(found)
    if chosen[0].isdigit():
        changed = str(int(chosen[0]) + rng.choice((-12, -3, -1, 1, 2, 10)))
    else:
        names = (_MONTHS if chosen[0] in _MONTHS.split() else _DAYS).split()
        changed = rng.choice([name for name in names if name != chosen[0]])
    return sentence[: chosen.start()] + changed + sentence[chosen.end() :]


def name_swapped(others: Sequence[str]) -> Rule:
    """Return the rule that puts one of ``others`` in the place of a name or noun."""

    def rule(sentence: str, rng: random.Random) -> str | None:
        found = list(NAME.finditer(sentence))
        if not found:
            return None
        chosen = rng.choice(found)
        double = " " in chosen[0]
        fitting = [name for name in others if (" " in name) == double and name not in sentence]
        if not fitting:
            return None
        return sentence[: chosen.start()] + rng.choice(fitting) + sentence[chosen.end() :]

    return rule


def negated(sentence: str, rng: random.Random) -> str | None:
    """Take the negation out, or put one in."""
    del rng
    if " nicht " in sentence:
        return sentence.replace(" nicht ", " ", 1)
    changed = re.sub(r"\b[Kk]ein(\w*)\b", r"ein\1", sentence, count=1)
    if changed != sentence:
        return changed[0].upper() + changed[1:]
    if found := _PARTICIPLE.search(sentence):
        return sentence[: found.start()] + " nicht" + sentence[found.start() :]
    return None


def hedge_lost(sentence: str, rng: random.Random) -> str | None:
    """Tell a plan or a guess as a fact."""
    del rng
    changed = sentence
    for pattern, plain in _HEDGES:
        changed = pattern.sub(plain, changed)
    return changed if changed != sentence else None


def detail_added(sentence: str, rng: random.Random) -> str | None:
    """Append what no article tells."""
    tail = rng.choice(_TAILS).format(year=rng.randint(1890, 2019), small=rng.randint(3, 12))
    return _ENDING.sub("", sentence) + tail + "."


def from_outside(sentence: str, rng: random.Random) -> str | None:
    """Say something general about what the sentence names."""
    found = NAME.findall(sentence)
    if not found:
        return None
    big = f"{rng.randint(12, 480)}.000"
    return rng.choice(_OUTSIDE).format(name=rng.choice(found), big=big)
