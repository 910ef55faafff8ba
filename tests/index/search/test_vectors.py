import numpy as np
import pytest
from numpy.typing import NDArray

from index.search import vectors
from index.search.vectors import VectorTable, best


def unit_vectors(count: int, seed: int = 1) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).normal(size=(count, 512)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def test_top_returns_the_nearest_rows_best_first() -> None:
    rows = unit_vectors(500)
    found = VectorTable(rows.astype(np.float16)).top(rows[7], 50)
    exact = np.argsort(-(rows @ rows[7]))[:50]
    assert found[0] == 7
    assert set(found[:20]) == set(exact[:20])


def test_a_mask_leaves_rows_out() -> None:
    rows = unit_vectors(200)
    allowed = np.ones(200, dtype=bool)
    allowed[7] = False
    found = VectorTable(rows.astype(np.float16)).top(rows[7], 200, allowed)
    assert 7 not in found
    assert len(found) == 199


def test_the_sign_bit_prefilter_finds_what_the_whole_scan_finds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = np.random.default_rng(2)
    centres = unit_vectors(40, seed=3)
    rows = centres[rng.integers(0, 40, 6000)] + 0.05 * rng.normal(size=(6000, 512))
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float16)
    whole = VectorTable(rows)
    monkeypatch.setattr(vectors, "SCAN_LIMIT", 100)
    bits = VectorTable(rows)
    shared = [
        len(np.intersect1d(whole.top(query, 50), bits.top(query, 50)))
        for query in rows[:40].astype(np.float32)
    ]
    assert bits._whole is None
    assert np.mean(shared) >= 49


def test_a_masked_prefilter_returns_allowed_rows_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "SCAN_LIMIT", 10)
    rows = unit_vectors(300)
    allowed = np.zeros(300, dtype=bool)
    allowed[[3, 5, 8]] = True
    found = VectorTable(rows.astype(np.float16)).top(rows[5], 50, allowed)
    assert sorted(found) == [3, 5, 8]
    assert found[0] == 5


def test_equal_scores_stand_in_the_order_of_their_rows() -> None:
    assert best(np.array([1.0, 3.0, 2.0, 3.0, 3.0]), 2).tolist() == [1, 3]
    assert best(np.array([1.0, 1.0]), 9).tolist() == [0, 1]
    assert best(np.empty(0), 5).tolist() == []
