"""Metrics: from items and judgements to scores, and from scores to rates with intervals."""
