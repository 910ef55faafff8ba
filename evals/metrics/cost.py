"""Seconds and tokens of a reply."""

from collections.abc import Iterator

from evals.records import Reply, Score


def cost_scores(reply: Reply) -> Iterator[Score]:
    """Yield seconds (under the names of both quantiles) and tokens; none without a model."""
    seconds = (
        ("search", reply.search_seconds),
        ("first-token", reply.first_token_seconds),
        ("total", reply.total_seconds),
    )
    for name, value in seconds:
        if value is not None:
            yield Score(f"{name}-seconds-p50", value)
            yield Score(f"{name}-seconds-p95", value)
    if reply.model is not None:
        yield Score("prompt-tokens", float(reply.prompt_tokens))
        yield Score("completion-tokens", float(reply.completion_tokens))
