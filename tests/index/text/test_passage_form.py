from index.records import Article
from index.text.passage_form import Heading, PassageForm, heading_of

ARTICLE = Article("a", "Der Rat tagt. Alle kommen.", title="Rat tagt", date="2024-07-11T10:28")


def test_a_heading_is_embedded_and_moves_no_offset() -> None:
    plain, headed = PassageForm(), PassageForm(heading=Heading.PASSAGES_AND_PIECES)
    split = headed.split(ARTICLE)
    assert split == plain.split(ARTICLE)
    assert plain.passage_texts(split) == (ARTICLE.text,)
    assert headed.passage_texts(split) == (f"Rat tagt, 2024-07-11\n{ARTICLE.text}",)
    assert headed.piece_texts(split) == ((f"Rat tagt, 2024-07-11\n{ARTICLE.text}",),)


def test_pieces_may_stay_without_the_heading_of_their_passage() -> None:
    form = PassageForm(heading=Heading.PASSAGES)
    split = form.split(ARTICLE)
    assert form.passage_texts(split)[0].startswith("Rat tagt")
    assert form.piece_texts(split) == ((ARTICLE.text,),)


def test_an_article_that_says_neither_title_nor_date_has_no_heading() -> None:
    assert heading_of(Article("a", "Der Rat tagt.")) == ""
