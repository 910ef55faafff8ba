"""The number words of nine languages, and how they add up."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

CJK_SCALES: Mapping[str, float] = {
    "十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8,
}  # fmt: skip
_CJK_DIGITS = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6,
    "七": 7, "八": 8, "九": 9,
}  # fmt: skip

_SCALE_WORDS: Mapping[tuple[float, ...], str] = {
    (1e2,): "hundert hundred hundreds yüz مئة مائة مئتي cent cents сот сотен",
    (1e3,): "tsd tausend thousand bin ألف ألفا آلاف الف mil mille тыс тысяч тысячи тысяча тысячу "
    "tys tysiąc tysiące tysięcy k",
    (1e6,): "mio mill million millionen millions mn milyon مليون ملايين مليونا مليوني millón "
    "millon millones млн миллион миллиона миллионов mln milion miliony milionów",
    (1e9,): "mrd milliarde milliarden bn milyar مليار مليارات milliard milliards млрд миллиард "
    "миллиарда миллиардов mld miliard miliardy miliardów",
    (1e9, 1e12): "billion billions billionen",
}
SCALES: Mapping[str, tuple[float, ...]] = {
    word: factors for factors, words in _SCALE_WORDS.items() for word in words.split()
}
"""Words that multiply the numeral before them; a billion is two things."""
SHORT_SCALES: Mapping[str, tuple[float, ...]] = {"m": (1.0, 1e6), "k": (1e3,), "bn": (1e9,)}
"""Letters right behind a numeral; "5m" may be metres as well."""

_UP = "2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 30 40 50 60 70 80 90"
_PLAIN: Mapping[str, str] = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety",
    "tr": "iki üç dört beş altı yedi sekiz dokuz on - - - - - - - - - yirmi otuz kırk elli altmış "
    "yetmiş seksen doksan",
    "ar": "اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة - - - - - - - - - عشرون ثلاثون أربعون "
    "خمسون ستون سبعون ثمانون تسعون",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta "
    "ochenta noventa",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "- - - vingt trente quarante cinquante soixante - - -",
    "pl": "dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście "
    "trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście "
    "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt "
    "osiemdziesiąt dziewięćdziesiąt",
    "ru": "два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать "
    "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать тридцать "
    "сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
}
_MORE: Mapping[str, Mapping[float, str]] = {
    "en": {1: "one a"},
    "tr": {1: "bir"},
    "ar": {
        1: "واحد واحدة", 2: "اثنين اثنتان اثنتين", 3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست",
        7: "سبع", 8: "ثمان ثماني", 9: "تسع", 10: "عشر", 20: "عشرين", 30: "ثلاثين", 40: "أربعين",
        50: "خمسين", 60: "ستين", 70: "سبعين", 80: "ثمانين", 90: "تسعين", 100: "مئة مائة",
        200: "مئتان مئتين مئتي مائتان مائتي", 2000: "ألفان ألفين",
    },
    "es": {
        1: "un uno una", 21: "veintiuno veintiún", 22: "veintidós", 23: "veintitrés",
        24: "veinticuatro", 25: "veinticinco", 26: "veintiséis", 27: "veintisiete",
        28: "veintiocho", 29: "veintinueve", 100: "cien ciento", 200: "doscientos doscientas",
        300: "trescientos trescientas", 400: "cuatrocientos", 500: "quinientos", 600: "seiscientos",
        700: "setecientos", 800: "ochocientos", 900: "novecientos",
    },
    "fr": {1: "un une", 20: "vingts", 71: "", 70: "septante", 90: "nonante"},
    "pl": {
        1: "jeden jedna jedno", 2: "dwie dwóch dwoma", 3: "trzech", 4: "czterech", 5: "pięciu",
        6: "sześciu", 7: "siedmiu", 8: "ośmiu", 9: "dziewięciu", 10: "dziesięciu",
        11: "jedenastu", 12: "dwunastu", 100: "sto stu", 200: "dwieście", 300: "trzysta",
        400: "czterysta", 500: "pięćset", 600: "sześćset", 700: "siedemset", 800: "osiemset",
        900: "dziewięćset",
    },
    "ru": {
        1: "один одна одно", 2: "две двух", 3: "трёх трех", 4: "четырёх четырех", 5: "пяти",
        6: "шести", 7: "семи", 8: "восьми", 9: "девяти", 10: "десяти", 11: "одиннадцати",
        12: "двенадцати", 20: "двадцати", 30: "тридцати", 100: "сто ста", 200: "двести",
        300: "триста", 400: "четыреста", 500: "пятьсот", 600: "шестьсот", 700: "семьсот",
        800: "восемьсот", 900: "девятьсот",
    },
}  # fmt: skip
_GERMAN = (
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
    "sechzehn siebzehn achtzehn neunzehn"
)
_GERMAN_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"


@dataclass(frozen=True, slots=True)
class Word:
    """A number word: a value that adds, or (``scale``) one that multiplies what came before."""

    value: float
    scale: bool = False


class Total:
    """Adds number words up, as long as they make one number."""

    def __init__(self, language: str = "und") -> None:
        # Turkish counts on behind ten as behind twenty: on bir is eleven.
        self._ten = 10.0 if language == "tr" else 0.0
        self._high = 0.0
        self._low = 0.0
        self._room = float("inf")
        self._last_scale = float("inf")
        self.counts = False
        """Whether it is more than a word for one, which may be an article."""

    @property
    def value(self) -> float:
        """The number so far."""
        return self._high + self._low

    def take(self, word: Word, *, after_connector: bool = False) -> bool:
        """Add a word; False (and nothing changed) where it begins another number."""
        if word.scale:
            return self._multiply(word.value)
        value = word.value
        four_times_twenty = self._low == 4 and value == 20 and not after_connector
        # Units may stand before tens, with an "and" between them: Arabic does it.
        reversed_order = (
            after_connector and self._low % 100 < 10 and self._low and 20 <= value < 100
        )
        if four_times_twenty:
            self._low, self._room = 80, 20
        elif reversed_order and self._low < 10:
            self._low, self._room = self._low + value, 1
        elif value < self._room:
            self._low += value
            # Soixante-dix-sept and quatre-vingt-dix-sept go on behind ten.
            self._room = self._behind(value)
        else:
            return False
        self.counts = self.counts or value != 1
        return True

    def _behind(self, value: float) -> float:
        if value == 10:
            return 10 if self._low in (70, 90) else self._ten
        return _room(value)

    def _multiply(self, factor: float) -> bool:
        if factor == 100 and self._low < 20:
            self._low, self._room = max(self._low, 1) * 100, 100
        elif factor >= 1000 and factor < self._last_scale:
            self._high += max(self._low, 1) * factor
            self._low, self._room, self._last_scale = 0.0, factor, factor
        else:
            return False
        self.counts = True
        return True


def lookup(word: str, language: str) -> Word | None:
    """Return the number word that this is in the language, None if it is none."""
    if language == "de":
        value = _german_value(word)
        if value is not None:
            return Word(value)
    else:
        value = _table(language).get(word)
        if value is not None:
            return Word(value)
    factors = SCALES.get(word) if language in _SPEAKS else None
    if factors is None or word not in _SCALES_OF[language]:
        return None
    return Word(factors[-1] if language == "de" else factors[0], scale=True)


def cjk_value(run: str) -> float | None:
    """Return the value of Chinese numerals (三万八千, 五十七点四万), None for no number."""
    if "点" in run:
        before, _, after = run.partition("点")
        digits = [each for each in after if each in _CJK_DIGITS]
        whole = cjk_value(before)
        if whole is None or not digits:
            return None
        value = float(f"{int(whole)}." + "".join(str(_CJK_DIGITS[each]) for each in digits))
        for each in after[len(digits) :]:
            value *= CJK_SCALES[each]
        return round(value, 6)
    if len(run) > 1 and all(each in _CJK_DIGITS for each in run):
        return float("".join(str(_CJK_DIGITS[each]) for each in run))
    return _cjk_sum(run)


def _cjk_sum(run: str) -> float | None:
    total = section = 0.0
    digit: float | None = None
    last = 1.0
    for each in run:
        if each in _CJK_DIGITS:
            digit, last = float(_CJK_DIGITS[each]), 1.0 if each in "零〇" else last
            continue
        scale = CJK_SCALES[each]
        if scale < 1e4:
            section += (1.0 if digit is None else digit) * scale
        else:
            total += (section + (digit or 0.0) or 1.0) * scale
            section = 0.0
        digit, last = None, scale
    # 两万四千五: a last digit without its scale is one step below the scale before it.
    return total + section + (digit or 0.0) * (last / 10 if last > 10 else 1.0)


def _room(value: float) -> float:
    """Return below what the next word must be: 20 leaves room for units, 200 for tens."""
    if value >= 100:
        return 100
    if value in (60, 80):
        return 20
    return 10 if value >= 20 else 0


@cache
def _table(language: str) -> Mapping[str, float]:
    words = dict(zip(_PLAIN.get(language, "").split(), map(float, _UP.split()), strict=False))
    words.pop("-", None)
    for value, forms in _MORE.get(language, {}).items():
        words.update(dict.fromkeys(forms.split(), float(value)))
    return words


@cache
def _german_below_100() -> Mapping[str, int]:
    words = {word: value for value, word in enumerate(_GERMAN.split())}
    units = dict(list(words.items())[1:10])
    for place, ten in enumerate(_GERMAN_TENS.split(), start=2):
        words[ten] = place * 10
        words.update({f"{unit}und{ten}": place * 10 + value for unit, value in units.items()})
    words |= dict.fromkeys(("eins", "eine", "einen", "einer", "einem"), 1)
    return words | {"zweien": 2, "beiden": 2, "dreien": 3}


def _german_value(word: str) -> float | None:
    """Read a German compound: achtunddreißigtausend, hundertzweiunddreißig."""
    below = _german_below_100()
    if word in below:
        return float(below[word])
    for mark, factor in (("tausend", 1000), ("hundert", 100)):
        before, found, after = word.partition(mark)
        if found and word != mark:
            high = 1.0 if not before else _german_value(before)
            low = 0.0 if not after else _german_value(after.removeprefix("und"))
            return None if high is None or low is None else high * factor + low
    return None


_SPEAKS: Mapping[str, str] = {
    "de": "hundert tausend million millionen milliarde milliarden billion billionen mio mrd tsd",
    "en": "hundred thousand million billion",
    "tr": "yüz bin milyon milyar",
    "ar": "مئة مائة ألف ألفا آلاف مليون ملايين مليونا مليار",
    "es": "mil millón millones",
    "fr": "cent cents mille million millions milliard milliards",
    "pl": "tysiąc tysiące tysięcy milion miliony milionów miliard miliardy miliardów",
    "ru": "тысяча тысячи тысяч тысячу миллион миллиона миллионов миллиард миллиарда миллиардов",
}
_SCALES_OF = {language: frozenset(words.split()) for language, words in _SPEAKS.items()}
