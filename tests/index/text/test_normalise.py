import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.text.normalise import normalise, one_line

# Characters that the rules are about, far more often than chance would bring them.
AWKWARD = st.sampled_from(
    "aäe\u0308\u0301 \t\n\r\x0b\x85\u2028\xa0\u202f\xad\u200b\u200d\ufeff\ud800\udc00"
)
TEXTS = st.text() | st.text(AWKWARD | st.characters())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u0308rgern", "ärgern"),
        ("a\u200d\u0308", "ä"),
        ("Stadt\xadrat", "Stadtrat"),
        ("Stadt\u200brat\u200c\u200d\ufeff\u2060", "Stadtrat"),
        ("10\xa0000\u202fEuro\u2007und\u3000mehr", "10 000 Euro und mehr"),
        ("a\tb", "a b"),
        ("a\r\nb\rc\x85d\u2028e\u2029f\x0bg\x0ch", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\x00b\x1bc\x9fd", "abcd"),
        ("a  \nb", "a\nb"),
        ("  a\n \n\t\n\n\nb \n", "a\n\nb"),
        ("a\n\nb", "a\n\nb"),
        ("allein \ud800 hier", "allein \ufffd hier"),
        ("\ud83d\ude00", "😀"),
        ("Wort\U000e0041\U000e0042", "Wort"),
        ("❤\ufe0f", "❤"),
        ("\u200b\n\xad", ""),
    ],
)
def test_every_spelling_of_a_text_comes_out_in_one_form(text: str, expected: str) -> None:
    assert normalise(text) == expected


@settings(deadline=None)  # a shared machine may pause at any moment
@given(TEXTS)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@settings(deadline=None)  # a shared machine may pause at any moment
@given(TEXTS)
def test_what_comes_out_is_composed_encodable_and_free_of_control_characters(text: str) -> None:
    result = normalise(text)
    assert unicodedata.is_normalized("NFC", result)
    assert result.encode("utf-8").decode("utf-8") == result
    assert not [c for c in result if unicodedata.category(c) == "Cc" and c != "\n"]
    assert "\n\n\n" not in result
    assert " \n" not in result


def test_a_million_blanks_take_no_more_than_linear_time() -> None:
    # Quadratic time would be hours: the test's own time limit catches it.
    assert normalise("a" + " " * 1_000_000 + "b").endswith("b")


def test_one_line_has_no_line_ends_and_single_blanks() -> None:
    assert one_line(" Der \n\n Rat\xa0\t tagt ") == "Der Rat tagt"
