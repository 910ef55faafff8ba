"""ADAPTER huggingface_hub: one file of a repository, for whoever reaches the hub."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.models.files import Progress, Report, SourceError
from rag.models.manifest import HubSource

if TYPE_CHECKING:
    from tqdm import tqdm

_ANSWER_SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class HubFetcher:
    """Fetches one file into ``folder``, going on where an interrupted fetch ended.

    ``HF_HUB_OFFLINE`` and ``HF_ENDPOINT`` count, as huggingface_hub reads them; no token is sent
    and no telemetry.
    """

    source: HubSource
    folder: Path

    def fetch(self, require: Callable[[int], None], report: Report) -> Path:
        """Fetch the file and return its path; ``require`` is asked for its size in bytes first.

        Raises SourceError, within seconds where the hub can't be reached.
        """
        import huggingface_hub
        import huggingface_hub.constants

        # httpx2's, or httpx's before it: the base of what the hub's client lets through.
        from huggingface_hub.errors import (  # type: ignore[attr-defined]
            EntryNotFoundError,
            HTTPError,
            OfflineModeIsEnabled,
        )

        # It would add the versions of what is installed here to each request.
        huggingface_hub.constants.HF_HUB_DISABLE_TELEMETRY = True
        try:
            # Asked first: hf_hub_download tries for half a minute where there is no network.
            size = self._size()
            if size is not None:
                require(size)
            return self._download(report)
        except OfflineModeIsEnabled as error:
            raise SourceError("HF_HUB_OFFLINE is set") from error
        except HTTPError as error:
            raise SourceError(f"the hub gave no file ({_line(error)})") from error
        # The first for a connection lost on the way, the second is what hf-xet raises.
        except (EntryNotFoundError, RuntimeError) as error:
            raise SourceError(f"the hub's file did not arrive ({_line(error)})") from error

    def _size(self) -> int | None:
        from huggingface_hub import get_hf_file_metadata, hf_hub_url

        url = hf_hub_url(
            self.source.repository,
            self.source.file,
            revision=self.source.revision,
            endpoint=self.source.endpoint,
        )
        return get_hf_file_metadata(url, token=False, timeout=_ANSWER_SECONDS).size

    def _download(self, report: Report) -> Path:
        from huggingface_hub import hf_hub_download

        path = hf_hub_download(
            self.source.repository,
            self.source.file,
            revision=self.source.revision,
            endpoint=self.source.endpoint,
            local_dir=self.folder,
            token=False,
            tqdm_class=_reporting_bar(report),
        )
        return Path(path)


def _reporting_bar(report: Report) -> "type[tqdm[Any]]":
    from tqdm import tqdm

    class Bar(tqdm):  # type: ignore[type-arg]
        """Counts for ``report`` and draws nothing."""

        def __init__(self, *, total: float | None = None, initial: float = 0, **_: object) -> None:
            super().__init__(disable=True)
            self._done, self._all = initial, total

        def update(self, n: float | None = 1) -> bool | None:
            self._done += 0 if n is None else n
            total = None if self._all is None else int(self._all)
            report(Progress("Fetching from the hub", int(self._done), total))
            return None

    return Bar


def _line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
