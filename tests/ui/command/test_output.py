import logging
import threading
import warnings

import pytest

from ui.command.output import Status, painted, plain, prepared_streams, progress_bar, say_json


def test_a_title_can_not_move_the_cursor() -> None:
    assert plain("Rot\x1b[31m\x07 \x9b2Jund\nblau\t.") == "Rot[31m 2Jund\nblau\t."


def test_where_there_is_no_terminal_nothing_is_painted_or_drawn(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert painted("a", "1") == "a"
    status = Status()
    status.show("working")
    status.clear()
    with progress_bar("indexing") as report:
        report(1, 2)
    assert capsys.readouterr().err == ""


def test_what_is_done_next_is_shown_at_once_and_a_count_only_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    status = Status()
    for text in ("found 3", "checks 1", *(f"reads {n}" for n in range(50)), "writes"):
        status.show(text)
    drawn = capsys.readouterr().err
    assert [text in drawn for text in ("found 3", "checks 1", "reads 0", "writes")] == [True] * 4
    assert drawn.count("reads") < 40


def test_json_is_one_line_of_utf_8_whatever_the_text(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    with prepared_streams():
        say_json({"text": "Grün\n中 \udc80"})
    assert capfdbinary.readouterr().out == '{"text": "Grün\\n中 \\udc80"}\n'.encode()


def test_warnings_and_logs_of_libraries_stay_away(capsys: pytest.CaptureFixture[str]) -> None:
    with prepared_streams():
        warnings.warn("deprecated", UserWarning, stacklevel=1)
        logging.getLogger("somelibrary").warning("loading")
    assert capsys.readouterr().err == ""


def test_our_own_warnings_are_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with prepared_streams():
        logging.getLogger("index.chroma.feeder").warning("%s is away.", "Chroma")
    assert capsys.readouterr().err == "Chroma is away.\n"


def test_a_thread_that_fails_says_so_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise ValueError("broken")

    with prepared_streams():
        thread = threading.Thread(target=fail, name="feeder")
        thread.start()
        thread.join()
    assert capsys.readouterr().err == "feeder ended: ValueError: broken\n"
