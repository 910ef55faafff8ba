"""The plots, as SVG whose text is text and whose colours are the page's (matplotlib)."""

import io
import re
from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from evals.judging.reliability import Bin

# Colours no plot would choose; the page's variables take their place in the finished SVG.
_INK, _LINE, _SOFT, _RULE = "#010203", "#010204", "#010205", "#010206"
_VARIABLES = {
    **{_INK: "var(--ink)", _LINE: "var(--accent)"},
    **{_SOFT: "var(--soft)", _RULE: "var(--rule)"},
}
# Keyed by matplotlib's own names, which its types list one by one.
_STYLE: dict[Any, Any] = {
    **{"svg.fonttype": "none", "font.size": 9.5, "text.color": _INK, "axes.labelcolor": _INK},
    **{"xtick.color": _SOFT, "ytick.color": _SOFT, "axes.edgecolor": _RULE, "grid.color": _RULE},
    **{"axes.spines.top": False, "axes.spines.right": False, "axes.grid": True},
    **{"grid.linewidth": 0.6, "axes.axisbelow": True, "legend.frameon": False},
}
_INCHES = (4.8, 3.1)


def risk_coverage(
    curve: Sequence[tuple[float, float]], ideal: Sequence[tuple[float, float]]
) -> str:
    """Draw the share of wrong answers over the share answered, the most confident first."""
    with mpl.rc_context(_STYLE):
        figure, axes = _new("share of questions answered", "share of answers wrong")
        axes.plot(*zip(*ideal, strict=True), color=_SOFT, linestyle="--", label="ideal order")
        axes.plot(*zip(*curve, strict=True), color=_LINE, linewidth=2, label="by confidence")
        axes.plot(*curve[-1], marker="o", color=_LINE, label="as it ran", linestyle="none")
        axes.set(xlim=(0, 1), ylim=(0, max(0.05, 1.15 * max(risk for _, risk in curve))))
        axes.xaxis.set_major_formatter(PercentFormatter(1))
        axes.yaxis.set_major_formatter(PercentFormatter(1))
        axes.legend()
        return _svg(figure, "risk", "Risk-coverage curve of refusing")


def reliability(bins: Sequence[Bin], name: str) -> str:
    """Draw the share really supported over the judge's score, with the bins' intervals.

    ``name`` is a word of letters and digits that no other diagram on the page has.
    """
    with mpl.rc_context(_STYLE):
        figure, axes = _new("score of the judge (mean of a bin)", "supported, as people say")
        axes.plot([0, 1], [0, 1], color=_SOFT, linestyle="--")
        scores = [each.score for each in bins]
        axes.vlines(scores, [each.low for each in bins], [each.high for each in bins], color=_LINE)
        axes.plot(scores, [each.share for each in bins], "o-", color=_LINE, linewidth=1)
        axes.set(xlim=(0, 1), ylim=(-0.02, 1.02))
        return _svg(figure, f"reliability-{name}", "Reliability diagram of the judge")


def by_language(names: Sequence[str], rows: Sequence[tuple[float, float, float]]) -> str:
    """Draw differences with their intervals, a language a row, against 0."""
    with mpl.rc_context(_STYLE):
        figure, axes = _new("MRR of hybrid minus MRR of dense (95% interval)", "")
        places = range(len(names))
        axes.axvline(0, color=_SOFT, linewidth=1)
        axes.hlines(places, [low for _, low, _ in rows], [high for *_, high in rows], color=_LINE)
        axes.plot([value for value, *_ in rows], places, "o", color=_LINE)
        axes.set_yticks(list(places), list(names))
        axes.set_ylim(len(names) - 0.5, -0.5)
        return _svg(figure, "guard", "Hybrid against dense search by language")


def seconds(values: Sequence[float]) -> str:
    """Draw how often answers took how long."""
    with mpl.rc_context(_STYLE):
        figure, axes = _new("seconds to the whole answer", "answers")
        axes.hist(values, bins=min(24, max(5, len(values) // 4)), color=_LINE)
        axes.set_xlim(left=0)
        return _svg(figure, "seconds", "Histogram of the seconds an answer takes")


def _new(across: str, up: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=_INCHES, layout="constrained")
    axes = figure.add_subplot()
    axes.set(xlabel=across, ylabel=up)
    return figure, axes


def _svg(figure: Figure, name: str, label: str) -> str:
    """Return the SVG alone: ids that no other plot has, no metadata, the page's colours."""
    file = io.StringIO()
    with mpl.rc_context({**_STYLE, "svg.hashsalt": name}):
        figure.savefig(file, format="svg", transparent=True, metadata={"Date": None})
    svg = file.getvalue()
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg[svg.index("<svg") :], flags=re.DOTALL)
    svg = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", svg)
    svg = re.sub(r"'DejaVu Sans'[^;\"]*", "system-ui, sans-serif", svg)
    for colour, variable in _VARIABLES.items():
        svg = svg.replace(colour, variable)
    head = f'<svg role="img" aria-label="{label}" '
    return re.sub(r'\s(width|height)="[\d.]+pt"', "", svg, count=2).replace("<svg ", head, 1)
