"""Mail: a newsletter or a forwarded article, its text and its heads (the standard library)."""

import email
import email.policy
import re
from dataclasses import replace
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from pathlib import Path

from index.errors import CorpusError, NoTextError
from index.readers.dates import iso_date
from index.readers.decoding import decode, read_bytes
from index.readers.html import article_of_page
from index.records import RawArticle, ReadResult

_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_QUOTED = re.compile(r"^>.*$\n?", re.MULTILINE)
_REPLY = re.compile(r"^(?:AW|WG|Re|Fwd?): *", re.IGNORECASE)
_MAX_DEPTH = 30
"""How deeply parts may lie in parts: real mail stays below five."""


class MailReader:
    """Reads ``.eml``: one article a message; its attachments are left out."""

    suffixes: tuple[str, ...] = (".eml",)

    def read(self, path: Path) -> ReadResult:
        """Return the message as one article: its plain text if it has one, else its page.

        Raises CorpusError for a file that is no mail, NoTextError for one without text.
        """
        content = read_bytes(path)
        try:
            message = email.message_from_bytes(content, policy=email.policy.default)
            if not message.keys() or not _heads(message):
                raise CorpusError(
                    f"{path} is no mail: it has no From, Subject or Date. Save the message again."
                )
            raw = _body(message)
            if raw is not None:
                raw = _described(raw, message)
        # The library's parsers of heads raise these on heads that break the rules.
        except (MessageError, LookupError, ValueError, AttributeError, RecursionError) as error:
            raise CorpusError(f"{path} is a broken mail. Save the message again.") from error
        if raw is None or not raw.text.strip():
            raise NoTextError(f"{path} is a mail without text. Put its article into a file.")
        return ReadResult((raw,))


def _heads(message: EmailMessage) -> bool:
    return any(message.get(name) for name in ("From", "Subject", "Date", "To", "Received"))


def _body(message: EmailMessage) -> RawArticle | None:
    """The first plain text, else the first page, among the parts that are no attachments."""
    found: dict[str, str] = {}
    waiting: list[tuple[MIMEPart, int]] = [(message, 0)]
    while waiting:
        part, depth = waiting.pop(0)
        if part.is_multipart():
            if depth < _MAX_DEPTH:
                waiting[:0] = [(inner, depth + 1) for inner in part.iter_parts()]
        elif part.get_content_disposition() != "attachment":
            found.setdefault(part.get_content_type(), _text(part))
    if (plain := found.get("text/plain", "")).strip():
        return RawArticle(_QUOTED.sub("", _SIGNATURE.split(plain)[0]).strip())
    page = found.get("text/html", "")
    return article_of_page(page) if page.strip() else None


def _text(part: MIMEPart) -> str:
    if part.get_content_maintype() != "text":
        return ""
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    try:
        text = content.decode(part.get_content_charset() or "ascii")
    except (UnicodeDecodeError, LookupError):  # what the mail says of its letters is wrong
        text = decode(content)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _described(raw: RawArticle, message: EmailMessage) -> RawArticle:
    """What the page says of itself, else what the heads say."""
    subject = _REPLY.sub("", " ".join(str(message.get("Subject", "")).split()))
    sender = _sender(message)
    # A list's sender is the paper; a person's mail has that person's name.
    is_list = any(message.get(name) for name in ("List-Id", "List-Unsubscribe", "List-Post"))
    return replace(
        raw,
        title=raw.title or subject or None,
        date=raw.date or iso_date(_sent(message)),
        author=raw.author or (None if is_list else sender),
        source=raw.source or (sender if is_list else None),
    )


def _sender(message: EmailMessage) -> str | None:
    addresses = getattr(message.get("From"), "addresses", ())
    return next((one.display_name for one in addresses if one.display_name), None)


def _sent(message: EmailMessage) -> str:
    moment = getattr(message.get("Date"), "datetime", None)
    return moment.isoformat() if moment is not None else ""
