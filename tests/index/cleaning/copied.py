"""A page as a reader copies it: paragraphs, and a line between them."""

from index.cleaning import clean
from index.records import Article, RawArticle

PROSE = (
    "Der Gemeinderat hat am Dienstagabend nach langer Aussprache beschlossen, den alten Steg am "
    "Weiher zu erneuern. Die Arbeiten sollen im Herbst beginnen und bis zum Frühjahr dauern, wie "
    "der Bauamtsleiter den Räten erläuterte. Dagegen stimmten nur zwei von ihnen."
)
MORE = (
    "Bezahlt wird der Bau zur Hälfte aus der Rücklage. Für den Rest hofft die Verwaltung auf das "
    "Land, das im vergangenen Jahr schon den Rundweg gefördert hatte. Eine Zusage gibt es nicht, "
    "im Rathaus rechnet man damit erst nach den Ferien."
)


def page(text: str) -> Article:
    return clean(RawArticle(text, is_page=True), article_id="a", path="a.txt")


def cut(text: str) -> dict[str, str]:
    """Every removed line with its reason."""
    return {line.text: line.reason for line in page(text).removed}


def reason_between(line: str) -> str | None:
    return cut(f"Der Steg wird neu\n\n{PROSE}\n\n{line}\n\n{MORE}\n\n{PROSE}").get(
        " ".join(line.split())
    )
