"""Text: normal form, language, sentences, passages and words."""
