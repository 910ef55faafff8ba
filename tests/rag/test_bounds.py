import pytest

from rag.bounds import with_bounds

OVER = "Das führte zu über 1,6 Millionen Downloads."
MOST = "Der Anteil könnte um bis zu 0,9 Prozentpunkte im Jahr steigen."
ABOUT = "Der Chip leistet rund 60 Prozent."
LEAST = "Es hat mindestens 260 Milliarden Parameter."
BARE = "Die Verwaltung beziffert sie auf 735.000 Euro."


@pytest.mark.parametrize(
    ("text", "language", "german", "written"),
    [
        ("It had 1.6 million downloads.", "en", OVER, "It had over 1.6 million downloads."),
        ("Es hatte 1,6 Millionen Downloads.", "de", OVER, "Es hatte über 1,6 Millionen Downloads."),
        ("Il a 1,6 million de copies.", "fr", OVER, "Il a plus de 1,6 million de copies."),
        ("Скачали 1 600 000 раз.", "ru", OVER, "Скачали более 1 600 000 раз."),
        ("下载了160万次。", "zh", OVER, "下载了超过160万次。"),
        ("Puede crecer 0,9 puntos al año.", "es", MOST, "Puede crecer hasta 0,9 puntos al año."),
        ("Yılda 0,9 puan artabilir.", "tr", MOST, "Yılda en fazla 0,9 puan artabilir."),
        ("1,6 milyon kez indirildi.", "tr", OVER, "En az 1,6 milyon kez indirildi."),
        ("160万回ダウンロードされた。", "ja", OVER, "少なくとも160万回ダウンロードされた。"),
        ("160만 번 다운로드됐다.", "ko", OVER, "최소 160만 번 다운로드됐다."),
        ("يبلغ 60% من ذلك.", "ar", ABOUT, "يبلغ نحو 60% من ذلك."),
        ("Ma 60% mocy.", "pl", ABOUT, "Ma około 60% mocy."),
        ("It has 260 billion parameters.", "en", LEAST, "It has at least 260 billion parameters."),
        (
            "Рост составит 0,9 пункта до 2030 года.",
            *("ru", MOST),
            "Рост составит до 0,9 пункта до 2030 года.",
        ),
        ("It cost $5.", "en", "Es kostete rund 5 Dollar.", "It cost about $5."),
        (
            "The damage is approximately 735,000 euros.",
            "en",
            BARE,
            "The damage is 735,000 euros.",
        ),
        ("Der Schaden beträgt rund 735.000 Euro.", "de", BARE, "Der Schaden beträgt 735.000 Euro."),
    ],
)
def test_a_figure_is_bounded_as_in_the_german(
    text: str, language: str, german: str, written: str
) -> None:
    assert with_bounds(text, language, [german]) == written
    assert with_bounds(written, language, [german]) == written


@pytest.mark.parametrize(
    ("text", "language", "german"),
    [
        # Said already, in whatever way and place.
        ("It had more than 1.6 million downloads.", "en", OVER),
        ("Downloads exceeded it: 1.6 million or more than that.", "en", OVER),
        ("Ungefähr 1,6 Millionen Mal.", "de", OVER),
        # Behind the figure in these languages.
        ("1,6 milyondan fazla indirildi.", "tr", OVER),
        ("1.600.000'i aşkın kez indirildi.", "tr", OVER),
        ("160万回以上ダウンロードされた。", "ja", OVER),
        ("160만 번 이상 다운로드됐다.", "ko", OVER),
        # Not the same figure, no figure, a date, or not told of by one bound alone.
        ("It had 1.7 million downloads.", "en", OVER),
        ("It had downloads.", "en", OVER),
        ("It opened in 2025.", "en", "Rund 2025 Gäste kamen, eröffnet wurde 2025."),
        ("It had 60 rooms.", "en", "Es hatte rund 60 Zimmer. Später waren es genau 60 Zimmer."),
        # "Ein Bericht über 61 Modelle" is about them; "unter 30 Bewerbern" is among them.
        ("There are 61 models.", "en", "Der Bericht über 61 Modelle liegt vor."),
        ("There were 18 robots.", "en", "Es waren nicht weniger als 18 Roboter."),
        ("There were 30 applicants.", "en", "Sie wurde unter 30 Bewerbern gewählt."),
        # The sentence begins with it.
        ("About 735,000 euros are needed.", "en", BARE),
        ("Ngày nay có 1,6 triệu lượt tải.", "vi", OVER),
    ],
)
def test_what_is_said_or_can_not_be_told_stays_as_it_is(
    text: str, language: str, german: str
) -> None:
    assert with_bounds(text, language, [german]) == text
