"""Cleaning: what of a page is the article, and what stands around it.

Rules about forms, each small and named: ``line_rules`` decide by one line, ``block_rules`` by a
heading and what hangs on it, ``zones`` by the place before and behind the article.
"""

from index.cleaning.article import clean

__all__ = ["clean"]
