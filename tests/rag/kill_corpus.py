"""Articles of words drawn, for indexes that are killed while they are made."""

import random
from pathlib import Path

ARTICLES = 48
WORDS = (
    "Rathaus Brücke Feuerwehr Hallenbad Stadtrat Bürgermeisterin Schule Verein Halle Straße Unfall "
    "Konzert Museum Fluss Damm Bahnhof Markt Garten Chor Theater Werk Haushalt Antrag Spende Turm "
    "Radweg Kirche Friedhof Bücherei Sporthalle Klinik Turnier Ausstellung Baustelle Fähre Hafen"
).split()
VERBS = "eröffnet gesperrt beschlossen gefeiert verschoben gelobt geprüft verkauft bezahlt".split()


def write_corpus(folder: Path, version: int, articles: int = ARTICLES) -> None:
    """Write the same articles in one of two versions; the second changes half and drops a few."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(articles):
        path = folder / f"a{number:03}.md"
        if version == 2 and number % 12 == 5:
            path.unlink(missing_ok=True)
            continue
        mark = version if number % 2 else 1
        draw = random.Random(f"{number}-{mark}")
        lines = [
            f"Fassung {mark}: Am {draw.randint(1, 28)}. Mai wurde {draw.choice(WORDS)} "
            f"{draw.randint(2, 900)} von {draw.choice(WORDS)} und {draw.choice(WORDS)} "
            f"{draw.choice(VERBS)}."
            for _ in range(18)
        ]
        path.write_text(
            f"---\nid: a{number}\ntitle: {draw.choice(WORDS)} {number}\n---\n" + " ".join(lines),
            encoding="utf-8",
        )
