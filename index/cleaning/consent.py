"""Paragraphs about cookies, data and consent, and what stands in for content from elsewhere."""

import re

_LONGEST = 5000
_QUOTED = re.compile(r"[„“\"»«][^„“”\"»«]{0,1000}[“”\"«»]")
_ADDRESS = re.compile(
    r"\b(?:Sie|Ihnen|Ihr(?:e[rnms]?)?|wir|uns(?:er\w{0,2})?|ich|mein(?:e[rnms]?)?|mir|du|dir"
    r"|dein(?:e[rnms]?)?)\b|Diese (?:Seite|Webs(?:e)?ite)",
    re.IGNORECASE,
)
_TRADE = re.compile(
    r"\b(?:Cookies?|Einwilligung(?:en)?|einwilligen|personenbezogen\w{0,3}|personalisiert\w{0,3}"
    r"|Datenschutz\w{0,16}|Daten|Tracking|Werbetracking|Werbezweck\w{0,2}|Marketingzweck\w{0,2}"
    r"|Zustimmung|zustimmen|stimmen|Drittanbietern?|Drittplattformen|widerrufen|Widerruf\w{0,14}"
    r"|Privatsphäre\w{0,16}|einverstanden|verarbeite[nt]|Verarbeitung|Datenabgleich"
    r"|Endgerät\w{0,2}|Gerät\w{0,2}|Partnern?|Auswahl|E-Mail-Adresse|Telefonnummer"
    r"|(?:redaktionellen )?Newsletter\w{0,6}|Werbepartner\w{0,10}|externe[rnms]?|Anbieters?|Dienste"
    r"|speichern|Inhalte?[ns]?|Anzeigen|Angebot\w{0,2}|Informationen|Techniken|Technologien"
    r"|Verfahren"
    r"|Webseite|Website|Seite|Nutzung|nutzen|Weiterlesen|Verwendung|Unternehmen|Werbung"
    r"|werbefrei\w{0,3}"
    r"|Einstellungen|Zwecke\w?|Reichweitenmessung|Analyse\w?|Nutzerprofile?|Nutzungsverhalten"
    r"|akzeptieren|ablehnen|widersprechen|laden|übertragen|übermittelt|geladen|anzeigen)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:Cookies?|Einwilligung(?:en)?|damit einverstanden|personenbezogen\w{0,3}"
    r"|personalisierte[rn]? (?:Anzeigen|Werbung|Inhalte)|Privacy[ -]Center|Datenschutz-?Center"
    r"|Datenschutz(?:erklärung|hinweis\w*|einstellungen|vorschriften|bestimmungen|richtlinien?)"
    r"|(?:Werbe-?)?Tracking|Werbezweck\w{0,2}|Drittanbietern?|Drittplattformen"
    r"|Privatsphäre\w{0,16}|Newsletterinhalt|Utiq|(?:Ihre[rn]?|dein\w{0,2}) (?:Zustimmung|Daten)"
    r"|externe[rnms]? (?:Inhalte?[sn]?|Anbieter\w?|Dienst\w{0,2}|Video\w?)"
    r"|redaktionelle[rn]? Inhalte?|Verarbeitung meiner Daten)\b",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"(?=.{0,300}\b(?:werbefrei\w{0,3}|(?:mit|ohne) (?:\w{3,20} )?(?:Werbung|Werbetracking"
    r"|Tracking)"
    r"|PUR(?:-Abo)?)\b)(?:.{0,300}\b(?:weiterlesen|lesen|nutzen|nutze|besuchen|surfen|Cookies"
    r"|Tracking|zustimmen|im Monat|pro Monat|monatlich|-Abo|Abonnement)\b)",
    re.IGNORECASE,
)
_AGREED = re.compile(
    r"(?:Mit|Durch|Bei) (?:der|Ihrer|deiner|meiner|dem) (?:Anmeldung|Registrierung|Nutzung"
    r"|Bestellung"
    r"|Klick|Absenden|Anmelden)\b.{0,60}\b(?:stimm|akzeptier|erklär|willig|bestätig|gelten)"
    r"|(?:(?:Eine )?Abmeldung|(?:Der|Ein) Widerruf|Abbestellung) (?:ist )?jederzeit (?:möglich)?"
    r"|(?:Informationen|Hinweise|Details|Mehr|Näheres|Angaben) (?:zum|zu unserem|über den|zur)"
    r" (?:Datenschutz|Widerruf|Abmeldung)\w{0,12}\b.{0,80}$"
    r"|Es gelten (?:unsere|die) (?:AGB|Datenschutz|Nutzungsbedingungen)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"(?:Empfohlene[rn]?|Externe[rn]?) (?:externe[rn]? |redaktionelle[rn]? )?(?:Inhalte?|Beitrag)"
    r"(?: .{0,60})?$"
    r"|(?:An dieser Stelle|Hier) (?:finden|sehen|befindet|steht|wurde|würde|wird|ist|haben wir)\b"
    r".{0,80}\b(?:extern|Inhalt|Beitrag|Video|Post|Tweet|eingebunden|ergänzt)"
    r"|(?:Dieses Element|Diese[rs] (?:Inhalt|Beitrag|Video|Karte|Post)|Externe Inhalte)\b.{0,80}"
    r"\b(?:externe[nrms]?|Drittanbieter\w?|Anbieter\w?|eingebettet|blockiert|deaktiviert)\b"
    r"|(?:(?:Alle |Immer )?(?:externen? )?(?:Inhalte?|Video|Videos|Audio|Karte|Tweet|Post|Beitrag"
    r"|Posting|Grafik|Podcast|Element|Player|Kommentare?|Umfrage)|Immer|Jetzt|Einmalig)"
    r" (?:jetzt |immer |einmalig )?(?:laden|anzeigen|entsperren|aktivieren|zulassen|abspielen"
    r"|ansehen|einblenden)$",
    re.IGNORECASE,
)


def is_consent(text: str) -> bool:
    """Tell whether a paragraph speaks to its reader about consent and data.

    It must name such a thing, address somebody outside of quotation marks, and hold further words
    of that trade: an article about data protection addresses nobody.
    """
    if len(text) > _LONGEST:
        return False
    head = text[:400]
    if len(text) <= 400 and (_AGREED.match(head) or _FOREIGN.match(head)):
        return True
    if not _STRONG.search(text):
        # The choice between adverts and a subscription speaks of neither data nor consent.
        return len(text) <= 300 and not _QUOTED.search(text) and _FREE.match(text) is not None
    said = _QUOTED.sub(" ", text)
    if not _STRONG.search(said) or not (_ADDRESS.search(said) or _FREE.match(said)):
        return False
    words = {found[0].lower() for found in _TRADE.finditer(said)}
    return len(words) >= (3 if len(text) > 160 else 2)
