"""What the page's script asks the server for beside answers: articles, newspapers, translations.

These calls bypass Gradio's queue; whatever comes in is untrusted.
"""

from index.search.searcher import Searcher
from rag.translation.translator import German
from ui.page.places import Message
from ui.page.reading import article_of, newspapers, opened_article
from ui.page.request import Place, marks_of, place_of
from ui.page.translations import Translations


class Reader:
    """Answers the script; threads may share it."""

    def __init__(self, searcher: Searcher, translations: Translations) -> None:
        self._searcher = searcher
        self.translations = translations

    def article(self, data: object) -> Message:
        """Return an article opened at a sentence: see :func:`ui.page.reading.opened_article`."""
        place = place_of(data)
        if place is None:
            return {"error": "place"}
        marks = marks_of(data.get("marks") if isinstance(data, dict) else None)
        return opened_article(self._searcher, place, marks)

    def newspapers(self) -> list[str]:
        """Return the sources that can be filtered by."""
        return newspapers(self._searcher)


def german_at(searcher: Searcher, place: Place) -> German | None:
    """Return the sentence at a place, None where there is none or more than a paragraph."""
    found = article_of(searcher, place.article)
    if found is None or place.span.end > len(found[1]):
        return None
    info, text = found
    if place.span.end - place.span.start > LONGEST_SENTENCE:
        return None
    return German(text[place.span.start : place.span.end], info.title, info.date)


LONGEST_SENTENCE = 1_500
"""Characters that are translated at once: a small model loses what is longer."""
