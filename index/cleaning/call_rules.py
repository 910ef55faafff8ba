"""Lines that want something of the reader: teasers, newsletters, offers, adverts, comments."""

import re

_QUOTATION = re.compile(r"[„“»«]")
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
    r"|(?:Mehr|Weiteres|Weitere Hintergründe|Alles) (?:über|dazu|hierzu|darüber) .{0,60}\b(?:hier"
    r"|lesen"
    r"|hören|sehen)\b"
    r"|(?:Hier|Jetzt) (?:weiterlesen|nachlesen|mehr)\b|(?:Zur|Zum) (?:kompletten|vollständigen"
    r"|ganzen|"
    r"Artikel|Live|Ticker|Übersicht|Themenseite|Tabelle|Sendung|Podcast)\b[^.]{0,60}$"
    r"|(?:Alle|Weitere|Mehr) (?:\S{1,25}[- ])?(?:Artikel|Beiträge|Meldungen|Videos|Podcasts"
    r"|Themen|Folgen)"
    r"(?: (?:von|aus|zu[mr]?|anzeigen|lesen|ansehen|auf|im|finden)\b.{0,60})?$"
    r"|(?:Eilmeldung|Breaking News|Live-?Ticker|Live-?Blog|Top-?News) ?:? ?.{0,120}$"
    r"|Alle (?:Nachrichten|Artikel|Entwicklungen|Infos|Informationen) (?:aus|zu|zum|zur"
    r"|im)\b).{0,250}$",
    re.IGNORECASE,
)


def is_teaser(text: str) -> bool:
    """Tell whether the line is an invitation to another article."""
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
    r"|(?:Kostenlos|Gratis|Jetzt gratis|Jetzt kostenlos) (?:bestellen|abonnieren|anmelden|lesen)$"
    r"|[\[\s]*(?:(?:Ihre|Deine) )?E-Mail-Adresse(?: eingeben| eintragen)?\b.{0,60}$",
    re.IGNORECASE,
)

_NEWSLETTER_PRAISED = re.compile(
    r"(?=.{0,250}\b(?:[\w-]{0,25}-)?(?:Newsletter|Briefing)s?\b)(?:.{0,250}\b(?:Ihnen|Sie|dir|dich"
    r"|kostenlose[rns]?|kostenfrei|kostenlos|werktags|Abmeldung|abonniert)\b)"
    r"|(?:Unser(?:en)? |Der |Den )?[\w-]{2,40}newsletter\b.{0,80}\b(?:erscheint|kommt|landet"
    r"|jeden|täglich|werktags|wöchentlich|kostenlos|gratis)\b",
    re.IGNORECASE,
)


def is_newsletter(text: str) -> bool:
    """Tell whether the line is a newsletter box's."""
    if _NEWSLETTER.match(text):
        return True
    return _NEWSLETTER_PRAISED.match(text) is not None and not _QUOTATION.search(text)


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
    r"|(?:PLUS|Plus|Premium|Exklusiv|Abo|ABO|Bezahlinhalt|Bezahlartikel|Plus-Artikel|Für Abonnenten"
    r"|Nur für Abonnenten|[\w&-]{1,12}(?:\+|plus|PLUS))(?: Exklusiv| exklusiv)?$"
    r"|.{0,120}\b(?:Wochen?|Monate?|Jahr|Tage) (?:lang )?(?:für|nur|gratis|kostenlos)\b.{0,60}"
    r"(?:€|Euro|testen|lesen|danach|kündbar).{0,80}$"
    r"|.{0,80}\b(?:jederzeit|monatlich|wöchentlich) kündbar\b.{0,60}$"
    r"|(?:Angebot|Abo|Tarif) (?:auswählen|wählen|ansehen|vergleichen)$"
    r"|Jetzt (?:registrieren|anmelden|einloggen|digital lesen|Abo \w{1,12}|lesen"
    r"|weiterlesen)\b.{0,40}$",
    re.IGNORECASE,
)


def is_subscription(text: str) -> bool:
    """Tell whether the line is an offer to subscribe or log in."""
    return _SUBSCRIPTION.match(text) is not None and not _QUOTATION.search(text)


_ADVERT = re.compile(
    r"[-–—\s*\[(]*(?:Anzeigen?|Werbung|Advertorial|Sponsored(?: Content| Post)?|Promotion|Reklame"
    r"|Unsere Partner|Partnerinhalte?|Partnerangebote?|Gesponsert|Werbeanzeige)[-–—\s*\])]*"
    r"(?:[–—:|-].{0,60}|weiterlesen.{0,60}|endet.{0,30})?$"
    r"|(?:Gesponsert|Sponsored)\b.{0,60}$"
    r"|(?=.{0,200}\b(?:Affiliate|Provision|Partnerlinks?|mit (?:einem )?(?:\*|Stern(?:chen)?)))"
    r".{0,200}\b(?:Links?|Kauf|kaufen|einkaufen|bestellen|Produkte?)\b.{0,200}$"
    r"|\d{1,4}(?:[.,]\d{2})? ?€\*?(?: \d{1,4}(?:[.,]\d{2})? ?€\*?)?(?: Zu[mr] \w{1,12})?$"
    r"|[^.]{1,40} \d{1,4}(?:[.,]\d{2})? ?€\*$"
    r"|\* ?(?:Preise|Alle Preise|Affiliate|Anzeige|Werbung|inkl)\b.{0,200}$"
    r"|Die mit .{0,40}(?:\*|Stern\w{0,4}|Symbol) .{0,20}gekennzeichnet.{0,200}$"
    r"|(?:Weiterlesen|Weiter|Der Artikel geht weiter|Artikel wird).{0,30}\b(?:nach|unter"
    r"|hinter) der (?:Anzeige|Werbung).{0,20}$",
    re.IGNORECASE,
)


def is_advert(text: str) -> bool:
    """Tell whether the line is an advert or its label."""
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
    r"|\d{1,4} (?:Antwort(?:en)?|Beiträge|Likes?|Reaktionen) ?(?:(?:Melden|Teilen|anzeigen|ansehen"
    r"|lesen|laden|Gefällt mir|Zitieren) ?){0,3}$"
    r"|Antwort(?:en)? ?\|? ?(?:Melden|Zitieren|Gefällt mir|Teilen)\b.{0,40}$"
    r"|(?:Alle|Weitere) \d{1,4} (?:Kommentare|Beiträge|Antworten)\b.{0,60}$"
    r"|(?:Jetzt )?(?:mitdiskutieren|mitreden|kommentieren|diskutieren)$"
    r"|Diskutieren Sie mit\b.{0,40}$"
    r"|(?:Kommentieren Sie|Bleiben Sie|Bitte bleiben Sie|Diskutieren Sie)\b.{0,60}\b(?:fair"
    r"|sachlich"
    r"|freundlich|höflich|respektvoll)\b.{0,200}$"
    r"|(?:Neueste|Älteste|Beliebteste|Beste) zuerst\b.{0,60}$",
    re.IGNORECASE,
)


def is_comments(text: str) -> bool:
    """Tell whether the line is readers' comments or their rules."""
    return _COMMENTS.match(text) is not None


_TAGS = re.compile(
    r"(?:Schlagworte?|Schlagwörter|Stichworte?|Stichwörter|Tags?|Themen(?: in diesem Artikel)?"
    r"|Themenseiten?|Mehr zum Thema|Weitere Themen|Mehr zu|Verwandte Themen|Keywords) ?: ?"
    r"[^.!?]{1,200}$",
    re.IGNORECASE,
)


def is_tags(text: str) -> bool:
    """Tell whether the line is a list of topics."""
    hashes = text.split()
    marked = len(hashes) > 0 and all(word.startswith("#") for word in hashes)
    return _TAGS.match(text) is not None or (marked and text.count("#") > 1)
