"""Closed classes of words that decide whether a full stop ends a sentence.

A full stop behind an abbreviation, a number or a single letter says nothing by itself; the word
behind it often does, because most sentences start with one of few words.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER_LAST = _words(
    """
    med jur phil rer nat oec theol pol habil mult Dr Prof Hr Hrn Frl Dipl Mag Msgr Pfr Hl hl Nr
    Nrn St Ste Univ Priv Doz Abg Hrsg Mr Mrs Ms Lt Sgt Capt Gov Rep Oberstlt Gebr ca bzw vgl Vgl
    evtl Evtl ggf Ggf inkl exkl zzgl sog sogen geb gest gegr verh gesch ehem ehm resp mind max
    bspw einschl insb insbes bes betr bzgl entspr gem lt urspr vorauss wg zw rd dgl zit angebl
    amtl dt engl frz franz ital span russ lat griech österr schweiz amerik wiss Verf Anm Bsp Ing
    Sr Sra Dra Mme Mlle ev evang kath röm bayer allg stellv Stellv vorl Inh städt staatl öffentl
    gesetzl jährl monatl mtl tägl nördl südl östl westl
    """
)
"""Abbreviations that something always follows: a name, a number, a noun."""

BEFORE_NUMBER = _words(
    """
    Art Abs Kap Bd Bde Ziff Rn Rdnr Abb Tab Fig Ausg Aufl Jg Lfg Pos Bl No Paragr Anh Tel Fax Jan
    Feb Febr Mrz Apr Jun Jul Aug Sep Sept Okt Nov Dez Mo Di Mi Do Sa So pp vol Vol Az BGBl
    """
)
"""Abbreviations only in front of a number; many are also words that may end a sentence."""

MAYBE_LAST = _words(
    """
    Mio Mrd Mill Tsd Std Min Sek min sek Jh Jhd Jhdt Chr Co Ltd Inc Corp Jr Sen jun sen jr Str Pl
    Hbf Bhf Bf Ew Einw Stk Stck Bez Bgm Mt Ft Abt Abk Adr Forts Fa Mitgl Vors Vorst vs Vs Fr
    """
)
"""Abbreviations that end a sentence only if the next word is a typical first word."""

OFTEN_LAST = _words("usw usf etc ff")
"""Abbreviations that end a sentence if the next word is written with a capital."""

LETTERED = _words(
    """
    Gruppe Klasse Linie Block Typ Vitamin Hepatitis Plan Liga Variante Serie Zone Halle Anhang
    Anlage Version Modell Punkt Option Teil Kategorie Influenza
    """
)
"""Words behind which a letter counts (Gruppe B): it is no initial."""

MONTHS = _words(
    """
    Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November
    Dezember Jan Feb Mrz Apr Jun Jul Aug Sep Sept Okt Nov Dez
    """
)

ORDINAL_NOUNS = _words(
    """
    Geburtstag Todestag Jahrestag Hochzeitstag Jubiläum Mal Länderspiel Spiel Spieltag Besucher
    Kunde Auflage Ausgabe Folge Sitzung Mitglied Einsatz Treffer Tor Saisontor Bundesligaspiel
    Pflichtspiel Tag Minute Spielminute Breitengrad Längengrad Stelle Gast Patient Etage
    """
)
"""Nouns in front of which even a number of three digits is an ordinal (der 100. Geburtstag)."""

STARTERS = _words(
    """
    Der Die Das Dem Den Des Ein Eine Einer Eines Einem Einen Er Sie Es Ich Wir Ihr Man Wer Was Wen
    Wem Dies Dieser Diese Dieses Diesem Diesen Jener Jene Jenes Jeder Jede Jedes Jedem Jeden Alle
    Alles Beide Beides Einige Einiges Viele Vieles Manche Mancher Manches Mehrere Wenige Niemand
    Jemand Nichts Etwas Kein Keine Keiner Keines Keinem Keinen Mein Meine Sein Seine Seinen Seinem
    Seiner Ihre Ihren Ihrem Ihrer Unser Unsere Euer Eure Welche Welcher Welches Solche Solcher
    Dessen Deren Derselbe Dieselbe Derjenige Diejenigen Letzterer Letztere Ersterer Erstere Andere
    Anderer In Im Ins An Am Ans Auf Aus Bei Beim Mit Nach Von Vom Vor Zu Zum Zur Über Unter Um Für
    Durch Gegen Ohne Zwischen Hinter Neben Seit Bis Wegen Während Trotz Statt Laut Gemäß Aufgrund
    Anhand Angesichts Dank Innerhalb Außerhalb Außer Entlang Gegenüber Infolge Mithilfe Rund Ab Je
    Per Pro Zufolge Samt Anlässlich Hinsichtlich Bezüglich Mittels Anstelle Zugunsten Jenseits
    Diesseits Und Oder Aber Doch Denn Sondern Dass Daß Weil Wenn Als Ob Wie Wo Wohin Woher Wann
    Warum Wieso Weshalb Obwohl Obgleich Sobald Solange Sofern Falls Nachdem Bevor Ehe Damit Da
    Dabei Dadurch Dafür Dagegen Daher Dahin Dahinter Danach Daneben Dann Daran Darauf Daraufhin
    Daraus Darin Darüber Darum Darunter Davon Davor Dazu Dazwischen Dort Dorthin Deshalb Deswegen
    Demnach Dennoch Derzeit Dementsprechend Demgegenüber Demzufolge Diesmal Ebenfalls Ebenso Eben
    Eher Eigentlich Einst Einerseits Andererseits Anders Allein Allerdings Also Auch Außerdem
    Anschließend Anfangs Bald Bereits Besonders Bisher Bislang Beispielsweise Daheim Endlich
    Entsprechend Erst Erstmals Etwa Fast Ferner Folglich Freilich Früher Genau Gerade Gestern
    Gleichwohl Gleichzeitig Heute Heuer Hier Hierbei Hierfür Hierzu Hingegen Hinzu Immer Immerhin
    Inzwischen Indes Indessen Insgesamt Insbesondere Jedenfalls Jedoch Jetzt Kaum Künftig
    Letztlich Leider Mehr Meist Meistens Mittlerweile Möglicherweise Morgen Nachher Nämlich
    Natürlich Nicht Nie Niemals Noch Nun Nur Nebenbei Oben Oft Offenbar Offensichtlich Ohnehin
    Plötzlich Schließlich Schon Sehr Selbst Seitdem Seither So Sogar Somit Sonst Später Sicher
    Sogleich Tatsächlich Trotzdem Überhaupt Übrigens Unterdessen Vielleicht Vielmehr Vorher
    Vorerst Vermutlich Währenddessen Weiter Weiters Weiterhin Wenigstens Wieder Wirklich Wobei
    Wohl Womöglich Woraufhin Zudem Zuerst Zugleich Zuletzt Zumal Zumindest Zunächst Zurzeit Zuvor
    Zwar Ziemlich Ist Sind War Waren Wird Werden Wurde Wurden Hat Haben Hatte Hatten Kann Können
    Konnte Muss Müssen Soll Sollen Sollte Will Wollen Wollte Darf Dürfen Gibt Geht Geboren Gefragt
    Bleibt Kommt The This That These Those It He She They We At On But However And A By For From
    With After Before When While If There His Her Their Its As According Since Les Il Elle Ils
    Elles Un Une Ce Cette Dans En Au Selon Ella Ellos Según Una
    """
)
"""Words that start sentences and hardly ever follow an abbreviation or an ordinal inside one."""
