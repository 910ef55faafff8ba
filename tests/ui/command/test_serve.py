import socket
from typing import Any

import pytest


def test_a_taken_port_is_a_line_that_says_what_to_type(fundstelle: Any, built: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = fundstelle("serve", "--port", str(port), *built.flags)
    assert ran.code == 1
    assert str(port) in ran.err
    assert "--port" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("port", ["0", "70000", "web"])
def test_a_port_that_can_not_be_is_wrong_usage(fundstelle: Any, port: str) -> None:
    assert fundstelle("serve", "--port", port).code == 2
