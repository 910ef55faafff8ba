"""What an update can't take, and how it says so."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from filelock import FileLock

from index.errors import CorpusError, IndexBusyError, IndexMismatchError
from index.interfaces import Embedder, EmbedderIdentity, WordEmbedder
from index.updating.build import IndexBuilder
from tests.index.readers.pdf_files import column, pdf
from tests.index.updating.built import article_ids, counts, vectors_in


def test_a_broken_file_stops_nothing_and_is_named(builder: IndexBuilder, folder: Path) -> None:
    (folder / "broken.jsonl").write_text('{"text": "Ein Satz."}\n{oops\n')
    (folder / "empty.txt").write_text("")
    report = builder.update([folder])
    assert report.added == 4
    assert report.failed == 2
    assert sorted(Path(problem.path).name for problem in report.problems) == [
        "broken.jsonl",
        "empty.txt",
    ]
    assert all("\n" not in problem.message for problem in report.problems)


def test_a_file_that_became_unreadable_keeps_its_last_good_articles(
    builder: IndexBuilder, folder: Path
) -> None:
    builder.update([folder])
    (folder / "brand.md").write_bytes(b"\x00\x01\x02")
    report = builder.update([])
    assert report.failed == 1
    assert "stay as they were" in report.problems[0].message
    assert len(article_ids(builder)) == 3


def test_two_files_with_one_id_are_both_named(builder: IndexBuilder, folder: Path) -> None:
    for name in ("x.md", "y.md"):
        (folder / name).write_text(f"---\nid: gleich\ntitle: {name}\n---\nEin Satz aus {name}.\n")
    report = builder.update([folder])
    assert report.added == 4
    (problem,) = report.problems
    assert problem.code == "duplicate_id"
    assert "x.md" in problem.message
    assert "y.md" in problem.message


def test_a_new_root_that_is_missing_or_empty_is_one_line_and_leaves_no_index(
    builder: IndexBuilder, tmp_path: Path
) -> None:
    with pytest.raises(CorpusError, match="There is no file or folder"):
        builder.update([tmp_path / "nowhere"])
    (tmp_path / "leer").mkdir()
    with pytest.raises(CorpusError, match="holds no articles"):
        builder.update([tmp_path / "leer"])
    assert not builder.store.exists()


def test_removing_what_is_not_there_is_one_line(builder: IndexBuilder, folder: Path) -> None:
    builder.update([folder])
    with pytest.raises(CorpusError, match="'nichts' is no root, file or article"):
        builder.remove(["nichts"])


def test_a_second_writer_is_told_to_wait(builder: IndexBuilder, folder: Path) -> None:
    builder.update([folder])
    lock = FileLock(builder.store.parent / "index.lock")
    with lock, pytest.raises(IndexBusyError, match="Another process is changing the index"):
        builder.update([])


class Renamed:
    """The real embedder under another name: what an exchanged model looks like to the index."""

    def __init__(self, embedder: Embedder, revision: str) -> None:
        self._embedder = embedder
        was = embedder.identity
        self.identity = EmbedderIdentity(was.name, revision, was.dimension)
        self.embed_passages = embedder.embed_passages
        self.embed_question = embedder.embed_question


def test_another_embedder_is_refused_and_a_rebuild_takes_it_even_for_files_that_are_gone(
    builder: IndexBuilder, folder: Path, embedder: Embedder, word_embedder: WordEmbedder
) -> None:
    builder.update([folder])
    old = vectors_in(builder)
    other = IndexBuilder(
        builder.store.parent,
        Renamed(embedder, "another"),
        word_embedder,
        on_commit=lambda: None,
        progress=lambda done, total: None,
    )
    with pytest.raises(IndexMismatchError, match=r"another.*fundstelle index --rebuild"):
        other.update([])
    shutil.rmtree(folder)
    report = other.update([], rebuild=True)
    assert report.passages == 3
    assert not old.keys() & vectors_in(other).keys()
    assert len(article_ids(other)) == 3
    assert other.update([]).unchanged == 3


def test_an_index_of_another_version_says_rebuild_and_a_rebuild_mends_it(
    builder: IndexBuilder, folder: Path
) -> None:
    builder.update([folder])
    with sqlite3.connect(builder.store) as connection:
        connection.execute("UPDATE meta SET value = '0' WHERE key = 'format'")
    with pytest.raises(IndexMismatchError, match="fundstelle index --rebuild"):
        builder.update([])
    assert builder.update([], rebuild=True).added == 3
    assert (builder.store.parent / "store.db.old").exists()


@pytest.mark.parametrize("suffix", [".txt", ".pdf"])
def test_a_file_that_vanishes_while_others_are_read_is_a_problem(
    builder: IndexBuilder,
    folder: Path,
    embedder: Embedder,
    word_embedder: WordEmbedder,
    suffix: str,
) -> None:
    last = folder / f"z{suffix}"
    last.write_bytes(pdf([column(50, 700, ["Der Rat tagt."])]))
    vanishing = IndexBuilder(
        *(builder.store.parent, embedder, word_embedder),
        on_commit=lambda: None,
        progress=lambda done, total: last.unlink(missing_ok=True),
    )
    report = vanishing.update([folder])
    assert counts(report) == (3, 0, 0, 0, 1)
    (problem,) = report.problems
    assert (problem.path, problem.code) == (str(last), "corpus")
    assert "No such file" in problem.message
