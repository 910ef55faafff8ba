"""Who asked what Gradio is running now."""

from gradio.context import LocalContext

from ui.page.attendance import TOOL_LINE


def callers() -> frozenset[str]:
    """Return the names on which a line may be open: the session's, and the event's own.

    Of a tool that an MCP client calls it is the client's line alone: Gradio's own stays open.
    """
    request = LocalContext.request.get(None)
    line = None if request is None else request.headers.get(TOOL_LINE)
    if line:
        return frozenset({line})
    session = None if request is None else request.session_hash
    return frozenset(name for name in (session, LocalContext.event_id.get(None)) if name)
