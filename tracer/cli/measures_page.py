"""Measures as tables on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tracer.cli.messages import say
from tracer.cli.render import table
from tracer.measures import REFUSED, Estimate, Measures
from tracer.measures.estimates import PROFILE
from tracer.measures.report import SAMPLED, case_rows

DISTRIBUTIONS = [name for name in SAMPLED if name != "offspring"]
TOP = 10
"""How many cases the table of the most infectious shows."""
CASE_COLUMNS = ("label", "cluster", "infected", "betweenness")
PERCENT = frozenset({"share_80"})


def measures_page(measures: Measures, width: int | None = None) -> str:
    """The whole report: a line of totals, a table for each measure, what is refused and why."""
    head = say("measures.head", cases=measures.cases, pairs=measures.pairs)
    parts = [head] + ([] if measures.pairs else [say("measures.no_pairs")])
    for name, body in _tables(measures, width):
        parts.append(f"{say(f'measures.{name}')}\n{body}")
    if any(e.method for e in measures.estimates):
        chosen = measures.settings
        parts.append(say("measures.intervals", resamples=chosen.resamples, seed=chosen.seed))
    for name, reason in REFUSED.items():
        why = say(f"measures.reason.{name}", reason=reason)
        parts.append(say("measures.refused", name=say(f"measures.{name}"), reason=why))
    return "\n\n".join(parts) + "\n"


def _tables(measures: Measures, width: int | None) -> Iterator[tuple[str, str]]:
    for name in ("clusters", "offspring"):
        found = [e for e in measures.estimates if e.measure == name]
        if found and (name == "offspring" or measures.pairs):
            heads = [say(f"measures.{h}") for h in ("statistic", "value", "interval")]
            yield name, table(heads, [_statistic_row(e) for e in found], width)
    for name in DISTRIBUTIONS:
        found = [e for e in measures.estimates if e.measure == name]
        if found:
            yield name, _distribution(found, width)
    if measures.pairs and measures.centrality:
        yield "centrality", _most_infectious(measures, width)
    if measures.curve is not None and measures.curve.days:
        yield "curve", "\n".join(_curve_lines(measures))


def _statistic_row(e: Estimate) -> list[str]:
    write = _percent if e.statistic in PERCENT else _ratio
    return [_name(e), write(e.value), _interval(e, write)]


def _name(e: Estimate) -> str:
    """The words for a statistic; those of a group that ends in a number carry it."""
    kind, _, number = e.group.rpartition(" ")
    return say(f"measures.{kind}", number=number) if number.isdigit() else say(f"measures.{e.statistic}")


def _distribution(found: Sequence[Estimate], width: int | None) -> str:
    heads = [say(f"measures.{h}") for h in ("group", "n", "mean", "sd", "median", "quartiles", "tails", "negative")]
    rows = []
    for group in dict.fromkeys(e.group for e in found):
        by = {e.statistic: e for e in found if e.group == group}
        middle = [f"{_days(by[s].value)} {_bracketed(_interval(by[s], _days))}" for s in ("mean", "sd", "median")]
        ranges = [_range(_days(by[a].value), _days(by[b].value)) for a, b in (("q25", "q75"), ("q2.5", "q97.5"))]
        counts = [_ratio(by[s].value) for s in ("n", "negative")]
        rows.append([say(f"measures.{group}"), counts[0], *middle, *ranges, counts[1]])
    return table(heads, rows, width)


def _most_infectious(measures: Measures, width: int | None) -> str:
    heads = [say(f"measures.{name}") for name in CASE_COLUMNS]
    rows = [row for row in case_rows(measures)[:TOP] if row["infected"]]
    shown = [[_cell(row[name]) for name in CASE_COLUMNS] for row in rows]
    return table(heads, shown, width)


def _curve_lines(measures: Measures) -> Iterator[str]:
    curve = measures.curve
    for name, counts in curve.counts.items() if curve else ():
        days = [day for day, count in zip(curve.days if curve else (), counts, strict=True) if count]
        if curve and days:
            peak = max(counts)
            yield say(
                "measures.curve_row",
                name=say(f"measures.{name}"),
                known=sum(counts),
                first=days[0],
                last=days[-1],
                peak=peak,
                day=curve.days[counts.index(peak)],
            )


def _cell(value: str | float | None) -> str:
    return value if isinstance(value, str) else _ratio(value)


def _days(value: float | None) -> str:
    """Days, to two decimals."""
    return "-" if value is None else f"{value:.2f}"


def _ratio(value: float | None) -> str:
    """A whole number as such, any other to three decimals."""
    if value is None:
        return "-"
    return str(int(value)) if value == int(value) else f"{value:.3f}"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value * 100:.1f}%"


def _range(low: str, high: str) -> str:
    return say("measures.range", low=low, high=high)


def _bracketed(text: str) -> str:
    return f"({text})" if text else ""


def _interval(e: Estimate, write: Callable[[float | None], str]) -> str:
    """The interval of an estimate; an open end of a profile is 0 or infinity."""
    if e.method is None or (e.low is None and e.high is None):
        return ""
    opened = ("0", "∞") if e.method == PROFILE else ("-", "-")
    return _range(*(none if end is None else write(end) for none, end in zip(opened, (e.low, e.high), strict=True)))
