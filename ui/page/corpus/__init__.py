"""The corpus in the page: what is there, what comes in, what goes."""
