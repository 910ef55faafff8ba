"""The door of the report: four files from one scored run."""

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evals.records import Metric
from evals.reporting.answers import as_answers
from evals.reporting.headline import languages
from evals.reporting.junit import as_junit
from evals.reporting.report import figures, judges, view
from evals.reporting.report.curves import percentile, risk_points
from evals.reporting.report.repeated import repeated
from evals.reporting.runs import Run, with_unregistered
from evals.reporting.summary import as_markdown, validity

_HERE = Path(__file__).parent


def write_report(run: Run, registry: Mapping[str, Metric]) -> list[Path]:
    """Write ``report.html``, ``summary.md``, ``answers.md`` and ``junit.xml`` into its folder."""
    metrics = with_unregistered(registry, run)
    texts = {
        "report.html": as_html(run, metrics),
        "summary.md": as_markdown(run, metrics),
        "answers.md": as_answers(run),
        "junit.xml": as_junit(run),
    }
    paths = []
    for name, text in texts.items():
        path = run.path / name
        # Half characters of a hostile answer have no bytes.
        path.write_bytes(text.encode("utf-8", errors="backslashreplace"))
        paths.append(path)
    return paths


def as_html(run: Run, metrics: Mapping[str, Metric]) -> str:
    """Return the page: one file whose own policy forbids any request."""
    script = (_HERE / "page.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    # Answers and articles are hostile text: everything is escaped but what this package wrote.
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    answers = view.answers(run, metrics)
    return environment.get_template("page.html").render(
        run=run,
        subtitle=view.subtitle(run),
        validity=validity(run),
        style=Markup((_HERE / "page.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        script_digest=digest,
        headlines=view.headlines(run, metrics),
        heat=view.heat_map(run, metrics),
        plots=_plots(run, metrics),
        trivial=view.trivial(run, metrics),
        cards=judges.cards(run),
        agreement=judges.agreement(run),
        second=judges.second(run),
        repeated=repeated(run, metrics),
        answers=answers,
        shown=view.SHOWN,
        choices=view.choices(answers),
        manifest=list(view.flat(run.manifest)),
        metrics=list(metrics.values()),
    )


def _plots(run: Run, metrics: Mapping[str, Metric]) -> list[dict[str, Any]]:
    return [_risk(run), _guard(run, metrics), _seconds(run)]


def _risk(run: Run) -> dict[str, Any]:
    curve, ideal = risk_points(run)
    found = _plot("Refusing: risk and coverage", ("answered", "wrong"))
    if not curve:
        return found | {"missing": "No graded question was answered."}
    step = max(1, len(curve) // 10)
    return (
        found
        | {
            "svg": Markup(figures.risk_coverage(curve, ideal)),  # noqa: S704 - drawn from numbers
            "said": "Were only the answers given that the system is surest of, how many would be "
            "wrong? The nearer to the ideal order, the better its confidence tells.",
            "rows": [(f"{c:.0%}", f"{r:.0%}") for c, r in (*curve[:-1:step], curve[-1])],
        }
    )


def _guard(run: Run, metrics: Mapping[str, Metric]) -> dict[str, Any]:
    found = _plot("Search: hybrid against dense", ("language", "difference", "interval", "MRR"))
    names, rows, said = [], [], []
    for name in languages(run.rates) if "fusion-guard" in metrics else []:
        rate = run.rate("fusion-guard", f"language:{name}")
        if rate and rate.value is not None and rate.low is not None and rate.high is not None:
            names.append(name)
            rows.append((rate.value, rate.low, rate.high))
            mrr = run.rate("mrr", f"language:{name}")
            hybrid = "–" if mrr is None or mrr.value is None else f"{mrr.value:.3f}"
            said.append(
                (name, f"{rate.value:+.3f}", f"[{rate.low:+.3f}, {rate.high:+.3f}]", hybrid)
            )
    if not names:
        return found | {"missing": "The dense legs alone were not recorded in this run."}
    return found | {
        "svg": Markup(figures.by_language(names, rows)),  # noqa: S704 - drawn from numbers
        "said": "An interval wholly left of 0: word matching harms questions of that language.",
        "rows": said,
    }


def _seconds(run: Run) -> dict[str, Any]:
    found = _plot("Latency", ("", "median", "95%"))
    replies = [item.reply for item in run.items.values() if item.reply is not None]
    if not replies:
        return found | {"missing": "There is no reply."}
    rows = [
        ("search", [reply.search_seconds for reply in replies]),
        ("first token", [s for reply in replies if (s := reply.first_token_seconds) is not None]),
        ("whole answer", [reply.total_seconds for reply in replies]),
    ]
    return found | {
        "svg": Markup(figures.seconds(rows[-1][1])),  # noqa: S704 - drawn from numbers
        "said": f"{len(replies)} replies.",
        "rows": [
            (name, f"{percentile(each, 0.5):.2f} s", f"{percentile(each, 0.95):.2f} s")
            for name, each in rows
            if each
        ],
    }


def _plot(title: str, columns: tuple[str, ...]) -> dict[str, Any]:
    return {"title": title, "columns": columns, "svg": "", "said": "", "rows": [], "missing": ""}
