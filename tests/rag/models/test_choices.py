"""Shares of the replies that were offered."""

import math

import pytest

from rag.errors import ModelUnavailableError
from rag.models.base import Finished
from rag.models.choices import Candidate, shares, weighed


def candidates(**probabilities: float) -> list[Candidate]:
    return [
        Candidate(text.replace("_", " "), math.log(value)) for text, value in probabilities.items()
    ]


def test_case_and_leading_blanks_are_summed() -> None:
    found = shares(candidates(Yes=0.4, _yes=0.2, YES=0.1, No=0.2, other=0.1), ("Yes", "No"))
    assert found["Yes"] == pytest.approx(0.7 / 0.9, abs=1e-4)
    assert found["No"] == pytest.approx(0.2 / 0.9, abs=1e-4)


def test_a_token_that_begins_one_option_counts_for_it() -> None:
    found = shares(candidates(Ja=0.5, Ne=0.5), ("Ja", "Nein"))
    assert found["Nein"] == pytest.approx(0.5)


def test_a_token_that_begins_two_options_counts_for_none_unless_it_is_one() -> None:
    found = shares(candidates(N=0.9, No=0.1), ("No", "None"))
    assert found["No"] > 0.99


def test_options_that_are_not_among_the_candidates_are_equally_likely() -> None:
    assert shares(candidates(Berlin=0.9), ("Yes", "No")) == {"Yes": 0.5, "No": 0.5}


def test_no_share_is_nothing_so_that_logarithms_exist() -> None:
    assert 0 < shares(candidates(Yes=1.0), ("Yes", "No"))["No"] < 1e-5


def test_a_model_without_probabilities_is_an_error_and_not_a_tie() -> None:
    with pytest.raises(ModelUnavailableError, match="no token probabilities"):
        weighed([Finished("stop", 1, 1)], [], ("Yes", "No"), name="alt")


def test_a_time_out_is_an_error_and_not_a_tie() -> None:
    with pytest.raises(ModelUnavailableError, match="too long"):
        weighed([Finished("time", 1, 0)], [], ("Yes", "No"), name="langsam")
