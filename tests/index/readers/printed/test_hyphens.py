import pytest

from index.readers.printed.hyphens import joined


@pytest.mark.parametrize(
    ("line", "following", "expected"),
    [
        ("Der Ver-", "ein tagt", "Der Verein tagt"),
        ("die Nerletal-", "Klinik", "die Nerletal-Klinik"),
        ("Ein-", "und Ausgang", "Ein- und Ausgang"),
        ("Vor-", "oder Nachteil", "Vor- oder Nachteil"),
        ("der Ge-", "undheit", "der Geundheit"),
        ("zwei-", "bis dreimal", "zwei- bis dreimal"),
        ("50-", "jährig", "50-jährig"),
        ("A-", "380", "A-380"),
        ("EU-", "weit", "EU-weit"),
        ("Häu\xad", "ser", "Häuser"),
        ("Fahrplä\u2010", "ne", "Fahrpläne"),
        ("das ist -", "nun ja", "das ist - nun ja"),
        ("das ist –", "nun ja", "das ist – nun ja"),
        ("Frau Toprak-", "Lindt", "Frau Toprak-Lindt"),
        ("Er sagte:", "„Nein.“", "Er sagte: „Nein.“"),
        ("", "Anfang", "Anfang"),
    ],
)
def test_a_line_end_costs_no_letter_and_no_hyphen(line: str, following: str, expected: str) -> None:
    assert joined(line, following) == expected
