from index.records import ArticleInfo, Hit, Scores, Span
from rag.evidence import windows_of
from rag.prompt import build_prompt, fit_windows
from rag.understand import understand

TEXT = "Satz eins. Satz zwei. Satz drei. Satz vier. Satz fünf. Satz sechs. Satz sieben."
SPANS = [
    Span(start, TEXT.index(".", start) + 1)
    for start in (TEXT.index(f"Satz {n}") for n in "eins zwei drei vier fünf sechs sieben".split())
]


def hit(rank: int, first: int, end: int, article: str = "a") -> Hit:
    info = ArticleInfo(article, "T", None, None, None, None, "", len(TEXT), 1)
    focus = Span(SPANS[first].start, SPANS[end - 1].end)
    return Hit(rank, info, 0, len(TEXT), TEXT, 1.0, Scores(0, 0, 0, 0), focus)


def test_the_first_windows_are_a_sentence_wider_and_share_none_with_later_ones() -> None:
    windows = windows_of(
        [hit(1, 1, 4), hit(2, 4, 6), hit(3, 2, 5), hit(4, 0, 3, "b")], lambda name: (SPANS, TEXT)
    )
    assert [window.text for window in windows] == [
        "Satz eins. Satz zwei. Satz drei. Satz vier. Satz fünf.",
        "Satz sechs. Satz sieben.",
        "Satz eins. Satz zwei. Satz drei.",
    ]
    for window in windows:
        assert all(TEXT[s.start : s.end] == s.text for s in window.sentences)


def test_the_prompt_holds_the_windows_the_question_and_the_language_to_answer_in() -> None:
    windows = windows_of([hit(1, 0, 2)], lambda name: (SPANS, TEXT))
    system, user = build_prompt(understand("Who came?", language="tr"), windows)
    assert system.role == "system"
    assert "1. Satz eins. Satz zwei. Satz drei." in user.text
    assert user.text.endswith("Question: Who came?\n\nAnswer in Turkish:")


def test_windows_are_dropped_from_the_end_until_the_budget_is_kept() -> None:
    hits = [hit(n, 0, 2, f"a{n}") for n in range(1, 5)]
    windows = windows_of(hits, lambda name: (SPANS, TEXT))

    def count(messages: object) -> int:
        assert isinstance(messages, list)
        return sum(len(message.text.split()) for message in messages)

    query = understand("Who?")
    bare = count(build_prompt(query, ()))
    kept = fit_windows(query, windows, count, budget=14)
    assert len(kept) == 2
    assert count(build_prompt(query, kept)) - bare <= 14
    assert kept == windows[:2]
    assert fit_windows(query, windows, count, budget=0) == windows[:1]
    assert fit_windows(query, (), count, budget=0) == ()
