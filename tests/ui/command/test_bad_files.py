import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.index.bad_files import CORPUS, BadFiles

_LINE_WITH_REMEDY = re.compile(r"[^\n]+[.:?)] [A-Z][^\n]*\.")


@pytest.mark.parametrize(
    ("seed", "count"),
    [(1, 20), pytest.param(2, 200, marks=pytest.mark.long)],
    ids=["twenty", "two hundred"],
)
def test_each_bad_file_gets_a_line_and_the_others_are_indexed(
    fundstelle: Any, copied: Any, tmp_path: Path, seed: int, count: int
) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    made = list(BadFiles(folder, seed).make(count))
    (folder / "ordner.pdf").mkdir()  # a folder like any other, whatever its name
    for name in ("2025-01-30-klinik-geburtshilfe.pdf", "2025-12-04-kreisssaal-schliesst.docx"):
        shutil.copy(CORPUS / name, folder / "ordner.pdf" / name)
    (folder / "zuletzt.txt").write_text("Im Zoo ist ein Tapir zur Welt gekommen.", encoding="utf-8")
    ran = fundstelle("index", str(folder), "--json", "--data", str(copied.data))
    assert ran.code == 3
    assert ran.json["articles"]["added"] == 3
    assert ran.json["articles"]["failed"] == count
    told = Counter(error["path"] for error in ran.json["errors"])
    assert told == {str(bad.path): 1 for bad in made}
    by_path = {error["path"]: error for error in ran.json["errors"]}
    for bad in made:
        error = by_path[str(bad.path)]
        assert error["code"] == bad.code, (bad, error)
        assert str(bad.path) in error["message"]
        assert _LINE_WITH_REMEDY.fullmatch(error["message"]), error
