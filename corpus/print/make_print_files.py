"""Makes the corpus's .pdf and .docx files from the Markdown beside this script.

    pip install reportlab==5.1.0 pyphen==0.18.1 python-docx==1.2.0 pyyaml
    python corpus/print/make_print_files.py

A .pdf is a page of the newspaper: running head, page number, three columns, hyphenated justified
text. A .docx is a manuscript with document properties. Both are the same to the byte each time, but
for the packages' versions. The sources are not indexed (see ``.fundstelleignore``).
"""

import datetime
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml
from docx import Document
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
)

HERE = Path(__file__).parent
CORPUS = HERE.parent
WORD_FILES = {"2025-12-04-kreisssaal-schliesst", "2026-06-18-hallenbad-kosten"}
FIRST_PAGE = 3
COLUMNS = 3
MARGIN = 16 * mm
GAP = 5 * mm
HEADLINE_HEIGHT = 26 * mm

BODY = ParagraphStyle(
    "body",
    fontName="Times-Roman",
    fontSize=9.5,
    leading=11.6,
    alignment=TA_JUSTIFY,
    firstLineIndent=9,
    hyphenationLang="de_DE",
    embeddedHyphenation=1,
)
SUBHEAD = ParagraphStyle(
    "subhead", fontName="Times-Bold", fontSize=10.5, leading=13, spaceBefore=6, spaceAfter=2
)
HEADLINE = ParagraphStyle("headline", fontName="Times-Bold", fontSize=23, leading=26, spaceAfter=4)
BYLINE = ParagraphStyle("byline", fontName="Times-Italic", fontSize=9.5, leading=12)


@dataclass(frozen=True)
class Source:
    """An article's front matter and its paragraphs."""

    stem: str
    title: str
    date: datetime.date
    author: str
    newspaper: str
    section: str
    paragraphs: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> "Source":
        """Read a Markdown file with front matter."""
        _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        facts = yaml.safe_load(head)
        return cls(
            path.stem,
            facts["title"],
            facts["date"],
            facts["author"],
            facts["source"],
            facts["section"],
            tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", body) if part.strip()),
        )

    @property
    def day(self) -> str:
        """The date as it stands on the page."""
        return f"{self.date:%d.%m.%Y}"


def write_pdf(article: Source, path: Path) -> None:
    """Lay the article out in columns below a headline over all of them."""
    width, height = A4
    column = (width - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS
    top = height - MARGIN - 9 * mm

    def columns(low: float, high: float) -> list[Frame]:
        lefts = (MARGIN + number * (column + GAP) for number in range(COLUMNS))
        return [Frame(left, low, column, high - low, 0, 0, 0, 0) for left in lefts]

    # Short enough that a short article fills all three columns; a long one goes on overleaf.
    words = sum(len(paragraph.split()) for paragraph in article.paragraphs)
    high = top - HEADLINE_HEIGHT
    low = high - min(92 * mm, 14 * mm + words * 0.185 * mm)
    headline = Frame(MARGIN, high, width - 2 * MARGIN, HEADLINE_HEIGHT, 0, 0, 0, 0)
    furniture = page_furniture(article, picture=(2 * column + GAP, low - 30 * mm))
    document = BaseDocTemplate(
        str(path),
        pagesize=A4,
        title=article.title,
        author=article.author,
        subject=article.section,
        creator=article.newspaper,
        invariant=1,
        lang="de-DE",
        pageTemplates=[
            PageTemplate("first", [headline, *columns(low, high)], furniture),
            PageTemplate("next", columns(15 * mm, top), furniture),
        ],
    )
    document.build([NextPageTemplate("next"), *story_of(article)])


def page_furniture(
    article: Source, picture: tuple[float, float]
) -> Callable[[Canvas, BaseDocTemplate], None]:
    """Return what draws head, page number and, on the first page, a grey picture of that size."""
    width, height = A4

    def draw(canvas: Canvas, document: BaseDocTemplate) -> None:
        number = FIRST_PAGE + document.page - 1
        canvas.setFont("Times-Roman", 8.5)
        head = f"{article.newspaper}  |  {article.section}  |  {article.day}"
        canvas.drawString(MARGIN, height - MARGIN, head)
        canvas.line(MARGIN, height - MARGIN - 3, width - MARGIN, height - MARGIN - 3)
        canvas.drawRightString(width - MARGIN, height - MARGIN, f"Seite {number}")
        canvas.drawCentredString(width / 2, 9 * mm, f"– {number} –")
        if document.page == 1:
            canvas.setFillGray(0.8)
            canvas.rect(MARGIN, 24 * mm, *picture, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.drawString(MARGIN, 20 * mm, "Foto: Archiv des Brückenboten")

    return draw


def story_of(article: Source) -> list[Flowable]:
    """Return headline, byline and the paragraphs in their styles."""
    story: list[Flowable] = [
        Paragraph(article.title, HEADLINE),
        Paragraph(f"Von {article.author}", BYLINE),
        FrameBreak(),
    ]
    for paragraph in article.paragraphs:
        is_head = paragraph.startswith(("## ", "**"))
        text = re.sub(r"^## |\*\*", "", paragraph)
        text = re.sub(r"^\*(.+)\*$", r"<i>\1</i>", text.replace("&", "&amp;"))
        story.append(Paragraph(text, SUBHEAD if is_head else BODY))
    return story


def write_docx(article: Source, path: Path) -> None:
    """Write a manuscript: title, byline, text, and the document's properties."""
    document = Document()
    written = datetime.datetime.combine(article.date, datetime.time(9, 30))
    facts = document.core_properties
    facts.title, facts.author, facts.subject = article.title, article.author, article.section
    facts.category, facts.language = article.newspaper, "de-DE"
    facts.created = facts.modified = written
    facts.last_modified_by, facts.revision = article.author, 1
    document.sections[0].header.paragraphs[0].text = f"{article.newspaper} – Manuskript"
    document.add_heading(article.title, level=0)
    document.add_paragraph(f"Von {article.author}, {article.day}")
    for paragraph in article.paragraphs:
        if paragraph.startswith("## "):
            document.add_heading(paragraph.removeprefix("## "), level=2)
        else:
            document.add_paragraph(paragraph.replace("**", ""))
    document.save(path)
    _without_clock(path)


def _without_clock(path: Path) -> None:
    """Write the container again with one fixed time, so that the file is the same each time."""
    with zipfile.ZipFile(path) as old:
        parts = [(entry.filename, old.read(entry)) for entry in old.infolist()]
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            new.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED)


def main() -> None:
    """Make every file anew."""
    for source in sorted(HERE.glob("*.md")):
        article = Source.read(source)
        if article.stem in WORD_FILES:
            write_docx(article, CORPUS / f"{article.stem}.docx")
        else:
            write_pdf(article, CORPUS / f"{article.stem}.pdf")


if __name__ == "__main__":
    main()
