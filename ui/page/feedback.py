"""Thumbs that readers give to answers: a line each in ``feedback.jsonl`` of the data folder.

`fundstelle eval draft --from-feedback` reads them. A line is ``{"schema": 1, "time", "key",
"thumb", "reason", "question", "language", "answer", "kind", "citations": [{"article", "start",
"end", "sentence"}], "model"}``; there is one line a key, which is what the page calls the answer.
"""

import json
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.errors import FundstelleError
from ui.explained import explained

FILE = "feedback.jsonl"
_SCHEMA = 1
_MOST_BYTES = 50_000_000
_KEY = r"^[0-9a-f]{32}$"


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
    key: Annotated[str, Field(pattern=_KEY)]
    thumb: Literal["up", "down"]
    reason: Annotated[str, Field(max_length=1_000)]
    question: Annotated[str, Field(min_length=1, max_length=20_000)]
    language: Annotated[str, Field(min_length=1, max_length=35)]
    answer: Annotated[str, Field(max_length=50_000)]
    kind: Literal["answer", "partial", "quotation", "refusal"]
    citations: Annotated[list[_Cited], Field(max_length=200)]
    model: Annotated[str, Field(max_length=200)] | None


class Feedback:
    """Keeps thumbs; who thinks again, or gives a reason later, has one line all the same."""

    def __init__(self, path: Path, most_bytes: int = _MOST_BYTES) -> None:
        self._path = path
        self._most_bytes = most_bytes
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
        line = json.dumps(kept | thumb.model_dump(), ensure_ascii=False)
        with self._writing:
            self._write(line, thumb.key)

    def _write(self, line: str, key: str) -> None:
        """Append the line; where there is one with its key already, it takes that one's place."""
        size = self._path.stat().st_size if self._path.exists() else 0
        if size > self._most_bytes:
            raise FeedbackError(f"{self._path} is full. Move it away to keep more thumbs.")
        # What others wrote into the file stays as it is, whatever its encoding.
        text = self._path.read_text("utf-8", errors="surrogateescape") if size else ""
        # Not splitlines: JSON strings may hold a bare U+2028.
        lines = text.removesuffix("\n").split("\n") if text else []
        others = [each for each in lines if key not in each or _key_of(each) != key]
        if others == lines and text[-1:] in ("", "\n"):
            with self._path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
            return
        new = self._path.with_suffix(".new")
        whole = "".join(f"{each}\n" for each in [*others, line])
        new.write_text(whole, encoding="utf-8", errors="surrogateescape")
        new.replace(self._path)


def _key_of(line: str) -> object:
    try:
        kept = json.loads(line)
    except ValueError:
        return None
    return kept.get("key") if isinstance(kept, dict) else None
