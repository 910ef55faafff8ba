"""``store.db``: the truth about what is indexed, one SQLite file in WAL mode."""
