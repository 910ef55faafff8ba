"""The metrics by name, as :mod:`evals.metrics.registry` lists them."""

from evals.metrics.registry import BY_NAME
from evals.records import Metric


def known_metrics() -> dict[str, Metric]:
    """Return every metric by name, in the registry's order."""
    return dict(BY_NAME)
