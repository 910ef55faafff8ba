"""News articles written down in each format, with around them what such files have."""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from html import escape
from pathlib import Path

from index.text.sentences import sentence_spans

PLAIN = ("md", "txt", "jsonl")
"""Formats that are read in the process itself."""
FORMATS = (*PLAIN, "html", "eml", "docx", "pdf")

_PARAGRAPH_SENTENCES = 3
_SECTIONS = ("Politik", "Wirtschaft", "Kultur", "Sport", "Wissen", "Reise", "Region", "Meinung")
_SCRIPT = "window.seite = window.seite || []; seite.push({ort: 'kopf', breite: 970});\n" * 200
_STYLE = ".kasten { margin: 0 0 1rem; color: #222; } .kasten > a { color: inherit; }\n" * 100


def write_formats(articles: Sequence[Mapping[str, str]], folder: Path, corpus: Path) -> None:
    """Write ``articles`` into a folder of each format below ``folder``.

    As .docx and .pdf there are the files of ``corpus``, a fifth as many as articles, over and over
    under other names.
    """
    for kind in FORMATS:
        (folder / kind).mkdir(parents=True)
    lines = [json.dumps({"id": a["id"], "title": _title(a), "text": a["text"]}) for a in articles]
    (folder / "jsonl" / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for number, article in enumerate(articles):
        for kind, write in _WRITERS.items():
            path = folder / kind / f"{number:05}.{kind}"
            path.write_bytes(write(article))
    for kind in ("docx", "pdf"):
        originals = sorted(corpus.glob(f"*.{kind}"))
        for number in range(max(1, len(articles) // 5)):
            shutil.copy(originals[number % len(originals)], folder / kind / f"{number:05}.{kind}")


def _title(article: Mapping[str, str]) -> str:
    return f"{article['label']}: {' '.join(article['text'].split()[:7])}"


def _paragraphs(article: Mapping[str, str]) -> list[str]:
    text = article["text"]
    sentences = [text[span.start : span.end] for span in sentence_spans(text)]
    return [
        " ".join(sentences[at : at + _PARAGRAPH_SENTENCES])
        for at in range(0, len(sentences), _PARAGRAPH_SENTENCES)
    ]


def _md(article: Mapping[str, str]) -> bytes:
    head = f"---\ntitle: {json.dumps(_title(article))}\ndate: 2024-07-11\n---"
    return "\n\n".join([head, *_paragraphs(article)]).encode()


def _txt(article: Mapping[str, str]) -> bytes:
    """As copied out of a page."""
    above = ["Startseite", *_SECTIONS, _title(article), "11.07.2024, 10:28 Uhr", "Teilen"]
    first, *rest = _paragraphs(article)
    below = ["Mehr zum Thema", "Stadtrat vertagt den Haushalt", "Kommentare", "Impressum"]
    return "\n".join([*above, first, "Lesen Sie auch: Was nun wird", *rest, *below]).encode()


def _html(article: Mapping[str, str]) -> bytes:
    title = escape(_title(article))
    said = json.dumps({"@type": "NewsArticle", "datePublished": "2024-07-11T10:28", "author": "ab"})
    menu = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in _SECTIONS * 4)
    box = (
        '<div class="teaser"><a href="/a{0}"><img src="/b{0}.jpg"><h3>Beitrag {0} der Woche</h3>'
        "<p>Was in den Dörfern am Fluss sonst noch geschah, in wenigen Zeilen.</p></a></div>"
    )
    paragraphs = [f"<p>{escape(text)}</p>" for text in _paragraphs(article)]
    return f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:title" content="{title}"><script type="application/ld+json">{said}</script>
<style>{_STYLE}</style><script>{_SCRIPT}</script></head><body>
<div class="consent-layer"><p>Wir verwenden Cookies.</p><button>Einverstanden</button></div>
<header><a class="logo" href="/">Der Bote</a><nav><ul>{menu}</ul></nav></header>
<main><ol class="breadcrumb"><li><a href="/">Start</a></li><li>{article["label"]}</li></ol>
<article><h1>{title}</h1><p class="byline">Von Anna Weiß</p><time>11.07.2024</time>
<figure><img src="/bild.jpg"><figcaption>Am Ort. Foto: Archiv</figcaption></figure>
{paragraphs[0]}<aside class="teaser"><a href="/mehr">Lesen Sie auch: Was nun wird</a></aside>
{"".join(paragraphs[1:])}</article>
<form class="newsletter"><p>Jeden Morgen das Neueste.</p><input name="mail"></form>
<section class="related"><h2>Mehr zum Thema</h2>{"".join(map(box.format, range(40)))}</section>
</main><footer><ul><li>Impressum</li><li>Datenschutz</li></ul></footer></body></html>""".encode()


def _eml(article: Mapping[str, str]) -> bytes:
    message = EmailMessage()
    message["From"] = "Der Bote <bote@example.org>"
    message["Subject"] = _title(article)
    message["Date"] = "Thu, 11 Jul 2024 10:28:00 +0200"
    message["List-Id"] = "<bote.example.org>"
    message.set_content("\n\n".join(_paragraphs(article)))
    message.add_alternative(_html(article).decode(), subtype="html")
    return message.as_bytes()


_WRITERS: Mapping[str, Callable[[Mapping[str, str]], bytes]] = {
    "md": _md,
    "txt": _txt,
    "html": _html,
    "eml": _eml,
}
