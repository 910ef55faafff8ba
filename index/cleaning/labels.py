"""Words that German news pages write on their menus and buttons, in small letters."""


def _labels(text: str) -> frozenset[str]:
    return frozenset(label.strip() for label in text.split(","))


NAVIGATION = _labels(
    "startseite, home, homepage, zur startseite, menü, menu, menü öffnen, menü schließen, suche, "
    "suchen, suche öffnen, anmelden, abmelden, login, logout, einloggen, registrieren, konto, "
    "mein konto, mein bereich, profil, abo, abos, abonnement, abo-service, aboservice, abonnieren, "
    "jetzt abonnieren, e-paper, epaper, newsletter, podcast, podcasts, ressorts, schließen, "
    "mehr anzeigen, alle anzeigen, nach oben, zum seitenanfang, seitenanfang, zurück, weiter, "
    "zurück zur startseite, zur übersicht, zum hauptinhalt springen, zum inhalt springen, "
    "zum inhalt, direkt zum inhalt, direkt zum hauptinhalt, zur navigation springen, "
    "zum menü springen, zur suche springen, zum footer springen, navigation, hauptnavigation, "
    "hauptmenü, stellenmarkt, traueranzeigen, kleinanzeigen, anzeigenmarkt, immobilienmarkt, "
    "push-nachrichten, live-ticker, videos, alle ressorts, themen a-z, rss, apps, shop, "
    "leserservice, jobs, karriere, archiv, über uns, hilfe, faq, meistgelesen, meistgeklickt, "
    "einstellungen, alle akzeptieren, akzeptieren, alle ablehnen, ablehnen, zustimmen, "
    "einverstanden, nur notwendige, zum artikel, weiterlesen, mehr lesen, mehr erfahren, "
    "alle themen, mehr, skip to content, cookie-einstellungen"
)
SECTIONS = _labels(
    "nachrichten, aktuelles, aktuell, lokales, lokal, regional, regionales, region, politik, "
    "inland, ausland, deutschland, europa, international, wirtschaft, finanzen, börse, geld, "
    "unternehmen, sport, fußball, lokalsport, kultur, feuilleton, medien, gesellschaft, panorama, "
    "vermischtes, meinung, meinungen, kommentar, kommentare, kolumne, kolumnen, wissen, "
    "wissenschaft, digital, technik, netzwelt, gesundheit, reise, auto, mobilität, verkehr, "
    "umwelt, klima, wetter, leben, stil, mode, ratgeber, service, familie, karriere, bildung, "
    "schule, schulen, hochschule, polizei, blaulicht, gericht, stadtrat, rathaus, vereine, "
    "termine, veranstaltungen, leserbriefe, anzeigen, immobilien, stellen, trauer, motor, "
    "landwirtschaft, geschichte, magazin, thema, themen, justiz, agentur, stadt, land, welt, "
    "mediathek, essen, garten, bücher, kino, musik, tv, fernsehen, spiele, rätsel, horoskop"
)
SHARE = _labels(
    "teilen, artikel teilen, beitrag teilen, seite teilen, diesen artikel teilen, merken, "
    "artikel merken, speichern, auf die merkliste, merkliste, zur merkliste hinzufügen, drucken, "
    "artikel drucken, druckansicht, druckversion, ausdrucken, vorlesen, anhören, artikel anhören, "
    "mailen, per mail, per e-mail, per e-mail senden, per mail teilen, per e-mail teilen, e-mail, "
    "mail, link kopieren, url kopieren, kopieren, link, versenden, artikel versenden, senden, "
    "kommentieren, kommentar schreiben, leserbrief schreiben, verschenken, artikel verschenken, "
    "facebook, twitter, x, whatsapp, telegram, threema, signal, linkedin, xing, pinterest, reddit, "
    "pocket, flipboard, instagram, bluesky, mastodon, threads, messenger, tumblr, youtube, tiktok, "
    "tweet, tweeten, posten, auf facebook teilen, auf twitter teilen, auf x teilen, "
    "auf whatsapp teilen, auf linkedin teilen, in sozialen netzwerken teilen, feedback, "
    "feedback geben, folgen, schriftgröße, a, a+, a-, aa, pdf, lesezeichen setzen, "
    "kurznachricht senden, zur favoritenliste hinzufügen"
)
LEGAL = _labels(
    "impressum, datenschutz, datenschutzerklärung, datenschutzhinweise, privatsphäre, "
    "datenschutz-einstellungen, datenschutzeinstellungen, agb, nutzungsbedingungen, "
    "nutzungsbasierte onlinewerbung, kontakt, mediadaten, barrierefreiheit, cookie-einstellungen, "
    "cookies, cookie-richtlinie, cookie-manager, widerruf, widerrufsrecht, abo kündigen, "
    "verträge hier kündigen, verträge kündigen, vertrag kündigen, utiq verwalten, netiquette, "
    "hausordnung, ai-richtlinien, redaktion, redaktionsstatut, werben, werbung schalten, "
    "anzeigen schalten, leserservice, abo-service, jobs, karriere, über uns, presse, lizenzen, "
    "sitemap, rechtliches, rechtliche hinweise, jugendschutz, kundenservice, transparenz"
)
