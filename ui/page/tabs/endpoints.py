"""The endpoints that other programs call, by name; everything else on the page is private."""

import json
from collections.abc import Sequence

import gradio as gr
from gradio.events import api
from gradio_client import Client

from ui.page.address import AddressError
from ui.page.asking import AT_A_TIME
from ui.page.programs import AT_A_TIME as PROGRAMS_AT_A_TIME
from ui.page.programs import Programs


def endpoints(programs: Programs) -> None:
    """Put ``/ask``, ``/search`` and ``/articles`` into the page that is being built.

    Gradio's ``/gradio_api/info`` and its MCP server describe them by their docstrings.
    """
    # Programs stand in one line with visitors: nobody overtakes.
    api(programs.ask, api_name="ask", concurrency_limit=AT_A_TIME, concurrency_id="ask")
    for endpoint, name in ((programs.search, "search"), (programs.articles, "articles")):
        api(
            endpoint,
            api_name=name,
            concurrency_limit=PROGRAMS_AT_A_TIME,
            concurrency_id="programs",
        )


def connect_mcp(page: gr.Blocks) -> None:
    """Let the MCP server of a page that is served reach the page's endpoints, and speak JSON.

    Gradio's own way follows the environment's proxy settings: questions would leave the machine.
    What comes back it writes as Python does, which no program reads.
    """
    from mcp.types import TextContent

    def told(data: Sequence[object], root_url: str) -> list[TextContent]:
        del root_url
        return [
            TextContent(type="text", text=json.dumps(each, ensure_ascii=False)) for each in data
        ]

    server = page.mcp_server_obj
    if server is None:
        raise AddressError(f"MCP can't be served here: {page.mcp_error}")
    server.postprocess_output_data = told  # type: ignore[method-assign, assignment]
    server._client_instance = Client(  # noqa: SLF001 - there is no public way
        page.local_url,
        download_files=False,
        verbose=False,
        analytics_enabled=False,
        headers={"x-gradio-user": "mcp"},
        httpx_kwargs={"trust_env": False, "timeout": 60},
    )
