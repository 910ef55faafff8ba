import pytest

from ui.page.access.login_page import page_language


@pytest.mark.parametrize(
    ("headers", "language"),
    [
        ({}, "en"),
        ({"accept-language": "de-AT,en;q=0.5"}, "de"),
        ({"accept-language": "fr,de"}, "en"),
        ({"accept-language": "de", "cookie": "a=b; fundstelle_lang=en"}, "en"),
        ({"accept-language": "en", "cookie": "fundstelle_lang=de; a=b"}, "de"),
        ({"accept-language": "en", "cookie": "fundstelle_lang=fr"}, "en"),
        ({"accept-language": "en", "cookie": "not_fundstelle_lang=de"}, "en"),
    ],
)
def test_the_language_chosen_on_the_page_goes_before_the_browser_s(
    headers: dict[str, str], language: str
) -> None:
    assert page_language(headers) == language
