"""Kills indexing at random moments and compares what comes out with an index built in peace.

Run as a script by test_kill.py. One process loads the embedder, imports Chroma and forks every run
from there, so that a run costs what indexing costs and not what importing costs. Prints one JSON
object.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import chromadb
import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[2]))

from index.embedding import open_embedder, open_word_embedder
from index.search.searcher import Searcher
from index.search.snapshot import SnapshotSource
from index.store.outbox import StoreOutbox
from index.updating import batch
from rag import assemble
from rag.settings import Settings, load_settings
from tests.rag.kill_corpus import ARTICLES, VERBS, WORDS, write_corpus

State = dict[str, object]

embedder = open_embedder("use-multilingual-v3", threads=1)
words = open_word_embedder(threads=1, beside=embedder)


def forked(work: Callable[[], None]) -> int:
    """Run ``work`` in a child process and return its number."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    except BaseException:  # noqa: BLE001 - a fork must never run on into its parent's code
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def wait_for(child: int) -> None:
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, "a run in peace failed"


def index(settings: Settings) -> None:
    assemble.run_index(settings, [settings.corpus], progress=lambda done, total: None)


def state(settings: Settings, questions: list[str]) -> State:
    """Everything that two equal indexes have in common, and what Chroma holds beside it."""
    with sqlite3.connect(settings.data / "store.db") as connection:
        articles = connection.execute(
            "SELECT article_id, text, hex(sentences) FROM article ORDER BY article_id"
        ).fetchall()
        spans = connection.execute(
            "SELECT article_id, passage.start, passage.end, passage.key, group_concat(piece.key)"
            " FROM article JOIN passage ON passage.article = article.id"
            " LEFT JOIN piece ON piece.passage = passage.id GROUP BY passage.id"
            " ORDER BY article_id, passage.start"
        ).fetchall()
        vectors = connection.execute("SELECT key, hex(data) FROM vector ORDER BY key").fetchall()
        (waiting,) = connection.execute("SELECT count(*) FROM outbox").fetchone()
    source = SnapshotSource(settings.data / "store.db")
    searcher = Searcher(source, embedder, words)
    top = [
        [(hit.article.article_id, hit.start) for hit in searcher.search(question).hits]
        for question in questions
    ]
    source.close()
    return {
        "articles": digest(articles),
        "spans": digest(spans),
        "vectors": dict(vectors),
        "waiting": waiting,
        "chroma": chroma_equals_store(settings),
        "top": top,
    }


def digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()


def chroma_equals_store(settings: Settings) -> bool:
    outbox = StoreOutbox(settings.data / "store.db")
    client = chromadb.PersistentClient(settings.data / "chroma")
    for collection in client.list_collections():
        which = collection.name.rsplit("-", 1)[1]
        found = collection.get(include=["embeddings"])
        wanted = outbox.vectors(which, outbox.keys(which))
        if set(found["ids"]) != set(wanted):
            return False
        vectors = np.asarray(found["embeddings"])
        expected = np.stack([wanted[key] for key in found["ids"]])
        if not np.allclose(vectors, expected, atol=1e-5):
            return False
    return len(client.list_collections()) == 2


def read_on(settings: Settings, report: Path) -> None:
    """Look at the index over and over until told to end; note what was not whole."""
    seen = broken = 0
    ending = False

    def end(*_: object) -> None:
        nonlocal ending
        ending = True

    signal.signal(signal.SIGTERM, end)
    source: SnapshotSource | None = None
    while not ending:
        if source is None:
            if not (settings.data / "store.db").exists():
                time.sleep(0.01)
                continue
            source = SnapshotSource(settings.data / "store.db")
        snapshot = source.current()
        seen += 1
        broken += not whole(source)
        # What a search would do with this state.
        if len(snapshot.passages.ids):
            searcher = Searcher(source, embedder, words)
            for hit in searcher.search("Wann wurde das Hallenbad eröffnet?", limit=3).hits:
                broken += not hit.text
        time.sleep(0.002)
    report.write_text(json.dumps({"seen": seen, "broken": broken}))


def whole(source: SnapshotSource) -> bool:
    """Tell whether every article is of one version and has all its passages and sentences."""
    snapshot = source.current()
    texts = source.texts(sorted(snapshot.articles))
    for number, info in snapshot.articles.items():
        if number not in texts:  # replaced between the two reads: the next state is the whole one
            continue
        text, _ = texts[number]
        marks = {text.count("Fassung 1:") > 0, text.count("Fassung 2:") > 0}
        rows = [row for row, owner in enumerate(snapshot.passages.articles) if owner == number]
        if marks == {True} or len(rows) != info.passages or info.characters != len(text):
            return False
        if rows and snapshot.passages.spans[rows[-1], 1] != len(text):
            return False
    return len(snapshot.words.first) == len(snapshot.articles)


def prepared(base: Path, before: Path, versions: tuple[int, ...], articles: int) -> None:
    """Build all but the last version in peace, and keep what is in the folder then."""
    settings = load_settings({}, folder=base)
    for version in versions[:-1]:
        write_corpus(settings.corpus, version, articles)
        wait_for(forked(lambda: index(settings)))
    shutil.copytree(base, before)


def restored(base: Path, before: Path, version: int, articles: int) -> Settings:
    """Put back what was kept, at the same place, with the last version to be indexed."""
    shutil.rmtree(base)
    shutil.copytree(before, base)
    settings = load_settings({}, folder=base)
    write_corpus(settings.corpus, version, articles)
    return settings


def peaceful(settings: Settings, questions: list[str]) -> tuple[float, State]:
    """Build in peace; return the seconds it took and the state."""
    started = time.monotonic()
    wait_for(forked(lambda: index(settings)))
    took = time.monotonic() - started
    return took, in_child(settings.data.parent, lambda: state(settings, questions))


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value))


def in_child(folder: Path, work: Callable[[], State]) -> State:
    """Return what ``work`` returns when done in a process of its own (Chroma stays out of here)."""
    path = folder / "result.json"
    wait_for(forked(lambda: write_json(path, work())))
    found: State = json.loads(path.read_text())
    return found


def killed(settings: Settings, after: float, questions: list[str]) -> tuple[State, dict[str, int]]:
    """Kill a run after some seconds and run it again; return state and reader's word."""
    report = settings.data.parent / "reader.json"
    reader = forked(lambda: read_on(settings, report))
    victim = forked(lambda: index(settings))
    time.sleep(after)
    os.kill(victim, signal.SIGKILL)
    os.waitpid(victim, 0)
    wait_for(forked(lambda: index(settings)))
    os.kill(reader, signal.SIGTERM)
    wait_for(reader)
    found = in_child(settings.data.parent, lambda: state(settings, questions))
    return found, json.loads(report.read_text())


def differing(found: State, wanted: State) -> list[str]:
    """Name the parts in which two states differ."""
    parts = [part for part in wanted if part != "vectors" and found[part] != wanted[part]]
    one, other = found["vectors"], wanted["vectors"]
    assert isinstance(one, dict)
    assert isinstance(other, dict)
    # Another batch may round a component the other way: a unit of fp16, nothing more.
    if one.keys() != other.keys() or not all(
        np.allclose(halves(one[key]), halves(other[key]), atol=2e-4) for key in one
    ):
        parts.append("vectors")
    return parts


def halves(data: str) -> NDArray[np.float32]:
    return np.frombuffer(bytes.fromhex(data), dtype=np.float16).astype(np.float32)


def main() -> None:
    """Kill first builds and updates, as often as told, and print what differed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    # As many commits, whatever there is to commit.
    batch.COMMIT_CHARACTERS = batch.EMBED_CHARACTERS = 8_000 * options.articles // ARTICLES
    # The loaded embedder, so that no run loads it again.
    setattr(assemble, "embedder_of", lambda settings: embedder)
    embedder.embed_passages(["Laden, bevor geforkt wird."])
    draw = random.Random(options.seed)
    questions = [
        f"Wann wurde {draw.choice(WORDS)} {draw.choice(VERBS)}?" for _ in range(options.questions)
    ]
    result: dict[str, object] = {"kills": 0, "differences": [], "broken": 0, "seen": 0}
    for kind, versions in (("first build", (1,)), ("update", (1, 2))):
        with tempfile.TemporaryDirectory() as folder:
            base, before = Path(folder) / "now", Path(folder) / "before"
            base.mkdir()
            prepared(base, before, versions, options.articles)
            seconds, wanted = peaceful(
                restored(base, before, versions[-1], options.articles), questions
            )
            for _ in range(options.kills):
                after = draw.uniform(0, seconds)
                settings = restored(base, before, versions[-1], options.articles)
                found, reader = killed(settings, after, questions)
                result["kills"] += 1  # type: ignore[operator]
                result["seen"] += reader["seen"]  # type: ignore[operator]
                result["broken"] += reader["broken"]  # type: ignore[operator]
                if parts := differing(found, wanted):
                    result["differences"].append([kind, round(after, 3), parts])  # type: ignore[attr-defined]
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
