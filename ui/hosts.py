"""The machines that text of articles and questions can reach: `doctor` names them, the page too."""

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from rag.models.ollama_errors import is_loopback
from rag.settings import Settings


@dataclass(frozen=True, slots=True)
class Host:
    """An address that text of articles or questions can reach."""

    url: str
    purpose: str
    loopback: bool


def hosts(settings: Settings) -> list[Host]:
    """Return every address that text of articles or questions can reach."""
    found = []
    if _asks_ollama(settings):
        purpose = "Ollama: questions and the passages found"
        if settings.allow_remote:
            purpose += "; a cloud model would send them on (FUNDSTELLE_ALLOW_REMOTE=1)"
        url = settings.ollama_url
        found.append(Host(_without_password(url), purpose, is_loopback(url)))
    if settings.model.partition(":")[0] != "ollama":
        found.append(Host("http://127.0.0.1", "the embedded model, in this process", loopback=True))
    if settings.chroma_url is not None:
        url = settings.chroma_url
        purpose = "Chroma: vectors of passages and questions"
        found.append(Host(_without_password(url), purpose, is_loopback(url)))
    return found


def all_here(settings: Settings) -> bool:
    """Tell whether none of it can leave this machine."""
    # A server here may itself pass questions on where that is allowed.
    passed_on = settings.allow_remote and _asks_ollama(settings)
    return all(host.loopback for host in hosts(settings)) and not passed_on


def _asks_ollama(settings: Settings) -> bool:
    return settings.model.partition(":")[0] in ("auto", "ollama")


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
