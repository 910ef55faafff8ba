import hashlib
import os
import sys
from pathlib import Path

import pytest

from index.errors import CorpusError
from index.updating.naming import article_slug, own_id
from index.updating.roots import content_hash, scan_root


def fill(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Der Rat tagt.", encoding="utf-8")


def found(root: Path) -> list[str]:
    return [file.relative for file in scan_root(root).files]


def test_files_of_known_formats_are_found_in_order_at_any_depth(tmp_path: Path) -> None:
    fill(tmp_path, "b.md", "a/z.TXT", "a/b/c.html", "x.jsonl", "bild.png", "ohne")
    assert found(tmp_path) == ["a/b/c.html", "a/z.TXT", "b.md", "x.jsonl"]


def test_files_of_other_formats_are_counted_and_ignored_ones_are_not(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "b.odt", "c/d.ODT", "ohne", ".versteckt.odt", "alt/e.odt")
    (tmp_path / ".fundstelleignore").write_text("alt/\n", encoding="utf-8")
    assert scan_root(tmp_path).passed_over == {".odt": 2, "": 1}


def test_a_found_file_carries_its_path_size_and_time(tmp_path: Path) -> None:
    fill(tmp_path, "a.md")
    os.utime(tmp_path / "a.md", ns=(5, 1_700_000_000_123_456_789))
    (file,) = scan_root(tmp_path).files
    assert file.path == tmp_path / "a.md"
    assert (file.size, file.mtime_ns) == (13, 1_700_000_000_123_456_789)


def test_a_root_may_be_a_single_file(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "b.md")
    assert [(f.path, f.relative) for f in scan_root(tmp_path / "a.md").files] == [
        (tmp_path / "a.md", "")
    ]


def test_a_single_file_of_an_unknown_format_is_a_problem_that_names_the_known_ones(
    tmp_path: Path,
) -> None:
    fill(tmp_path, "a.odt")
    (problem,) = scan_root(tmp_path / "a.odt").problems
    assert problem.code == "format"
    assert ".md" in problem.message


def test_a_missing_root_has_no_files(tmp_path: Path) -> None:
    scanned = scan_root(tmp_path / "nirgends")
    assert (scanned.files, scanned.problems) == ((), ())


def test_hidden_files_and_folders_are_passed_over_but_not_a_hidden_root(tmp_path: Path) -> None:
    root = tmp_path / ".fundstelle" / "uploads"
    fill(root, "a.md", ".b.md", ".git/c.md")
    assert found(root) == ["a.md"]


def test_the_ignore_file_leaves_files_and_folders_out(tmp_path: Path) -> None:
    fill(tmp_path, "README.md", "a.md", "alt/a.md", "alt/neu.md", "b/README.md", "b/x.txt", "k.txt")
    ignore = "\ufeff# Kommentar\nREADME.md\nalt/\n*.txt\n!k.txt\n"
    (tmp_path / ".fundstelleignore").write_text(ignore, encoding="utf-8")
    assert found(tmp_path) == ["a.md", "k.txt"]


def test_an_ignore_file_that_makes_no_sense_is_named(tmp_path: Path) -> None:
    fill(tmp_path, "a.md")
    (tmp_path / ".fundstelleignore").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CorpusError, match="fundstelleignore"):
        scan_root(tmp_path)
    (tmp_path / ".fundstelleignore").write_text("!", encoding="utf-8")
    with pytest.raises(CorpusError, match="fundstelleignore"):
        scan_root(tmp_path)


def test_a_loop_of_links_ends_and_no_file_is_found_twice(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    fill(root, "a/x.md")
    fill(outside, "y.md")
    (root / "a" / "loop").symlink_to(root)
    (root / "0 same").symlink_to(root / "a")
    (root / "far").symlink_to(outside)
    (outside / "back").symlink_to(root)
    assert found(root) == ["a/x.md", "far/y.md"]


def test_what_can_not_be_read_is_a_problem_and_the_rest_goes_on(tmp_path: Path) -> None:
    fill(tmp_path, "a.md")
    (tmp_path / "b.md").symlink_to(tmp_path / "weg.md")
    os.mkfifo(tmp_path / "c.md")
    scanned = scan_root(tmp_path)
    assert [file.relative for file in scanned.files] == ["a.md"]
    assert [problem.path for problem in scanned.problems] == [
        str(tmp_path / "b.md"),
        str(tmp_path / "c.md"),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_without_permission_is_a_problem(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "zu/b.md")
    (tmp_path / "zu").chmod(0)
    scanned = scan_root(tmp_path)
    (tmp_path / "zu").chmod(0o700)
    assert [file.relative for file in scanned.files] == ["a.md"]
    assert "permissions" in scanned.problems[0].message


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_not_utf8_is_a_problem_that_can_be_printed(tmp_path: Path) -> None:
    fill(tmp_path, "a.md")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/m\xe4rz.md")).write_text("x", encoding="utf-8")
    scanned = scan_root(tmp_path)
    assert [file.relative for file in scanned.files] == ["a.md"]
    assert "m\\xe4rz.md" in scanned.problems[0].message
    assert scanned.problems[0].path.encode()


def test_folders_may_be_nested_deeper_than_the_stack(tmp_path: Path) -> None:
    folder = os.open(tmp_path, os.O_RDONLY)
    for _ in range(300):
        os.mkdir("d", dir_fd=folder)
        inner = os.open("d", os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inner
    os.close(os.open("a.md", os.O_CREAT | os.O_WRONLY, dir_fd=folder))
    os.close(folder)
    assert found(tmp_path) == ["d/" * 300 + "a.md"]


def test_the_content_hash_depends_on_the_bytes_alone(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "b.md")
    expected = hashlib.blake2b(b"Der Rat tagt.", digest_size=16).hexdigest()
    assert content_hash(tmp_path / "a.md") == content_hash(tmp_path / "b.md") == expected


@pytest.mark.parametrize(
    ("relative", "start"),
    [
        ("a.md", "a-"),
        ("2024/Überfällige Brücke.md", "2024-ueberfaellige-bruecke-"),
        ("Straße & Café (neu).txt", "strasse-cafe-neu-"),
        ("v1.2.md", "v1-2-"),
    ],
)
def test_a_slug_is_readable_and_ends_in_eight_hex_digits(relative: str, start: str) -> None:
    slug = article_slug(relative)
    assert slug.startswith(start)
    assert len(slug) == len(start) + 8
    assert int(slug[-8:], 16) >= 0


def test_a_slug_stays_short_and_differs_for_every_path() -> None:
    paths = [f"{'sehr-lang/' * 20}{number}.md" for number in range(500)] + [
        "桥.md",
        "橋.md",
        "a.txt",
    ]
    slugs = {article_slug(path) for path in paths}
    assert len(slugs) == len(paths)
    assert max(map(len, slugs)) <= 69


def test_composed_and_decomposed_umlauts_give_one_slug() -> None:
    assert article_slug("Bru\u0308cke.md") == article_slug("Brücke.md")


def test_further_articles_of_a_file_are_numbered() -> None:
    assert article_slug("a.jsonl", 2) == f"{article_slug('a.jsonl')}-2"
    assert article_slug("a.jsonl", 1) == article_slug("a.jsonl")


def test_an_own_id_is_composed_and_free_of_blanks() -> None:
    assert own_id("  Bru\u0308cke \n 7 ") == "Brücke-7"


@pytest.mark.parametrize("text", ["", "  ", "a\x00b", "a\u202eb", "x" * 201, "\ud800"])
def test_an_id_that_can_not_be_used_is_refused(text: str) -> None:
    with pytest.raises(CorpusError, match="id"):
        own_id(text)
