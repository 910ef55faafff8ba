"""The head of a Markdown file, in YAML or TOML."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import yaml

from index.errors import CorpusError
from index.readers.dates import iso_date

FIELDS = ("id", "title", "date", "author", "source", "url")
"""The keys that are read; others may stand there for other programs."""

_RULE = re.compile(r"---[ \t]*")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_TOML_RULE = re.compile(r"\+\+\+[ \t]*")
_TOML_END = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"[\w-]+[ \t]*:")
_NULL = "tag:yaml.org,2002:null"


def split_front_matter(text: str, path: Path) -> tuple[Mapping[str, str], str]:
    """Return the fields that the head gives, and the text below it.

    Raises CorpusError naming ``path`` and the line for a head that is not closed or not YAML,
    CorpusError naming ``path`` for one between ``+++`` that is not TOML. Values are taken as
    written (``id: 007`` is "007"); a date that can't be read is left out.
    """
    first, _, rest = text.partition("\n")
    if _TOML_RULE.fullmatch(first) and (closed := _TOML_END.search(rest)):
        return _toml_fields(rest[: closed.start()], path), rest[closed.end() :]
    if not _RULE.fullmatch(first):
        return {}, text
    end = _END.search(rest)
    if end is None:
        if _KEY.match(rest):
            raise CorpusError(
                f"{path} line 1: the front matter is never closed. Put --- below its last line."
            )
        return {}, text  # a rule above the first paragraph
    return _fields(rest[: end.start()], path), rest[end.end() :]


def _toml_fields(head: str, path: Path) -> Mapping[str, str]:
    try:
        said = tomllib.loads(head)
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(
            f"{path}: bad front matter between the lines +++, {str(error).lower()}. "
            'Write key = "value" lines.'
        ) from error
    fields: dict[str, str] = {}
    for key, value in said.items():
        name = key.lower()
        items = value if isinstance(value, list) else [value]
        if name not in FIELDS or any(isinstance(item, dict | list) for item in items):
            continue
        text = ", ".join(str(item).strip() for item in items)
        if name == "date":
            text = iso_date(text) or ""
        if text:
            fields[name] = text
    return fields


def _fields(head: str, path: Path) -> Mapping[str, str]:
    try:
        # Composed only, nothing constructed: "2024-02-30" would raise, "no" would become False.
        node = yaml.compose(head, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise CorpusError(
            f'{path} line {line}: bad front matter, {error.problem}. Write "key: value" lines.'
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise CorpusError(
            f"{path} line 1: bad front matter, it is not YAML. Mend or drop it."
        ) from error
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        line = node.start_mark.line + 2
        raise CorpusError(f'{path} line {line}: bad front matter. Write "key: value" lines.')
    return _known(node, path)


def _known(node: yaml.MappingNode, path: Path) -> Mapping[str, str]:
    fields: dict[str, str] = {}
    for key, value in node.value:
        name = key.value.lower() if isinstance(key, yaml.ScalarNode) else ""
        if name not in FIELDS:
            continue
        text = _scalar(value)
        if text is None:
            line = value.start_mark.line + 2
            raise CorpusError(
                f"{path} line {line}: bad front matter, {name} is a mapping. Write it as one value."
            )
        if name == "date":
            text = iso_date(text) or ""
        if text:
            fields[name] = text
    return fields


def _scalar(node: yaml.Node) -> str | None:
    """The text of a value, a list joined by commas; "" for nothing, None for a mapping."""
    if isinstance(node, yaml.ScalarNode):
        return "" if node.tag == _NULL else node.value.strip()
    if isinstance(node, yaml.SequenceNode):
        items = [item.value for item in node.value if isinstance(item, yaml.ScalarNode)]
        return ", ".join(items) if len(items) == len(node.value) else None
    return None
