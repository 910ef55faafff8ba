"""Markdown with front matter: the journalist's words without the marks around them."""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.readers.decoding import read_text
from index.readers.front_matter import split_front_matter
from index.records import RawArticle, ReadResult

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_BREAK_TAG = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)


class MarkdownReader:
    """Reads ``.md``: one article a file, its fields in YAML front matter."""

    suffixes: tuple[str, ...] = (".md", ".markdown")

    def read(self, path: Path) -> ReadResult:
        """Return the file as one article; raise CorpusError, naming the line, for bad front matter.

        Without a title in the front matter the first ``# heading`` is the title.
        """
        fields, body = split_front_matter(read_text(path), path)
        # Indented lines are paragraphs here: newspapers indent, they do not quote programs.
        tokens = (
            (MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough"))
            .disable("code")
            .parse(body)
        )
        return ReadResult((_article(fields, tokens),))


def _article(fields: Mapping[str, str], tokens: list[Token]) -> RawArticle:
    return RawArticle(
        text=_text(tokens),
        title=fields.get("title") or _first_heading(tokens),
        article_id=fields.get("id"),
        date=fields.get("date"),
        author=fields.get("author"),
        source=fields.get("source"),
        url=fields.get("url"),
    )


def _first_heading(tokens: list[Token]) -> str | None:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h1":
            return _inline(inline.children or []).replace("\n", " ").strip() or None
    return None


def _text(tokens: Iterable[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        if token.type == "inline":
            parts.append(_inline(token.children or []))
        elif token.type == "html_block":
            parts.append(_without_tags(token.content))
        else:
            parts.append(_block(token))
    return "".join(parts).strip()


def _block(token: Token) -> str:
    """What a block mark leaves behind: blank lines, and the number of a numbered item."""
    if token.type == "list_item_open" and token.info:
        # The number may be the journalist's word: "3. Mai" at the start of a line is a list, too.
        return f"{token.info}{token.markup} "
    if token.type == "fence":
        return f"{token.content}\n"
    if token.type in ("td_close", "th_close"):
        return " "
    # Inside lists paragraphs are hidden: their items stand below each other, line by line.
    if token.type in ("paragraph_close", "tr_close"):
        return "\n" if token.hidden or token.type == "tr_close" else "\n\n"
    ends = ("heading_close", "bullet_list_close", "ordered_list_close", "table_close")
    return "\n\n" if token.type in ends else ""


def _inline(children: Iterable[Token]) -> str:
    parts: list[str] = []
    for token in children:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak" or (
            token.type == "html_inline" and _BREAK_TAG.fullmatch(token.content)
        ):
            parts.append("\n")
    # A dropped image leaves two blanks side by side.
    return "\n".join(" ".join(line.split()) for line in "".join(parts).split("\n"))


def _without_tags(html: str) -> str:
    text = _BREAK_TAG.sub("\n", _COMMENT.sub("", html))
    return f"{_TAG.sub('', text).strip()}\n\n"
