"""Starts a real Ollama server that holds one model made of given weights, and ends it again."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MODEL = "fundstelle-test"
_BUILT = Path.home() / ".cache/fundstelle-ci/ollama-v0.17.4/ollama"
_START_SECONDS = 30
# Ollama does not find the template that is in the file, and would send the bare prompt.
_MODELFILE = '''FROM {weights}
TEMPLATE """{{{{- range .Messages }}}}<|im_start|>{{{{ .Role }}}}
{{{{ .Content }}}}<|im_end|>
{{{{ end }}}}<|im_start|>assistant
"""
PARAMETER stop <|im_end|>
'''


@dataclass(frozen=True, slots=True)
class OllamaServer:
    """A running server and the model in it."""

    url: str
    model: str
    process: "subprocess.Popen[bytes]"

    def kill(self) -> None:
        """End the server and its runners at once, as a crash would."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def binary() -> Path | None:
    """Return the Ollama to start: the one that CI built, or the installed one."""
    found = shutil.which("ollama")
    for path in (_BUILT, found):
        if path is not None and Path(path).is_file():
            return Path(path)
    return None


@contextmanager
def running(program: Path, weights: Path, folder: Path) -> Iterator[OllamaServer]:
    """Start a server with its files in ``folder``, make the model, and end both afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    ollama = [
        "env",
        f"HOME={folder}",
        f"OLLAMA_HOST={address}",
        f"OLLAMA_MODELS={folder / 'models'}",
        str(program),
    ]
    modelfile = folder / "Modelfile"
    modelfile.write_text(_MODELFILE.format(weights=weights), encoding="utf-8")
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [*ollama, "serve"], stdout=log, stderr=log, start_new_session=True
        )
    server = OllamaServer(f"http://{address}", MODEL, process)
    try:
        _wait_for(server.url)
        create = [*ollama, "create", MODEL, "-f", str(modelfile)]
        subprocess.run(create, check=True, capture_output=True)
        yield server
    finally:
        server.kill()
        # A copy of the weights: more than a gigabyte.
        shutil.rmtree(folder / "models", ignore_errors=True)


def _wait_for(url: str) -> None:
    end = time.monotonic() + _START_SECONDS
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while True:
        try:
            opener.open(f"{url}/api/version", timeout=1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return
