import pytest

from index.search.names import NO_NAMES, name_coverage, question_names, sounding


@pytest.mark.parametrize(
    ("question", "language", "names"),
    [
        (
            "When did Petra Ohlenroth speak in Nerlenfurt?",
            "en",
            ["Petra", "Ohlenroth", "Nerlenfurt"],
        ),
        ("Who is mayor?", "en", []),
        ("Когда выступила Петра Оленрот?", "ru", ["Петра", "Оленрот"]),
        ("Sensetime 的模型叫什么？", "zh", ["Sensetime"]),
        ("Nerlenfurt'ta köprü ne zaman açılacak?", "tr", []),
    ],
)
def test_names_are_capitalised_words_but_the_first(
    question: str, language: str, names: list[str]
) -> None:
    assert question_names(question, language) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [("Шольц", "Scholz"), ("Müller", "Muller"), ("Hässler", "HASSLER"), ("Stephan", "Stefan")],
)
def test_one_name_in_two_spellings_sounds_alike(one: str, other: str) -> None:
    assert sounding(one) == sounding(other)


def test_a_name_that_stands_there_is_covered_and_another_is_not() -> None:
    text = "Die Bürgermeisterin Annegret Vosswinkel sprach in Nerlenfurts Rathaus."
    assert name_coverage(["Vosswinkel", "Nerlenfurt"], [text]) == 1
    assert name_coverage(["Восвинкель"], [text]) > 0.8
    assert name_coverage(["Australia", "Canberra"], [text]) < 0.6
    assert name_coverage([], [text]) == NO_NAMES
    assert name_coverage(["Rom"], []) == 0.3
