"""Languages that their script gives away."""

import re
from collections import Counter

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


def by_signs(text: str) -> str | None:
    """Return ja, ko or zh where their signs decide, else None."""
    letters = len(_LETTER.findall(text))
    kana, han, hangul = (len(signs.findall(text)) for signs in (_KANA, _HAN, _HANGUL))
    if hangul >= _SHARE_OF_SIGNS * letters:
        return "ko"
    if kana + han < _SHARE_OF_SIGNS * letters:
        return None
    return "ja" if kana >= _KANA_SHARE * (kana + han) else "zh"


def by_alphabet(text: str) -> str | None:
    """Return the language that an alphabet or a letter of its own gives away, else None."""
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


def is_traditional_chinese(text: str) -> bool:
    """Tell whether a Chinese text has more signs that only the traditional script has."""
    signs = Counter(text)
    traditional = sum(signs[sign] for sign in _TRADITIONAL - _SIMPLIFIED)
    simplified = sum(signs[sign] for sign in _SIMPLIFIED - _TRADITIONAL)
    return traditional > simplified
