"""The place of verification on the way draft -> cited -> verified -> answer.

Every claim leaves here with a verdict. Checking a claim against the sentences it cites has its own
issue; until then the honest verdict is ``unchecked``, and that is what users are shown.
"""

from collections.abc import Sequence
from dataclasses import replace

from rag.records import Citation, Claim, Verdict


def verify(claims: Sequence[Claim], citations: Sequence[Citation]) -> tuple[Claim, ...]:
    """Return the claims with their verdicts."""
    del citations  # what claims will be checked against
    return tuple(replace(claim, verdict=Verdict.UNCHECKED) for claim in claims)
