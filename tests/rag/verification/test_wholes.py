"""Part and whole of a percentage, as they are and turned round."""

import pytest

from rag.records import Verdict
from rag.verification.checks import check_claim, verdict_of
from rag.verification.held import Grounds
from rag.verification.wholes import turned_reasons

CHIP = "Nordwerks Chip Alpha liefert bereits etwa 60 % der Rechenleistung von Südlands Omega."
TOWN = "Lindental nahm 2,5 Prozent der Einnahmen von Auenheim ein."


@pytest.mark.parametrize(
    ("claim", "language", "german"),
    [
        ("The Omega by Südland has 60% of the computing power of the Alpha.", "en", CHIP),
        ("La puissance de l'Omega de Südland atteint 60 % de celle de l'Alpha.", "fr", CHIP),
        ("El Omega de Südland alcanza el 60 % de la potencia del Alpha de Nordwerk.", "es", CHIP),
        ("L'Omega raggiunge il 60% della potenza di Alpha.", "it", CHIP),
        ("De Omega haalt 60 procent van het vermogen van de Alpha.", "nl", CHIP),
        ("O Omega atinge 60% da potência do Alpha.", "pt", CHIP),
        ("Südlands Omega leistet 60 Prozent der Leistung von Nordwerks Alpha.", "de", CHIP),
        ("Auenheim took 2.5 percent of the revenue of Lindental.", "en", TOWN),
    ],
)
def test_the_whole_named_as_the_part_is_found(claim: str, language: str, german: str) -> None:
    (reason,) = turned_reasons(claim, language, (german,))
    assert reason.code == "share_turned"
    grounds = Grounds((german,), (), "Chips", None)
    assert verdict_of(check_claim(claim, language, grounds, "?")) is Verdict.UNSUPPORTED


@pytest.mark.parametrize(
    ("claim", "language", "german"),
    [
        ("The Alpha has 60% of the computing power of the Omega.", "en", CHIP),
        ("60% of the Omega's power is what the Alpha has.", "en", CHIP),
        ("It has 60% of the power of the Omega.", "en", CHIP),
        ("L'Alpha de Nordwerk atteint 60 % de la puissance de l'Omega.", "fr", CHIP),
        ("The Omega has 40% of the power of the Alpha.", "en", CHIP),
        ("Alpha, Omega'nın gücünün % 60'ına ulaşıyor.", "tr", CHIP),
        ("阿尔法达到Omega的60%。", "zh", CHIP),
        # The German names both behind the figure: whose share it is stands elsewhere.
        (
            "Omega has 60% of the power of the Alpha.",
            "en",
            "Auf 60 Prozent der Leistung von Omega kommt Alpha.",
        ),
    ],
)
def test_what_is_not_surely_turned_is_let_be(claim: str, language: str, german: str) -> None:
    assert turned_reasons(claim, language, (german,)) == []
