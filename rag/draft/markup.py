"""Thoughts, template tokens and markdown: what is left are lines of plain sentences."""

import re
from collections.abc import Iterator

from rag.verification.calendar_words import month_of

_THOUGHT = r"think|thinking|thought|reasoning|reflection|analysis|scratchpad"
_THOUGHTS = re.compile(rf"<({_THOUGHT})\b[^>]*>.*?</\1>|◁think▷.*?◁/think▷", re.S | re.I)
_END_OF_A_THOUGHT = re.compile(rf"</(?:{_THOUGHT})>|◁/think▷", re.I)
_FROM_AN_OPEN_THOUGHT = re.compile(rf"(?:<(?:{_THOUGHT})\b[^>]*>|◁think▷).*", re.S | re.I)
_FIRST_TURN = re.compile(
    r"\s*(?:<\|(?:im_start|start_header_id)\|>|<start_of_turn>)?\s*(?:assistant|model)\b"
    r"\s*(?:<\|end_header_id\|>)?\s*\n",
    re.I,
)
# What follows the end of a turn is a conversation that nobody had.
_NEXT_TURN = re.compile(
    r"<\|(?:im_end|im_start|endoftext|eot_id|end|end_of_text|user|system|start_header_id)\|>.*"
    r"|</s>.*|<(?:end|start)_of_turn>.*|\[INST\].*|<\|?(?:human|user)\|?>.*",
    re.S | re.I,
)
_TOKEN = re.compile(r"<\|[a-z_0-9]{1,30}\|>|\[/INST\]|<s>|<(?:pad|unk|bos|eos)>|<</?SYS>>", re.I)
_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|p|div|span|ul|ol|li|h[1-6]|answer|code|center)\b[^>]*>", re.I
)
_BREAK = re.compile(r"<br\s*/?>|</p>|</li>", re.I)
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^][\n]{2,200})\]\((?:https?:|www|/|#|mailto:)[^)\n]*\)")
_FENCE = re.compile(r"^\s*(?:```|~~~).*$", re.M)
_CODE = re.compile(r"`+([^`\n]+)`+")
_BOXED = re.compile(r"\\(?:boxed|text|textbf|mathrm)\{([^{}]*)\}")
_MATHS = re.compile(r"\\[()\[\]]|\$\$")
_STRONG = re.compile(r"(\*\*\*|\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1", re.S)
_SLANTED = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_UNDERLINED = re.compile(r"(?<!\w)_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?!\w)")
_LOOSE = re.compile(r"\*\*+|(?<!\w)__+|__+(?!\w)")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_OPEN = re.compile(r"\s*[\[(（【]+\s*$")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}$")
_BULLET = re.compile(r"\s*[-*+•‣▪●·–—]\s+(?=\S)")
_NUMBERED = re.compile(
    r"\s*(?:\(?\d{1,2}[.)）]|\d{1,2}、|[a-h]\))\s+(?=\S)|\s*\d{1,2}[.、]\s*(?=[\u3400-\u9fff])"
)
_BEHIND_ORDINAL = re.compile(r"(?:FC|SC|SV|Liga|Bundesliga|Platz|Klasse|Halbzeit)\b")
_ROW_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।", ":", "：", ";", "；", ",", "，", "、", "،")
_WORD = re.compile(r"[^\W\d_]+")
_QUOTES = "\"'”“»)）」』"


def without_turns(text: str) -> str:
    """Return the text without thoughts, template tokens and what follows the end of the turn.

    A thought that never ends leaves nothing: the answer was still to come.
    """
    text = _THOUGHTS.sub("", text)
    for end in list(_END_OF_A_THOUGHT.finditer(text))[-1:]:
        text = text[end.end() :]
    text = _FROM_AN_OPEN_THOUGHT.sub("", text)
    text = _FIRST_TURN.sub("", text, count=1) if _FIRST_TURN.match(text) else text
    return _TOKEN.sub("", _NEXT_TURN.sub("", text.lstrip()))


def without_inline_markup(text: str) -> str:
    """Return the text without emphasis, code, links, tags and formulas; lines stay."""
    text = _TAG.sub("", _BREAK.sub("\n", text))
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _CODE.sub(r"\1", _FENCE.sub("", text))
    text = _MATHS.sub("", _BOXED.sub(r"\1", text))
    text = _UNDERLINED.sub(r"\1", _SLANTED.sub(r"\1", _STRONG.sub(r"\2", text)))
    return _LOOSE.sub("", text).replace("\\*", "*").replace("\\_", "_")


def flattened(text: str) -> str:
    """Return headings, lists, quotes and tables as one paragraph of sentences.

    Items behind a colon become one sentence, others a sentence each; a table's row reads
    "first cell: the others", its head goes; a heading goes if anything follows it.
    """
    lines = list(_plain_lines(text.split("\n")))
    parts: list[str] = []
    for at, (kind, line) in enumerate(lines):
        if kind == "heading" and at + 1 < len(lines):
            continue
        following = lines[at + 1][0] if at + 1 < len(lines) else ""
        parts.append(_ended(line, kind, following))
    joined = ""
    for part in parts:
        close = not joined or joined[-1] in "。！？；：，、"
        joined += part if close else f" {part}"
    return " ".join(joined.split())


def _plain_lines(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield every line that says something with its kind: heading, item, row or text."""
    numbered = sum(1 for line in lines if _NUMBERED.match(line))
    led = False
    for at, raw in enumerate(lines):
        line = _OPEN.sub("", _QUOTE.sub("", raw, count=1))
        if not line.strip() or _RULE.match(line) or _ROW_RULE.match(line):
            continue
        if heading := _HEADING.match(line):
            if heading[1]:
                yield "heading", heading[1]
            continue
        kind, said = _kind(line, listed=led or numbered > 1)
        if kind == "row":
            if at + 1 < len(lines) and _ROW_RULE.match(lines[at + 1]):
                continue
            said = _row(said)
        led = kind == "item" or said.endswith((":", "："))
        yield kind, said.strip()


def _kind(line: str, *, listed: bool) -> tuple[str, str]:
    if bullet := _BULLET.match(line):
        return "item", line[bullet.end() :]
    # "1. März" may begin an answer: a number alone makes no list.
    number = _NUMBERED.match(line)
    if listed and number and not _is_ordinal(line[number.end() :]):
        return "item", line[number.end() :]
    if line.lstrip().startswith("|") and line.count("|") > 1:
        return "row", line
    return "text", line


def _is_ordinal(behind: str) -> bool:
    """Tell whether the number before this is no list's: "3. Mai", "1. FC Köln"."""
    word = _WORD.match(behind)
    named = word is not None and month_of(word[0].lower(), "de") is not None
    return named or _BEHIND_ORDINAL.match(behind) is not None


def _row(line: str) -> str:
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    first, *others = [cell for cell in cells if cell] or [""]
    return f"{first}: {', '.join(others)}" if others else first


def _ended(line: str, kind: str, following: str) -> str:
    """Return a line with the sign that parts it from the next."""
    if line.rstrip(_QUOTES).endswith(_ENDS):
        return line
    signs = any("\u3040" <= sign <= "\u9fff" for sign in line[-3:])
    if kind == "item" and following == "item":
        return line + ("；" if signs else ";")
    if kind == "text" and not following:
        return line
    return line + ("。" if signs else ".")
