"""An update takes over what changed, and nothing else."""

import os
import shutil
from pathlib import Path

import pytest

from index.errors import CorpusError
from index.store.reading import StoreReader
from index.updating.build import IndexBuilder
from tests.index.readers.pdf_files import column, pdf
from tests.index.updating.built import article_ids, counts, vectors_in


def test_a_first_run_adds_and_a_second_writes_nothing(builder: IndexBuilder, folder: Path) -> None:
    assert counts(builder.update([folder])) == (3, 0, 0, 0, 0)
    before = {path: path.stat().st_mtime_ns for path in builder.store.parent.iterdir()}
    content = builder.store.read_bytes()
    assert counts(builder.update([])) == (0, 0, 3, 0, 0)
    assert builder.store.read_bytes() == content
    after = {path: path.stat().st_mtime_ns for path in builder.store.parent.iterdir()}
    for path in (builder.store, builder.store.parent / "lexical.npz"):
        assert after[path] == before[path]


def test_every_span_slices_its_sentence_out_of_the_kept_text(
    builder: IndexBuilder, folder: Path
) -> None:
    builder.update([folder])
    reader = StoreReader(builder.store)
    for name in article_ids(builder):
        text = reader.article(name).text
        spans = reader.sentences(name)
        assert spans
        assert all(text[span.start : span.end].strip() for span in spans)
    reader.close()


def test_a_changed_file_keeps_the_vectors_of_its_unchanged_passages(
    builder: IndexBuilder, folder: Path
) -> None:
    builder.update([folder])
    before = vectors_in(builder)
    path = folder / "brand.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n\nEin neuer Absatz über Stroh.\n")
    assert counts(builder.update([])) == (0, 1, 2, 0, 0)
    after = vectors_in(builder)
    kept = before.keys() & after.keys()
    assert kept
    assert all(before[key] == after[key] for key in kept)
    assert set(before) != set(after)


def test_a_touched_file_is_not_read_again(builder: IndexBuilder, folder: Path) -> None:
    builder.update([folder])
    os.utime(folder / "brand.md", (1, 1))
    assert counts(builder.update([])) == (0, 0, 3, 0, 0)


def test_a_renamed_file_keeps_its_article_id(builder: IndexBuilder, folder: Path) -> None:
    builder.update([folder])
    before = article_ids(builder)
    (folder / "brand.md").rename(folder / "feuer.md")
    report = builder.update([])
    assert counts(report) == (0, 0, 3, 0, 0)
    assert len(report.details["moved"]) == 1
    assert article_ids(builder) == before


def test_a_deleted_file_takes_its_article_along(builder: IndexBuilder, folder: Path) -> None:
    builder.update([folder])
    (folder / "brand.md").unlink()
    assert counts(builder.update([])) == (0, 0, 2, 1, 0)
    assert len(article_ids(builder)) == 2


def test_one_changed_line_of_a_jsonl_file_changes_one_article(
    builder: IndexBuilder, tmp_path: Path
) -> None:
    path = tmp_path / "many.jsonl"
    lines = [f'{{"id": "a{n}", "text": "Das ist Artikel Nummer {n} über Obst."}}' for n in range(5)]
    path.write_text("\n".join(lines))
    assert counts(builder.update([path])) == (5, 0, 0, 0, 0)
    lines[2] = '{"id": "a2", "text": "Jetzt geht es um Gemüse."}'
    path.write_text("\n".join(lines[:-1]))
    assert counts(builder.update([])) == (0, 1, 3, 1, 0)


def test_other_roots_are_left_alone(builder: IndexBuilder, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("Überschrift\n\nEin ganz anderer Text steht hier.\n")
    builder.update([folder])
    assert counts(builder.update([other])) == (1, 0, 0, 0, 0)
    assert len(article_ids(builder)) == 4


@pytest.mark.parametrize("state", ["missing", "empty"])
def test_a_root_that_went_missing_removes_nothing_unless_pruned(
    builder: IndexBuilder, folder: Path, state: str
) -> None:
    builder.update([folder])
    shutil.rmtree(folder)
    if state == "empty":
        folder.mkdir()
    report = builder.update([])
    assert counts(report) == (0, 0, 3, 0, 1)
    assert "--prune" in report.problems[0].message
    assert counts(builder.update([], prune=True)) == (0, 0, 0, 3, 0)


def test_a_dry_run_says_what_an_update_does_and_writes_nothing(
    builder: IndexBuilder, folder: Path
) -> None:
    report = builder.difference([folder])
    assert counts(report)[0] == 3
    assert not builder.store.exists()
    builder.update([folder])
    (folder / "brand.md").unlink()
    (folder / "neu.txt").write_text("Neues\n\nEtwas Neues ist geschehen.\n")
    content = builder.store.read_bytes()
    told = builder.difference([])
    assert builder.store.read_bytes() == content
    done = builder.update([])
    assert told.details == done.details
    assert counts(told) == counts(done) == (1, 0, 2, 1, 0)


@pytest.mark.parametrize("what", ["file", "article", "root"])
def test_what_was_taken_out_stays_out_until_it_is_named(
    builder: IndexBuilder, folder: Path, what: str
) -> None:
    builder.update([folder])
    article = next(name for name in article_ids(builder) if name.startswith("brand"))
    name = {"file": str(folder / "brand.md"), "article": article, "root": str(folder)}[what]
    assert builder.remove([name]).removed == (3 if what == "root" else 1)
    if what == "root":
        with pytest.raises(CorpusError, match="no roots yet"):
            builder.update([])
        assert builder.update([folder]).added == 3
        return
    builder.update([])
    assert article not in article_ids(builder)
    if what == "file":
        builder.update([folder / "brand.md"])
        assert article in article_ids(builder)


def test_the_store_keeps_where_pages_begin(builder: IndexBuilder, folder: Path) -> None:
    lines = column(50, 700, ["Auf der ersten Seite", "steht dieser Satz."])
    (folder / "seiten.pdf").write_bytes(
        pdf([lines, column(50, 700, ["Und einer auf der zweiten."])])
    )
    builder.update([folder])
    reader = StoreReader(builder.store)
    (info,) = [info for info in reader.infos() if info.path.endswith(".pdf")]
    article = reader.article(info.article_id)
    reader.close()
    assert article.pages == info.pages
    assert [info.page_at(article.text.index(word)) for word in ("ersten", "zweiten")] == [1, 2]
    assert builder.update([]).unchanged == 4


def test_a_nested_root_keeps_its_own_files(builder: IndexBuilder, folder: Path) -> None:
    inner = folder / "innen"
    inner.mkdir()
    (inner / "a.txt").write_text("Innen\n\nEin Text im inneren Ordner.\n")
    builder.update([inner])
    before = article_ids(builder)
    assert counts(builder.update([folder])) == (3, 0, 0, 0, 0)
    assert set(before) < set(article_ids(builder))
