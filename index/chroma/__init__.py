"""Chroma: a projection of the store, fed from its outbox."""
