"""The question sets: their words, how they are read, and what makes them valid."""
