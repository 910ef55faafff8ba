"""Adding and removing as the page draws them: how far it is, then what came of it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from index.errors import FundstelleError
from index.updating.run import Progress
from ui.page.corpus.keeping import Keeper, Outcome, pasted
from ui.page.corpus.staging import Staging, Waiting

Message = dict[str, Any]
MOST_AT_ONCE = 5_000
LONGEST_PASTED = 1_000_000
_LOOK_SECONDS = 0.2
_LONGEST_FIELD = 500


@dataclass(frozen=True, slots=True)
class Adder:
    """Takes what a browser hands over; the work goes on when the browser leaves."""

    keeper: Keeper
    staging: Staging

    async def files(self, tokens: object) -> AsyncIterator[Message]:
        """Add files that came in by the door."""
        named = tokens if isinstance(tokens, list) else []
        wanted = [token for token in named[:MOST_AT_ONCE] if isinstance(token, str)]
        taken = [waiting for token in wanted if (waiting := self.staging.take(token))]
        async for message in self._added(taken):
            yield message

    async def text(self, fields: dict[str, object]) -> AsyncIterator[Message]:
        """Add a pasted article: ``title``, ``date``, ``source``, ``text``."""
        title, date, source = (
            _text(fields.get(name), _LONGEST_FIELD) for name in ("title", "date", "source")
        )
        try:
            name, content = pasted(title, date, source, _text(fields.get("text"), LONGEST_PASTED))
            waiting = self.staging.begin(name)
            self.staging.write(waiting, content)
        except FundstelleError as error:
            yield _failed(error)
            return
        taken = self.staging.take(waiting.token)
        async for message in self._added([taken] if taken else []):
            yield message

    async def remove(self, article_id: str) -> Message:
        """Take an article out; say so, or why not."""
        try:
            await asyncio.to_thread(self.keeper.remove, article_id)
        except FundstelleError as error:
            return _failed(error)
        return {"kind": "removed", "id": article_id}

    def close(self) -> None:
        """End what is being added, and forget what came in and was not."""
        self.keeper.close()
        self.staging.close()

    async def _added(self, files: Sequence[Waiting]) -> AsyncIterator[Message]:
        try:
            async for step in _worked(lambda progress: self.keeper.add(files, progress)):
                yield _outcome(step) if isinstance(step, Outcome) else step
        except FundstelleError as error:
            yield _failed(error)


async def _worked(work: Callable[[Progress], Outcome]) -> AsyncIterator[Message | Outcome]:
    """Yield how far the work in a thread is, each time that has changed, and what came of it."""
    far = (0, 0)

    def report(done: int, total: int) -> None:
        nonlocal far
        far = (done, total)

    working = asyncio.ensure_future(asyncio.to_thread(work, report))
    # Who left before the end asks nobody for an error.
    working.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
    said: tuple[int, int] | None = None
    while not working.done():
        if far != said:
            said = far
            yield {"kind": "adding", "done": far[0], "total": far[1]}
        await asyncio.wait({working}, timeout=_LOOK_SECONDS)
    yield working.result()


def _outcome(outcome: Outcome) -> Message:
    return {
        "kind": "added",
        "added": list(outcome.added),
        "known": list(outcome.known),
        "failed": [asdict(line) for line in outcome.failed],
    }


def _failed(error: FundstelleError) -> Message:
    return {"kind": "failed", "code": error.code, "message": str(error)}


def _text(value: object, most: int) -> str:
    return value[:most] if isinstance(value, str) else ""
