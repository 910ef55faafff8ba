import pytest

from rag.notation import in_notation


@pytest.mark.parametrize(
    ("text", "language", "evidence", "written"),
    [
        ("It cost 735.000 Euro.", "en", "Es kostete 735.000 Euro.", "It cost 735,000 euros."),
        ("It is 1,2 Mio. Euro.", "en", "Es sind 1,2 Mio. Euro.", "It is 1.2 million euros."),
        ("Es sind 1,2 Mio. Euro.", "de", "Es sind 1,2 Mio. Euro.", "Es sind 1,2 Mio. Euro."),
        ("补贴为1,2 Mio. Euro。", "zh", "Es sind 1,2 Mio. Euro.", "补贴为120万欧元。"),
        ("共 1,3 Mrd. Euro", "zh", "Es sind 1,3 Mrd. Euro.", "共 13亿欧元"),
        ("plus de 260 milliarden", "fr", "Es sind 260 Milliarden.", "plus de 260 milliards"),
        ("C’est 1 million, 1 euro.", "fr", "1 Million, 1 Euro.", "C’est 1 million, 1 euro."),
        ("費用は735.000 euroです", "ja", "Es sind 735.000 Euro.", "費用は735,000ユーロです"),
        ("Acum costă 1,9 Mio. Euro.", "ro", "Es sind 1,9 Mio. Euro.", "Acum costă 1,9 mil. euro."),
        ("Det kostar 1,9 Mio. euro.", "sv", "Es sind 1,9 Mio.", "Det kostar 1,9 miljoner euro."),
        ("C’est 7,5 Prozent.", "fr", "Es sind 7,5 Prozent.", "C’est 7,5%."),
        ("Это 2.400 евро.", "ru", "Es sind 2.400 Euro.", "Это 2\u00a0400 евро."),
        ("Bu 1.200.000 avro.", "tr", "Es sind 1.200.000 Euro.", "Bu 1.200.000 avro."),
        ("Bu 735,000 avro.", "tr", "Es sind 735.000 Euro.", "Bu 735.000 avro."),
        ("Это 735,000 евро.", "ru", "Es sind 735.000 Euro.", "Это 735\u00a0000 евро."),
        ("Es sind 735,000 Euro.", "de", "Es sind 735.000 Euro.", "Es sind 735.000 Euro."),
        ("Bu 1,600,000 kez.", "tr", "Über 1,6 Millionen Mal.", "Bu 1.600.000 kez."),
        ("C’est 1,600,000 fois.", "fr", "1,6 Millionen Mal.", "C’est 1\u202f600\u202f000 fois."),
        ("It was 1,600,000 times.", "en", "1,6 Millionen Mal.", "It was 1,600,000 times."),
        ("Bu 1,500 metre.", "tr", "Es sind 1,5 Meter.", "Bu 1,500 metre."),
        # Not letter by letter in the evidence: nobody knows how it was meant.
        ("It rose by 1.200 points.", "en", "Es waren 12 Punkte.", "It rose by 1.200 points."),
        ("In 2025 it was 41.", "en", "Im Jahr 2025 waren es 41.", "In 2025 it was 41."),
        ("On 3.5.2025 it rose.", "en", "Am 3.5.2025 stieg er.", "On 3.5.2025 it rose."),
        ("", "en", "", ""),
        ("Es waren 1.200.", "xx", "Es waren 1.200.", "Es waren 1.200."),
    ],
)
def test_figures_taken_over_are_written_as_the_answers_language_writes_them(
    text: str, language: str, evidence: str, written: str
) -> None:
    assert in_notation(text, language, [evidence]) == written


def test_a_figure_that_was_torn_apart_is_one_again_where_the_german_has_it() -> None:
    german = ["Rund 1.200 Besucher kamen."]
    assert in_notation("About 1, 200 people came.", "en", german) == "About 1,200 people came."
    assert in_notation("In rows 7, 200 people sat.", "en", german) == "In rows 7, 200 people sat."
