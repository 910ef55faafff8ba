"""Printed pages: from words with their places to an article's text."""
