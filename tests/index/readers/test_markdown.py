from pathlib import Path

import pytest

from index.errors import CorpusError
from index.records import RawArticle
from tests.index.readers.written import read, read_one

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
