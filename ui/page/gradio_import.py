"""Importing Gradio, with or without what its MCP server needs."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType


def import_gradio(*, with_mcp: bool) -> None:
    """Import Gradio for the first time in this process.

    Gradio imports the ``mcp`` package, where there is one, whether or not it serves MCP: half a
    second of every start. A process that imported Gradio without it can't serve MCP any more.
    """
    with _without_stubs():
        if with_mcp or "gradio" in sys.modules or "mcp" in sys.modules:
            import gradio

            return
        # None in the place of a module is how Python is told that there is none.
        sys.modules["mcp"] = None  # type: ignore[assignment]
        try:
            import gradio  # noqa: F401
        finally:
            del sys.modules["mcp"]


@contextmanager
def _without_stubs() -> Iterator[None]:
    """Keep Gradio from writing type stubs for editors beside its own files at every import.

    It parses the source of each of its components for that, a third of its time.
    """
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Finder(MetaPathFinder):
    """Finds the one module of Gradio that makes stubs, to be loaded without."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != "gradio.component_meta":
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader)
        return spec


class _Loader(Loader):
    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        vars(module)["create_or_modify_pyi"] = lambda *_: None
