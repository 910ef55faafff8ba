import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]


def users(data: Path, *words: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "ui.command", "users", *words, "--data", str(data)],
        cwd=ROOT,
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_a_user_is_added_with_a_password_from_standard_input_listed_and_removed(
    tmp_path: Path,
) -> None:
    added = users(tmp_path, "add", "ilse", typed="vier Wörter sind gut\n")
    assert (added.returncode, added.stdout, added.stderr) == (0, "ilse: added.\n", "")
    again = users(tmp_path, "add", "ilse", typed="vier andere Wörter\n")
    assert again.stdout == "ilse: has a new password.\n"
    assert users(tmp_path, "list").stdout == "ilse\n1 users.\n"
    assert users(tmp_path, "remove", "ilse").stdout == "ilse: removed.\n"
    assert users(tmp_path).stdout == "No users. Type `fundstelle users add NAME`.\n"


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        (["add"], 2, "Whom? Type `fundstelle users add NAME`."),
        (["list", "ilse"], 2, "`fundstelle users list` takes no name."),
        (["remove", "otto"], 1, "There is no user 'otto'. Known: none."),
        (["add", "a b"], 1, "'a b' can't be a user's name."),
        (["add", "ilse"], 1, "A password has 10 to 1,000 characters."),
    ],
)
def test_what_can_not_be_is_one_line(tmp_path: Path, words: Any, code: int, line: str) -> None:
    ran = users(tmp_path, *words, typed="kurz\n")
    assert ran.returncode == code
    assert ran.stderr.startswith(line)
    assert ran.stderr.count("\n") == 1
    assert ran.stdout == ""
