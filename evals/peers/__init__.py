"""Other ways from the same articles to a cited answer, asked with the same model and scored alike.

One file a pipeline; each gives a :class:`evals.records.Reply`, so that a run of it is kept, scored,
reported and compared as one of the product.
"""
