"""Who asked what Gradio is running now."""

from gradio.context import LocalContext


def callers() -> frozenset[str]:
    """Return the names on which a line may be open: the session's, and the event's own."""
    request = LocalContext.request.get(None)
    session = None if request is None else request.session_hash
    return frozenset(name for name in (session, LocalContext.event_id.get(None)) if name)
