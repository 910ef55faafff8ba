"""Thumbs that readers give to answers: a line each in ``feedback.jsonl`` of the data folder.

`fundstelle eval draft --from-feedback` reads them. A line is ``{"schema": 1, "time", "thumb",
"reason", "question", "language", "answer", "kind", "citations": [{"article", "start", "end",
"sentence"}], "model"}``.
"""

import json
import threading
from collections import OrderedDict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.errors import FundstelleError
from ui.explained import explained

FILE = "feedback.jsonl"
_SCHEMA = 1
_MOST_BYTES = 50_000_000
_REMEMBERED = 10_000


class FeedbackError(FundstelleError):
    """A thumb that can't be kept."""

    code = "feedback"


class _Strict(BaseModel):
    """What a browser sends is held to its types and lengths."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class _Cited(_Strict):
    article: Annotated[str, Field(min_length=1, max_length=1_000)]
    start: Annotated[int, Field(ge=0, lt=2**31)]
    end: Annotated[int, Field(ge=0, lt=2**31)]
    sentence: Annotated[str, Field(max_length=10_000)]


class _Thumb(_Strict):
    key: Annotated[str, Field(min_length=1, max_length=100)]
    thumb: Literal["up", "down"]
    reason: Annotated[str, Field(max_length=1_000)]
    question: Annotated[str, Field(min_length=1, max_length=20_000)]
    language: Annotated[str, Field(min_length=1, max_length=35)]
    answer: Annotated[str, Field(max_length=50_000)]
    kind: Literal["answer", "partial", "quotation", "refusal"]
    citations: Annotated[list[_Cited], Field(max_length=200)]
    model: Annotated[str, Field(max_length=200)] | None


class Feedback:
    """Keeps thumbs; who thinks again while the page runs has one line all the same."""

    def __init__(self, path: Path, most_bytes: int = _MOST_BYTES) -> None:
        self._path = path
        self._most_bytes = most_bytes
        self._lines: OrderedDict[str, str] = OrderedDict()
        self._writing = threading.Lock()

    def kept(self, data: object) -> str:
        """Keep what a browser sent; return what went wrong in one line, or nothing."""
        try:
            self.keep(data if isinstance(data, str) else "")
        except (FeedbackError, OSError) as error:
            return explained(error)[1]
        return ""

    def keep(self, given: str) -> None:
        """Keep what a browser sent; raises FeedbackError for what is no thumb of ours."""
        try:
            thumb = _Thumb.model_validate_json(given)
        except ValidationError as error:
            raise FeedbackError("That is no thumb that this page sends. Load it anew.") from error
        kept = {"schema": _SCHEMA, "time": datetime.now(UTC).isoformat(timespec="seconds")}
        line = json.dumps(kept | thumb.model_dump(exclude={"key"}), ensure_ascii=False)
        with self._writing:
            self._write(line, self._lines.pop(thumb.key, None))
            self._lines[thumb.key] = line
            while len(self._lines) > _REMEMBERED:
                self._lines.popitem(last=False)

    def _write(self, line: str, instead: str | None) -> None:
        size = self._path.stat().st_size if self._path.exists() else 0
        if size > self._most_bytes:
            raise FeedbackError(f"{self._path} is full. Move it away to keep more thumbs.")
        if instead is None:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
            return
        # Not splitlines: JSON strings may hold a bare U+2028.
        lines = self._path.read_text(encoding="utf-8").split("\n")[:-1] if size else []
        if instead in lines:
            lines.remove(instead)
        new = self._path.with_suffix(".new")
        new.write_text("".join(f"{each}\n" for each in [*lines, line]), encoding="utf-8")
        new.replace(self._path)
