"""What the page offers beside its article: players, polls, prices, weather, feedback."""

import re

_SERVICE = re.compile(
    r"(?:(?:ca\. )?\d{1,3} ?Min(?:\.|uten?)?(?: Lese(?:zeit|dauer))?"
    r"|(?:Geschätzte )?Lese(?:zeit|dauer) ?:? ?.{0,30}"
    r"|(?:Fehler (?:gefunden|entdeckt|melden)|Haben Sie (?:einen )?Fehler"
    r"|Sie haben (?:einen )?Fehler"
    r"|Hat Ihnen (?:der|dieser|unser) (?:Artikel|Beitrag)|(?:War|Ist|Wie fanden Sie|Wie hilfreich"
    r"|Wie gefällt Ihnen|Finden Sie) (?:dieser?|diese|dieses|der|den) (?:Artikel|Beitrag|Text"
    r"|Inhalt|Zusammenfassung|Seite)|Ist Ihnen ein Fehler|Möchten Sie etwas kritisieren"
    r"|Hinweis an die Redaktion|Feedback an).{0,150}"
    r"|(?:Schreiben Sie|Kontaktieren Sie|Mailen Sie)[^.]{0,30}\b(?:der|die"
    r"|unserer?) Redaktion\b.{0,80}"
    r"|(?:Folgen Sie|Folge) (?:uns|mir|der Redaktion)\b.{0,160}"
    r"|Laden Sie (?:jetzt )?(?:unsere|die) .{0,30}App\b.{0,80}"
    r"|(?:Artikel|Beitrag) (?:anhören|vorlesen|abspielen|hören).{0,30}|Schriftgröße\b.{0,20}"
    r"|(?:Dieser Text|Dieser Artikel|Der Text|Diese Zusammenfassung|Mit KI|Von KI"
    r"|Automatisch)\b.{0,20}"
    r"(?:automatisch|maschinell|erstellt|generiert|künstlich).{0,80}"
    r"|(?:KI-)?Zusammenfassung|(?:KI|AI)-(?:generierte )?Zusammenfassung.{0,40}"
    r"|(?:Quelle|Newsroom|Originalmeldung): ?https?://\S{1,200}|https?://\S{1,200}"
    r"|www\.\S{1,100}|[\w.+-]{1,60}@[\w.-]{1,60}|Seite \d{1,3} (?:von|/) ?\d{1,3}"
    r"|(?:Jetzt läuft|Jetzt live|Live hören|Live sehen|Livestream|Sendung verpasst)\b.{0,60}"
    r"|(?:Über )?(?:dieses|das) Thema (?:berichtete[n]?|im Programm|läuft|sendet)\b.{0,160}"
    r"|(?:Dieses Thema im Programm|Sendung|Aus der Sendung|Verfügbar bis|Abrufbar bis|Erstsendung)"
    r"\b ?:? ?[^.]{0,20}.{0,100}"
    r"|Diese (?:Umfrage|Abstimmung) ist nicht repräsentativ.{0,20}|Ergebnis(?:se)? anzeigen"
    r"|Umfrage der Woche|Abstimmen"
    r"|(?:Kursdaten|Börsenkurse|Alle Kurs\w{0,12}|Alle Angaben)\b.{0,80}\b(?:Gewähr|Verzögerung"
    r"|verzögert)\b.{0,60}"
    r"|(?:Autor(?:in)?|Thema|Themen|Autor:in) folgen|Mail an (?:die|den|unsere) .{1,40})$",
    re.IGNORECASE,
)
_PLAYED = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[Mm]in\.?)?$|\d{1,3} ?[Mm]in\b\.?(?: ?\| ?[\w ]{1,25})?$"
    r"|(?:Video|Audio|Podcast|Folge|Beitrag|Artikel|Anhören|Vorlesen)\b.{0,60}\b\d{1,3}(?::\d{2})?"
    r" ?[Mm]in\b\.?\)?$"
)
_FIGURES = re.compile(
    r"[^.!?:]{2,30}?[ :]?[\d.]+(?:,\d{2,4})? ?[$€]?(?: ?Punkte)? ?"
    r"[(]?[+\-–±]?\d{1,3},\d{1,3} ?%[)]?$"
    r"|[^.!?:]{2,30}? [\d.]*,\d{2,4}(?: ?\$| Punkte)?$|[A-Z]{3}/[A-Z]{3} ?\d[\d.,]*$"
    r"|[^.!?]{0,30}?[ :]?[+\-–]?\d{1,2} ?°C?(?: ?[/|,] ?[+\-–]?\d{1,2} ?°C?)?(?:,? [\w ]{3,25})?$"
)
_INVITES = re.compile(
    r"(?=.{0,250}\b(?:WhatsApp|Telegram|Instagram|TikTok|Push|Kanal|App|Podcasts?|Mediathek"
    r"|Audiothek"
    r"|Newsletter)\b)"
    r"(?:.{0,250}\b(?:abonnieren Sie|folgen Sie|laden Sie|verpassen Sie|hören Sie|hier abonnieren"
    r"|Jetzt .{0,30}hören|überall, wo es|Jetzt .{0,30}herunterladen|keine (?:\w{1,15}[- ])?"
    r"(?:Nachricht|News|Meldung|Folge)\w{0,2} (?:mehr )?verpassen))\b",
    re.IGNORECASE,
)
_VERBS = (
    r"laden|anzeigen|ansehen|anhören|abspielen|abonnieren|anmelden|registrieren|herunterladen"
    r"|einloggen|überspringen|auswählen|verwalten|freischalten|kopieren|mitdiskutieren|abstimmen"
    r"|ausblenden|einblenden|anpassen|vorlesen|bestellen|entdecken|verschenken|abschicken"
)
_BUTTON = re.compile(
    rf"(?:[\w-]+ ){{0,2}}(?:{_VERBS})$"
    rf"|(?:Jetzt|Hier|Gleich) (?:[\w-]+ ){{0,3}}(?:{_VERBS}|lesen|hören|sehen|testen|sichern"
    rf"|buchen|kaufen"
    r"|spenden|starten|vergleichen|informieren|teilnehmen|mitmachen|bewerben|herunterladen"
    r"|schauen)[!.]?$"
    r"|(?:Zum|Zur|Zu den) (?:Angebot|Deal|Shop|Podcast|Video|Galerie|Abo|Pur-Abo|Newsletter"
    r"|Startseite"
    r"|Archiv|Anmeldung|Login|Übersicht|Seitenanfang|Rechner|Vergleich|Quiz|Spiel|Rätsel)\w{0,2}$",
    re.IGNORECASE,
)


def is_service(text: str) -> bool:
    """Tell whether the line is a service of the page: a player, a poll, feedback, an app."""
    if _SERVICE.match(text) or (len(text) <= 70 and _PLAYED.match(text)):
        return True
    return len(text) <= 300 and _INVITES.match(text) is not None and not _QUOTATION.search(text)


_QUOTATION = re.compile(r"[„“»«]")


def is_figures(text: str) -> bool:
    """Tell whether the line is a quotation of the stock exchange or the weather."""
    return len(text) <= 60 and _FIGURES.match(text) is not None


def is_button(text: str) -> bool:
    """Tell whether the line is what stands on a button: an infinitive and its object."""
    return len(text) <= 45 and _BUTTON.match(text) is not None


def is_ornament(text: str) -> bool:
    """Tell whether the line is marks without words."""
    return len(text) > 2 and not any(letter.isalnum() for letter in text)
