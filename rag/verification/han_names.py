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
from rag.verification.names import DOTTED, claimed_names

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
_NAME = re.compile(rf"[由是为被叫]?([{_SURNAMES}][\u4e00-\u9fff]{{1,2}})")
_OTHER_READINGS = str.maketrans(
    dict(zip("长重曾都乐", ("常", "虫", "增", "嘟", "勒"), strict=True))
)
"""Characters that have another sound in names, and others of that sound."""


def other_person(
    claim: str, language: str, question: str, cited: Sequence[str], beside: Sequence[str]
) -> list[Reason]:
    """Return ``name_missing`` where a claim names a Chinese person and the German another one.

    ``beside`` is what else of the article was read: who is named there is not missing. Where the
    cited German names others, too, a transcribed name may be theirs.
    """
    if language.split("-")[0] != "zh" or answer_type(question, language) != "person":
        return []
    named = _chinese_names(cited)
    if not named or _LATIN.search(claim) or DOTTED.search(claim) or _others(cited, named):
        return []
    sounds = _sounds(claim)
    known = [_squashed(name) for name in (*named, *_chinese_names(beside))]
    person = _new_person(claim, question)
    if not person or any(name in sound for name in known for sound in sounds):
        return []
    return [Reason("name_missing", person, ", ".join(named))]


def _chinese_names(texts: Sequence[str]) -> list[str]:
    """Return the full names of German texts that are pinyin, the surname first."""
    found: dict[str, None] = {}
    for text in texts:
        for two in _TWO_WORDS.finditer(text):
            first, second = two[1], two[2]
            if {first.lower(), second.lower()} & GERMAN_WORDS:
                continue
            if first.lower() in _surnames() and _GIVEN.fullmatch(second):
                found[f"{first} {second}"] = None
            elif second.lower() in _surnames() and _GIVEN.fullmatch(first):
                found[f"{second} {first}"] = None
    return list(found)


def _others(cited: Sequence[str], named: Sequence[str]) -> bool:
    """Tell whether German sentences have full names that are none of these."""
    words = {word for name in named for word in name.split()}
    names = (name for text in cited for name in claimed_names(text, "de"))
    return any(n.certain and len(n.words) > 1 and not words & set(n.words) for n in names)


@cache
def _surnames() -> frozenset[str]:
    return frozenset(anyascii(each).strip().lower() for each in _SURNAMES)


def _sounds(text: str) -> tuple[str, str]:
    """Return how a text sounds, and how it does where characters of two readings have the other."""
    return _squashed(anyascii(text)), _squashed(anyascii(text.translate(_OTHER_READINGS)))


def _squashed(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())


def _new_person(claim: str, question: str) -> str:
    """Return the Chinese name that a claim says beside its question, "" where it says more."""
    for size in range(len(claim), 1, -1):
        for at in range(len(claim) - size + 1):
            if claim[at : at + size] in question:
                claim = f"{claim[:at]}{' ' * size}{claim[at + size :]}"
    left = [str(run) for run in _HAN.findall(claim)]
    named = _NAME.fullmatch(left[0]) if len(left) == 1 else None
    return named[1] if named else ""
