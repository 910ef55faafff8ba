"""Writing offsets anew where an article's cleaned text has changed: the quote stays the truth."""

import json
from pathlib import Path
from typing import Any

from evals.dataset.articles import Corpus
from evals.dataset.reading import read_lines


def fix_offsets(path: Path, corpus: Corpus) -> int:
    """Look every quote up and rewrite the file if an offset moved; return how many lines changed.

    A line that is no JSON object, and a quote that is not found or found twice, stays as it is.
    The file is replaced whole or not at all.
    """
    changed = 0
    lines: list[str] = []
    for text in read_lines(path):
        fixed = _fixed(text, corpus)
        changed += fixed != text
        lines.append(fixed)
    if changed:
        unfinished = path.with_name(path.name + ".new")
        unfinished.write_text("\n".join(lines), encoding="utf-8")
        unfinished.replace(path)
    return changed


def _fixed(text: str, corpus: Corpus) -> str:
    try:
        line = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return text
    if not isinstance(line, dict):
        return text
    moved = False
    for name in ("evidence", "near"):
        for evidence in line.get(name) or ():
            moved |= _moved(evidence, corpus)
    return json.dumps(line, ensure_ascii=False) if moved else text


def _moved(evidence: Any, corpus: Corpus) -> bool:  # noqa: ANN401 - whatever the line holds
    """Set the offsets of one quote; tell whether they changed."""
    if not isinstance(evidence, dict) or not isinstance(evidence.get("quote"), str):
        return False
    places = corpus.places(str(evidence.get("doc")), evidence["quote"])
    if len(places) != 1:
        return False
    offsets = (places[0].start, places[0].end)
    if (evidence.get("start"), evidence.get("end")) == offsets:
        return False
    evidence["start"], evidence["end"] = offsets
    return True
