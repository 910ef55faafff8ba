"""Kills ``fundstelle index --no-as-is`` (and ``--as-is``) at random moments and runs it again.

Run as a script by test_kill.py; prints one JSON object.
"""

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from index.store.reading import StoreReader
from index.updating import batch
from rag import assemble
from tests.rag.kill_corpus import VERBS, WORDS
from tests.rag.kill_runs import embedder, forked, wait_for
from ui.command import main as command

Texts = dict[str, tuple[str, int]]
"""Each article's text and how many lines were cut from it."""


def write_pages(folder: Path, pages: int) -> None:
    folder.mkdir()
    draw = random.Random(1)
    for number in range(pages):
        lines = [
            f"Am {draw.randint(1, 28)}. Mai wurde {draw.choice(WORDS)} {draw.randint(2, 900)} "
            f"von {draw.choice(WORDS)} und {draw.choice(WORDS)} {draw.choice(VERBS)}."
            for _ in range(15)
        ]
        (folder / f"p{number:02}.html").write_text(
            f"<nav><a href='/'>Startseite</a></nav><article><h1>Seite {number}</h1>"
            f"<p>{' '.join(lines)}</p></article>"
            "<form class='newsletter'><p>Das Neueste.</p></form>",
            encoding="utf-8",
        )


def typed(data: Path, *words: str) -> int:
    """Start the command in a child process and return the child's number."""

    def work() -> None:
        assert command(["--data", str(data), "index", *words]) == 0

    return forked(work)


def texts(data: Path) -> Texts:
    reader = StoreReader(data / "store.db")
    try:
        articles = [reader.article(info.article_id) for info in reader.infos()]
        return {a.article_id: (a.text, len(a.removed)) for a in articles}
    finally:
        reader.close()


def alike(one: Texts, other: Texts) -> int:
    """How many articles are the same in both."""
    return sum(one[article] == other[article] for article in one)


def has_switched(data: Path, wanted: Texts, least: int) -> bool:
    return alike(texts(data), wanted) >= least


def killed_when(victim: int, is_time: Callable[[], bool], after: float) -> None:
    """Kill the child some seconds after it has come so far, unless it has ended by then."""
    while os.waitpid(victim, os.WNOHANG) == (0, 0):
        if is_time():
            time.sleep(after)
            os.kill(victim, signal.SIGKILL)
            os.waitpid(victim, 0)
            return
        time.sleep(0.02)


def main(kills: int, pages: int) -> dict[str, object]:
    """Return how many kills there were, how many hit a switch half done, and what was wrong."""
    # Six commits or so, whatever there is to commit.
    batch.COMMIT_CHARACTERS = batch.EMBED_CHARACTERS = 4_000 * pages // 24
    setattr(assemble, "embedder_of", lambda settings: embedder)
    embedder.embed_passages(["Laden, bevor geforkt wird."])
    draw = random.Random(0)
    halfway, wrong = 0, []
    with tempfile.TemporaryDirectory() as name:
        base, root = Path(name), Path(name) / "root"
        write_pages(root, pages)
        ways = ("--as-is", "--no-as-is")
        whole: dict[str, Texts] = {}
        for way in ways:
            wait_for(typed(base / way[2:], str(root), way))
            whole[way] = texts(base / way[2:])

        for number in range(kills):
            before, after = ways if number % 2 == 0 else ways[::-1]
            data = base / "killed"
            shutil.copytree(base / before[2:], data)
            # By how far it is, not by the clock: a busy machine takes other times each time.
            least = draw.randrange(pages)
            victim = typed(data, str(root), after)
            is_time = partial(has_switched, data, whole[after], least)
            killed_when(victim, is_time, draw.uniform(0, 0.05))
            left = texts(data)
            switched = alike(left, whole[after])
            halfway += 0 < switched < pages
            mixed = [a for a in left if left[a] not in (whole[before][a], whole[after][a])]
            wait_for(typed(data))  # what was decided is remembered
            again = texts(data)
            wait_for(typed(data, str(root), after))
            if (
                mixed
                or left.keys() != whole[after].keys()
                or again not in ([whole[after]] if switched else [whole[before], whole[after]])
                or texts(data) != whole[after]
            ):
                wrong.append([number, before, switched, mixed])
            shutil.rmtree(data)
        differ = sum(whole[ways[0]][a] != whole[ways[1]][a] for a in whole[ways[0]])
    return {"kills": kills, "halfway": halfway, "wrong": wrong, "differ": differ}


if __name__ == "__main__":
    found = main(int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write("\n" + json.dumps(found) + "\n")
