"""PDF: words with their places (pypdfium2), laid out again as the article they were."""

import ctypes
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import CorpusError, NoTextError
from index.readers.decoding import password_needed, read_bytes
from index.readers.printed.article import article_of
from index.readers.printed.words import Page, Word
from index.records import ReadResult

if TYPE_CHECKING:
    import pypdfium2

_HYPHENS = {0x02: "-", 0xFFFE: "-"}
"""What pdfium writes for a hyphen that it takes for one of a line's end."""
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
_BOLD = 600


class PdfReader:
    """Reads ``.pdf``: one article a file."""

    suffixes: tuple[str, ...] = (".pdf",)

    def read(self, path: Path) -> ReadResult:
        """Return the file as one article that knows where its pages begin.

        Raises CorpusError for a file that is no PDF, PasswordError for one that asks for a
        password, NoTextError for one that holds pictures of pages and no text.
        """
        import pypdfium2

        content = read_bytes(path)
        try:
            with closing(pypdfium2.PdfDocument(content)) as document:
                said = document.get_metadata_dict(skip_empty=True)
                pages = [_page(document, number) for number in range(len(document))]
        except pypdfium2.PdfiumError as error:
            if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
                raise password_needed(path) from error
            raise CorpusError(
                f"{path} is no PDF that can be read: it is damaged or something else. "
                "Save it again as a PDF or take it away."
            ) from error
        if not any(page.words for page in pages):
            raise NoTextError(
                f"{path} holds pictures of pages and no text. Let a text recognition such as "
                "ocrmypdf add it, or take the file away."
            )
        return ReadResult((article_of(pages, said),))


def _page(document: "pypdfium2.PdfDocument", number: int) -> Page:
    with closing(document[number]) as page, closing(page.get_textpage()) as text:
        found = list(_words(text))
        # Text across the others' direction is a picture's credit or a stamp.
        usual = Counter(angle for _, angle in found).most_common(1)
        kept = tuple(word for word, angle in found if angle == usual[0][0])
        return Page(number + 1, page.get_height(), kept)


def _words(text: "pypdfium2.PdfTextPage") -> Iterator[tuple[Word, int]]:
    """The words in the file's order, each with its direction in degrees."""
    import pypdfium2.raw as pdfium

    run: list[str] = []
    box = (0.0, 0.0, 0.0, 0.0)
    first = 0
    for index in range(text.count_chars()):
        character = pdfium.FPDFText_GetUnicode(text, index)
        character = _HYPHENS.get(character) or chr(character)
        generated = pdfium.FPDFText_IsGenerated(text, index) == 1 and character != "-"
        if generated or not character.strip():
            if run:
                yield _word(text, run, first, box)
            run = []
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        if run and (abs(bottom - box[1]) > 0.3 * (box[3] - box[1]) or left < box[0]):
            yield _word(text, run, first, box)
            run = []
        if not run:
            first, box = index, (left, bottom, right, top)
        run.append(_LIGATURES.get(character, character))
        box = (min(box[0], left), box[1], max(box[2], right), max(box[3], top))
    if run:
        yield _word(text, run, first, box)


def _word(
    text: "pypdfium2.PdfTextPage",
    run: list[str],
    first: int,
    box: tuple[float, float, float, float],
) -> tuple[Word, int]:
    import pypdfium2.raw as pdfium

    angle = round(pdfium.FPDFText_GetCharAngle(text, first) * 57.29578) % 360
    left, bottom, right, top = box
    return Word("".join(run), left, right, bottom, top, _is_bold(text, first)), angle


def _is_bold(text: "pypdfium2.PdfTextPage", index: int) -> bool:
    import pypdfium2.raw as pdfium

    if pdfium.FPDFText_GetFontWeight(text, index) >= _BOLD:
        return True
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text, index, name, len(name), None)
    return b"bold" in name.value.lower()
