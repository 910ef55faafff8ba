from itertools import product
from pathlib import Path

import pytest

from index.text.sentences import sentence_spans
from rag.records import Verdict
from rag.verification.checks import check_claim, verdict_of
from rag.verification.held import Grounds
from rag.verification.shares import read_shares

LANDS = "Nordland kam auf 61 Modelle, die Union auf 21 und Südland auf 15."
FROM = "61 Modelle kamen aus Nordland, 21 aus der Union und 15 aus Südland."
IN = "In Nordland wurden 61 Modelle gebaut, in der Union 21 und in Südland 15."
BRACKETS = "Vorn liegen Nordland (61), Westheim (21) und Südland (15)."
PARTIES = "Die BLU kam auf 39,5 Prozent (44 Sitze), die FVO auf 30,8 Prozent (34 Sitze)."
COUNTRIES = "Die Liste nennt 61 chinesische, 21 französische und 15 US-amerikanische Modelle."
USA = "Während die USA 61 Modelle zählten, kam China auf 15 Modelle."
PEOPLE = "Karin Obermoser erhielt 61 Prozent der Stimmen, Jost Brinkhaus kam auf 15 Prozent."
GROWTH = "Der Umsatz von Nordland stieg um 60 Prozent, der von Südland um 40 Prozent."
MONEY = "Die Stadt zahlt 15 Millionen Euro, der Bund 61 Millionen Euro."
LEAD = "Nordland liegt mit 61 Modellen vorn, dahinter Westheim mit 21 und Südland mit 15."
QUARTERS = "In Ketzelrain sind es 61, in Spitzholz 54."
PUPILS = "Nordland: 61, Westheim: 21, Südland: 15."
ENTRANTS = "24 entfielen auf Nordland, 17 auf Westheim und zehn auf Südland."
GENITIVE = "Eine Arbeit haben 65 Prozent der Türken und 55 Prozent der Spanier."
LAST = "Im vergangenen Jahr kam Nordland auf 61 Modelle, Südland auf 15."
SHARES = "Für den Verbleib waren 55 Prozent, für den Umzug 42 Prozent."
RATES = "Bei den Nordländern liegt sie bei 6,7 Prozent, bei den Südländern bei 15 Prozent."
AGES = "Gäste waren Dörte Quast (63) und Jasper Holunder (66)."
FAR = (
    "„Im Jahr 2023 werden 61 wichtige Modelle von Häusern in Nordland kommen und damit mehr als "
    "die 21 aus Westheim und die 15 aus Südland weit hinter ihnen“, sagte Jasper Holunder."
)
ACROSS = "Nordland zahlt 61 Euro, während Südland 15 Euro zahlt."


@pytest.mark.parametrize(
    ("german", "claim", "language", "other"),
    [
        (LANDS, "Südland made 61 models.", "en", "Nordland: 61"),
        (LANDS, "Südland baute 61 Modelle.", "de", "Nordland: 61"),
        (LANDS, "Südland 61 model üretti.", "tr", "Nordland: 61"),
        (LANDS, "Südland有61个模型。", "zh", "Nordland: 61"),
        (LANDS, "أنتجت سودلاند 61 نموذجا.", "ar", "Nordland: 61"),
        (LANDS, "Зюдланд сделал 61 модель.", "ru", "Nordland: 61"),
        (LANDS, "Südland hizo 61 modelos.", "es", "Nordland: 61"),
        (LANDS, "Südland a fait 21 modèles.", "fr", "Union: 21"),
        (LANDS, "Nordland kam auf 21 Modelle.", "de", "Union: 21"),
        (LANDS, "In total, Südland made sixty-one models.", "en", "Nordland: 61"),
        (FAR, "Jasper Holunder says that Südland made 61 models in 2023.", "en", "Nordland: 61"),
        (FAR, "Westheim hatte 15 Modelle.", "de", "Südland: 15"),
        (FROM, "61 models came from Südland.", "en", "Nordland: 61"),
        (FROM, "Südland'dan 61 model geldi.", "tr", "Nordland: 61"),
        (FROM, "De Südland vinieron 21 modelos.", "es", "Union: 21"),
        (IN, "In Südland wurden 61 Modelle gebaut.", "de", "Nordland: 61"),
        (IN, "61 modèles viennent de Südland.", "fr", "Nordland: 61"),
        (BRACKETS, "Südland has 61.", "en", "Nordland: 61"),
        (BRACKETS, "Зюдланд получил 21.", "ru", "Westheim: 21"),
        (PARTIES, "Die FVO kam auf 39,5 Prozent.", "de", "BLU: 39,5 Prozent"),
        (PARTIES, "The FVO got 39.5 percent.", "en", "BLU: 39,5 Prozent"),
        (PARTIES, "FVO获得44个席位。", "zh", "BLU: 44"),
        (COUNTRIES, "China hat 15 Modelle.", "de", "US-amerikanische Modelle: 15"),
        (COUNTRIES, "There are 61 American models.", "en", "chinesische: 61"),
        (COUNTRIES, "Il y a 61 modèles français.", "fr", "chinesische: 61"),
        (COUNTRIES, "Hay 15 modelos chinos.", "es", "US-amerikanische Modelle: 15"),
        (COUNTRIES, "В списке 15 китайских моделей.", "ru", "US-amerikanische Modelle: 15"),
        (COUNTRIES, "列表中有15个中国模型。", "zh", "US-amerikanische Modelle: 15"),
        (COUNTRIES, "في القائمة 15 نموذجا من الصين.", "ar", "US-amerikanische Modelle: 15"),
        (COUNTRIES, "Listede Çin'in 15 modeli var.", "tr", "US-amerikanische Modelle: 15"),
        (USA, "China had 61 models.", "en", "USA: 61"),
        (USA, "The United States had 15 models.", "en", "China: 15"),
        (USA, "The US had 15 models.", "en", "China: 15"),
        (USA, "美国有15个模型。", "zh", "China: 15"),
        (USA, "Estados Unidos tuvo 15 modelos.", "es", "China: 15"),
        (PEOPLE, "Brinkhaus won 61 percent of the votes.", "en", "Karin Obermoser: 61 Prozent"),
        (PEOPLE, "حصل Jost Brinkhaus على 61 في المئة.", "ar", "Karin Obermoser: 61 Prozent"),
        (PEOPLE, "Бринкхаус получил 61 процент.", "ru", "Karin Obermoser: 61 Prozent"),
        (GROWTH, "Südland's revenue grew by 60 percent.", "en", "Nordland: 60 Prozent"),
        (GROWTH, "Der Umsatz von Nordland stieg um 40 Prozent.", "de", "Südland: 40 Prozent"),
        (MONEY, "Der Bund zahlt 15 Millionen Euro.", "de", "Stadt: 15 Millionen Euro"),
        (LEAD, "Südland has 21 models.", "en", "Westheim: 21"),
        (QUARTERS, "Spitzholz'da 61 tane var.", "tr", "Ketzelrain: 61"),
        (PUPILS, "Südland en a 21.", "fr", "Westheim: 21"),
        (ENTRANTS, "Südland tiene 17.", "es", "Westheim: 17"),
        (GENITIVE, "65 % der Spanier haben eine Arbeit.", "de", "Türken: 65 Prozent"),
        (GENITIVE, "65 percent of Spaniards have a job.", "en", "Türken: 65 Prozent"),
        (LAST, "Last year Südland made 61 models.", "en", "Nordland: 61"),
        (SHARES, "Für den Umzug waren 55 Prozent.", "de", "Verbleib: 55 Prozent"),
        (RATES, "Bei den Südländern sind es 6,7 Prozent.", "de", "Nordländern: 6,7 Prozent"),
        (AGES, "Jasper Holunder is 63 years old.", "en", "Dörte Quast: 63"),
        (ACROSS, "Südland pays 61 euros.", "en", "Nordland: 61 Euro"),
        (LANDS, "Nordland made 15 models and Südland 61.", "en", "Südland: 15"),
    ],
)
def test_the_figure_of_another_name_of_the_sentence_is_told(
    german: str, claim: str, language: str, other: str
) -> None:
    reasons = check_claim(claim, language, Grounds((german,), (), "", None), "")
    assert other in [each.evidence for each in reasons if each.code == "number_of_other"]
    assert verdict_of(reasons) is Verdict.UNSUPPORTED


@pytest.mark.parametrize(
    ("german", "claim", "language"),
    [
        (LANDS, "Südland made 15 models.", "en"),
        (LANDS, "Südland有15个模型。", "zh"),
        (LANDS, "أنتجت سودلاند 15 نموذجا.", "ar"),
        (LANDS, "Зюдланд сделал 15 моделей.", "ru"),
        (LANDS, "Nordland made 61 models, far more than Südland.", "en"),
        (LANDS, "With 61 models Nordland is ahead of Südland.", "en"),
        (LANDS, "Nordland made 61 models, the Union 21 and Südland 15.", "en"),
        (LANDS, "The Northerners won with 61, ahead of Südland.", "en"),
        (LANDS, "Südland made 15 models, the first of the list 61.", "en"),
        (LANDS, "Südland machte weniger als die 61 Modelle von Nordland.", "de"),
        (FROM, "61 models came from Nordland and 15 from Südland.", "en"),
        (COUNTRIES, "Hay 61 modelos chinos y 15 estadounidenses.", "es"),
        (USA, "美国有61个模型，中国有15个。", "zh"),
        (PARTIES, "Die FVO kam mit 34 Sitzen auf 30,8 Prozent.", "de"),
        (PEOPLE, "Karin Obermoser won with 61 percent against Jost Brinkhaus.", "en"),
        ("Nordland verkaufte im Mai 15 Autos, im Juni 61.", "Nordland sold 61 cars in June.", "en"),
        ("Nordland wuchs von 15 auf 61 Werke, Südland blieb bei 20.", "Nordland has 61.", "en"),
        ("Nordland und Südland kamen auf 61, Westheim auf 15.", "Nordland has 61.", "en"),
        ("Südland verkaufte 15 Autos und 61 Räder.", "Südland sold 61 bikes.", "en"),
        ("Nordland hat 61 Orte, Südland 15 Seen.", "Südland has 61 towns.", "en"),
        ("Das Werk in Südland baute 15 Autos, nun sind es 61.", "Südland builds 61 cars.", "en"),
        ("Nordland spielt seit 61 Jahren, Südland hat 15 Tore.", "Südland has 61.", "en"),
        ("Nordland gewann in 61 Minuten mit 27:25 gegen Südland.", "Südland lost 25:27.", "en"),
    ],
)
def test_what_is_true_or_unsure_is_not_told(german: str, claim: str, language: str) -> None:
    reasons = check_claim(claim, language, Grounds((german,), (), "", None), "")
    assert [each.code for each in reasons if each.code == "number_of_other"] == []


@pytest.mark.parametrize(
    ("question", "claim", "language", "told"),
    [
        ("How many models did Südland make?", "61.", "en", True),
        ("How many models did Südland make?", "They made 61 models.", "en", True),
        ("How many models did Südland make?", "15 models.", "en", False),
        ("How many models did Nordland make more than Südland?", "61 models.", "en", False),
        ("Who made more models than Südland?", "The first made 61 models.", "en", False),
        ("How many models did Südland make?", "Nordland made 61 models.", "en", False),
        ("Südland有多少个模型？", "61个。", "zh", True),
        ("Сколько моделей сделал Зюдланд?", "61.", "ru", True),
    ],
)
def test_a_claim_without_a_name_is_about_the_one_that_is_asked_for(
    question: str, claim: str, language: str, told: bool
) -> None:
    reasons = check_claim(claim, language, Grounds((LANDS,), (), "", None), question)
    assert ("number_of_other" in [each.code for each in reasons]) is told


def test_a_figure_that_the_article_may_give_to_both_is_not_told() -> None:
    beside = ("Im Vorjahr kam Südland auf 61 Modelle.",)
    for grounds in (
        Grounds((LANDS, *beside), (), "", None),
        Grounds((LANDS,), beside, "", None),
    ):
        reasons = check_claim("Südland made 61 models.", "en", grounds, "")
        assert "number_of_other" not in [each.code for each in reasons]


@pytest.mark.parametrize(
    "german", ["", "61", "Nordland 61 Südland", "(((61, 15)))", "a" * 3000, "A 1, " * 300]
)
def test_odd_sentences_are_read_without_an_error(german: str) -> None:
    assert all(len(group) > 1 for group in read_shares(german).groups)


def test_sentences_of_the_corpus_are_told_only_when_their_figures_are_swapped() -> None:
    corpus = Path(__file__).parents[3] / "corpus"
    texts = [path.read_text(encoding="utf-8") for path in sorted(corpus.glob("20*.[mt][dx]*"))]
    sentences = [text[span.start : span.end] for text in texts for span in sentence_spans(text)]
    listed = [each for each in sentences if read_shares(each).groups]
    assert listed
    for german in listed:
        assert not _told(german, german)
        for group in read_shares(german).groups:
            for a, b in product(group, group):
                swapped = a.owner.key != b.owner.key and a.figure.values != b.figure.values
                assert _told(german, f"{a.owner.text}: {b.figure.text}") is swapped


def _told(german: str, claim: str) -> bool:
    reasons = check_claim(claim, "de", Grounds((german,), (), "", None), "")
    return "number_of_other" in [each.code for each in reasons]
