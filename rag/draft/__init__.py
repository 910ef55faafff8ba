"""From what a model wrote to a draft: its text in plain sentences, and what is wrong with it.

``markup.py`` takes thoughts, template tokens and markdown, ``chatter.py`` what stands around the
answer, ``markers.py`` imitated citations; ``refusals.py`` knows a no in any wording;
``cleaning.py`` does it in order.
"""

from rag.draft.cleaning import Draft, Problem, clean_draft, joined

__all__ = ["Draft", "Problem", "clean_draft", "joined"]
