"""Checks of an answer's sentences against the German sentences they cite, without any model."""
