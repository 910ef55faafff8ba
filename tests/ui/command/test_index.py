import json
import shutil
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]


def _articles(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_the_corpus_is_indexed_first_and_then_what_is_known(built: Any, fundstelle: Any) -> None:
    # `built` was made by `index` without a path.
    ran = fundstelle("index", "--json", *built.flags)
    assert ran.code == 0
    assert ran.json["articles"] == {
        "added": 0,
        "changed": 0,
        "unchanged": 3,
        "removed": 0,
        "failed": 0,
    }
    assert ran.json["schema"] == 1


def test_an_unchanged_index_imports_neither_torch_nor_chroma(built: Any, loaded: Any) -> None:
    found = loaded(["index", *built.flags])
    assert not found & {"torch", "chromadb", "sentence_transformers", "gradio"}


def test_a_dry_run_lists_ids_and_writes_nothing(
    built: Any, fundstelle: Any, copied: Any, tmp_path: Path
) -> None:
    more = _articles(tmp_path / "more", neu="Im Zoo ist ein Tapir zur Welt gekommen.")
    before = fundstelle("articles", "--json", "--data", str(copied.data)).json
    ran = fundstelle("index", str(more), "--dry-run", "--data", str(copied.data))
    assert ran.code == 0
    assert ran.out.startswith("added    neu-")
    assert "would be 1 added" in ran.out
    assert fundstelle("articles", "--json", "--data", str(copied.data)).json == before


def test_a_bad_file_is_a_line_and_3_and_the_rest_goes_on(
    fundstelle: Any, copied: Any, tmp_path: Path
) -> None:
    more = _articles(tmp_path / "more", neu="Im Zoo ist ein Tapir zur Welt gekommen.")
    (more / "kaputt.jsonl").write_text('{"text": "Gut."}\n{"text": \n', encoding="utf-8")
    ran = fundstelle("index", str(more), "--data", str(copied.data))
    assert ran.code == 3
    assert "2 added" in ran.out
    (line,) = [line for line in ran.err.splitlines() if "kaputt.jsonl" in line]
    assert "2" in line


def test_with_json_failures_are_in_the_object(fundstelle: Any, copied: Any, tmp_path: Path) -> None:
    more = _articles(tmp_path / "more", leer="")
    (more / "kaputt.jsonl").write_text("{", encoding="utf-8")
    ran = fundstelle("index", str(more), "--json", "--data", str(copied.data))
    assert ran.code == 3
    assert ran.json["articles"]["failed"] == len(ran.json["errors"]) > 0
    assert all({"path", "code", "message"} <= error.keys() for error in ran.json["errors"])


def test_files_of_other_formats_are_told_of(fundstelle: Any, copied: Any, tmp_path: Path) -> None:
    more = _articles(tmp_path / "more", neu="Im Zoo ist ein Tapir zur Welt gekommen.")
    (more / "seite.odt").write_bytes(b"PK")
    ran = fundstelle("index", str(more), "--data", str(copied.data))
    assert ran.code == 0
    assert "Passed over, no format that can be read: 1 .odt." in ran.err
    again = fundstelle("index", str(more), "--json", "--data", str(copied.data)).json
    assert again["passed_over"] == {".odt": 1}


def test_a_sentence_of_a_pdf_is_found_with_its_page(
    fundstelle: Any, copied: Any, tmp_path: Path
) -> None:
    (tmp_path / "more").mkdir()
    name = "2026-07-16-interview-rehbein.pdf"
    shutil.copy(ROOT / "corpus" / name, tmp_path / "more" / name)
    assert fundstelle("index", str(tmp_path / "more"), "--data", str(copied.data)).code == 0
    for question, page in (("Wem gehört das Glas Honig?", 1), ("Meine letzte Ratssitzung", 2)):
        words = ["search", question, "-k", "1", "--data", str(copied.data)]
        (hit,) = fundstelle(*words, "--json").json["hits"]
        text = fundstelle("articles", hit["article"], "--text", "--data", str(copied.data)).out
        assert hit["page"] == page
        assert text[hit["start"] : hit["end"]] == hit["text"]
        assert f"2026-07-16, page {page}" in fundstelle(*words).out
    (other,) = fundstelle(
        *("search", "Kirschblüte im Lauertal", "-k", "1", "--json", "--data", str(copied.data))
    ).json["hits"]
    assert other["page"] is None


def test_a_missing_folder_is_1(fundstelle: Any, copied: Any, tmp_path: Path) -> None:
    ran = fundstelle("index", str(tmp_path / "none"), "--json", "--data", str(copied.data))
    assert ran.code == 1
    assert "none" in ran.json["error"]["message"]


def test_a_rebuild_has_no_dry_run(fundstelle: Any) -> None:
    assert fundstelle("index", "--rebuild", "--dry-run").code == 2


def test_an_empty_word_is_no_path(fundstelle: Any) -> None:
    assert fundstelle("index", "").code == 2


def test_a_root_that_is_gone_keeps_its_articles_until_pruned(
    fundstelle: Any, copied: Any, tmp_path: Path
) -> None:
    more = _articles(tmp_path / "more", neu="Im Zoo ist ein Tapir zur Welt gekommen.")
    flags = ["--data", str(copied.data)]
    assert fundstelle("index", str(more), *flags).code == 0
    (more / "neu.txt").unlink()
    more.rmdir()
    kept = fundstelle("index", *flags, "--json")
    assert kept.code == 3
    assert kept.json["errors"][0]["code"] == "root_missing"
    pruned = fundstelle("index", "--prune", "--json", *flags)
    assert pruned.json["articles"]["removed"] == 1


def test_standard_output_holds_json_alone(built: Any, process: Any) -> None:
    ran = process(["index", "--json", *built.flags])
    assert json.loads(ran.out)["articles"]["unchanged"] == 3
    assert ran.out.count("\n") == 1
    assert ran.err == ""
