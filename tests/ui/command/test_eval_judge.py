import json
from pathlib import Path
from typing import Any

import pytest

SHARED = Path("/work/shared/data")


def row(sentence: str, label: object) -> dict[str, object]:
    context = [{"text": "Der Rat hat den Bau einer Mensa beschlossen. Sie kostet 1,64 Mio. Euro."}]
    answer = [{"sentence": sentence, "factuality": label}]
    return {"query_id": sentence, "query": "Was kostet sie?", "context": context, "answer": answer}


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    path = tmp_path / "de.jsonl"
    rows = [
        row("Die Mensa kostet 1,64 Mio. Euro.", "Supported"),
        row("Der Rat hat den Bau einer Mensa beschlossen.", 3 * ["Supported"] + ["Not Supported"]),
        row("Das Schloss wurde 1754 von Italienern errichtet.", "Not Supported"),
        row("Die Mensa ist schön.", "Challenging to determine"),
    ]  # fmt: skip
    path.write_text("\n".join(json.dumps(each) for each in rows), encoding="utf-8")
    return path


def test_json_has_the_promised_names(fundstelle: Any, labelled: Path) -> None:
    ran = fundstelle("eval", "judge", str(labelled), "--json")
    assert ran.code == 0, ran.err
    assert (ran.json["n"], ran.json["left_out"], ran.json["coverage"]) == (3, 1, 1.0)
    assert ran.json["balanced_accuracy"] == ran.json["auc"] == 1.0
    assert len(ran.json["interval"]) == 2
    assert {"sensitivity", "specificity", "kappa", "schema"} <= set(ran.json)


def test_a_malformed_line_is_named(fundstelle: Any, labelled: Path) -> None:
    text = labelled.read_text("utf-8").replace('"factuality"', '"truth"', 1)
    labelled.write_text(text, encoding="utf-8")
    ran = fundstelle("eval", "judge", str(labelled))
    assert ran.code != 0
    assert f"{labelled}:1: `factuality` is missing" in ran.err


@pytest.mark.long
@pytest.mark.skipif(not (SHARED / "memerag").is_dir(), reason="no data sets in /work/shared/data")
def test_it_agrees_with_people_on_german_answers(fundstelle: Any) -> None:
    found = fundstelle("eval", "judge", str(SHARED / "memerag" / "de.jsonl"), "--json").json
    assert found["balanced_accuracy"] > 0.62
    assert found["auc"] > 0.66
