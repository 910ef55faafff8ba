"""What a single line gives away, wherever it stands.

Every rule looks at the form of one line: its labels, its ends, whom it speaks to. A rule of
single lines sees at most 400 characters, so each is linear, whatever its expression.
"""

import re
from collections.abc import Callable

from index.cleaning.labels import LEGAL, NAVIGATION, SECTIONS, SHARE
from index.cleaning.lines import Line

_WIDE = re.compile(r" {2,}|\s*[|·•¦]\s*|\s+[–—/]\s+")
_PATH = re.compile(r"\s*[>›»→]\s*|\s+[/|]\s+")
_COUNT = re.compile(r"\s*\(?\d{1,4}\)?$")
_KNOWN = NAVIGATION | SHARE | LEGAL
_CONSENT_CHARACTERS = 5000


def _label(text: str) -> str:
    """A label as the lists have it: small, without its mark, its count and its brackets."""
    return _COUNT.sub("", text.strip(" \t[]<>›»«:.*-–+©").lower()).strip()


def _items(text: str) -> list[str]:
    return [item for item in map(_label, _WIDE.split(text)) if item]


def _is_label_of(text: str, known: frozenset[str]) -> bool:
    """Whether the line is one or several of these labels and nothing else."""
    items = _items(text)
    return bool(items) and all(item in known or _are_labels(item.split(), known) for item in items)


def _are_labels(words: list[str], known: frozenset[str]) -> bool:
    """Whether several single words, set with one blank between them, are all labels."""
    return len(words) > 2 and all(word.strip(",;:|/") in known for word in words)


def _share(text: str) -> bool:
    head, colon, rest = text.partition(":")
    if colon and _label(head) in SHARE:
        return not rest.strip() or _is_label_of(rest, SHARE)
    return (
        _is_label_of(text, SHARE)
        or re.match(
            r"(?:Diesen )?(?:Artikel|Beitrag) (?:teilen|empfehlen|weitersagen|anhören"
            r"|vorlesen)\b.{0,60}$",
            text,
            re.IGNORECASE,
        )
        is not None
    )


_COPYRIGHT = re.compile(
    r"(?:©|\(c\) |Copyright\b).{0,120}$"
    r"|.{0,100}\bAlle Rechte vorbehalten\b.{0,60}$",
    re.IGNORECASE,
)


def _legal(text: str) -> bool:
    return _is_label_of(text, LEGAL) or (
        _COPYRIGHT.match(text) is not None and not _ends_in_sentence(text)
    )


def _ends_in_sentence(text: str) -> bool:
    return len(text) > 160


def _menu(text: str) -> bool:
    """Labels side by side: most of them known, or at least one that only a page's menu has."""
    if _is_label_of(text, _KNOWN):
        return True
    items = _items(text)
    if len(items) < 3 or any(len(item) > 40 or len(item.split()) > 4 for item in items):
        return False
    sure = sum(item in _KNOWN for item in items)
    likely = sum(item in _KNOWN or item in SECTIONS for item in items)
    return (sure >= 1 and likely >= 2) or likely * 2 > len(items)


def is_breadcrumb(text: str) -> bool:
    """Tell whether the line is a path from the front page to the article."""
    items = [item for item in map(_label, _PATH.split(text)) if item]
    if len(items) < 2 or len(text) > 250:
        return False
    root = items[0] in {"startseite", "home", "start", "sie sind hier", "homepage"}
    return root or (
        re.match(r".{1,40} [>›»] .", text) is not None
        and all(item in SECTIONS for item in items[:-1])
    )


def _breadcrumb(text: str) -> bool:
    return is_breadcrumb(text) or re.match(r"Sie (?:sind|befinden sich) hier\b", text) is not None


_CREDIT = (
    r"(?:Fotos?|Bild(?:er|quelle|rechte|nachweis)?|Grafik|Symbol(?:bild|foto)|Archiv(?:bild|foto)"
    r"|Illustration|Screenshot|Collage|Karikatur|Montage|Video|Foto-?Credit|Credit|Repro"
    r"|Fotograf(?:in)?|Infografik|Zeichnung|Luftbild)"
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
_PICTURE = re.compile(
    r"\[?(?:Bild vergrößern|Bilder?galerie|Bildergalerie.{0,80}|Bilderstrecke.{0,80}|Zur Galerie"
    r"|Fotostrecke.{0,80}|Zur (?:Foto|Bilder)strecke.{0,40}|(?:Bild|Foto) \d{1,3}(?: ?/ ?"
    r"| von )\d{1,3}.{0,120}"
    r"|Vollbild(?:modus)?|Bild anzeigen|Video abspielen|Bild in Originalgröße)\]?$"
    r"|(?:Bildunterschrift|Bildtext|Bildlegende|Bildbeschreibung"
    r"|Bildnachweis)(?: anzeigen)?\b.{0,300}$",
    re.IGNORECASE,
)


def is_credit(text: str) -> bool:
    """Tell whether the line is a picture's credit and nothing else."""
    return _PURE_CREDIT.match(text) is not None


def _caption(text: str) -> bool:
    return (
        is_credit(text)
        or _CREDITED.search(text[-110:]) is not None
        or (len(text) < 250 and _AGENCY.search(text[-60:]) is not None and not text.startswith("("))
        or _PICTURE.match(text) is not None
    )


_TEASER = re.compile(
    r"[+>*»→•\s-]*(?:(?:Lesen|Sehen|Hören|Schauen) Sie (?:hier )?(?:auch|dazu|mehr|hier|weiter)\b"
    r"|(?:Lies|Sieh|Hör) auch\b|Lese(?:n Sie )?[- ]?tipps?\b|Auch interessant ?:|Mehr (?:dazu"
    r"|hierzu) ?:?"
    r"(?:$| ?: | finden Sie| lesen Sie)|Mehr zu[mr]? [^.]{1,60} (?:lesen|finden) Sie"
    r"|Zum Weiterlesen ?:|Passend dazu ?:|(?:Mehr|Weitere Informationen|Hintergrund) ?: ?>"
    r"|Hier geht es zu[mr]?\b|Hier (?:lesen|finden) Sie\b|Das könnte (?:Sie"
    r"|dich) (?:auch )?interessieren ?:"
    r"|Weitere (?:Nachrichten|Artikel|Meldungen|Beiträge|Infos|Informationen) (?:aus|zu|zum|zur"
    r"|von|finden|gibt)\b"
    r"|Alle (?:Nachrichten|Artikel|Entwicklungen|Infos|Informationen) (?:aus|zu|zum|zur"
    r"|im)\b).{0,250}$",
    re.IGNORECASE,
)


def _teaser(text: str) -> bool:
    return _TEASER.match(text) is not None


_NEWSLETTER = re.compile(
    r"[+>*\s-]*(?:Unser |Der |Kostenloser? |Unsere )?(?:\w{1,25}-)?Newsletters?\b ?(?:[:–„\"-]|$"
    r"|abonnieren|bestellen|anmelden).{0,250}$"
    r"|.{0,200}\b(?:Newsletter|Postfach|E-Mail(?:-Adresse)?)\b.{0,120}\b(?:jetzt|hier|kostenlos"
    r"|jederzeit)"
    r" ?(?:kostenlos |gratis )?(?:anmelden|abonnieren|bestellen|eintragen|abbestell\w{1,4}"
    r"|kündbar|abmelden|registrieren)"
    r"|.{0,250}\b(?:in|direkt in) (?:Ihr(?:em|en)?|dein(?:em|en)?) (?:E-Mail-|Mail-)?(?:Postfach"
    r"|Posteingang)\b"
    r"|(?:[>\s\[]*)(?:Jetzt|Hier) (?:kostenlos |gratis )?(?:zum Newsletter )?(?:anmelden"
    r"|abonnieren|eintragen)\b.{0,40}$"
    r"|.{0,80}\b(?:unser(?:en|em)?|den) Newsletter (?:abonnieren|können|jederzeit|bestellen)\b"
    r"|[\[\s]*(?:(?:Ihre|Deine) )?E-Mail-Adresse(?: eingeben| eintragen)?\b.{0,60}$",
    re.IGNORECASE,
)


def _newsletter(text: str) -> bool:
    return _NEWSLETTER.match(text) is not None


_SUBSCRIPTION = re.compile(
    r"(?:Jetzt|Weiter|Hier) ?(?:weiter)?lesen mit\b.{0,120}$"
    r"|(?:Sie (?:haben|sind)|Du (?:hast|bist)|Haben Sie|Sind Sie)? ?(?:bereits|schon) (?:ein )?"
    r"(?:(?:Digital|Plus)-?)?(?:Abo\w{0,8}|Kund(?:e|in)|registriert|Mitglied)\b.{0,100}$"
    r"|.{0,150}\b(?:Abo|Probeabo|Digitalabo|Digital-Abo|Zugang|Probemonat|Monatsabo"
    r"|Angebot)\b.{0,120}"
    r"\b(?:jetzt|monatlich kündbar|jederzeit kündbar|kostenlos testen|abschließen|freischalten"
    r"|bestellen|sichern)\b"
    r"|(?:Jetzt|Einen Monat|\d+ (?:Wochen|Monate?|Tage)|Gratis|Kostenlos).{0,60}\b(?:testen"
    r"|abonnieren|freischalten|probelesen|ausprobieren|kündbar)\b.{0,60}$"
    r"|.{0,60}\b(?:Dieser|Der|Diesen) (?:Artikel|Inhalt|Beitrag|Text) (?:ist|gehört|steht)"
    r" .{0,60}\b(?:Abonnent\w*|Plus|Premium|kostenpflichtig|exklusiv|Abo)\b.{0,80}$"
    r"|(?:Um|Zum) .{0,60}(?:weiterlesen|weiterzulesen|freizuschalten)\b.{0,120}$"
    r"|Jetzt (?:registrieren|anmelden|einloggen|digital lesen|Abo \w{1,12}|lesen"
    r"|weiterlesen)\b.{0,40}$",
    re.IGNORECASE,
)


def _subscription(text: str) -> bool:
    return _SUBSCRIPTION.match(text) is not None and not re.search(r"[„“»«]", text)


_ADVERT = re.compile(
    r"[-–—\s*\[(]*(?:Anzeigen?|Werbung|Advertorial|Sponsored(?: Content| Post)?|Promotion|Reklame"
    r"|Unsere Partner|Partnerinhalte?|Partnerangebote?|Gesponsert|Werbeanzeige)[-–—\s*\])]*"
    r"(?:[–—:|-].{0,60}|weiterlesen.{0,60}|endet.{0,30})?$"
    r"|(?:Weiterlesen|Weiter|Der Artikel geht weiter|Artikel wird).{0,30}\b(?:nach|unter"
    r"|hinter) der (?:Anzeige|Werbung).{0,20}$",
    re.IGNORECASE,
)


def _advert(text: str) -> bool:
    return _ADVERT.match(text) is not None


_COMMENTS = re.compile(
    r"(?:Die )?(?:Kommentare?|Kommentarfunktion|Diskussion)\b.{0,60}"
    r"\b(?:geschlossen|deaktiviert|geöffnet|moderiert|anzeigen|laden|lesen|beachten|schreiben"
    r"|verfassen)\b.{0,80}$"
    r"|(?:Alle|Weitere|Mehr|\d{1,4}) Kommentare?(?: (?:anzeigen|laden|lesen|ansehen))?$"
    r"|(?:Zum Kommentieren|Um (?:zu kommentieren|einen Kommentar)|Kommentieren können)\b.{0,120}$"
    r"|(?:Schreiben Sie|Schreib|Hinterlassen Sie|Verfassen Sie)[^.]{0,40}\bKommentar\b.{0,80}$"
    r"|.{0,250}\b(?:(?:in|unter) (?:den|die|unseren) Kommentar\w{0,8}|Kommentarspalte)\b ?[!?]$"
    r"|(?:(?:Was|Wie) (?:denken|meinen|halten|schätzt|meinst|denkst)\b.{0,100})(?:Diskutier"
    r"|Schreib|Kommentier).{0,100}$"
    r"|(?:Bitte )?(?:beachten Sie|halten Sie sich an|lesen Sie) (?:bitte )?(?:unsere|die|unserer)"
    r" (?:Netiquette|Kommentarregeln|Hausordnung|Nutzungsregeln|Diskussionsregeln).{0,200}$"
    r"|(?:Neueste|Älteste|Beliebteste|Beste) zuerst\b.{0,60}$",
    re.IGNORECASE,
)


def _comments(text: str) -> bool:
    return _COMMENTS.match(text) is not None


_TAGS = re.compile(
    r"(?:Schlagworte?|Schlagwörter|Stichworte?|Stichwörter|Tags?|Themen(?: in diesem Artikel)?"
    r"|Themenseiten?|Mehr zum Thema|Weitere Themen|Mehr zu|Verwandte Themen|Keywords) ?: ?"
    r"[^.!?]{1,200}$",
    re.IGNORECASE,
)


def _tags(text: str) -> bool:
    hashes = text.split()
    return _TAGS.match(text) is not None or (
        len(hashes) > 1 and all(word.startswith("#") for word in hashes)
    )


_SERVICE = re.compile(
    r"(?:(?:ca\. )?\d{1,3} ?Min(?:\.|uten?)?(?: Lese(?:zeit|dauer))?"
    r"|(?:Geschätzte )?Lese(?:zeit|dauer) ?:? ?.{1,30}"
    r"|(?:Fehler (?:gefunden|entdeckt)|Haben Sie (?:einen )?Fehler|Sie haben (?:einen )?Fehler"
    r"|Hat Ihnen (?:der|dieser) Artikel|War dieser Artikel hilfreich"
    r"|Ist Ihnen ein Fehler).{0,150}"
    r"|(?:Schreiben Sie|Kontaktieren Sie|Mailen Sie)[^.]{0,30}\b(?:der|die"
    r"|unserer?) Redaktion\b.{0,80}"
    r"|Folgen Sie uns\b.{0,120}|Folge uns\b.{0,120}|Laden Sie (?:jetzt )?(?:unsere"
    r"|die) .{0,30}App\b.{0,80}"
    r"|Artikel (?:anhören|vorlesen|abspielen).{0,30}|Schriftgröße\b.{0,20}"
    r"|(?:Dieser Text|Dieser Artikel|Der Text) wurde (?:automatisch|maschinell) (?:vorgelesen"
    r"|übersetzt).{0,60}"
    r"|(?:Quelle|Newsroom|Originalmeldung): ?https?://\S{1,200}|https?://\S{1,200}"
    r"|www\.\S{1,100})$",
    re.IGNORECASE,
)


def _service(text: str) -> bool:
    return _SERVICE.match(text) is not None


def _ornament(text: str) -> bool:
    return len(text) > 2 and not any(letter.isalnum() for letter in text)


_QUOTED = re.compile(r"[„“\"»«][^„“”\"»«]{0,1000}[“”\"«»]")
_ADDRESS = re.compile(
    r"\b(?:Sie|Ihr(?:e[rnms]?)?|wir|uns(?:er\w{0,2})?|ich|mein(?:e[rnms]?)?|mir|du"
    r"|dein(?:e[rnms]?)?)\b|Diese (?:Seite|Webs(?:e)?ite)",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\b(?:Cookies?|Einwilligung(?:en)?|einwilligen|personenbezogen\w{0,3}|Datenschutz\w{0,16}"
    r"|Tracking"
    r"|Werbezweck\w{0,2}|Marketingzweck\w{0,2}|Zustimmung|zustimmen|stimmen|Drittanbietern?"
    r"|widerrufen|Widerruf\w{0,8}"
    r"|Privatsphäre\w{0,16}|einverstanden|verarbeite[nt]|Verarbeitung|Datenabgleich"
    r"|Endgerät\w{0,2}|Gerät"
    r"|Partnern?|Auswahl|E-Mail-Adresse|Telefonnummer|(?:redaktionellen )?Newsletter\w{0,6}"
    r"|Werbepartner\w{0,10}|externe[rn]?"
    r"|Dienste|speichern|Inhalte[ns]?|Anzeigen|Angebot|Informationen|Techniken|Webseite|Website"
    r"|Seite"
    r"|Nutzung|Weiterlesen|Verwendung|Unternehmen|Werbung)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:Cookies?|Einwilligung(?:en)?|damit einverstanden|personenbezogen\w{0,3}"
    r"|Datenschutz(?:erklärung|hinweis\w*|einstellungen|vorschriften)"
    r"|Tracking|Werbezweck\w{0,2}|Drittanbietern?|Privatsphäre\w{0,16}|Newsletterinhalt|Utiq"
    r"|redaktionelle[rn]? Inhalte?)\b",
    re.IGNORECASE,
)


def is_consent(text: str) -> bool:
    """Tell whether a paragraph speaks to its reader about consent and data.

    It must name such a thing, address somebody outside of quotation marks, and hold further words
    of that trade: an article about data protection addresses nobody.
    """
    if len(text) > _CONSENT_CHARACTERS or not _STRONG.search(text):
        return False
    said = _QUOTED.sub(" ", text)
    if not _STRONG.search(said) or not _ADDRESS.search(said):
        return False
    words = {found[0].lower() for found in _CONSENT.finditer(said)}
    return len(words) >= (3 if len(text) > 160 else 2)


LINE_RULES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("ornament", _ornament),
    ("navigation", _breadcrumb),
    ("share", _share),
    ("legal", _legal),
    ("navigation", _menu),
    ("advert", _advert),
    ("tags", _tags),
    ("comments", _comments),
    ("newsletter", _newsletter),
    ("subscription", _subscription),
    ("teaser", _teaser),
    ("service", _service),
    ("caption", _caption),
)
"""Reason and rule, the first that holds counts; each takes at most 400 characters."""


def line_reason(line: Line) -> str | None:
    """Return why this line by itself is furniture, None if nothing says so."""
    if line.is_short:
        for reason, rule in LINE_RULES:
            if rule(line.text):
                return reason
    return "consent" if is_consent(line.text) else None
