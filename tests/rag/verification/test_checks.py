import pytest

from rag.records import Verdict
from rag.verification.checks import check_claim, verdict_of
from rag.verification.held import Grounds

CITED = "Der Schaden beträgt laut Polizei rund 180.000 Euro."
BESIDE = (
    "In Unterwang brannte am 3. Februar 2025 eine Scheune.",
    "Die Feuerwehr Seelitz kam mit 42 Leuten.",
    "Bäuerin Heike Zumbrunn blieb unverletzt.",
)
GROUNDS = Grounds((CITED,), BESIDE, "Scheune abgebrannt", "2025-02-04")
QUESTION = "How much damage did the fire in Unterwang cause?"


@pytest.mark.parametrize(
    ("claim", "language", "verdict", "codes"),
    [
        ("Police put the damage at about 180,000 euros.", "en", "supported", ()),
        ("Der Schaden liegt bei rund 180 000 Euro.", "de", "supported", ()),
        ("Los daños ascienden a unos 180.000 euros.", "es", "supported", ()),
        ("Zarar yaklaşık 180.000 avro.", "tr", "supported", ()),
        ("损失约为18万欧元。", "zh", "supported", ()),
        ("بلغت الأضرار نحو ١٨٠ ألف يورو.", "ar", "supported", ()),
        ("The damage is 190,000 euros.", "en", "unsupported", ("number_missing",)),
        ("损失约为1800万欧元。", "zh", "unsupported", ("number_missing",)),
        ("The damage is 180,000 dollars.", "en", "unsupported", ("number_other_unit",)),
        (
            "The damage is 180,000 euros, said Karin Obermoser.",
            "en",
            "unsupported",
            ("name_missing",),
        ),
        ("On 3 February 2025 the damage was 180,000 euros.", "en", "weak", ("date_beside",)),
        (
            "On 5 February 2025 the damage was 180,000 euros.",
            "en",
            "unsupported",
            ("date_missing",),
        ),
        ("The damage of 180,000 euros met 42 people.", "en", "weak", ("number_beside",)),
        ("The damage of 180,000 euros was done in 2025.", "en", "weak", ("date_published",)),
        ("The damage in Unterwang is 180,000 euros.", "en", "supported", ()),
        ("The damage is not 180,000 euros.", "en", "weak", ("negation_added",)),
    ],
)
def test_a_claim_is_held_against_its_sentences(
    claim: str, language: str, verdict: str, codes: tuple[str, ...]
) -> None:
    reasons = check_claim(claim, language, GROUNDS, QUESTION)
    assert tuple(reason.code for reason in reasons) == codes
    assert verdict_of(reasons) is Verdict(verdict)


PLANNED = "Die Stadt plant für 2027 ein Parkhaus am Hafen."
SAID = "Landrat Jost Brinkhaus nannte den Plan am Montag unbezahlbar."


@pytest.mark.parametrize(
    ("cited", "claim", "language", "codes"),
    [
        (PLANNED, "The town built a car park at the harbour.", "en", ["plan_as_fact"]),
        (PLANNED, "The town plans a car park at the harbour.", "en", []),
        (PLANNED, "Die Stadt hat ein Parkhaus am Hafen.", "de", ["plan_as_fact"]),
        (PLANNED, "La ville a construit un parking au port.", "fr", ["plan_as_fact"]),
        (PLANNED, "La ville prévoit un parking au port.", "fr", []),
        (PLANNED, "Belediye limanda otopark yaptı.", "tr", ["plan_as_fact"]),
        (SAID, "Heike Zumbrunn called the plan too expensive.", "en", ["name_other"]),
        (SAID, "Jost Brinkhaus called the plan too expensive.", "en", []),
        (SAID, "Brinkhaus called the plan too expensive.", "en", []),
        (BESIDE[2], "Bäuerin Zumbrunn was unhurt.", "en", []),
    ],
)
def test_a_plan_is_no_fact_and_who_said_it_matters(
    cited: str, claim: str, language: str, codes: list[str]
) -> None:
    grounds = Grounds((cited,), BESIDE, "Hafen", "2025-02-04", "Talbote")
    assert [reason.code for reason in check_claim(claim, language, grounds, "")] == codes


def test_the_newspaper_itself_may_be_named() -> None:
    grounds = Grounds((CITED,), BESIDE, "Scheune abgebrannt", "2025-02-04", "Seelitzer Talbote")
    claim = "Seelitzer Talbote says that the damage is 180,000 euros."
    assert check_claim(claim, "en", grounds, QUESTION) == ()


def test_what_only_the_question_says_is_a_doubt_and_no_contradiction() -> None:
    reasons = check_claim(
        "In 2019 the damage was 180,000 euros.", "en", GROUNDS, "What was the damage in 2019?"
    )
    assert [reason.code for reason in reasons] == ["question_fact"]
    assert verdict_of(reasons) is Verdict.WEAK


def test_what_the_question_and_the_article_both_say_is_no_doubt() -> None:
    claim = "On 3 February 2025 the 42 people saw a damage of 180,000 euros."
    question = "What damage did the 42 people see on 3 February 2025?"
    assert check_claim(claim, "en", GROUNDS, question) == ()


def test_a_sum_of_two_figures_is_a_doubt_that_names_them() -> None:
    grounds = Grounds(
        ("Der Verein bekommt 10.000 Euro vom Land und 8.500 Euro vom Kreis.",), (), "", None
    )
    (reason,) = check_claim("The club gets 18,500 euros.", "en", grounds, "How much?")
    assert reason.code == "number_computed"
    assert reason.evidence == "10.000 Euro, 8.500 Euro"


def test_a_date_that_is_counted_from_the_article_is_a_doubt_that_names_its_parts() -> None:
    cited = ("Die Brücke soll am 31. Oktober fertig sein.", "Es dauert vier Wochen länger.")
    grounds = Grounds(cited, (), "", "2025-07-22")
    (reason,) = check_claim(
        "It will be finished on 28 November 2025.", "en", grounds, "When will it be finished?"
    )
    assert (reason.code, reason.evidence) == ("date_computed", "31. Oktober, vier Wochen")
    other = check_claim("It will be finished on 27 November 2025.", "en", grounds, "When?")
    assert [reason.code for reason in other] == ["date_other"]


def test_what_is_counted_off_in_a_word_is_a_doubt_only() -> None:
    grounds = Grounds(("Die Drittklässler lernen schwimmen.",), (), "", None)
    reasons = check_claim("Aprenden los alumnos de tercero.", "es", grounds, "¿Quién?")
    assert [reason.code for reason in reasons] == ["ordinal_missing"]
    assert verdict_of(reasons) is Verdict.WEAK


def test_a_german_noun_behind_a_town_is_no_missing_name() -> None:
    grounds = Grounds(("Der Stadtrat von Seelitz stimmte zu.",), (), "", None)
    reasons = check_claim("Zugestimmt hat das Seelitzer Gremium.", "de", grounds, "Wer?")
    assert verdict_of(reasons) is not Verdict.UNSUPPORTED
    reasons = check_claim("Zugestimmt hat Jasper Holunder.", "de", grounds, "Wer?")
    assert [reason.code for reason in reasons] == ["name_missing"]


def test_a_rumour_told_as_a_fact_is_a_doubt() -> None:
    grounds = Grounds(("Die Halle soll im Mai öffnen.",), (), "", None)
    told = check_claim("The hall opened in May.", "en", grounds, "When does it open?")
    kept = check_claim("The hall is expected to open in May.", "en", grounds, "When?")
    assert [reason.code for reason in told] == ["hedge_lost"]
    assert kept == ()


@pytest.mark.parametrize(
    "claim", ["", "Yes.", "是的。", "🙂", "1974", "a" * 5000, "1.2.3.4.5 -- 7,,8 €€€ %%%"]
)
def test_odd_claims_are_checked_without_an_error(claim: str) -> None:
    assert verdict_of(check_claim(claim, "und", GROUNDS, QUESTION)) in set(Verdict)


@pytest.mark.parametrize(
    ("claim", "language", "verdict"),
    [
        ("The women of TSV won 27-25.", "en", "supported"),
        ("Die Frauen gewannen mit 27:25.", "de", "supported"),
        ("女队以27比25获胜。", "zh", "supported"),
        ("The women won 27:25 after 21 minutes.", "en", "supported"),
        ("The women finished on position 14.", "en", "unsupported"),
        ("守门员扑出了27个球。", "zh", "unsupported"),
        ("The women won 27:24.", "en", "unsupported"),
    ],
)
def test_one_half_of_a_score_is_no_figure_of_its_own(
    claim: str, language: str, verdict: str
) -> None:
    cited = "Die Frauen des TSV gewannen in 21 Minuten noch mit 27:25 (13:14)."
    reasons = check_claim(claim, language, Grounds((cited,), (), "", None), "Who won?")
    assert verdict_of(reasons) == Verdict(verdict)


@pytest.mark.parametrize(
    ("claim", "language", "codes"),
    [
        ("Farmer Karl Immekeppel was ahead.", "en", ["name_unknown"]),
        ("Фермер Карл Иммекеппель был впереди.", "ru", ["name_unknown"]),
        ("Karl Immekeppel was ahead.", "en", []),
        ("Farmer Otto Immekeppel was ahead.", "en", ["name_missing"]),
    ],
)
def test_a_trade_before_a_whole_name_is_a_doubt(
    claim: str, language: str, codes: list[str]
) -> None:
    grounds = Grounds(("Landwirt Karl Immekeppel lag vorn.",), (), "", None)
    assert [each.code for each in check_claim(claim, language, grounds, "")] == codes


def test_another_country_is_a_doubt() -> None:
    grounds = Grounds(("Die türkische Regierung bestellte den Botschafter ein.",), (), "", None)
    for claim, language, codes in (
        ("The Greek government summoned the ambassador.", "en", ["name_unknown"]),
        ("希腊政府召见了大使。", "zh", ["name_unknown"]),
        ("The Turkish government summoned the ambassador.", "en", []),
        ("Правительство Турции вызвало посла.", "ru", []),
    ):
        found = check_claim(claim, language, grounds, "")
        assert [each.code for each in found if each.code.startswith("name")] == codes, claim


def test_a_plan_is_no_rumour_and_no_is_a_negation() -> None:
    grounds = Grounds(("Das Bad soll saniert werden.",), (), "", None)
    assert check_claim("The pool will be renovated.", "en", grounds, "") == ()
    assert [each.code for each in check_claim("The pool was renovated.", "en", grounds, "")] == [
        "hedge_lost"
    ]
    closed = Grounds(("Das Bad ist nicht geöffnet.",), (), "", None)
    for claim, language in (("Nein.", "de"), ("Non.", "fr"), ("Hayır.", "tr"), ("いいえ", "ja")):
        assert check_claim(claim, language, closed, "") == ()
    assert (
        check_claim(
            "这座桥非常大。", "zh", Grounds(("Die Brücke ist sehr groß.",), (), "", None), ""
        )
        == ()
    )


def test_red_is_no_june() -> None:
    grounds = Grounds(("Ein rotes Auto stieß mit einem Bus zusammen.",), (), "", None)
    assert check_claim("Czerwony samochód zderzył się z autobusem.", "pl", grounds, "") == ()
