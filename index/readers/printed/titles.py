"""An article's headline by its type."""

import re
from collections.abc import Sequence

from index.readers.printed.paragraphs import Paragraph

_HEADLINE = 1.25
"""From which multiple of the text's height on a type is a headline's."""
_NEAR = 6
"""How many paragraphs from the top a headline stands at most."""
_FILE_NAME = re.compile(r"\.\w{2,5}$|^Microsoft Word - |^untitled|^unbenannt", re.IGNORECASE)


def title_of(said: str | None, paragraphs: Sequence[Paragraph], body_height: float) -> str | None:
    """Return the title that the file's properties give if the page has it too, else the headline.

    Programs write file names and templates' titles into the properties.
    """
    if said and any(said in paragraph.text for paragraph in paragraphs[:_NEAR]):
        return said
    return _headline(paragraphs, body_height) or (
        said if said and not _FILE_NAME.search(said) else None
    )


def _headline(paragraphs: Sequence[Paragraph], body_height: float) -> str | None:
    """The first of the first page's paragraphs in its largest type, if that is larger at all."""
    first = [p for p in paragraphs if p.pages[0][1] == paragraphs[0].pages[0][1]]
    # A single letter is the text's first one, drawn large.
    large = [p for p in first if p.height >= _HEADLINE * body_height and len(p.text) > 1]
    largest = max((p.height for p in large), default=0.0)
    return next((p.text for p in large if p.height > 0.95 * largest), None)
