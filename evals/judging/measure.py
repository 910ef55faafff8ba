"""``python -m evals.judging.measure``: the cards of tier 1 on outside data, into ``cards.json``."""

import argparse
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from evals.judging.card import Judged, card_of
from evals.judging.cards import keep_card
from evals.judging.judge import Judge
from evals.judging.outside import parallel_pairs, read_memerag
from evals.judging.support import SupportJudge
from evals.records import Pair

LANGUAGES = ("de", "en", "es", "fr")


def judged_pairs(pairs: Sequence[tuple[str, Pair]], judge: Judge) -> Iterator[Judged]:
    """Judge labelled pairs, given with their clusters, one after the other."""
    for cluster, pair in pairs:
        said = judge.judge(pair)
        gold = bool(pair.supported)
        yield Judged(cluster, gold, said.score, said.supported, pair.kind, pair.language)


def main() -> None:
    """Measure on MEMERAG's languages and across XQuAD's; labels are read, nothing is fitted."""
    parser = argparse.ArgumentParser(description="Make the cards of tier 1 on outside data.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    folder: Path = parser.parse_args().data
    files = {f"MEMERAG {code}": folder / "memerag" / f"{code}.jsonl" for code in LANGUAGES}
    sets = {name: (read_memerag(path)[0], str(path)) for name, path in files.items()}
    across = folder / "xquad"
    sets["XQuAD passages"] = (parallel_pairs(across), f"--across {across}")
    judge = SupportJudge()
    for data, (pairs, place) in sets.items():
        card = card_of(
            list(judged_pairs(pairs, judge)),
            # The name without its digest: a card is of what `support.json` held that day.
            judge=judge.name.partition("@")[0],
            data=data,
            day=datetime.now(UTC).date().isoformat(),
            command=f"fundstelle eval judge {place} --tier 1",
        )
        keep_card(card)


if __name__ == "__main__":
    main()
