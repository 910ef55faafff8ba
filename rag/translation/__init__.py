"""A German sentence in the reader's language, checked like an answer and kept."""
