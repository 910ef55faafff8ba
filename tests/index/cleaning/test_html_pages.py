"""What an HTML page says of its parts."""

from pathlib import Path

import pytest

from index.cleaning import clean
from index.readers import reader_for
from index.records import Article
from tests.index.cleaning.copied import MORE, PROSE


def html(tmp_path: Path, body: str) -> Article:
    path = tmp_path / "a.html"
    path.write_text(f"<!doctype html><meta charset=utf-8><body>{body}")
    (raw,) = reader_for(path).read(path).articles
    return clean(raw, article_id="a", path="a.html")


@pytest.mark.parametrize(
    ("furniture", "reason"),
    [
        ('<div class="article-comments"><p>Stimmt genau.</p></div>', "comments"),
        ('<div id="kommentarbereich"><p>Stimmt genau.</p></div>', "comments"),
        ("<figure><img><figcaption>Am Weiher.</figcaption></figure>", "caption"),
        ('<div class="shareBar">Weitersagen</div>', "share"),
        ('<ul><li><a href="x">Der Weiher friert zu</a></li></ul>', "links"),
        ('<div class="box teaser"><a href="x">Eis</a> Nun friert er zu.</div>', "teaser"),
        ('<div role="dialog">Einverstanden?</div>', "consent"),
        ('<section class="js-cookie-note">Alles klar?</section>', "consent"),
        ("<aside>Am Rande</aside>", "links"),
    ],
)
def test_a_page_says_what_is_furniture(tmp_path: Path, furniture: str, reason: str) -> None:
    article = html(tmp_path, f"<h1>Steg</h1><p>{PROSE}</p>{furniture}<p>{MORE}</p>")
    assert article.text == f"Steg\n\n{PROSE}\n\n{MORE}"
    assert {line.reason for line in article.removed} == {reason}


@pytest.mark.parametrize(
    "body",
    [
        "<div class='page has-comments'><h1>Steg</h1><p>{}</p><p>{}</p></div>",
        "<form><h1>Steg</h1><p>{}</p><p>{}</p></form>",
        "<article class='ad-free'><h1>Steg</h1><p class='teaser'>{}</p><p>{}</p></article>",
        "<header><h1>Steg</h1></header><div>{}</div><div>{}</div>",
        "<h1>Steg</h1><main><p>{}</p><p>{}</p></main>",
    ],
)
def test_a_name_that_the_article_itself_bears_cuts_nothing(tmp_path: Path, body: str) -> None:
    assert html(tmp_path, body.format(PROSE, MORE)).text == f"Steg\n\n{PROSE}\n\n{MORE}"


def test_a_link_and_a_mark_inside_a_sentence_tear_nothing(tmp_path: Path) -> None:
    body = f"<h1>Steg</h1><p>{PROSE}</p><p>Der <a href=x>alte</a> <span class=ad>Steg</span> hält."
    assert html(tmp_path, body).text == f"Steg\n\n{PROSE}\n\nDer alte Steg hält."
