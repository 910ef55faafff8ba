import json
from pathlib import Path

import pytest

from index.cleaning import clean
from index.errors import CorpusError
from index.readers import READERS, SUFFIXES, reader_for
from index.readers.dates import iso_date
from index.readers.decoding import MAX_BYTES
from index.records import Article, RawArticle, ReadResult

WORDS = "Überfällige Brücke geöffnet"


def read(folder: Path, name: str, content: str | bytes) -> ReadResult:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return reader_for(path).read(path)


def read_one(folder: Path, name: str, content: str | bytes) -> RawArticle:
    (article,) = read(folder, name, content).articles
    return article


def test_every_suffix_has_its_reader_whatever_its_case() -> None:
    assert set(SUFFIXES) == {
        *(".md", ".markdown", ".txt", ".html", ".htm", ".pdf", ".docx", ".eml", ".jsonl"),
    }
    assert reader_for(Path("A.HTML")) is READERS[".html"]
    with pytest.raises(CorpusError, match=r"a\.odt.*\.md"):
        reader_for(Path("a.odt"))


# --- bytes


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "iso-8859-1"],
)
def test_umlauts_survive_every_encoding(tmp_path: Path, encoding: str) -> None:
    assert read_one(tmp_path, "a.txt", WORDS.encode(encoding)).text == WORDS


def test_one_damaged_byte_costs_one_letter_not_every_umlaut(tmp_path: Path) -> None:
    damaged = f"{WORDS}, sagt der B".encode() + b"\xc3 " + "ärgert".encode()
    assert read_one(tmp_path, "a.txt", damaged).text == f"{WORDS}, sagt der B\ufffd ärgert"


@pytest.mark.parametrize(
    "content", [b"a\x00b", b"\x81\x8d\xff", b"\x89PNG\r\n\x1a\n\x00", b"\xff\xfea"]
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(CorpusError, match=r"a\.txt is not a text file"):
        read(tmp_path, "a.txt", content)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_called_empty(tmp_path: Path, suffix: str, content: bytes) -> None:
    with pytest.raises(CorpusError, match=f"a{suffix} is empty"):
        read(tmp_path, f"a{suffix}", content)


def test_a_file_beyond_the_limit_is_refused_with_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(CorpusError, match="the limit is 50 MB"):
        reader_for(path).read(path)


def test_a_missing_file_is_a_corpus_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="can't be read"):
        reader_for(Path("a.txt")).read(tmp_path / "a.txt")


# --- dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-07-11", "2024-07-11"),
        ("2024-07-11T10:28", "2024-07-11T10:28"),
        ("2024-07-11 10:28:30", "2024-07-11T10:28"),
        ("2024-07-11T10:28:00.000Z", "2024-07-11T10:28+00:00"),
        ("2024-07-11T10:28:00+0200", "2024-07-11T10:28+02:00"),
        ("11.07.2024", "2024-07-11"),
        ("11.7.2024", "2024-07-11"),
        ("11.07.2024 - 10:28 Uhr", "2024-07-11T10:28"),
        ("11. Juli 2024", "2024-07-11"),
        ("11. JULI 2024, 10.28 Uhr", "2024-07-11T10:28"),
        ("Donnerstag, 11. Juli 2024 um 10:28 Uhr", "2024-07-11T10:28"),
        ("3. Jänner 2024", "2024-01-03"),
        ("3. Sept. 2024", "2024-09-03"),
        ("30.02.2024", None),
        ("2024-13-01", None),
        ("2024-07-11T25:00", None),
        ("Juli 2024", None),
        ("11. Juli", None),
        ("11. Brumaire 2024", None),
        ("gestern", None),
        ("1720686480", None),
        ("", None),
    ],
)
def test_dates_become_iso_or_nothing(text: str, expected: str | None) -> None:
    assert iso_date(text) == expected


# --- Markdown

MARKDOWN = """\
---
title: "Die Brücke: offen"
date: 2024-07-11
author: [Anna Weiß, Tim Otte]
source: Lindentaler Bote
url: https://lindental.example/bruecke
id: 007
layout: post
---
# Die Brücke ist **offen**

Der _Rat_ hat die [alte Brücke](https://x.example "Titel") am
3. Mai geöffnet ![Bild](b.png).

## Wie es weitergeht

> Endlich, sagt der `Bürgermeister`.

- Radweg
- Gehweg
  mit Bank

1. Zuerst der Belag
2. Dann das Geländer

```
Code bleibt
  Text
```

| Jahr | Kosten |
|------|--------|
| 2024 | 3 Mio. |

    Eingerückt ist auch ein Absatz.

<div>Ein Kasten<br>mit <b>Inhalt</b></div><!-- weg -->

* * *

2 * 3 * 4 ist snake_case_x, A&amp;B und \\*kein\\* Stern.
"""


def test_markdown_gives_fields_and_the_words_without_their_marks(tmp_path: Path) -> None:
    article = read_one(tmp_path, "a.md", MARKDOWN)
    assert article.title == "Die Brücke: offen"
    assert article.date == "2024-07-11"
    assert article.author == "Anna Weiß, Tim Otte"
    assert article.source == "Lindentaler Bote"
    assert article.url == "https://lindental.example/bruecke"
    assert article.article_id == "007"
    paragraphs = [part.strip() for part in article.text.split("\n\n") if part.strip()]
    assert [part.splitlines() for part in paragraphs] == [
        ["Die Brücke ist offen"],
        ["Der Rat hat die alte Brücke am 3. Mai geöffnet ."],
        ["Wie es weitergeht"],
        ["Endlich, sagt der Bürgermeister."],
        ["Radweg", "Gehweg mit Bank"],
        ["1. Zuerst der Belag", "2. Dann das Geländer"],
        ["Code bleibt", "  Text"],
        ["Jahr Kosten ", "2024 3 Mio."],
        ["Eingerückt ist auch ein Absatz."],
        ["Ein Kasten", "mit Inhalt"],
        ["2 * 3 * 4 ist snake_case_x, A&B und *kein* Stern."],
    ]


def test_without_front_matter_the_first_heading_is_the_title(tmp_path: Path) -> None:
    article = read_one(tmp_path, "a.md", "Vorspann\n\n# Die *Brücke*\n\nText\n\n# Zweite\n")
    assert article.title == "Die Brücke"
    assert (article.date, article.author, article.article_id) == (None, None, None)


def test_empty_and_unreadable_values_stay_missing(tmp_path: Path) -> None:
    head = "---\ntitle:\ndate: 2024-02-30\nauthor: ~\nid: ''\n---\nText"
    assert read_one(tmp_path, "a.md", head) == RawArticle("Text")


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2024-07-11T10:28:00Z", "2024-07-11T10:28+00:00"), ("'11. Juli 2024'", "2024-07-11")],
)
def test_dates_in_front_matter_may_have_times_and_german_months(
    tmp_path: Path, date: str, expected: str
) -> None:
    assert read_one(tmp_path, "a.md", f"---\ndate: {date}\n---\nText").date == expected


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("---\ntitle: a\ndate: [1, 2\n---\nText", "line 4"),
        ("---\ntitle: a\n b: c: d\n---\nText", "line 3"),
        ("---\ntitle: a\n\nText ohne Ende", "line 1"),
        ("---\nnur ein Satz\n---\nText", "line 2"),
        ("---\ntitle: a\nauthor: {name: b}\n---\nText", "line 3"),
    ],
)
def test_bad_front_matter_is_an_error_that_names_its_line(
    tmp_path: Path, head: str, line: str
) -> None:
    with pytest.raises(CorpusError, match=rf"a\.md {line}: .*front matter"):
        read(tmp_path, "a.md", head)


def test_a_rule_above_the_first_paragraph_is_no_front_matter(tmp_path: Path) -> None:
    assert read_one(tmp_path, "a.md", "---\n\nDer Rat tagt.\n").text == "Der Rat tagt."


# --- plain text: title and date are found when it is cleaned


def cleaned(raw: RawArticle) -> Article:
    return clean(raw, article_id="a", path="a.txt")


def test_a_short_first_line_is_the_title_and_stays_in_the_text(tmp_path: Path) -> None:
    raw = read_one(tmp_path, "a.txt", "Brücke offen\r\n\r\nDer Rat tagt.\r\n")
    assert raw.text == "Brücke offen\n\nDer Rat tagt.\n"
    assert cleaned(raw).title == "Brücke offen"


@pytest.mark.parametrize("text", ["Nur eine Zeile", "Wort " * 40 + "\n\nmehr"])
def test_a_lone_or_a_long_first_line_is_no_title(tmp_path: Path, text: str) -> None:
    assert cleaned(read_one(tmp_path, "a.txt", text)).title == ""


def test_a_line_that_is_a_date_is_not_the_title(tmp_path: Path) -> None:
    article = cleaned(read_one(tmp_path, "a.txt", "11. Juli 2024\nBrücke offen\nDer Rat tagt."))
    assert (article.title, article.date) == ("Brücke offen", "2024-07-11")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Anna Weiß 11.07.2024 - 10:28 Uhr", "2024-07-11T10:28"),
        ("x " * 300 + "Anna Weiß 11.07.2024 - 10:28 Uhr", "2024-07-11T10:28"),
        ("Stand: 11. Juli 2024", "2024-07-11"),
        ("Lindental, 11. Juli 2024 – Der Rat tagt.", "2024-07-11"),
        ("Am 11. Juli 2024 brannte das Rathaus.", None),
        ("Was am 11.07.2024 geschah", None),
        ("Die Sitzung ist um 10:28 Uhr.", None),
    ],
)
def test_only_a_date_of_publication_counts(tmp_path: Path, line: str, expected: str | None) -> None:
    assert cleaned(read_one(tmp_path, "a.txt", f"Titel\n{line}\nText.")).date == expected


def test_a_date_far_below_the_head_is_not_looked_for(tmp_path: Path) -> None:
    text = "\n".join(["Zeile"] * 20 + ["11.07.2024"])
    assert cleaned(read_one(tmp_path, "a.txt", text)).date is None


# --- HTML

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


# --- JSON lines


def test_jsonl_gives_one_article_a_line(tmp_path: Path) -> None:
    full = {"id": "b-1", "title": "Brücke", "text": "Der Rat\u2028tagt.", "date": "11. Juli 2024"}
    full |= {"author": "Anna Weiß", "source": "Bote", "url": "https://x.example", "label": "x"}
    lines = [json.dumps(full, ensure_ascii=False), "", json.dumps({"text": "Nur Text", "id": 7})]
    result = read(tmp_path, "a.jsonl", "\n".join(lines))
    assert result.problems == ()
    assert result.articles == (
        RawArticle(
            text="Der Rat\u2028tagt.",
            title="Brücke",
            article_id="b-1",
            date="2024-07-11",
            author="Anna Weiß",
            source="Bote",
            url="https://x.example",
        ),
        RawArticle(text="Nur Text", article_id="7"),
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "kaputt', "not JSON at column 10"),
        ("[1]", "not an object"),
        ('{"title": "ohne"}', 'no "text"'),
        ('{"text": "  "}', 'no "text"'),
        ('{"text": 5}', '"text" must be text, not int'),
        ('{"text": "x", "title": ["y"]}', '"title" must be text, not list'),
        ("[" * 100_000, "not JSON"),
        ('{"text": "x", "n": ' + "1" * 5000 + "}", "not JSON"),
    ],
)
def test_a_bad_line_is_a_problem_that_names_it_and_the_others_count(
    tmp_path: Path, line: str, reason: str
) -> None:
    result = read(tmp_path, "a.jsonl", f'{{"text": "eins"}}\n{line}\n{{"text": "drei"}}\n')
    assert [article.text for article in result.articles] == ["eins", "drei"]
    (problem,) = result.problems
    assert problem.path == str(tmp_path / "a.jsonl")
    assert "a.jsonl line 2" in problem.message
    assert reason in problem.message


def test_a_date_that_is_no_text_is_missing_not_an_error(tmp_path: Path) -> None:
    assert read_one(tmp_path, "a.jsonl", '{"text": "x", "date": 1720686480}').date is None
