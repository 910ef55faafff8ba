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
from index.records import RawArticle, ReadResult, RemovedLine

_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_QUOTED = re.compile(r"^>.*$\n?", re.MULTILINE)
_REPLY = re.compile(r"^(?:AW|WG|Re|Fwd?): *", re.IGNORECASE)
_IS_FORWARD = re.compile(r"^(?:WG|Fwd?): *", re.IGNORECASE)
_FORWARDED = re.compile(
    r"^[-> ]*(?:(?:Anfang der )?weitergeleitete[nr]? Nachricht|Begin forwarded message"
    r"|Forwarded message|(?P<original>Ursprüngliche Nachricht|Original Message))[- :]*$",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTE = re.compile(r"^> ?", re.MULTILINE)
_INNER_HEAD = re.compile(
    r"(Von|From|Gesendet|Sent|Datum|Date|An|To|Cc|Kopie|Betreff|Subject|Antwort an|Reply-To)"
    r": *(.*)",
    re.IGNORECASE,
)
_MAX_DEPTH = 30
"""How deeply parts may lie in parts: real mail stays below five."""


class MailReader:
    """Reads ``.eml``: one article a message; its attachments are left out."""

    suffixes: tuple[str, ...] = (".eml",)

    def read(self, path: Path) -> ReadResult:
        """Return the message as one article: its plain text if it has one, else its page.

        Of a forwarded mail it is the mail that was passed on.

        Raises CorpusError for a file that is no mail, NoTextError for one without text.
        """
        content = read_bytes(path)
        try:
            message = email.message_from_bytes(content, policy=email.policy.default)
            if not message.keys() or not _heads(message):
                raise CorpusError(
                    f"{path} is no mail: it has no From, Subject or Date. Save the message again."
                )
            is_forward = _IS_FORWARD.match(str(message.get("Subject", ""))) is not None
            raw = _body(message, is_forward=is_forward)
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


def _body(message: EmailMessage, *, is_forward: bool) -> RawArticle | None:
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
        return _forwarded(plain, is_forward=is_forward) or RawArticle(_own_words(plain))
    page = found.get("text/html", "")
    return article_of_page(page) if page.strip() else None


def _own_words(text: str) -> str:
    return _QUOTED.sub("", _SIGNATURE.split(text)[0]).strip()


def _forwarded(text: str, *, is_forward: bool) -> RawArticle | None:
    """The mail that is passed on in this one, by the heads that stand in its text.

    "Original message" stands above what a reply answers, too: it counts in a forward alone.
    """
    marks = (m for m in _FORWARDED.finditer(text) if is_forward or not m["original"])
    found = next(marks, None)
    if found is None:
        return None
    lines = _QUOTE.sub("", text[found.end() :]).strip().split("\n")
    heads: dict[str, str] = {}
    while lines and (head := _INNER_HEAD.match(lines[0])):
        heads[head[1].lower()] = head[2].strip()
        del lines[0]
    if not heads or not (words := _own_words("\n".join(lines))):
        return None
    sender = (heads.get("von") or heads.get("from") or "").partition("<")[0].partition("[")[0]
    sent = next((heads[name] for name in ("datum", "gesendet") if name in heads), "")
    above = text[: found.start()].split("\n")
    return RawArticle(
        words,
        author=sender.strip(' "') or None,
        date=iso_date(sent),
        removed=tuple(
            RemovedLine(number, line.strip(), "note of who passed the mail on")
            for number, line in enumerate(above, start=1)
            if line.strip()
        ),
    )


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
