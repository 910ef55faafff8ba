"""Figures as news have them, in other languages: right ones pass, others are told."""

import pytest

from rag.records import Verdict
from rag.verification.checks import check_claim, verdict_of
from rag.verification.held import Grounds

HALF = "Der Angeklagte muss für zweieinhalb Jahre ins Gefängnis."
MYRIADS = "Zum Fest kamen 12.350 Menschen."
FLAT = "Das Grundstück hat 85 Quadratmeter."
POINTS = "Die Arbeitslosenquote sank um 0,4 Prozentpunkte."
CONCERT = "Das Konzert beginnt um 19.30 Uhr."
DECADE = "Die Halle wurde in den 1990er Jahren gebaut."
TRILLION = "Der Staat schuldet 2,4 Billionen Euro."
BILLION = "Der Umsatz betrug 3,4 Milliarden Euro."
MILLION = "Es kostet 250 Millionen Euro."
QUARTER = "Im dritten Quartal stieg der Gewinn um 6 Prozent."
RENT = "Die Miete beträgt 1.250 Euro."
VOTE = "Die Wahl ist am 7. September 2025."
CROWD = "Eine halbe Million Menschen demonstrierte."
HOURS = "Nach viereinhalb Stunden war das Feuer aus."


def _verdict(german: str, claim: str, language: str) -> Verdict:
    grounds = Grounds(cited=(german,), neighbours=(), title="", date=None, source="")
    return verdict_of(check_claim(claim, language, grounds, ""))


@pytest.mark.parametrize(
    ("german", "claim", "language"),
    [
        (HALF, "two and a half years", "en"),
        (HALF, "2.5 years", "en"),
        (HALF, "deux ans et demi", "fr"),
        (HALF, "dos años y medio", "es"),
        (HALF, "due anni e mezzo", "it"),
        (HALF, "dois anos e meio", "pt"),
        (HALF, "tweeënhalf jaar", "nl"),
        (HALF, "два с половиной года", "ru"),
        (HALF, "dwa i pół roku", "pl"),
        (HALF, "iki buçuk yıl", "tr"),
        (HALF, "两年半", "zh"),
        (HALF, "2年半", "ja"),
        (HALF, "2년 반", "ko"),
        (HOURS, "4.5 hours", "en"),
        (HOURS, "四个半小时", "zh"),
        (CROWD, "half a million people", "en"),
        (CROWD, "500,000 people", "en"),
        (CROWD, "约50万人", "zh"),
        (CROWD, "pół miliona ludzi", "pl"),
        ("Anderthalb Millionen Menschen kamen.", "1.5 million people", "en"),
        ("Zweieinhalb Millionen Menschen kamen.", "two and a half million people", "en"),
        (MYRIADS, "1万2350人", "ja"),
        (MYRIADS, "1만2350명", "ko"),
        (FLAT, "85 m²", "en"),
        (FLAT, "85 m2", "fr"),
        (FLAT, "85 square metres", "en"),
        (FLAT, "85 مترًا مربعًا", "ar"),
        ("Der Ausstoß von Kohlendioxid sank.", "CO2 emissions fell.", "en"),
        (POINTS, "下降了0.4个百分点", "zh"),
        (POINTS, "by 0.4 percentage points", "en"),
        (POINTS, "0,4 puan", "tr"),
        (CONCERT, "19点30分", "zh"),
        (CONCERT, "午後7時30分", "ja"),
        (CONCERT, "오후 7시 30분", "ko"),
        (CONCERT, "à 19 h 30", "fr"),
        (CONCERT, "at 7:30 PM", "en"),
        (DECADE, "dans les années 90", "fr"),
        (DECADE, "negli anni '90", "it"),
        (DECADE, "в 90-е годы", "ru"),
        (DECADE, "in the 90s", "en"),
        (DECADE, "20世纪90年代", "zh"),
        ("Sie lief in den Neunzigerjahren.", "in the 1990s", "en"),
        (TRILLION, "2,4 biljoen euro", "nl"),
        (TRILLION, "2,4 bln euro", "pl"),
        (TRILLION, "€2.4tn", "en"),
        (BILLION, "3,4 mld di euro", "it"),
        (BILLION, "3,4 Md€", "fr"),
        (MILLION, "250 ล้าน ยูโร", "th"),
        (QUARTER, "Profit rose by 6 percent in the third quarter.", "en"),
        ("In der zweiten Jahreshälfte sank er.", "It fell in the second half of the year.", "en"),
        ("Es geht um den Schutz der Umwelt.", "La protección del medio ambiente.", "es"),
        ("Das Fest ist Mitte Mai.", "a metà maggio", "it"),
        (VOTE, "7 กันยายน 2025", "th"),
        ("Es sind 32 Grad.", "32 degrees Celsius", "en"),
        ("Hunderte Menschen kamen.", "Hundreds of people came, thus it was full.", "en"),
        ("Hunderte Menschen kamen.", "来了数百人。", "zh"),
        ("Er ist Quarterback.", "他是四分卫。", "zh"),
        ("Drei Viertel der Fläche sind Wald.", "Три четверти площади — лес.", "ru"),
    ],
)
def test_what_is_right_passes(german: str, claim: str, language: str) -> None:
    assert _verdict(german, claim, language) is not Verdict.UNSUPPORTED


@pytest.mark.parametrize(
    ("german", "claim", "language"),
    [
        (HALF, "two years", "en"),
        (HALF, "three and a half years", "en"),
        (HALF, "три с половиной года", "ru"),
        (HOURS, "five and a half hours", "en"),
        (CROWD, "half a billion people", "en"),
        (MYRIADS, "1万3350人", "ja"),
        (FLAT, "85 km²", "en"),
        (POINTS, "by 0.4 percent", "en"),
        (CONCERT, "at 7:30 a.m.", "en"),
        (CONCERT, "19点20分", "zh"),
        (DECADE, "dans les années 80", "fr"),
        (BILLION, "3,4 billions d'euros", "fr"),
        (BILLION, "3.4 trillion euros", "en"),
        (MILLION, "250 พัน ยูโร", "th"),
        (RENT, "1250元", "zh"),
        (RENT, "1250円", "ja"),
        ("Der Preis stieg um 49 Cent.", "by 49 euros", "en"),
        (VOTE, "7 ตุลาคม 2025", "th"),
    ],
)
def test_what_is_wrong_is_told(german: str, claim: str, language: str) -> None:
    assert _verdict(german, claim, language) is Verdict.UNSUPPORTED


def test_two_is_doubted_where_others_are_counted() -> None:
    died = "Bei dem Unfall starben drei Menschen."
    assert _verdict(died, "Two people died in the accident.", "en") is Verdict.WEAK
    assert _verdict("Das Paar zog um.", "The two moved.", "en") is Verdict.SUPPORTED
