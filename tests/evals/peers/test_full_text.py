"""Full text with English stems: what it finds, and what it can't."""

from evals.peers.full_text import FullText

TEXTS = (
    "Die Feuerwehr löschte den Brand in der Scheune.",
    "The fires were burning in the old mill.",
    "Der Rat beschloss die Sanierung des Hallenbads in der Altstadt.",
)


def test_english_endings_are_cut_and_german_ones_are_not() -> None:
    found = FullText(TEXTS)
    assert found.search("fire burns", 3) == [1]
    assert found.search("Scheunen", 3) == []
    assert found.search("Scheune", 3) == [0]


def test_stop_words_fill_the_places_of_a_foreign_question() -> None:
    # "die" and "in" are German words too.
    assert FullText(TEXTS).search("Did a storm die in May?", 3) == [0, 2, 1]


def test_rare_words_and_short_texts_weigh_more() -> None:
    texts = ("Rat Rat Haus", "Rat Haus Hof Garten Weg", "Brücke Rat", "Rat")
    found = FullText(texts)
    assert found.search("Brücke Rat", 4)[0] == 2
    assert found.search("Haus", 4) == [0, 1]


def test_no_text_has_a_word_of_another_script() -> None:
    assert FullText(TEXTS).search("市长是谁？", 5) == []


def test_an_empty_index_finds_nothing() -> None:
    assert FullText(()).search("Rat", 3) == []
