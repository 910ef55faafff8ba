from dataclasses import replace

import numpy as np
import pytest

from index.embedding import open_word_embedder
from index.interfaces import Embedder
from index.records import ArticleInfo
from index.search.vectors import VectorTable
from index.search.vocabulary import SentenceWords, Vocabulary
from index.text.sentences import sentence_spans
from index.text.words import packed, words_by_sentence
from rag.attribution import Attributor
from rag.records import EvidenceSentence
from rag.understand import understand

TEXT = (
    "Die Feuerwehr rückte am Montag mit 42 Leuten aus. Der Schaden beträgt rund 180.000 Euro. "
    "Die Schule am Anger bekommt ein Gewächshaus für 6.400 Euro. Rektorin Heike Zumbrunn dankte "
    "den Eltern. Der Schachverein spielt künftig in der Landesliga."
)
SPANS = sentence_spans(TEXT)
INFO = ArticleInfo("a1", "Titel", "2025-02-03", None, "Talbote", None, "", len(TEXT), 1)
EVIDENCE = [
    EvidenceSentence(INFO, span.start, span.end, TEXT[span.start : span.end], 0) for span in SPANS
]


@pytest.fixture(scope="module")
def vocabulary(embedder: Embedder) -> Vocabulary:
    sentences = words_by_sentence(TEXT, SPANS)
    known = sorted({word for words in sentences for word in words})
    ids = {word: at for at, word in enumerate(known, start=1)}
    vectors = np.zeros((len(known) + 1, 512), dtype=np.float16)
    vectors[1:] = open_word_embedder(threads=1, beside=embedder).embed_words(known)
    words = SentenceWords.of([(1, packed(sentences, ids))])
    counts = words.sentence_counts(len(vectors))
    return Vocabulary(ids, VectorTable(vectors), counts, len(sentences))


@pytest.mark.parametrize(
    ("question", "answer", "sentence"),
    [
        ("How many firefighters came?", "The fire brigade came with 42 people.", 0),
        ("How much damage was done?", "The damage is about 180,000 euros.", 1),
        ("Quel dégât en 2025 ?", "En 2025, il a été de 180 000 euros.", 1),
        ("Каков ущерб?", "Ущерб составил 180 000 евро.", 1),
        ("Was kostet das Gewächshaus?", "6.400 Euro.", 2),
        ("¿Quién dio las gracias?", "La directora Heike Zumbrunn dio las gracias.", 3),
        ("象棋俱乐部在哪个联赛比赛？", "象棋俱乐部将在州联赛比赛。", 4),
    ],
)
def test_an_answer_sentence_is_given_the_german_sentence_it_rests_on(
    embedder: Embedder, vocabulary: Vocabulary, question: str, answer: str, sentence: int
) -> None:
    attributor = Attributor(embedder, open_word_embedder(threads=1, beside=embedder))
    (found,) = attributor.attribute(understand(question), answer, EVIDENCE, vocabulary)
    assert found.evidence == EVIDENCE[sentence]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many firefighters came?", 0),
        ("Wie hoch ist der Schaden?", 1),
        ("Who thanked the parents?", 3),
    ],
)
def test_the_sentence_that_speaks_of_a_question_is_found_without_a_draft(
    embedder: Embedder, vocabulary: Vocabulary, question: str, sentence: int
) -> None:
    attributor = Attributor(embedder, open_word_embedder(threads=1, beside=embedder))
    assert attributor.best_for(understand(question), EVIDENCE, vocabulary) == EVIDENCE[sentence]


def test_of_each_passage_it_is_the_one_found_in_it_alone(
    embedder: Embedder, vocabulary: Vocabulary
) -> None:
    attributor = Attributor(embedder, open_word_embedder(threads=1, beside=embedder))
    passages = [EVIDENCE[:2], [replace(each, window=1) for each in EVIDENCE[2:]]]
    query = understand("Who thanked the parents?")
    found = attributor.best_of_each(query, passages, vocabulary)
    assert found == [attributor.best_for(query, each, vocabulary) for each in passages]
    assert found[1] == passages[1][1]
