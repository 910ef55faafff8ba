import json
import threading
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from index.errors import FundstelleError
from rag.assemble import run_index
from rag.errors import StoppedError
from ui.page.corpus.keeping import Line, pasted

MILL = (
    "---\ntitle: Wassermühle mahlt wieder\ndate: 2025-06-01\n---\n"
    "Die Wassermühle in Zeisgrund mahlt nach 61 Jahren wieder Korn. Müllerin Gesa Ohlenbusch "
    "hat das Rad aus Lärchenholz bauen lassen.\n"
).encode()
WELL = "Der Brunnen am Kirchplatz von Zeisgrund führt seit Dienstag wieder Wasser.".encode()


def line(**fields: str) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"


def test_what_is_added_is_found_by_the_search_that_is_running(corpus: Any) -> None:
    assert "61 Jahren" not in corpus.index.searcher.search("Wassermühle Zeisgrund").hits[0].text
    outcome = corpus.add(muehle__md=MILL)
    assert len(outcome.added) == 1
    assert (outcome.known, outcome.failed) == ((), ())
    hit = corpus.index.searcher.search("Wassermühle Zeisgrund").hits[0]
    assert "61 Jahren" in hit.text
    assert Path(hit.article.path) == corpus.uploads / "muehle.md"


def test_a_broken_file_is_one_line_by_its_name_and_the_others_come_in(corpus: Any) -> None:
    outcome = corpus.add(kaputt__pdf=b"%PDF-1.4 nothing", leer__txt=b"", muehle__md=MILL)
    assert len(outcome.added) == 1
    assert [failed.name for failed in outcome.failed] == ["kaputt.pdf", "leer.txt"]
    assert all(str(corpus.uploads) not in failed.message for failed in outcome.failed)
    assert all("\n" not in failed.message for failed in outcome.failed)
    assert [path.name for path in corpus.uploads.iterdir()] == ["muehle.md"]


def test_after_a_broken_file_alone_the_command_has_nothing_to_complain_of(corpus: Any) -> None:
    assert corpus.add(leer__txt=b"").added == ()
    assert (
        corpus.add(zwei__jsonl=b"{").failed[0].message.startswith("zwei.jsonl line 1 is not JSON")
    )
    report = run_index(corpus.settings, [], progress=lambda done, total: None)
    assert report.problems == ()


def test_the_same_file_is_not_added_twice_under_whatever_name(corpus: Any) -> None:
    corpus.add(muehle__md=MILL)
    again = corpus.add(andere__md=MILL)
    assert (again.added, again.known) == ((), ("andere.md",))
    assert [path.name for path in corpus.uploads.iterdir()] == ["muehle.md"]


def test_a_broken_file_is_said_as_often_as_it_comes(corpus: Any) -> None:
    outcome = corpus.add(a__pdf=b"%PDF", b__pdf=b"%PDF")
    assert outcome.known == ()
    assert [failed.name for failed in outcome.failed] == ["a.pdf", "b.pdf"]


def test_another_file_of_the_same_name_does_not_replace_the_first(corpus: Any) -> None:
    first, second = corpus.add(artikel__md=MILL), corpus.add(artikel__md=WELL)
    assert {*first.added, *second.added} <= corpus.ids
    assert sorted(path.name for path in corpus.uploads.iterdir()) == ["artikel-2.md", "artikel.md"]


def test_an_id_that_is_taken_is_said_with_both_files(corpus: Any) -> None:
    corpus.add(eins__jsonl=line(id="m", text="Die Mühle in Zeisgrund mahlt wieder."))
    outcome = corpus.add(zwei__jsonl=line(id="m", text="Der Brunnen in Zeisgrund fließt wieder."))
    assert outcome.added == ()
    (failed,) = outcome.failed
    assert failed.name == "zwei.jsonl"
    assert "'m'" in failed.message
    assert "eins.jsonl" in failed.message


def test_a_removed_article_is_out_of_search_and_its_upload_is_deleted(corpus: Any) -> None:
    (name,) = corpus.add(muehle__md=MILL).added
    corpus.keeper.remove(name)
    assert name not in corpus.ids
    assert list(corpus.uploads.iterdir()) == []


def test_the_user_s_own_file_is_left_alone_when_its_article_is_removed(
    corpus: Any, page_data: Path
) -> None:
    name = next(found for found in corpus.ids if found.startswith("schule"))
    corpus.keeper.remove(name)
    assert name not in corpus.ids
    assert (page_data.parent / "articles" / "schule.md").exists()
    run_index(corpus.settings, [], progress=lambda done, total: None)
    assert name not in corpus.ids


def test_what_was_removed_comes_back_when_it_is_added_again(corpus: Any) -> None:
    lines = line(id="m", text="Die Mühle mahlt.") + line(id="b", text="Der Brunnen fließt.")
    corpus.add(beide__jsonl=lines)
    corpus.keeper.remove("m")
    corpus.keeper.remove("b")
    assert not {"m", "b"} & corpus.ids
    assert set(corpus.add(beide__jsonl=lines).added) == {"m", "b"}
    assert {"m", "b"} <= corpus.ids
    run_index(corpus.settings, [], rebuild=True, progress=lambda done, total: None)
    assert {"m", "b"} <= corpus.ids


def test_removing_one_of_several_leaves_the_others(corpus: Any) -> None:
    corpus.add(beide__jsonl=line(id="m", text="Die Mühle mahlt.") + line(id="b", text="Es fließt."))
    corpus.keeper.remove("m")
    assert "m" not in corpus.ids
    assert "b" in corpus.ids
    assert (corpus.uploads / "beide.jsonl").exists()


@pytest.mark.parametrize("name", ["nobody", "", "../../etc/passwd", "/etc/passwd", "a\0b"])
def test_removing_what_is_not_there_says_so_and_removes_nothing(corpus: Any, name: str) -> None:
    before = corpus.ids
    with pytest.raises(FundstelleError, match="There is no article"):
        corpus.keeper.remove(name)
    assert corpus.ids == before


def test_a_folder_that_is_a_root_can_not_be_removed_in_the_page(
    corpus: Any, page_data: Path
) -> None:
    with pytest.raises(FundstelleError, match="There is no article"):
        corpus.keeper.remove(str(page_data.parent / "articles"))


def test_adding_waits_while_the_command_is_at_work(corpus: Any) -> None:
    lock = FileLock(corpus.settings.data / "index.lock", thread_local=False)
    lock.acquire()
    release = threading.Timer(2.0, lock.release)
    release.start()
    assert len(corpus.add(muehle__md=MILL).added) == 1
    release.join()


def test_ending_the_page_ends_the_adding_and_the_command_goes_on_with_it(corpus: Any) -> None:
    corpus.keeper.close()
    with pytest.raises(StoppedError):
        corpus.add(muehle__md=MILL)
    report = run_index(corpus.settings, [], progress=lambda done, total: None)
    assert report.added + report.unchanged == 3


def test_a_pasted_text_keeps_its_fields_and_every_letter(corpus: Any) -> None:
    text = "---\nid: x\n---\n# Kein Kopf, sondern Text ${1+1} {{x}}\n\nDer Müller sagte es so."
    name, content = pasted("Mühle: die „alte“", "1. Juni 2025", "Talbote", text)
    waiting = corpus.staging.begin(name)
    corpus.staging.write(waiting, content)
    outcome = corpus.keeper.add([corpus.staging.take(waiting.token)], lambda done, total: None)
    infos = corpus.index.searcher.source.current().articles.values()
    (info,) = (info for info in infos if info.article_id == outcome.added[0])
    assert (info.title, info.date, info.source) == ("Mühle: die „alte“", "2025-06-01", "Talbote")
    found = corpus.index.searcher.search("Müller sagte").hits[0]
    assert "${1+1} {{x}}" in found.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (("", "", "", " … "), "There is no text."),
        (("", "gestern", "", "Text"), "'gestern' is no date"),
    ],
)
def test_what_can_not_be_pasted_is_said(fields: Any, said: str) -> None:
    with pytest.raises(FundstelleError, match=said):
        pasted(*fields)


def test_a_line_is_a_name_and_a_sentence(corpus: Any) -> None:
    (failed,) = corpus.add(leer__txt=b"").failed
    assert isinstance(failed, Line)
    assert failed.message.startswith("leer.txt")
