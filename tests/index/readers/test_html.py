import json
from pathlib import Path

import pytest

from index.cleaning import clean
from index.errors import CorpusError
from index.records import RawArticle
from tests.index.readers.written import read, read_one

PAGE = """<!doctype html><html><head><title>Brücke - Bote</title>
<meta property="og:title" content="Die Brücke ist offen"><meta name="author" content="Anna Weiß">
<meta property="og:site_name" content="Lindentaler Bote">
<meta property="article:published_time" content="2024-07-11T10:28:00+02:00">
<link rel="canonical" href="https://lindental.example/bruecke">
<style>p { color: red }</style></head>
<body><header>Kopf der Seite</header><nav>Start<nav>Menü</nav></nav>
<article>Kurzer Teaser</article>
<article><header><h1>Die Brücke</h1></header>
<p>Der <b>Rat</b> hat die Br&uuml;cke ge<i>öffnet</i>,
sagt <a href="x">Anna</a>.<br>Endlich.</p>
<aside>Werbung <aside>mehr davon</aside></aside><script>var x = "<p>nein</p>";</script>
<ul><li>Radweg<li>Gehweg</ul><table><tr><td>2024</td><td>3 Mio.</td></tr></table>
<pre>eins
zwei</pre><div hidden>unsichtbar</div><form>Newsletter</form><noscript>ohne</noscript>
</article><footer>Impressum</footer></body></html>"""


def article_text(raw: RawArticle) -> str:
    return clean(raw, article_id="a", path="a.html").text


def test_html_gives_the_page_and_cleaning_the_article(tmp_path: Path) -> None:
    article = read_one(tmp_path, "a.html", PAGE)
    assert {"Kopf der Seite", "Impressum", "Werbung"} < set(article.text.split("\n"))
    assert "unsichtbar" not in article.text
    assert article_text(article).split("\n\n") == [
        "Die Brücke",
        "Der Rat hat die Brücke geöffnet, sagt Anna.\nEndlich.",
        "Radweg",
        "Gehweg",
        "2024 3 Mio.",
        "eins\nzwei",
    ]
    assert article.title == "Die Brücke ist offen"
    assert article.author == "Anna Weiß"
    assert article.source == "Lindentaler Bote"
    assert article.date == "2024-07-11T10:28+02:00"
    assert article.url == "https://lindental.example/bruecke"


def test_a_page_that_says_nothing_about_itself_leaves_its_fields_open(tmp_path: Path) -> None:
    page = "<header>Kopf</header><p>Der Rat<p>tagt."
    article = read_one(tmp_path, "a.html", page)
    assert article_text(article) == "Der Rat\n\ntagt."
    assert (article.title, article.date, article.author, article.url) == (None,) * 4


@pytest.mark.parametrize(
    ("head", "title"),
    [("<title>A</title><body><h1> B\n C </h1>x", "B C"), ("<title>A</title><body>x", "A")],
)
def test_the_title_comes_from_the_heading_else_from_the_head(
    tmp_path: Path, head: str, title: str
) -> None:
    assert read_one(tmp_path, "a.html", head).title == title


def test_main_is_taken_where_there_is_no_article(tmp_path: Path) -> None:
    page = "<body><div>Leiste</div><main><p>Der Rat tagt.</p></main></body>"
    assert article_text(read_one(tmp_path, "a.html", page)) == "Der Rat tagt."


def test_json_ld_tells_date_and_author_and_broken_json_ld_is_passed_over(tmp_path: Path) -> None:
    thing = {"@graph": [{"@type": "NewsArticle", "datePublished": "2024-07-11"}]}
    thing["@graph"][0]["author"] = [{"name": "Anna Weiß"}, "Tim Otte"]  # type: ignore[assignment]
    script = '<script type="application/ld+json">'
    page = f"{script}{{kaputt</script>{script}{json.dumps(thing)}</script><p>Text"
    article = read_one(tmp_path, "a.html", page)
    assert (article.date, article.author) == ("2024-07-11", "Anna Weiß, Tim Otte")


def test_a_time_element_tells_the_date(tmp_path: Path) -> None:
    page = '<article><time datetime="2024-07-11T10:28">Donnerstag</time><p>Text</article>'
    assert read_one(tmp_path, "a.html", page).date == "2024-07-11T10:28"


def test_only_a_web_address_becomes_the_url(tmp_path: Path) -> None:
    page = '<link rel="canonical" href="javascript:alert(1)"><p>Text'
    assert read_one(tmp_path, "a.html", page).url is None


def test_a_page_without_words_is_empty(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"a\.html is empty"):
        read(tmp_path, "a.html", "<body><script>x</script><nav>Menü</nav></body>")


def test_thousands_of_nested_elements_are_read(tmp_path: Path) -> None:
    page = "<aside>" * 3000 + "weg" + "</aside>" * 3000 + "<div>" * 3000 + "Text"
    assert article_text(read_one(tmp_path, "a.html", page)) == "Text"
