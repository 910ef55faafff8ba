"""What goes wrong with an Ollama server, in words that say what to type."""

import ipaddress
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx

from index.errors import FundstelleError
from rag.errors import ContextTooSmallError, ModelUnavailableError


@contextmanager
def connected(url: str) -> Iterator[None]:
    """Turn every failure of the connection, which the client lets through, into ours."""
    try:
        yield
    # The client turns some of httpx's errors into ConnectionError and lets the others through.
    except (ConnectionError, httpx.ConnectError, httpx.ConnectTimeout) as error:
        raise ModelUnavailableError(
            f"No Ollama server answers at {url}. Type `ollama serve`, or use --model embedded."
        ) from error
    except httpx.TimeoutException as error:
        raise ModelUnavailableError(
            f"The Ollama server at {url} has said nothing for minutes. Look at `ollama ps`, or "
            "restart it."
        ) from error
    except httpx.TransportError as error:
        raise ModelUnavailableError(
            f"The Ollama server at {url} broke off in the middle of its answer ({error}). Type "
            "`ollama serve` and ask again."
        ) from error
    except ValueError as error:
        raise ModelUnavailableError(
            f"What answers at {url} is no Ollama server. Set FUNDSTELLE_OLLAMA_URL to one."
        ) from error


def refuse_remote(name: str, facts: Mapping[str, Any]) -> None:
    """Raise ModelUnavailableError for a model that runs on someone else's machine."""
    host = facts.get("remote_host") or facts.get("remote_model")
    tag = name.rpartition(":")[2]
    if host or tag == "cloud" or tag.endswith("-cloud"):
        raise ModelUnavailableError(
            f"The model {name} runs on someone else's machine ({host or 'its name says so'}), and "
            "question and articles would go there. Choose another, or allow it with "
            "FUNDSTELLE_ALLOW_REMOTE=1."
        )


def is_loopback(url: str) -> bool:
    """Whether the address is this machine."""
    host = str(urlsplit(url).hostname)
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def refusal(name: str, url: str, *, said: str, status: int) -> FundstelleError:
    """Return the error for an answer of the server that is one."""
    if "context length" in said:
        return ContextTooSmallError(
            f"The prompt does not fit into the context of {name}. Ask a shorter question."
        )
    if status == 404 and "model" in said:
        return ModelUnavailableError(
            f"Ollama at {url} has no model {name}. Type `ollama pull {name}`."
        )
    return ModelUnavailableError(
        f"Ollama at {url} could not answer with {name}: {' '.join(said.split())[:200]}. Look at "
        "the server's log, or use --model embedded."
    )
