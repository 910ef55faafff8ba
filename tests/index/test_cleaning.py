from index.cleaning import clean
from index.records import Article, RawArticle


def test_the_text_is_normalised_and_keeps_its_paragraphs() -> None:
    article = clean(RawArticle("Der Stadt\xadrat\r\n\r\n\r\ntagt. "), article_id="a", path="a.txt")
    assert article == Article(article_id="a", text="Der Stadtrat\n\ntagt.", path="a.txt")


def test_other_fields_come_out_on_one_line() -> None:
    raw = RawArticle("x", title=" Zwei\n Zeilen ", author="A\xa0B", source="Der\tBote", url=" u ")
    article = clean(raw, article_id="a", path="a.txt")
    assert (article.title, article.author, article.source, article.url) == (
        "Zwei Zeilen",
        "A B",
        "Der Bote",
        "u",
    )


def test_what_is_missing_or_blank_stays_missing() -> None:
    article = clean(RawArticle("x", author=" \u200b "), article_id="a", path="a.txt")
    assert (article.title, article.date, article.author, article.url) == ("", None, None, None)
    assert article.removed == ()


def test_a_text_of_invisible_characters_is_empty() -> None:
    assert clean(RawArticle("\u200b\xad"), article_id="a", path="a.txt").text == ""
