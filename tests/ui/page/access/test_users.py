import json
import stat
from pathlib import Path

import pytest

from ui.page.access.users import Users, UsersError

PASSWORD = "vier Wörter sind gut"


def test_a_password_is_known_again_and_another_is_not(tmp_path: Path) -> None:
    users = Users(tmp_path)
    assert users.add("ilse", PASSWORD)
    assert Users(tmp_path).check("ilse", PASSWORD) is not None
    assert users.check("ilse", PASSWORD + " ") is None
    assert users.check("otto", PASSWORD) is None


def test_the_file_holds_no_password_and_is_its_owner_s_alone(tmp_path: Path) -> None:
    users = Users(tmp_path)
    users.add("ilse", PASSWORD)
    users.add("otto", PASSWORD)
    text = users.path.read_text("utf-8")
    assert "vier" not in text
    kept = json.loads(text)["users"]
    assert kept["ilse"]["digest"] != kept["otto"]["digest"]
    assert stat.S_IMODE(users.path.stat().st_mode) == 0o600


def test_a_new_password_ends_what_the_old_one_began(tmp_path: Path) -> None:
    users = Users(tmp_path)
    users.add("ilse", PASSWORD)
    before = users.check("ilse", PASSWORD)
    assert before is not None
    assert users.still_has("ilse", before)
    assert not Users(tmp_path).add("ilse", "ein ganz anderes")
    assert not users.still_has("ilse", before)


def test_who_is_removed_is_gone(tmp_path: Path) -> None:
    users = Users(tmp_path)
    users.add("ilse", PASSWORD)
    users.remove("ilse")
    assert users.names() == []
    with pytest.raises(UsersError, match=r"There is no user 'ilse'\. Known: none\."):
        users.remove("ilse")


@pytest.mark.parametrize("name", ["", "a b", "../x", "a\0b", "a\x1b[31m", "x" * 65])
def test_a_name_that_can_not_be_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsersError, match="can't be a user's name"):
        Users(tmp_path).add(name, PASSWORD)


@pytest.mark.parametrize("password", ["", "123456789", "x" * 1001])
def test_a_password_is_neither_short_nor_endless(tmp_path: Path, password: str) -> None:
    with pytest.raises(UsersError, match="10 to 1,000 characters"):
        Users(tmp_path).add("ilse", password)


@pytest.mark.parametrize(
    "text", ["", "[]", '{"users": []}', '{"users": {"ilse": {"salt": "x", "digest": "y"}}}']
)
def test_a_broken_file_lets_nobody_in_and_says_so(tmp_path: Path, text: str) -> None:
    users = Users(tmp_path)
    users.path.write_text(text, "utf-8")
    with pytest.raises(UsersError, match="can't be read as a list of users"):
        users.check("ilse", PASSWORD)
