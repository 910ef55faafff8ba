"""The metrics by name, as ``evals.metrics.registry`` lists them."""

from collections.abc import Mapping
from importlib import import_module

from evals.records import Metric


def known_metrics() -> dict[str, Metric]:
    """Return every metric by name, in the registry's order."""
    # Looked up by name: the registry may be a list or a mapping.
    metrics = import_module("evals.metrics.registry").METRICS
    found = metrics.values() if isinstance(metrics, Mapping) else metrics
    return {metric.name: metric for metric in found}
