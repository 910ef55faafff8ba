import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.embedding.use_windows import ORDERS, TILE, Branch, Windows, distinct_windows

token_lists = st.lists(
    st.lists(st.integers(3, 6), max_size=12).map(lambda ids: [1, *ids, 2]), min_size=1
)


def first_window(windows: Windows, branch: Branch, row: int) -> tuple[int, ...]:
    """The token ids of a first-layer row, -1 outside the text; () for the zero row."""
    if row == 0:
        return ()
    return tuple(int(windows.tokens[at - 1]) if at else -1 for at in branch.first[row - 1])


def expected(text: list[int], at: int, width: int, left: int) -> tuple[tuple[int, ...], ...]:
    def window(centre: int) -> tuple[int, ...]:
        if not 0 <= centre < len(text):
            return ()
        slots = range(centre - left, centre - left + width)
        return tuple(text[slot] if 0 <= slot < len(text) else -1 for slot in slots)

    return tuple(window(centre) for centre in range(at - left, at - left + width))


@settings(deadline=None)
@given(token_lists)
def test_every_token_finds_the_window_of_windows_centred_on_it(texts: list[list[int]]) -> None:
    windows = distinct_windows(texts)
    places = [(text, at) for text in texts for at in range(len(text))]
    for branch, (width, left) in zip(windows.branches, ORDERS, strict=True):
        for (text, at), place in zip(places, branch.places, strict=True):
            step, tile = divmod(int(place), len(branch.tiles))
            rows = branch.tiles[tile, step : step + width]
            found = tuple(first_window(windows, branch, int(row)) for row in rows)
            assert found == expected(text, at, width, left)


@settings(deadline=None)
@given(token_lists)
def test_equal_windows_are_kept_once(texts: list[list[int]]) -> None:
    windows = distinct_windows(texts)
    for branch in windows.branches:
        assert len(np.unique(branch.first, axis=0)) == len(branch.first)
    assert len(np.unique(windows.tokens)) == len(windows.tokens)


@settings(deadline=None)
@given(token_lists)
def test_texts_given_twice_add_no_window(texts: list[list[int]]) -> None:
    once, twice = distinct_windows(texts), distinct_windows(texts + texts)
    for first, second in zip(once.branches, twice.branches, strict=True):
        assert len(first.first) == len(second.first)
        assert len(first.tiles) == len(second.tiles)


def test_a_long_text_fills_its_tiles() -> None:
    windows = distinct_windows([list(range(1, 41))])
    assert [len(branch.tiles) for branch in windows.branches] == [40 // TILE] * 3


def test_a_sentence_of_a_passage_adds_only_its_edges() -> None:
    passage = [1, *range(3, 103), 2]
    alone = distinct_windows([passage])
    both = distinct_windows([passage, [1, *range(40, 80), 2]])
    added = [
        len(b.first) - len(a.first) for a, b in zip(alone.branches, both.branches, strict=True)
    ]
    # Widths 2, 3 and 5 see 1, 2 and 4 tokens beyond the edge, beside begin and end marks.
    assert added == [2, 4, 6]
