"""Chinese persons that German names in Latin letters, held against a Chinese answer.

"Li Qiang" is 李强 and not 习近平: the sound of Han characters is known (pinyin, package anyascii).
Only asked of an answer to "who", and where the German names Chinese persons by their Chinese names:
"Robin Li" and transcribed names can't be told.
"""

import re
from collections.abc import Sequence
from functools import cache

from anyascii import anyascii

from index.text.stopwords import GERMAN as GERMAN_WORDS
from rag.records import Reason
from rag.verification.answer_type import answer_type
from rag.verification.names import DOTTED

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向"
    "汤习温張劉陳楊黃趙吳孫馬羅鄭許韓鄧馮蕭葉蘇呂盧鐘鍾譚陸賈韋鄒邱薛閻龍賀顧龔萬錢嚴湯習溫"
)
_SYLLABLE = (
    "(?:[bpmfw]?o|(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ui"
    "|ao|ou|iu|ie|ue|er|an|en|in|un|ia|ua|uo|[aeiuü]))"
)
_GIVEN = re.compile(rf"{_SYLLABLE}-?{_SYLLABLE}?", re.IGNORECASE)
_TWO_WORDS = re.compile(r"(?=(?<![\w-])([A-ZÜ][a-zü]+)\s([A-ZÜ][a-zü]+(?:-[a-zü]+)?)(?![\w-]))")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z]{2}")
_LONGEST = 3


def other_person(
    claim: str, language: str, question: str, cited: Sequence[str], beside: Sequence[str]
) -> list[Reason]:
    """Return ``name_missing`` where a claim names a Chinese person and the German another one.

    ``beside`` is what else of the article was read: who is named there is not missing.
    """
    if language.split("-")[0] != "zh" or answer_type(question, language) != "person":
        return []
    named = _chinese_names(cited)
    if not named or _LATIN.search(claim) or DOTTED.search(claim):
        return []
    sound = _sound(claim)
    if any(_sound(name) in sound for name in (*named, *_chinese_names(beside))):
        return []
    person = _new_person(claim, question)
    return [Reason("name_missing", person, ", ".join(named))] if person else []


def _chinese_names(texts: Sequence[str]) -> list[str]:
    """Return the full names of German texts that are pinyin, the surname first."""
    found: dict[str, None] = {}
    for text in texts:
        for two in _TWO_WORDS.finditer(text):
            first, second = two[1], two[2]
            if second.lower() in GERMAN_WORDS:
                continue
            if first.lower() in _surnames() and _GIVEN.fullmatch(second):
                found[f"{first} {second}"] = None
            elif second.lower() in _surnames() and _GIVEN.fullmatch(first):
                found[f"{second} {first}"] = None
    return list(found)


@cache
def _surnames() -> frozenset[str]:
    return frozenset(anyascii(each).strip().lower() for each in _SURNAMES)


def _sound(text: str) -> str:
    sound: str = anyascii(text)
    return re.sub(r"[^a-z]", "", sound.lower())


def _new_person(claim: str, question: str) -> str:
    """Return what looks like a Chinese name and is not said by the question, "" for nothing."""
    for run in _HAN.findall(claim):
        for at, character in enumerate(run[:-1]):
            name = str(run[at : at + _LONGEST])
            if character in _SURNAMES and name[:2] not in question:
                return name
    return ""
