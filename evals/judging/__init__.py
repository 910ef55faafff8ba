"""Judges: whether German sentences support a claim, and how far each judge can be trusted."""
