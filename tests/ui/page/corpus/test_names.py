from pathlib import Path

import pytest

from ui.page.corpus.names import FileTypeError, file_name, free_path


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("artikel.md", "artikel.md"),
        ("Zeitung vom 3. Mai.PDF", "Zeitung vom 3. Mai.pdf"),
        ("../../etc/cron.d/x.txt", "x.txt"),
        ("C:\\Windows\\system32\\x.html", "x.html"),
        ("/etc/passwd/../a.eml", "a.eml"),
        ("a\0b.md", "ab.md"),
        ("\x1b[31mrot\x1b[0m.txt", "[31mrot[0m.txt"),
        ("gnp\u202efdp.txt", "gnpfdp.txt"),
        ("a\u2028b\nc.md", "abc.md"),
        ('<img src=x onerror="x">.html', "-img src=x onerror=-x--.html"),
        ("...md.md", "md.md"),
        ("CON.txt", "CON-.txt"),
        ("\u200b.jsonl", None),
        (".md", None),
        ("a\u0308pfel.md", "äpfel.md"),
        ("x" * 500 + ".md", "x" * 120 + ".md"),
        ("ü" * 500 + ".md", "ü" * 60 + ".md"),
        ("新聞.docx", "新聞.docx"),
    ],
)
def test_a_name_is_plain_and_keeps_what_can_be_kept(given: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(FileTypeError):
            file_name(given)
        return
    assert file_name(given) == expected


@pytest.mark.parametrize(
    "given",
    [
        "",
        ".",
        "..",
        "/",
        "x",
        "x.exe",
        "x.md.exe",
        "x.md\0.exe",
        "x.svg",
        "x.md/",
        ".fundstelleignore",
    ],
)
def test_what_can_not_be_read_is_refused_with_the_formats(given: str) -> None:
    with pytest.raises(FileTypeError, match=r"Known: \.md, "):
        file_name(given)


def test_a_free_path_touches_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    (tmp_path / "a-2.md").touch()
    assert free_path(tmp_path, "a.md") == tmp_path / "a-3.md"
    assert free_path(tmp_path, "b.md") == tmp_path / "b.md"
