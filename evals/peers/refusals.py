"""Whether a text says, in any language, that there is no answer.

The patterns (``refusals.json``) are data; all are tried whatever the text's language is. The same
detector reads every pipeline's answers, the product's too.
"""

import json
import re
from importlib.resources import files

from evals.normal import levelled, without_markers
from index.text.sentences import sentence_spans

_PATTERNS: dict[str, list[str]] = json.loads(
    (files("evals.peers") / "refusals.json").read_text(encoding="utf-8")
)
_ANY = re.compile("|".join(f"(?:{each})" for found in _PATTERNS.values() for each in found), re.I)
_WORD = re.compile(r"[^\W_]")


def says_no_answer(text: str) -> bool:
    """Whether the first sentence or most of them say that nothing is known, or nothing is said.

    A later remark of what the sources lack is no refusal: the answer stands before it.
    """
    plain = levelled(without_markers(text))
    sentences = [plain[span.start : span.end] for span in sentence_spans(plain)]
    said = [sentence for sentence in sentences if _WORD.search(sentence)]
    if not said:
        return True
    refusing = [_ANY.search(sentence) is not None for sentence in said]
    return refusing[0] or 2 * sum(refusing) > len(refusing)
