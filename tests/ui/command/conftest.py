"""A small real index of three articles, built once, and ways to run the command on it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ui.command import main

ROOT = Path(__file__).parents[3]

ARTICLES = {
    "bruecke.md": """---
id: bruecke
title: Eisenbrücke wird im Mai gesperrt
date: 2025-04-02
source: Talbote
---
Die Eisenbrücke über die Lauer wird vom 5. Mai an für sechs Wochen gesperrt. Das teilte das
Tiefbauamt am Mittwoch mit. Die Fahrbahn ist an vielen Stellen gerissen und muss erneuert werden.

Die Arbeiten kosten 740.000 Euro. Fußgänger können einen Steg neben der Brücke benutzen, Autos
müssen den Umweg über Grünau nehmen.
""",
    "kirsche.md": """---
id: kirsche
title: Frost zerstört die Kirschblüte
date: 2024-04-24
source: Landpost
---
Nach drei Frostnächten haben die Obstbauern im Lauertal fast die ganze Kirschblüte verloren. In
manchen Lagen fiel das Thermometer auf minus sechs Grad. Der Verband schätzt den Schaden auf zwei
Millionen Euro.

Die Bauern zündeten in den Plantagen Kerzen an, doch der Wind trug die Wärme davon.
""",
    "orgel.txt": """Orgel von St. Anna klingt wieder

Vier Jahre lang war die Orgel der Kirche St. Anna stumm, am Sonntag erklang sie wieder. Die
Orgelbauerin Mechthild Roggenkamp hat alle 1.812 Pfeifen gereinigt. Bezahlt haben das vor allem
Spender aus der Gemeinde.
""",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of articles and the data folder of its index."""

    corpus: Path
    data: Path

    @property
    def flags(self) -> list[str]:
        return ["--corpus", str(self.corpus), "--data", str(self.data)]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def write_articles(folder: Path) -> None:
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")


def environment(**more: str) -> dict[str, str]:
    """This process's environment without settings of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FUNDSTELLE_")}
    return kept | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"} | more


@pytest.fixture(autouse=True)
def _no_settings_of_the_tester(monkeypatch: pytest.MonkeyPatch) -> None:
    _forget_settings(monkeypatch)


def _forget_settings(patch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("FUNDSTELLE_")]:
        patch.delenv(name)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The index; nobody changes it."""
    folder = tmp_path_factory.mktemp("command")
    place = Place(folder / "corpus", folder / "data")
    write_articles(place.corpus)
    # In this process, which has the embedder and will need it again.
    with pytest.MonkeyPatch.context() as patch:
        _forget_settings(patch)
        assert main([*place.flags, "index"]) == 0
    return place


@pytest.fixture
def copied(built: Place, tmp_path: Path) -> Place:
    """A copy of the index over the same articles, to be changed."""
    shutil.copytree(built.data, tmp_path / "data")
    return Place(built.corpus, tmp_path / "data")


@pytest.fixture
def fundstelle(capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run the command in this process."""

    def run(*words: str) -> Ran:
        capfd.readouterr()
        code = main(words)
        said = capfd.readouterr()
        return Ran(code, said.out, said.err)

    return run


def run_process(
    words: Sequence[str], *, given: str = "", cwd: Path | None = None, **variables: str
) -> Ran:
    """Run the command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "ui.command", *words],
        input=given,
        capture_output=True,
        encoding="utf-8",
        env=environment(**variables),
        cwd=cwd,
        timeout=240,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def process() -> Callable[..., Ran]:
    """Run the command in a process of its own."""
    return run_process


def modules_loaded_by(words: Sequence[str]) -> set[str]:
    """The top-level modules that are loaded when a command has ended."""
    program = (
        "import sys\n"
        "from ui.command import main\n"
        f"code = main({list(words)!r})\n"
        "assert code == 0, code\n"
        "print('|' + ' '.join({name.partition('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        timeout=240,
        check=True,
    )
    return set(done.stdout.rpartition("|")[2].split())


@pytest.fixture
def loaded() -> Callable[[Sequence[str]], set[str]]:
    """The top-level modules that are loaded when a command has ended."""
    return modules_loaded_by
