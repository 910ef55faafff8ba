from pathlib import Path

import pytest

from index.errors import CorpusError
from index.readers import reader_for


def write(folder: Path, text: str) -> Path:
    path = folder / "a.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_toml_head_is_read_like_a_yaml_one(tmp_path: Path) -> None:
    head = 'title = "Brücke"\ndate = 2024-07-11T10:28:00\nauthor = ["A. Weiß", "T. Otte"]\n[x]\n'
    path = write(tmp_path, f"+++\n{head}source = 1\n+++\nDer Rat tagt.\n")
    (found,) = reader_for(path).read(path).articles
    assert (found.text, found.title, found.date) == ("Der Rat tagt.", "Brücke", "2024-07-11T10:28")
    assert (found.author, found.source) == ("A. Weiß, T. Otte", None)


def test_a_toml_head_that_is_wrong_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "+++\ntitle = Brücke\n+++\nDer Rat tagt.\n")
    with pytest.raises(CorpusError, match=r"a\.md: bad front matter between the lines \+\+\+"):
        reader_for(path).read(path)
