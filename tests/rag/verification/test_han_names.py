"""Chinese persons in a Chinese answer, held against the German that names them in Latin letters."""

import pytest

from rag.verification.checks import check_claim
from rag.verification.held import Grounds

CITED = "Ministerin Shen Yulan eröffnete die Messe in Querenhorst, Zhao Wei hielt eine Rede."
BESIDE = "Am Rand sprach auch Elias Musberg mit Bo Liang."
QUESTION = "是哪位部长宣布展会开幕的？"


@pytest.mark.parametrize(
    ("claim", "codes"),
    [
        ("展会由沈玉兰宣布开幕。", []),
        ("沈玉兰", []),
        ("赵伟", []),
        ("展会由陈建国宣布开幕。", ["name_missing"]),
        ("陈建国", ["name_missing"]),
        ("梁博", []),  # named beside, the surname last
        ("部长", []),
        ("埃利亚斯·穆斯贝格", []),
        ("Shen Yulan", []),
        ("王国的高级部长", []),
    ],
)
def test_a_chinese_person_is_known_by_sound(claim: str, codes: list[str]) -> None:
    reasons = check_claim(claim, "zh", Grounds((CITED,), (BESIDE,), "", None), QUESTION)
    assert [reason.code for reason in reasons if reason.code == "name_missing"] == codes


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("展会在哪里举行？", CITED),
        (QUESTION, "Ministerin Robin Shen eröffnete die Messe."),
        (QUESTION, "Die Messe in Querenhorst wurde eröffnet."),
        # A transcribed name may be that of the other one, and some sounds have two readings.
        (QUESTION, f"{CITED} Zuvor sprach Elias Musberg."),
        (QUESTION, "Ein Fan eröffnete die Messe."),
    ],
)
def test_what_can_t_be_told_is_no_doubt(question: str, cited: str) -> None:
    reasons = check_claim("陈建国", "zh", Grounds((cited,), (), "", None), question)
    assert not reasons


def test_characters_of_two_readings_have_both() -> None:
    cited = ("Minister Li Changchun eröffnete die Messe.",)
    reasons = check_claim("李长春", "zh", Grounds(cited, (), "", None), QUESTION)
    assert not reasons
