from pathlib import Path
from typing import Any

import pytest

PAGE = """<html lang="de"><body><nav><a href="/">Startseite</a></nav><article><h1>Damm {0}</h1>
<p>Am Damm {0} wird seit Montag gebaut. Der Fluss steigt langsam, sagt das Amt.</p></article>
<form class="newsletter"><p>Jeden Morgen das Neueste in Ihrem Postfach.</p></form></body></html>"""
BOX = "Jeden Morgen das Neueste in Ihrem Postfach."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "seiten"
    folder.mkdir()
    for number in range(3):
        (folder / f"damm{number}.html").write_text(PAGE.format(number), encoding="utf-8")
    return folder


def test_as_is_cuts_nothing_is_remembered_and_taken_back(
    fundstelle: Any, copied: Any, root: Path
) -> None:
    flags = ["--data", str(copied.data)]

    def pages() -> list[dict[str, Any]]:
        names = [a["article"] for a in fundstelle("articles", "--json", *flags).json]
        return [
            fundstelle("articles", name, "--json", *flags).json
            for name in names
            if name.startswith("damm")
        ]

    assert fundstelle("index", str(root), "--as-is", *flags).code == 0
    assert [(page["removed"], BOX in page["text"]) for page in pages()] == [([], True)] * 3
    name = pages()[0]["article"]
    assert fundstelle("articles", name, "--removed", *flags).out == "0 lines cut.\n"
    # Not said again, it stays so, for a new file of the root too.
    (root / "damm3.html").write_text(PAGE.format(3), encoding="utf-8")
    assert fundstelle("index", *flags).code == 0
    assert [BOX in page["text"] for page in pages()] == [True] * 4
    report = fundstelle("index", str(root), "--no-as-is", "--json", *flags).json
    assert report["articles"]["changed"] == 4
    for page in pages():
        assert BOX not in page["text"]
        assert BOX in [line["text"] for line in page["removed"]]
    assert BOX in fundstelle("articles", name, "--removed", *flags).out
