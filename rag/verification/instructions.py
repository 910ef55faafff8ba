"""Sentences that give a language model orders instead of reporting: they are no evidence.

A rule needs both an order and what only a model could obey: a German newspaper writes "Ignorieren
Sie solche Anrufe", too. A whole sentence in another language is no evidence either: what is cited
is German, and it is the commonest clothing of such orders.
"""

import re
import unicodedata
from functools import lru_cache

from index.text.language import UNKNOWN, detect_language

_TEMPLATE = re.compile(
    r"<\|[^|>\n]{1,30}\|>|\[/?INST\]|<</?SYS>>|</?s>|<(?:start|end)_of_turn>"
    r"|^\s*(?:system|assistant|user)\s*:(?!\s*\d)|^\W*neue (?:system)?anweisung\w*\s*:",
    re.I | re.M,
)
_ORDERS = re.compile(
    r"\b(?:ignor(?:e[zr]?|iere(?:n)?|iert)|oublie[zr]?|vergiss|vergesst|forget"
    r"|disregard|missachte|befolge|folge|unut|yok say|görmezden gel|dikkate alma)\b"
    r"|忽略|无视|忘记|忘掉|不要理会",
    re.I,
)
_OF_A_MODEL = re.compile(
    r"\b(?:(?:alle|all|any|the|diese|deine|bisherigen|vorherigen|previous|prior|above|earlier|your"
    r"|önceki|tüm)\s+)+(?:\w+\s+){0,2}(?:anweisung\w*|instruktion\w*|instructions?|prompts?|regeln"
    r"|rules|vorgaben|talimat\w*|komut\w*|kurallar\w*)"
    r"|\b(?:system[\s-]?prompt|systemanweisung\w*|sistem talimat\w*)"
    r"|\b(?:toutes les |les |tes )?(?:instructions|consignes|règles)"
    r" (?:précédentes|ci-dessus|antérieures)|\b(?:yukarıdaki|önceki|tüm) (?:talimat|komut|kural)\w*"
    r"|\b(?:den|diesen) (?:obigen|bisherigen) text\b"
    r"|\balles, was (?:zuvor|vorher|bisher|oben) (?:gesagt|geschrieben|steht)\w*"
    r"|(?:之前|以上|前面|先前|所有|上述)[^。！？]{0,8}(?:指令|指示|说明|规则|提示)|系统提示",
    re.I,
)
_MODEL = (
    r"(?:(?-i:KI|AI|LLM)s?\b(?!-)|chatbots?|sprachmodelle?n?"
    r"|(?:ki|ai)-(?:assist|system|modell|model|chat|bot|agent)\w*|assistent(?:en|innen)?|assistants?"
    r"|language models?|yapay zek[aâ])"
)
_ADDRESSED = re.compile(
    r"^\W*(?:\w+\s){0,2}(?:hinweis|wichtig|note|notice|attention|achtung|dear|liebe|not"
    r"|(?:an|für) (?:alle|die|jede\w*))\b"
    rf"[^.!?,:–]{{0,24}}\b{_MODEL}[^.!?]*[:!–]"
    rf"|^\W*(?:wenn|falls|if|solltest) (?:du|you)\b[^.!?,]{{0,24}}\b{_MODEL}[^.!?,]{{0,24}},"
    # "„Du bist jetzt der Chef“" is what somebody says to somebody.
    r"|(?<![„“\"»])\b(?:(?:du bist|you are|sen)\b[^.!?]{0,12}"
    r"\b(?:jetzt|ab sofort|nun|now|from now on|artık)\b|ab (?:sofort|jetzt) bist du\b)"
    r"|你现在是|从现在起你|(?:人工智能|AI|语言模型)[^。]{0,6}(?:请|必须|注意)",
    re.I,
)
_EVERY_ANSWER = re.compile(
    r"\b(?:(?:jede[rnsm]?|alle[rn]?|every|each|her)\s+(?:deiner\s+|of your\s+)?|deine[rnm]?\s+)"
    r"(?:antwort(?:en)?|answers?|repl(?:y|ies)|responses?|yanıt\w*|cevab?\w*)\b"
    r"|每(?:个|一)?(?:句子|回答|答案)",
    re.I,
)
_MUST = re.compile(
    r"\b(?:muss|must|should|always|immer|ergänze|beende|beginne|füge|nenne|nennt|add|end|begin"
    r"|start|append|endet|ekle\w*|deiner|your)\b|必须|加上|附上",
    re.I,
)
_ONLY_ANSWER = re.compile(
    r"\b(?:einzige|only)\s+(?:erlaubte|allowed|zulässige|permitted)\b"
    r"|\bwer (?:dies|das|immer diesen (?:text|artikel))\b[^.!?]{0,30}\b(?:liest|zusammenfasst)\b",
    re.I,
)
_REPLY = re.compile(
    r"\bgib\b[^.!?]{0,40}\b(?:nur|ausschließlich|prompt)\b[^.!?]{0,40}\baus\b"
    r"|\b(?:antworte|antwortet|reply|respond|answer|output|print|schreibe|write|yanıtla"
    r"|cevap ver|yaz)\b[^.!?]{0,40}\b(?:nur|only|ausschließlich|exactly|just|sadece|yalnızca)\b"
    r"|\b(?:sadece|yalnızca)\b[^.!?]{0,60}\b(?:yanıtla|yaz|cevap ver|de)\b"
    r"|(?:只|仅)(?:需|能|要)?(?:回答|回复|输出|写)|请(?:只|仅)?(?:回答|回复|输出)",
    re.I,
)


_FEWEST_WORDS = 5
_PLAIN_WORD = re.compile(r"\b[^\W\d_A-ZÄÖÜ][^\W\d_]+\b")
_OTHER_SCRIPT = re.compile(
    r"[\u0400-\u052f\u0590-\u06ff\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{4}"
)


@lru_cache(maxsize=4096)
def is_instruction(sentence: str) -> bool:
    """Tell whether a sentence gives orders to a model, or is not German as a whole.

    Characters that nobody sees are looked through, and letters that are spaced out are joined.
    """
    text = _visible(sentence)
    if _is_foreign(text):
        return True
    if any(rule.search(text) for rule in (_TEMPLATE, _ADDRESSED, _REPLY, _ONLY_ANSWER)):
        return True
    pairs = ((_OF_A_MODEL, _ORDERS), (_EVERY_ANSWER, _MUST))
    return any(what.search(text) and order.search(text) for what, order in pairs)


def _visible(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    shown = "".join(each for each in folded if unicodedata.category(each) != "Cf")
    spaced = re.compile(r"(?:\b\w ){5,}\w\b")
    return spaced.sub(lambda run: run[0].replace(" ", ""), shown.replace("   ", " \u2003 "))


def _is_foreign(text: str) -> bool:
    """Results of a match and lists of names look like any language: only running text counts."""
    if len(_PLAIN_WORD.findall(text)) < _FEWEST_WORDS and not _OTHER_SCRIPT.search(text):
        return False
    return detect_language(text) not in ("de", UNKNOWN)
