"""The endpoints that other programs call, by name; everything else on the page is private."""

import functools
import json
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import gradio as gr
from gradio.events import api
from gradio_client import Client

from rag.as_json import error_json
from ui.page.address import AddressError
from ui.page.asking import AT_A_TIME
from ui.page.attendance import Attendance, LeftError
from ui.page.programs import AT_A_TIME as PROGRAMS_AT_A_TIME
from ui.page.programs import Programs
from ui.page.tabs.callers import callers

Endpoint = Callable[..., Coroutine[Any, Any, Any]]


def endpoints(programs: Programs, attendance: Attendance) -> None:
    """Put ``/ask``, ``/search`` and ``/articles`` into the page that is being built.

    Gradio's ``/gradio_api/info`` and its MCP server describe them by their docstrings.
    """
    # Programs stand in one line with visitors: nobody overtakes.
    ask = _attended(programs.ask, attendance)
    api(ask, api_name="ask", concurrency_limit=AT_A_TIME, concurrency_id="ask")
    for endpoint, name in ((programs.search, "search"), (programs.articles, "articles")):
        api(
            _attended(endpoint, attendance),
            api_name=name,
            concurrency_limit=PROGRAMS_AT_A_TIME,
            concurrency_id="programs",
        )


def _attended(endpoint: Endpoint, attendance: Attendance) -> Endpoint:
    """Return the endpoint, described as it is, that ends where its asker hangs up."""

    @functools.wraps(endpoint)
    async def attended(*given: object, **named: object) -> Any:  # noqa: ANN401
        try:
            return await attendance.result(callers(), endpoint(*given, **named))
        except LeftError as error:
            return error_json(error.code, str(error))

    return attended


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
