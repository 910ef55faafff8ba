from dataclasses import replace

import pytest

from index.records import ArticleInfo, PageStart
from index.text.normalise import normalise
from index.text.pages import moved_starts


def test_starts_move_with_what_normalising_takes_away() -> None:
    raw = "\n\nEr\xadster  Satz.\r\n\r\n\r\n\r\nZwei\u200bter u\u0308ber die Seite."
    starts = (PageStart(1, 0), PageStart(2, raw.index("u\u0308ber")))
    text = normalise(raw)
    assert [text[start.start :] for start in moved_starts(raw, starts, text)] == [
        text,
        "über die Seite.",
    ]


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (9, 1), (10, 3), (99, 3)])
def test_a_page_holds_from_its_start_to_the_next(offset: int, page: int) -> None:
    info = ArticleInfo("a", "", None, None, None, None, "a.pdf", 100, 1)
    assert replace(info, pages=(PageStart(1, 0), PageStart(3, 10))).page_at(offset) == page
    assert info.page_at(offset) is None
