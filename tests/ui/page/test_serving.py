from pathlib import Path

import pytest

from rag.settings import Settings, load_settings
from ui.page.access.users import Users, UsersError
from ui.page.serving import AccessError, Serving, is_loopback, stays_here, users_asked


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({}, overrides={"data": str(tmp_path)})


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_alone_needs_no_password(settings: Settings, host: str) -> None:
    assert is_loopback(host)
    assert users_asked(settings, Serving(host)) is None


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.168.1.9", "", "no such name", "2130706433."]
)
def test_an_address_that_others_reach_needs_a_user(settings: Settings, host: str) -> None:
    with pytest.raises(AccessError, match="fundstelle users add NAME"):
        users_asked(settings, Serving(host))


def test_or_a_flag_that_says_what_it_does(settings: Settings) -> None:
    assert users_asked(settings, Serving("0.0.0.0", without_password=True)) is None


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_where_there_are_users_they_are_asked(settings: Settings, host: str) -> None:
    Users(settings.data).add("ilse", "vier Wörter sind gut")
    assert users_asked(settings, Serving(host)) is not None
    assert users_asked(settings, Serving(host, without_password=True)) is None


def test_a_broken_file_of_users_is_not_taken_for_none(settings: Settings) -> None:
    Users(settings.data).path.write_text("{", "utf-8")
    with pytest.raises(UsersError):
        users_asked(settings, Serving("127.0.0.1"))


@pytest.mark.parametrize(
    ("set_here", "host", "stays"),
    [
        ({}, "127.0.0.1", True),
        ({"model": "embedded", "ollama_url": "http://192.168.1.9:11434"}, "localhost", True),
        ({"ollama_url": "http://192.168.1.9:11434"}, "127.0.0.1", False),
        ({"model": "ollama:qwen3.5:4b", "allow_remote": "1"}, "127.0.0.1", False),
        ({"model": "embedded", "chroma_url": "http://192.168.1.9:8000"}, "127.0.0.1", False),
        ({"model": "embedded"}, "192.168.1.9", False),
    ],
)
def test_that_all_stays_on_this_machine_is_said_only_where_it_does(
    tmp_path: Path, set_here: dict[str, str], host: str, stays: bool
) -> None:
    settings = load_settings({}, overrides={"data": str(tmp_path), **set_here})
    assert stays_here(settings, Serving(host)) is stays
