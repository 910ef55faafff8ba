import itertools
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.text.sentences import sentence_spans

NEWS = Path(__file__).parents[4] / "shared" / "data" / "german_news" / "articles.jsonl"

# One sentence a list entry; joined by a blank they must be found again.
GERMAN = [
    # ordinals, dates, years, kings
    ["Am 3. Mai wurde die Brücke gesperrt.", "Seither staut es sich."],
    ["Die Feier ist am 3. 5. 2024 im Rathaus.", "Der Eintritt ist frei."],
    ["Friedrich II. regierte lange.", "Friedrich der Große hieß er später."],
    ["König Ludwig XIV. Frankreichs liebte Feste.", "Das kostete."],
    ["Das Haus stammt aus dem 19. Jahrhundert.", "Es steht leer."],
    ["Der Umbau endet 2024.", "Bauherr ist die Stadt."],
    ["Sie wohnte hier von 1998 bis 2011.", "Petra Lenz kannte sie."],
    ["Er feierte seinen 100. Geburtstag.", "Alle kamen."],
    ["Beim 25. Stadtlauf siegte Anna Kurz.", "Am 1. und 2. Juni folgt der nächste."],
    ["Es geschah am 24.12.2023.", "Niemand wurde verletzt."],
    ["Die Elf steht auf Platz 3.", "Lindental folgt dahinter."],
    ["Wiens 2. Bezirk wächst.", "Mieten steigen."],
    ["Der 1. FC Lindental gewann 3:1.", "Trainer Wolf war zufrieden."],
    ["Im 2. Halbjahr kam die Wende.", "Nun geht es aufwärts."],
    # abbreviations that something follows
    ["Dr. Anna Weiß leitet das Haus.", "Sie kam 2019."],
    ["Prof. Dr. med. Karl Otte sprach.", "Viele hörten zu."],
    ["Es gibt z. B. Äpfel und Birnen.", "Beides ist reif."],
    ["Es gibt z.B. Die Linke und andere.", "Alle treten an."],
    ["Sie spielt u. a. Geige und Klavier.", "Er hört zu."],
    ["Das heißt, d. h. Das Spiel, fiel aus.", "Schade."],
    ["Der Bau kostet ca. 30 Millionen Euro.", "Der Bund zahlt mit."],
    ["Das Werk schreibt 4,5 Mio. Euro Verlust.", "Die Bank drängt."],
    ["Haus Nr. 7 ist verkauft.", "Nr. 8 steht leer."],
    ["Nach Art. 5 Abs. 1 des Gesetzes ist das erlaubt.", "Der Rat prüft es."],
    ["Eis oder Tee bzw. Kaffee gab es auch.", "Alles war umsonst."],
    ["In St. Martin läuten die Glocken.", "Es ist Sonntag."],
    ["Die Praxis liegt in der Hauptstr. 5 am Markt.", "Sie ist offen."],
    ["Er zog evtl. Schlüsse daraus.", "Welche, blieb offen."],
    ["Die Sängerin (geb. Meier) trat auf.", "Der Saal war voll."],
    ["Sie lernte das sog. Handwerk.", "Es half ihr."],
    ["Der Trainer von Wr. Neustadt ging.", "Ein anderer kam."],
    ["Karl d. Große ritt vorbei.", "Das Volk jubelte."],
    ["Das Werk entstand im 5. Jh. v. Chr. in Athen.", "Es ging verloren."],
    ["Die Müller GmbH & Co. KG baut aus.", "Hundert Stellen entstehen."],
    ["Der Verein heißt Bienenfreunde e. V. und wächst.", "Er hat Platz."],
    ["Die Redaktion (Anm. d. Red.) blieb stumm.", "Er auch."],
    ["Der Termin ist am Mo. 5. Mai.", "Danach ist Pause."],
    # abbreviations and words that end a sentence
    ["Er sang auf seine Art.", "Das gefiel."],
    # initials
    ["J. F. Kennedy war in Berlin.", "Das war 1963."],
    ["George W. Bush kam nicht.", "Sein Vater schon."],
    ["Die Firma von K.-H. Sommer liefert.", "Sie zahlt gut."],
    # numbers, times, addresses
    ["Es waren 1.200,50 Euro.", "Das ist viel."],
    ["Beginn ist um 10.30 Uhr.", "Einlass ist früher."],
    ["Der Preis stieg auf 1.200.", "Händler klagen."],
    ["Mehr steht auf www.lindental.de und unter rat@lindental.de.", "Fragen sind erwünscht."],
    ["Die Datei plan.v2.pdf liegt aus.", "Sie ist groß."],
    # marks, quotes, brackets
    ["Wer zahlt das?", "Niemand weiß es!", "So ist es."],
    ["Was nun?!", "Er schwieg."],
    ["„Wir bauen neu.“", "Das sagte der Bürgermeister."],
    ["»Kommt alle!«", "Sie kamen."],
    ["„Kommst du?“, fragte er.", "„Nein.“"],
    ["„Das ist gut.“ sagte sie und ging.", "Er blieb."],
    ["„Das Haus ist alt“.", "So steht es im Bericht."],
    ['"Das ist alles."', "Mehr sagte er nicht."],
    ["(Das war schon früher so.)", "Heute ist es anders."],
    ["Die (angeblich neue!) Halle ist alt.", "Das Dach leckt."],
    ["Der Täter (?) floh.", "Die Polizei sucht ihn."],
    ["Und dann … kam er doch.", "Alle staunten."],
    ["Er wusste es nicht…", "Sie schon."],
    ["Er zögerte ...", "Dann sprang er."],
    ["Der Rat tagte.", "[…] Die Folge war Streit."],
    ["Er sagte: Das geht nicht.", "Dabei blieb es."],
    ["Der Rat stimmte zu. [1]", "Die Kosten steigen.[2][3]", "Der Bund zahlt."],
    ["Das iPhone kam an.", "iPhones sind teuer."],
    ["Sie ging – endlich.", "– Und er?"],
    ["Drei Punkte: 1. Wir bauen, 2. Wir sparen.", "Das war es."],
    ["2. Die Lage am Markt ist gut.", "Das freut alle."],
]
# Two sentences written as one string, with their cut.
CUT = [
    ("Er traf Papst Johannes Paul II. Er war krank.", "Er war krank."),
    ("Anmelden kann man sich bis 11.11. Danach ist Schluss.", "Danach ist Schluss."),
    ("Der Umsatz stieg auf 2 Mrd. Im Vorjahr war es weniger.", "Im Vorjahr war es weniger."),
    ("Es gab Brot, Käse usw. Alle wurden satt.", "Alle wurden satt."),
    ("Der Ertrag liegt bei 3 Mio. Die Stadt freut sich.", "Die Stadt freut sich."),
    ("Sie spielt in Gruppe B. Lindental ist Favorit.", "Lindental ist Favorit."),
    ("Es kam das Update 5.1. Rein optisch ist es gleich.", "Rein optisch ist es gleich."),
    ("Der Verein heißt Bienenfreunde e. V. Die Mitglieder imkern.", "Die Mitglieder imkern."),
    ("Das Spiel ist zu Ende.Der Trainer schweigt.", "Der Trainer schweigt."),
    ("Lehrling Tim traf in der 3. Minute (4.). Lindental jubelte.", "Lindental jubelte."),
]
FOREIGN = [
    ["The bridge is closed.", "It opens at 5 p.m. on Monday."],
    ["Mr. Wolf paid 2.5 million.", "He left."],
    ["桥梁已关闭。", "市长说：“我们会重建！”", "什么时候？", "没有人知道。"],
    ["橋は閉鎖された。", "市長は「再建する。」", "と言った。"],
    ["Мост закрыт на 3.", "Он старый."],
    ["А. С. Пушкин писал стихи.", "Он жил в 19 в. и умер рано."],
    ["هل أغلق الجسر؟", "نعم، أغلق."],
    ["पुल बंद है।", "मेयर ने कहा।"],
    ["Köprü kapandı.", "Başkan 3. kez konuştu."],
    ["¿Quién paga?", "¡Nadie!", "El alcalde calla."],
]


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text)]


@pytest.mark.parametrize("sentences", GERMAN, ids=lambda s: s[0][:40])
def test_german_sentences_are_found_again_in_their_text(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


@pytest.mark.parametrize(("text", "second"), CUT)
def test_a_typical_first_word_ends_the_sentence_before_it(text: str, second: str) -> None:
    assert cut(text)[1:] == [second]


@pytest.mark.parametrize("sentences", FOREIGN, ids=lambda s: s[0][:20])
def test_sentences_of_other_languages_are_found_too(sentences: list[str]) -> None:
    between = "" if "。" in sentences[0] else " "
    assert cut(between.join(sentences)) == sentences


def test_a_line_end_ends_a_sentence() -> None:
    assert cut("Stadtrat tagt\nDer Rat tagt heute.\n\n- Punkt eins\n- Punkt zwei") == [
        "Stadtrat tagt",
        "Der Rat tagt heute.",
        "- Punkt eins",
        "- Punkt zwei",
    ]


@pytest.mark.parametrize("text", ["", " \n\t ", "\u2003"])
def test_a_text_without_visible_characters_has_no_sentences(text: str) -> None:
    assert sentence_spans(text) == ()


PIECES = st.sampled_from(
    [
        "Dr",
        ".",
        ". ",
        "3",
        "z. B",
        " ",
        "\n",
        "\n\n",
        "…",
        "!",
        "?“",
        "„",
        "(",
        ")",
        "[1]",
        "Der ",
        "hat",
        "。",
        "？",
        "u.",
        "\xa0",
        "–",
        "II",
        "A",
        "x" * 60,
    ]
)


@settings(deadline=None)  # a shared machine may pause at any moment
@given(st.text() | st.lists(PIECES, max_size=40).map("".join))
def test_every_visible_character_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentence_spans(text)
    assert all(span.start < span.end for span in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    inside = "".join(text[span.start : span.end] for span in spans)
    assert "".join(inside.split()) == "".join(text.split())
    for span in spans:
        sentence = text[span.start : span.end]
        assert sentence == sentence.strip()
        assert "\n" not in sentence


@pytest.mark.parametrize(
    "unit",
    [
        ".",
        ". ",
        "a. ",
        "!)",
        ".)",
        "… „",
        "1. ",
        "[1]",
        " ",
        "。",
        "Dr.",
        "z. B. ",
        "(",
        "„»",
        ".*",
        "5. ",
    ],
)
def test_hostile_repetition_takes_linear_time(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length] + "x"
        before = time.process_time()
        sentence_spans(text)
        return time.process_time() - before

    # Eight times the text may take eight times as long, with room for noise; quadratic is 64.
    assert seconds(400_000) < 30 * max(seconds(50_000), 0.005)


@pytest.mark.skipif(not NEWS.exists(), reason=f"{NEWS} is not on this machine")
def test_real_news_have_sentences_of_a_reasonable_length() -> None:
    texts = [json.loads(line)["text"] for line in NEWS.read_text("utf-8").splitlines()]
    lengths = [span.end - span.start for text in texts for span in sentence_spans(text)]
    assert 90 < sum(lengths) / len(lengths) < 140
    # Splitting after "Dr." or "3." makes crumbs.
    assert sum(length < 6 for length in lengths) < len(lengths) / 200
