"""Any file: who reads it, in which encoding, and what is refused."""

from pathlib import Path

import pytest

from index.errors import CorpusError
from index.readers import READERS, SUFFIXES, reader_for
from index.readers.decoding import MAX_BYTES
from tests.index.readers.written import read, read_one

WORDS = "Überfällige Brücke geöffnet"


def test_every_suffix_has_its_reader_whatever_its_case() -> None:
    assert set(SUFFIXES) == {
        *(".md", ".markdown", ".txt", ".html", ".htm", ".pdf", ".docx", ".eml", ".jsonl"),
    }
    assert reader_for(Path("A.HTML")) is READERS[".html"]
    with pytest.raises(CorpusError, match=r"a\.odt.*\.md"):
        reader_for(Path("a.odt"))


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "iso-8859-1"],
)
def test_umlauts_survive_every_encoding(tmp_path: Path, encoding: str) -> None:
    assert read_one(tmp_path, "a.txt", WORDS.encode(encoding)).text == WORDS


def test_one_damaged_byte_costs_one_letter_not_every_umlaut(tmp_path: Path) -> None:
    damaged = f"{WORDS}, sagt der B".encode() + b"\xc3 " + "ärgert".encode()
    assert read_one(tmp_path, "a.txt", damaged).text == f"{WORDS}, sagt der B\ufffd ärgert"


@pytest.mark.parametrize(
    "content", [b"a\x00b", b"\x81\x8d\xff", b"\x89PNG\r\n\x1a\n\x00", b"\xff\xfea"]
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(CorpusError, match=r"a\.txt is not a text file"):
        read(tmp_path, "a.txt", content)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_called_empty(tmp_path: Path, suffix: str, content: bytes) -> None:
    with pytest.raises(CorpusError, match=f"a{suffix} is empty"):
        read(tmp_path, f"a{suffix}", content)


def test_a_file_beyond_the_limit_is_refused_with_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(CorpusError, match="the limit is 50 MB"):
        reader_for(path).read(path)


def test_a_missing_file_is_a_corpus_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="can't be read"):
        reader_for(Path("a.txt")).read(tmp_path / "a.txt")
