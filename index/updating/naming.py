"""What an article is called for good: its own id, else one made of its path."""

import hashlib
import re
import unicodedata

from index.errors import CorpusError

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o"})
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_SLUG_CHARACTERS = 60
_HASH_BYTES = 4
_OWN_CHARACTERS = 200


def article_slug(relative: str, number: int = 1) -> str:
    """Return the id of a file's ``number``-th article (from 1) that has none of its own.

    A readable form of the path below the root (ASCII, at most 60 characters), 8 hex digits of it,
    and from the second article on ``-number``. Composed and decomposed umlauts are the same path.
    """
    path = unicodedata.normalize("NFC", relative)
    digest = hashlib.blake2b(path.encode(), digest_size=_HASH_BYTES).hexdigest()
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    plain = f"{folder}/{stem}".lower().translate(_UMLAUTS)
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    slug = _NO_SLUG.sub("-", ascii_only)[:_SLUG_CHARACTERS].strip("-")
    parts = [slug, digest] if slug else [digest]
    return "-".join(parts if number == 1 else [*parts, str(number)])


def own_id(text: str) -> str:
    """Return an article's own id in its one form: NFC, stripped, runs of blanks as hyphens.

    Raises CorpusError for an id that is empty, longer than 200 characters, or holds characters
    that can't be seen.
    """
    name = "-".join(unicodedata.normalize("NFC", text).split())
    if not name:
        raise CorpusError("The id is empty. Give the article one or leave the line out.")
    if len(name) > _OWN_CHARACTERS:
        raise CorpusError(
            f"The id {name[:40]!r}... has {len(name)} characters. Use at most {_OWN_CHARACTERS}."
        )
    if any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn") for character in name):
        raise CorpusError(f"The id {name!r} holds control characters. Use visible ones only.")
    return name
