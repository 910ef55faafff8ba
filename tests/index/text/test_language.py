import pytest

from index.text.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Was kostet das neue Hallenbad?", "de"),
        ("How much does the new pool cost?", "en"),
        ("Combien coûte la nouvelle piscine ?", "fr"),
        ("Yeni yüzme havuzu ne kadara mal oldu?", "tr"),
        ("¿Cuánto cuesta la nueva piscina?", "es"),
        ("Сколько стоит новый бассейн?", "ru"),
        ("Ile kosztuje nowy basen?", "pl"),
        ("新游泳馆花了多少钱？", "zh"),
        ("市长是谁？", "zh"),
        ("市長は誰ですか？", "ja"),
        ("시장은 누구입니까?", "ko"),
        ("كم تكلفة المسبح الجديد؟", "ar"),
        ("微软 Windows 的价格是多少？", "zh"),
        ("12345", "und"),
        ("🙂🙂", "und"),
        ("", "und"),
    ],
)
def test_the_language_of_a_short_text(text: str, language: str) -> None:
    assert detect_language(text) == language
