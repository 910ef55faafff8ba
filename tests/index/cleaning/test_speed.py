import time

import pytest

from tests.index.cleaning.copied import page

UNITS = [
    *("a", "Foto: ", "Cookies Einwilligung ", "„", "Kommentare (", "Newsletter\n", "Foto: A\n"),
    *("Inhalt\n", "Mehr zum Thema\nEine Zeile\n"),
    "Überschrift\nEin Satz mit Brunnen steht hier.\n",
]


def seconds(unit: str, length: int) -> float:
    """Processor time for a text of nothing but this."""
    text = (unit * length)[:length]
    before = time.process_time()
    page(text)
    return time.process_time() - before


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_as_the_text_does_whatever_is_in_it(unit: str) -> None:
    # Eight times the text may take eight times as long, with room for noise; quadratic is 64.
    assert seconds(unit, 80_000) < 30 * max(seconds(unit, 10_000), 0.005)


@pytest.mark.long
@pytest.mark.parametrize("unit", UNITS)
def test_a_megabyte_takes_seconds_whatever_is_in_it(unit: str) -> None:
    # Generous: a quadratic rule takes minutes.
    assert seconds(unit, 1_000_000) < 15
