"""Units, currencies and percent beside a number, in every language the locale data knows."""

import re
from functools import lru_cache

from rag.verification.locale_words import UNITS, unit_names
from rag.verification.word_patterns import UNSPACED

_GERMAN = "de"
CURRENCY_SIGNS = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "¥": "JPY",
    "₺": "TRY",
    "₽": "RUB",
    "zł": "PLN",
}
_MONEY_WORDS = {
    "euro": "EUR", "eur": "EUR", "evro": "EUR", "евро": "EUR", "يورو": "EUR", "欧元": "EUR",
    "歐元": "EUR", "ユーロ": "EUR", "유로": "EUR", "ยูโร": "EUR", "avro": "EUR",
    "dollar": "USD", "dólar": "USD", "dolar": "USD", "dolár": "USD", "доллар": "USD",
    "دولار": "USD", "美元": "USD", "ドル": "USD", "달러": "USD", "usd": "USD", "dollaro": "USD",
    "pfund": "GBP", "pound": "GBP", "libra": "GBP", "livre": "GBP", "英镑": "GBP",
    "franken": "CHF", "chf": "CHF", "lira": "TRY", "rubel": "RUB", "рубл": "RUB", "ruble": "RUB",
    "złot": "PLN", "yuan": "CNY", "人民币": "CNY", "元": "CNY", "円": "JPY", "원": "KRW",
    "บาท": "THB",
}  # fmt: skip
_PERCENT = (
    "%", "prozent", "percent", "per cent", "por ciento", "pour cent", "процент", "procent",
    "بالمئة", "بالمائة", "في المئة", "في المائة", "パーセント", "퍼센트", "프로", "por cento",
    "per cento", "phần trăm", "เปอร์เซ็นต์", "proc.",
)  # fmt: skip
_POINTS = re.compile(
    r"prozentpunkt|percentage points?|points? de pourcentage|puntos? porcentual|punt[io] percentual"
    r"|pontos? percentua|procentpunt|punkt\w* procentow|процентн\w+ пункт|个?百分点|個?百分點"
    r"|(?:%|パーセント)\s?ポイント|(?:%|퍼센트)\s?포인트|puan(?!\w)|نقط\w* مئوية"
)
_CENTS = re.compile(
    r"(?:euro-?\s?)?(?:cents?|céntimos?|centimes?|centesim[io]|cêntimos?|cent[óy]w?|цент(?:ов|а|ы)?"
    r"|سنت(?!ي)\w*|欧分|セント|센트|เซ็นต์)(?!\w)"
)
_PERCENT_BEFORE = re.compile(r"(?:百分之|yüzde|ร้อยละ|%|٪)\s*$", re.IGNORECASE)
_MORE_UNITS = {
    "公里": "length-kilometer", "千米": "length-kilometer", "米": "length-meter",
    "厘米": "length-centimeter", "平方米": "area-square-meter", "公顷": "area-hectare",
    "立方米": "volume-cubic-meter", "公斤": "mass-kilogram", "吨": "mass-tonne",
    "升": "volume-liter", "小时": "duration-hour", "分钟": "duration-minute", "年": "duration-year",
    "个月": "duration-month", "周": "duration-week", "星期": "duration-week", "天": "duration-day",
    "qm": "area-square-meter", "km/h": "speed-kilometer-per-hour", "m2": "area-square-meter",
    "м2": "area-square-meter", "m3": "volume-cubic-meter", "м3": "volume-cubic-meter",
    "kilometre": "length-kilometer", "metre": "length-meter", "centimetre": "length-centimeter",
    "millimetre": "length-millimeter", "litre": "volume-liter", "tonne": "mass-tonne",
    "square metre": "area-square-meter", "square metres": "area-square-meter",
    "square kilometre": "area-square-kilometer", "square kilometres": "area-square-kilometer",
    "cubic metre": "volume-cubic-meter", "cubic metres": "volume-cubic-meter",
    "km2": "area-square-kilometer", "км2": "area-square-kilometer",
    "مترا مربعا": "area-square-meter", "مترًا مربعًا": "area-square-meter",
    "أمتار مربعة": "area-square-meter", "كيلومترا مربعا": "area-square-kilometer",
    "كيلومترًا مربعًا": "area-square-kilometer",
    "kubikmeter": "volume-cubic-meter", "sm": "length-centimeter",
}  # fmt: skip
_OTHER_WORDS = frozenset({"a", "e", "в", "и", "y", "с"})
_SHORT_FORMS = frozenset(
    {"en", "es", "fr", "it", "pt", "nl", "ca", "ro", "id", "sv", "da", "nb", "no"}
)
GAP = re.compile(r"[\s\u00a0-]*")
# Thai and Arabic write some vowels as marks, which are no letters to Python.
MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u064b-\u0652"
WORD = re.compile(rf"(?:[^\W\d_]|[{MARKS}])+(?:[23](?!\d))?")


def unit_of(text: str, start: int, end: int, language: str) -> tuple[str, float, int]:
    """Return dimension, factor and end of the unit behind (or the sign before) a number."""
    at = gap.end() if (gap := GAP.match(text, end)) else end
    rest = text[at : at + 40].lower()
    if share := _share(text[max(0, start - 8) : start], rest):
        return share[0], 1.0, at + share[1] if share[1] else end
    if cents := _CENTS.match(rest):
        return "EUR", 0.01, at + cents.end()
    if money := _money(rest):
        return money[0], 1.0, at + money[1]
    if unit := _named_unit(rest, language):
        dimension, factor = UNITS[unit[0]]
        return dimension, factor, at + unit[1]
    return _currency_before(text[:start].rstrip()), 1.0, end


def _share(before: str, rest: str) -> tuple[str, int] | None:
    """Return "percent" or "points", and how long its word behind the number is."""
    if points := _POINTS.match(rest):
        return "points", points.end()
    if sign := next((sign for sign in _PERCENT if rest.startswith(sign)), None):
        return "percent", len(sign)
    return ("percent", 0) if _PERCENT_BEFORE.search(before) else None


def _currency_before(before: str) -> str:
    for sign, currency in CURRENCY_SIGNS.items():
        if before.endswith(sign) or before.lower().endswith(currency.lower()):
            return currency
    return ""


def _money(rest: str) -> tuple[str, int] | None:
    rest = re.sub(r"^(?:de |d['’]|di |of |من )", lambda found: " " * len(found[0]), rest)
    stripped = rest.lstrip()
    skipped = len(rest) - len(stripped)
    for word, currency in _MONEY_WORDS.items():
        if stripped.startswith(word):
            return currency, skipped + len(word)
    for sign, currency in CURRENCY_SIGNS.items():
        if stripped.startswith(sign):
            return currency, skipped + len(sign)
    return None


@lru_cache(maxsize=64)
def _units(language: str) -> tuple[dict[str, str], tuple[str, ...]]:
    names = {**unit_names(_GERMAN), **unit_names(language), **_MORE_UNITS}
    names = {
        name: unit for name, unit in names.items() if name not in {"a", "e", "в", "и", "y", "с"}
    }
    longest = tuple(sorted(names, key=len, reverse=True))
    return names, longest


def _named_unit(rest: str, language: str) -> tuple[str, int] | None:
    names, longest = _units(language)
    if rest[:1] and not rest[0].isascii() and language.split("-")[0] in UNSPACED:
        return next(((names[n], len(n)) for n in longest if rest.startswith(n)), None)
    word = WORD.match(rest)
    if word is None:
        return None
    for name in longest:
        if rest.startswith(name) and not WORD.match(rest, len(name)):
            return names[name], len(name)
    return _inflected(word[0], language)


@lru_cache(maxsize=4096)
def _inflected(word: str, language: str) -> tuple[str, int] | None:
    """Return the unit that a word is a form of: Jahren, kilometrelik, километрах."""
    names, longest = _units(language)
    # Where forms are short, "secondary" is none of "second", "giornali" none of "giorno".
    most = 1 if language.split("-")[0] in _SHORT_FORMS else 3
    for name in longest:
        stem = name[:-1] if len(name) >= 6 else name
        if len(name) >= 4 and word.startswith(stem) and len(word) <= len(name) + most:
            return names[name], len(word)
    return None
