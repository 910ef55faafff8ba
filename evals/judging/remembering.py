"""A judge whose judgements are kept in a file, so that one that was stopped goes on."""

from dataclasses import replace
from pathlib import Path

from evals.judging.judge import Judge, keyed_name
from evals.records import Judgement, Pair
from evals.running import lines


class RememberingJudge:
    """What a judge has said of a pair's content is not asked again; an unknown is."""

    def __init__(self, judge: Judge, place: Path) -> None:
        """``place`` is a file of judgements, made when the first is kept."""
        self._judge = judge
        self._place = place
        lines.mend(place)
        self._known = {each.judge: each for each in lines.read(place, Judgement)}

    @property
    def name(self) -> str:
        """The judge's own name."""
        return self._judge.name

    def judge(self, pair: Pair) -> Judgement:
        """Judge one pair, or say again what was said of it."""
        key = keyed_name(self._judge, pair)
        if key not in self._known:
            said = self._judge.judge(pair)
            if said.score is None:
                return said
            self._known[key] = replace(said, judge=key)
            self._place.parent.mkdir(parents=True, exist_ok=True)
            lines.append(self._place, [self._known[key]])
        return replace(self._known[key], pair=pair.name, judge=self.name)
