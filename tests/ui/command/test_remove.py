from pathlib import Path
from typing import Any


def test_an_article_is_taken_out_and_stays_out(fundstelle: Any, copied: Any) -> None:
    ran = fundstelle("remove", "kirsche", "--json", *copied.flags)
    assert ran.code == 0
    assert ran.json["details"]["removed"] == ["kirsche"]
    assert fundstelle("index", *copied.flags).code == 0
    left = fundstelle("articles", "--json", *copied.flags).json
    assert "kirsche" not in [article["article"] for article in left]


def test_a_name_that_is_nothing_removes_nothing(fundstelle: Any, copied: Any) -> None:
    ran = fundstelle("remove", "kirsche", "kirche", *copied.flags)
    assert ran.code == 1
    assert "'kirche'" in ran.err
    assert len(fundstelle("articles", "--json", *copied.flags).json) == 3


def test_without_an_index_none_is_begun(fundstelle: Any, tmp_path: Path) -> None:
    ran = fundstelle("remove", "x", "--data", str(tmp_path / "none"))
    assert ran.code == 1
    assert not (tmp_path / "none").exists()


def test_an_empty_name_is_wrong_usage(fundstelle: Any, copied: Any) -> None:
    # It would stand for the working folder.
    assert fundstelle("remove", "", *copied.flags).code == 2
