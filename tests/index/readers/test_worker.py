import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import CorpusError, ForeignFileError
from index.readers import reader_for
from index.readers.worker import ReadingProcess
from tests.index.readers.docx_files import docx, paragraph
from tests.index.readers.pdf_files import column, pdf

PAGE = pdf([column(50, 700, ["Der Rat hat am Montag", "die Brücke freigegeben."])])


@pytest.fixture
def process() -> Iterator[ReadingProcess]:
    with ReadingProcess() as started:
        yield started


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_it_reads_what_the_reader_reads_in_one_process(
    tmp_path: Path, process: ReadingProcess
) -> None:
    assert not process.is_running
    first = process.read(write(tmp_path / "a.pdf", PAGE))
    pid = process.pid
    assert pid not in (None, os.getpid())
    assert first == reader_for(tmp_path / "a.pdf").read(tmp_path / "a.pdf")
    page = process.read(write(tmp_path / "Ü.html", "<p>Der Rat tägt.".encode()))
    assert page.articles[0].text == "Der Rat tägt."
    assert process.pid == pid


def test_a_reader_s_error_comes_with_its_code_and_the_process_goes_on(
    tmp_path: Path, process: ReadingProcess
) -> None:
    with pytest.raises(CorpusError, match=r"b\.pdf holds pictures of pages") as caught:
        process.read(write(tmp_path / "b.pdf", pdf([[]])))
    assert caught.value.code == "no_text"
    pid = process.pid
    process.read(write(tmp_path / "a.pdf", PAGE))
    assert process.pid == pid


def test_a_process_that_dies_costs_one_file(tmp_path: Path, process: ReadingProcess) -> None:
    process.read(write(tmp_path / "a.pdf", PAGE))
    assert process.pid is not None
    os.kill(process.pid, signal.SIGSTOP)  # it can't answer: the kill below meets it at work
    killer = threading.Timer(1, os.kill, (process.pid, signal.SIGKILL))
    killer.start()
    with pytest.raises(ForeignFileError, match=r"a\.pdf: its parser crashed") as caught:
        process.read(tmp_path / "a.pdf")
    killer.join()
    assert caught.value.code == "crashed"
    assert process.read(tmp_path / "a.pdf").articles


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    content = pdf([[]] * 20_000)
    with ReadingProcess(seconds=0.05) as process:
        with pytest.raises(ForeignFileError, match=r"longer than 0\.05 seconds") as caught:
            process.read(write(tmp_path / "lang.pdf", content))
        assert caught.value.code == "timeout"
        assert not process.is_running


def test_a_file_that_needs_too_much_memory_is_given_up(tmp_path: Path) -> None:
    content = docx("".join(paragraph(f"{n}") for n in range(500_000)))
    write(tmp_path / "a.docx", content)
    with ReadingProcess(memory_bytes=160_000_000) as process:
        with pytest.raises(ForeignFileError, match=r"a\.docx needs too much memory") as caught:
            process.read(tmp_path / "a.docx")
        assert caught.value.code == "memory"
        assert process.read(write(tmp_path / "b.docx", docx(paragraph("Kurz.")))).articles


def test_a_program_without_a_main_guard_may_use_it(tmp_path: Path) -> None:
    write(tmp_path / "a.pdf", PAGE)
    program = write(
        tmp_path / "program.py",
        textwrap.dedent(f"""
            import sys
            sys.path.insert(0, {str(Path(__file__).parents[3])!r})
            from pathlib import Path
            from index.readers.worker import ReadingProcess
            print("begins")
            with ReadingProcess() as process:
                print(len(process.read(Path({str(tmp_path / "a.pdf")!r})).articles))
        """).encode(),
    )
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["begins", "1"]
