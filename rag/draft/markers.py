"""Imitated citations: ours are made after the draft."""

import re

# What stands in brackets with a number: "[Text 1]", "[Quelle 2, 3]", "[来源１]".
_SURE_NAMES = (
    r"texte?|textes?|texto|testo|tekst|текст|metin|makale|文本|文章|テキスト|記事|텍스트|기사|النص"
    r"|quellen?|sources?|fuentes?|fonte|fonti|źródło|источник|kaynak|来源|资料|출처|المصدر|المقال"
    r"|artículo|articolo|artigo|artykuł|статья|passages?|refs?|citations?"
    r"|documents?|documento|doc|#"
)
# These as well, but not in round brackets: "(Artikel 20)" is a law's, "(Nr. 12)" a house's.
_NAMES = rf"(?:{_SURE_NAMES}|artikel|articles?|nr|no)"
_NUMBERS = r"(?!0)\d{1,2}(?:\s*[,;،、–-]\s*\d{1,2})*"
_INSIDE = rf"\s*\^?(?:{_NAMES}\.?\s*)?{_NUMBERS}(?:†[^\]】\n]{{0,20}})?\s*"
_BRACKETED = re.compile(
    rf"[ \t]*(?:\[\[?{_INSIDE}\]?\](?:\([^)\s]*\))?|【{_INSIDE}】|〔{_INSIDE}〕|［{_INSIDE}］"
    rf"|\{{[1-9]\}}|<{_INSIDE}>)",
    re.I,
)
_NAMED = re.compile(rf"[ \t]*[(（]\s*(?:{_SURE_NAMES})\.?:?\s*{_NUMBERS}\s*[)）]", re.I)
_TAGGED = re.compile(r"[ \t]*<(sup|ref|cite)\b[^>]*>[^<]{0,20}</\1>", re.I)
# In round brackets stand ages and scores, too: only the few numbers that texts can have, and only
# where a sentence or one of its parts ends, and not stuck to a figure: a tie-break is 7:6(5).
_ROUND = re.compile(
    r"(?:(?:(?<=\d{4})|(?<!\d))[ \t]+|(?<![\d \t]))"
    r"[(（][1-6１-６١-٦۱-۶](?:\s*[,،、]\s*[1-6١-٦])*[)）]"
    r"(?=\s*(?:[.;!?。！？؟]|$|[(（][1-6]))",
    re.M,
)
# Not behind a letter of a unit: m², km³.
_RAISED = re.compile(r"(?<!\bm)(?<!\b[kcdmq]m)(?<=[\w.!?,;:)\"“”’。])[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2}(?!\w)")
_CIRCLED = re.compile(r"[ \t]*[①-⑳](?=\s*(?:[.,;!?。，！？]|$))", re.M)
_BEFORE_A_STOP = re.compile(r"[ \t]+(?=[.,;!?。，！？؟،](?:\s|$))")


def without_markers(text: str) -> str:
    """Return the text without imitated citations, in any script's digits and brackets.

    A year in brackets, an age in round ones and the raised figure of a unit stay.
    """
    for marker in (_TAGGED, _BRACKETED, _NAMED, _ROUND, _RAISED, _CIRCLED):
        text, found = marker.subn("", text)
        if found:
            text = _BEFORE_A_STOP.sub("", text)
    return text
