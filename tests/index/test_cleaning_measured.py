"""How much of the articles is kept and how much of the pages is cut; prints and asserts."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.cleaning import clean
from index.readers import reader_for
from index.records import Article, RawArticle
from index.text.sentences import sentence_spans

CORPUS = Path(__file__).parents[2] / "corpus"
DATA = Path("/work/shared/data")
# Lines by number, labelled by reading: what is furniture, and what is neither (a note on sources).
RAW = {
    "000": ({1, 2, 3, 4, 9, 23, *range(41, 46), *range(51, 71)}, set()),
    "001": ({2, 3, 7, 8, *range(19, 28)}, set()),
    "002": (set(), set()),
    "003": ({*range(3, 10), *range(54, 62)}, {62}),
    "004": ({9, 10}, {40}),
}
# In corpus/ an article's paragraph is long and in no box; the short ones, subheads and an
# info box by their words.
SHORT = re.compile(
    r"Die Spur des vierten Motors|Nun ist der VBN am Zug|Zeugen werden gebeten|Sozialplan steht"
    r"|Nerlewecken waren|Nachbarn wünschen|Größe und Zeitplan|Stummer Protest|Bäume brechen"
    r"|Rufbus fällt|Drei Bühnen|Wer das alles|Das Brückenfest in Kürze|Termin:|Eintritt:"
    r"|Sperrung der"
    r"|Der 1926 gegründete|Überragt wird|Ein Feuerwehrmann|Andere Produkte|Am Freitag will"
    r"|Inzwischen brennt|Nordloh setzt|Gegenüber dem Kaufhaus|Ein alter Wunsch"
    r"|14,50 Euro für|Gerüchte um|Fragen an die|Auch der gute Zweck|Nach dem offiziellen"
)
NEITHER = re.compile(r"Von \w|.{0,40}\d{2}\.\d{2}\.20\d\d|Advent in der|Handel$|Feiern über")
TEASERS = (
    "6,3 Kilogramm", "1:175", "173 Minuten", "106 Girlanden", "179 Lebkuchen", "760 Gramm",
    "1.187 Muschelschalen", "268 Waffeln",
)  # fmt: skip


def sentences(text: str) -> int:
    return len(sentence_spans(text))


def cleaned(path: Path) -> tuple[RawArticle, Article]:
    (raw,) = reader_for(path).read(path).articles
    return raw, clean(raw, article_id="a", path=str(path))


def corpus_lines(raw: RawArticle, title: str) -> Iterator[tuple[int, str, bool | None]]:
    """Line number, text, and whether it is the article's (None: neither)."""
    for number, line in enumerate(raw.text.split("\n"), start=1):
        text = line.strip()
        furniture = re.search(r"netiquette|sachlich|Kommentarregeln|Cookies", text, re.IGNORECASE)
        if text == title or SHORT.match(text) or (len(text) > 200 and not furniture):
            yield number, text, True
        elif text:
            yield number, text, None if NEITHER.match(text) else False


def test_of_the_corpus_pages_the_article_is_kept_and_the_rest_cut() -> None:
    kept = own = cut = furniture = 0
    for path in sorted([*CORPUS.glob("*.txt"), *CORPUS.glob("*.html")]):
        raw, article = cleaned(path)
        assert article.title, path.name
        assert article.date, path.name
        removed = {line.line for line in article.removed}
        for number, text, is_own in corpus_lines(raw, article.title):
            if is_own:
                own += sentences(text)
                kept += sentences(text) if number not in removed else 0
            elif is_own is False:
                furniture += 1
                cut += number in removed
        assert not any(detail in article.text for detail in TEASERS), path.name
    print(f"corpus: {kept} of {own} sentences kept, {cut} of {furniture} lines cut")  # noqa: T201
    assert own > 450
    assert furniture > 390
    assert kept >= 0.98 * own
    assert cut >= 0.92 * furniture


@pytest.mark.skipif(not (DATA / "raw_articles").is_dir(), reason="the raw articles are not here")
def test_of_raw_articles_the_sentences_are_kept_and_the_furniture_cut() -> None:
    kept = own = cut = furniture = 0
    for path in sorted((DATA / "raw_articles").glob("*.txt")):
        raw, article = cleaned(path)
        labelled, neither = RAW[path.name[:3]]
        removed = {line.line for line in article.removed}
        for number, line in enumerate(raw.text.split("\n"), start=1):
            if not line.strip() or number in neither:
                continue
            if number in labelled:
                furniture += 1
                cut += number in removed
            else:
                own += sentences(line)
                kept += sentences(line) if number not in removed else 0
    print(f"raw articles: {kept} of {own} sentences kept, {cut} of {furniture} lines cut")  # noqa: T201
    assert furniture == 61
    assert kept >= 0.98 * own
    assert cut >= 0.92 * furniture


@pytest.mark.skipif(not (DATA / "german_news").is_dir(), reason="the news are not here")
@pytest.mark.parametrize("every", [12, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("between", [" ", "\n"], ids=["whole", "a sentence a line"])
def test_of_clean_news_hardly_a_sentence_is_lost(between: str, every: int) -> None:
    own = lost = 0
    for line in (DATA / "german_news" / "articles.jsonl").read_text().splitlines()[::every]:
        text = json.loads(line)["text"]
        spans = sentence_spans(text)
        joined = between.join(text[span.start : span.end] for span in spans)
        article = clean(RawArticle(joined, is_page=True), article_id="a", path="a.txt")
        own += len(spans)
        lost += sum(sentences(line.text) for line in article.removed)
    print(f"german_news, {between!r}: {lost} of {own} sentences lost")  # noqa: T201
    assert lost < 0.003 * own
