"""The corpus's printed files against the Markdown that they were made from."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from index.cleaning import clean
from index.readers import reader_for
from index.records import Article
from index.text.sentences import sentence_spans

CORPUS = Path(__file__).parents[3] / "corpus"
FILES = sorted(path for path in CORPUS.iterdir() if path.suffix in (".pdf", ".docx"))
FURNITURE = ("Nerlenfurter Brückenbote |", "Seite 3", "Seite 4", "– 3 –", "– 4 –", "Foto:", "Manu")


def article(path: Path) -> Article:
    (raw,) = reader_for(path).read(path).articles
    return clean(raw, article_id="a", path=str(path))


def truth(path: Path) -> Article:
    return article(CORPUS / "print" / f"{path.stem}.md")


def sentences(text: str) -> Iterator[str]:
    return (text[span.start : span.end] for span in sentence_spans(text))


def test_the_corpus_has_files_of_both_formats() -> None:
    assert [path.suffix for path in FILES].count(".pdf") == 3
    assert [path.suffix for path in FILES].count(".docx") == 2


def test_at_least_99_of_100_sentences_come_out_exactly(
    record_testsuite_property: Callable[[str, object], None],
) -> None:
    expected = [(path, sentence) for path in FILES for sentence in sentences(truth(path).text)]
    found = {path: set(sentences(article(path).text)) for path in FILES}
    missing = [(path.name, sentence) for path, sentence in expected if sentence not in found[path]]
    record_testsuite_property("exact", f"{len(expected) - len(missing)} of {len(expected)}")
    assert len(expected) > 150
    assert len(missing) <= 0.01 * len(expected), missing


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_but_headline_and_text_is_there(path: Path) -> None:
    got, wanted = article(path), truth(path)
    extra = [s for s in sentences(got.text) if s not in set(sentences(wanted.text))]
    assert extra == list(sentences(wanted.title))
    assert not [words for words in FURNITURE if words in got.text]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_paragraphs_are_those_of_the_source(path: Path) -> None:
    got, wanted = article(path), truth(path)
    assert got.text.split("\n\n")[1:] == wanted.text.split("\n\n")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_title_date_and_author_are_those_of_the_source(path: Path) -> None:
    got, wanted = article(path), truth(path)
    assert (got.title, got.date, got.author) == (wanted.title, wanted.date, wanted.author)
    assert got.source == (wanted.source if path.suffix == ".pdf" else None)


@pytest.mark.parametrize("path", [p for p in FILES if p.suffix == ".pdf"], ids=lambda p: p.name)
def test_pages_begin_where_they_do_in_print(path: Path) -> None:
    got = article(path)
    assert [start.number for start in got.pages] == [1, 2]
    assert [got.text[: got.pages[1].start].count(head) for head in ("\n", got.title)][1] == 1
    second = got.text[got.pages[1].start :]
    firsts = {
        "2025-01-30-klinik-geburtshilfe": "hielten sich nun einmal nicht an Fahrpläne",
        "2026-03-20-pumpenwerk-verzoegerung": "was wissen.\n\nIn der Belegschaft",
        "2026-07-16-interview-rehbein": "dem für richtig. Wer einmal",
    }
    assert second.startswith(firsts[path.stem])
    assert all(a.start < b.start for a, b in pairwise(got.pages))
