"""Asking the questions of a set, and the folder in which everything of a run is kept."""
