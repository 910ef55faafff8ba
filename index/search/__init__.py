"""One committed state in memory, and how it is searched."""
