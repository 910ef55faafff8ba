import json
import sys
import traceback
from pathlib import Path

import pytest

from ui.page.logs import plain_terminal, without_controls

HOSTILE = json.loads(Path(__file__).with_name("hostile.json").read_text("utf-8"))


def test_a_traceback_of_whatever_text_steers_no_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with plain_terminal():
        for text in HOSTILE:
            try:
                raise ValueError(text)
            except ValueError:
                traceback.print_exc()
    said = capsys.readouterr().err
    assert said.count("ValueError") >= 60
    assert {c for c in said if not c.isprintable()} == {"\n", "\t"}


def test_what_is_plain_stays_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    line = "Ärger in Zeisgrund: 3 von 4, 新聞\n"
    with plain_terminal():
        sys.stderr.write(line)
    assert capsys.readouterr().err == line
    assert without_controls("a\x1b[31m\r\u202eb") == "a\\x1b[31m\\r\\u202eb"
