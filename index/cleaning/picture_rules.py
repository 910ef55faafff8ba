"""Captions and credits of pictures."""

import re

_CREDIT = (
    r"(?:Fotos?|Bild(?:er|quelle|rechte|nachweis)?|Grafik|Symbol(?:bild|foto)|Archiv(?:bild|foto)"
    r"|Illustration|Screenshot|Collage|Karikatur|Montage|Video|Foto-?Credit|Credit|Repro"
    r"|(?:Foto|Bild)(?:rechte|quelle|credit)|Fotograf(?:in)?|Aufnahme|Infografik|Zeichnung"
    r"|Luftbild)"
)
_PURE_CREDIT = re.compile(
    rf"[(\[]?(?:{_CREDIT} ?(?:: ?|\|| ?© ?)|(?:Quelle|Von)?©? ?©)[^.!?]{{1,80}}[)\]]?\.?$"
    rf"|[(\[]?Quelle ?: ?[^.!?]{{1,50}}[)\]]?$"
    r"|[(\[]?(?:Imago|picture[ -]alliance|Getty Images|dpa|Adobe Stock|Shutterstock)\b"
    r"(?: ?[/|].{1,50})?[)\]]?$",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    rf"[.!?…“\"\w)] ?[(\[|–-]? ?(?:\b{_CREDIT} ?: ?|\b{_CREDIT} ?© ?|© ?)"
    rf"(?=[\w„\"(])[^.!?]{{1,70}}[)\]]?$",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"(?:© ?|/|\| )(?:dpa|AFP|AP|Reuters|epd|KNA|APA|Imago|Getty(?: Images)?|picture[ -]alliance"
    r"|dpa-Zentralbild|Adobe Stock|Shutterstock|Unsplash|Pixabay)(?:[/ -][\w./ -]{1,40})?\)?$",
    re.IGNORECASE,
)
_SOURCED = re.compile(
    r"[\w.!?“\")] ?(?:\| ?[^.!?|:]{2,30} ?/ ?(?:[^.!?|]|\b[A-ZÄÖÜ]\.){2,40}"
    r"|[(\[]Quelle ?: ?[^.!?]{2,60}[)\]])$"
)
_PICTURE = re.compile(
    r"\[?(?:Bild vergrößern|Bilder?galerie|Bildergalerie.{0,80}|Bilderstrecke.{0,80}|Zur Galerie"
    r"|Fotostrecke.{0,80}|Zur (?:Foto|Bilder)strecke.{0,40}|(?:Bild|Foto) \d{1,3}(?: ?/ ?"
    r"| von )\d{1,3}.{0,120}"
    r"|Vollbild(?:modus)?|Bild anzeigen|Bild in Originalgröße|.{1,80}\(\d{1,3} (?:Bilder|Fotos)\)"
    r"|(?:Im )?(?:Video|Audio|Podcast|Bild|Karte|Interaktive Karte"
    r"|Bilder)(?: des Tages)? ?: [^.]{3,120}"
    r"|Mehr Bilder.{0,60}|Alle (?:Bilder|Fotos).{0,60})\]?$"
    r"|(?:Bildunterschrift|Bildtext|Bildlegende|Bildbeschreibung"
    r"|Bildnachweis)(?: anzeigen)?\b.{0,300}$",
    re.IGNORECASE,
)


def is_credit(text: str) -> bool:
    """Tell whether the line is a picture's credit and nothing else."""
    return _PURE_CREDIT.match(text) is not None


def is_caption(text: str) -> bool:
    """Tell whether the line is a caption that shows its credit, or a picture's button."""
    return (
        is_credit(text)
        or _CREDITED.search(text[-110:]) is not None
        or (len(text) < 250 and _AGENCY.search(text[-60:]) is not None and not text.startswith("("))
        or _PICTURE.match(text) is not None
        or (len(text) < 300 and _SOURCED.search(text[-90:]) is not None)
    )
