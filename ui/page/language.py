"""The language that somebody chose on the page, kept in a cookie."""

import re

_CHOSEN = re.compile(r"(?:^|; )fundstelle_lang=(de|en)(?:;|$)")


def chosen_language(cookies: str) -> str | None:
    """Return it from a request's cookies, None where nobody chose."""
    found = _CHOSEN.search(cookies)
    return None if found is None else found[1]
