"""Importing Gradio, with or without what its MCP server needs."""

import sys


def import_gradio(*, with_mcp: bool) -> None:
    """Import Gradio for the first time in this process.

    Gradio imports the ``mcp`` package, where there is one, whether or not it serves MCP: half a
    second of every start. A process that imported Gradio without it can't serve MCP any more.
    """
    if with_mcp or "gradio" in sys.modules or "mcp" in sys.modules:
        import gradio

        return
    # None in the place of a module is how Python is told that there is none.
    sys.modules["mcp"] = None  # type: ignore[assignment]
    try:
        import gradio  # noqa: F401
    finally:
        del sys.modules["mcp"]
