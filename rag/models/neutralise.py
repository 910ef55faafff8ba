"""Chat-template tokens inside a message become plain text, for every engine.

Engines render the chat template to one string and read control tokens anywhere in it, so an
article that holds ``<|im_end|>`` would end the turn it is quoted in. Any tag is changed, not only
known ones: which tags are control tokens depends on a model that the user may choose.
"""

import re

_TAG = re.compile(r"<(/?[\w:.▁-]{1,60}/?)>")
# ChatML, Llama 3, Phi <|...|>, Gemma <turn|>, DeepSeek's fullwidth <｜...｜>, EXAONE [|...|].
_BARS = str.maketrans({"｜": "│"})
_OPENED = re.compile(r"[<\[](?=[|｜])")
_CLOSED = re.compile(r"(?<=[|｜])[>\]]")
# Llama 2's <<SYS>>, and the words in square brackets that are tokens for Mistral, GLM and BERT.
_DOUBLED = re.compile(r"<<(/?SYS)>>")
_BRACKETED = re.compile(
    r"\[(/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|TOOL_CONTENT|CALL_ID|ARGS"
    r"|THINK|IMG|IMG_BREAK|IMG_END|AUDIO|BEGIN_AUDIO|PREFIX|MIDDLE|SUFFIX|MODEL_SETTINGS"
    r"|BOS|EOS|CLS|SEP|PAD|UNK|MASK|gMASK|sMASK))\]",
    re.IGNORECASE,
)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def neutralise(text: str) -> str:
    """Return ``text`` with nothing in it that an engine could take for a control token.

    ``<|im_end|>`` becomes ``‹|im_end|›`` and ``[INST]`` becomes ``(INST)``: the same to a reader.
    Control characters and lone surrogates, which no engine takes well, become spaces.
    """
    text = _UNPRINTABLE.sub(" ", text)
    text = _DOUBLED.sub(r"‹‹\1››", text)
    text = _TAG.sub(r"‹\1›", text)
    text = _OPENED.sub(lambda found: "‹" if found[0] == "<" else "(", text)
    text = _CLOSED.sub(lambda found: "›" if found[0] == ">" else ")", text)
    return _BRACKETED.sub(r"(\1)", text).translate(_BARS)
