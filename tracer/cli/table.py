"""A notice as a page in the terminal: its head, its cases as a table, the places it lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracer.cases import first_day
from tracer.cli.messages import say, word
from tracer.cli.render import table
from tracer.models import Area, Case, Coverage, Notice, Venue, When

CASE_COLUMNS = (
    "label", "sex", "age", "residence", "classification", "onset", "positive", "relations", "events",
)  # fmt: skip
PLACE_COLUMNS = ("place", "kind", "times")


def notice_page(notice: Notice, width: int | None = None) -> str:
    """The notice as text of at most ``width`` columns, as far as words allow."""
    parts = ["\n".join(_head(notice))]
    if notice.cases:
        parts.append(_filled(CASE_COLUMNS, [_case_row(case) for case in notice.cases], width))
    if notice.places:
        parts.append(_filled(PLACE_COLUMNS, [_place_row(venue) for venue in notice.places], width))
    parts.append(_foot(notice))
    return "\n\n".join(parts) + "\n"


def moment(start: str | None, end: str | None = None) -> str:
    """A time or an interval as people write it; of the end only what differs from the start.

    >>> moment("2022-04-05", "2022-04-07"), moment("2022-04-07T22:00", "2022-04-07T23:30"), moment(None)
    ('2022-04-05 - 04-07', '2022-04-07 22:00-23:30', '')
    """
    first, last = (start or "").replace("T", " "), (end or "").replace("T", " ")
    if not first or not last or first == last:
        return first or last
    if len(first) == len(last) > 10 and first[:10] == last[:10]:
        return f"{first}-{last[11:]}"
    return f"{first} - {last[5:] if first[:4] == last[:4] else last}"


def share(coverage: Coverage) -> str:
    """How much of the case text was understood, known boilerplate included."""
    read = coverage.parsed + coverage.boilerplate + coverage.separators
    return percent(read, coverage.total)


def percent(part: int, whole: int) -> str:
    """A share in per cent; all of nothing is all.

    >>> percent(1, 8), percent(0, 0)
    ('12.5%', '100%')
    """
    return f"{100 * part / whole:.1f}%" if part != whole else "100%"


def _head(notice: Notice) -> Iterator[str]:
    title = "  ".join(part.value for part in (notice.title, notice.serial) if part)
    yield title or notice.notice_id
    issued = [part.value for part in (notice.issuer, notice.issued_on) if part]
    line = " | ".join([*issued, *filter(None, [_area(notice.area)])])
    if line:
        yield line
    totals = ", ".join(
        say(
            "table.total",
            count=total.count,
            classification=word("classification", total.classification),
            scope=word("scope", total.scope),
        )
        for total in notice.totals
    )
    as_of = say("table.as_of", day=moment(notice.as_of.value)) if notice.as_of else ""
    if as_of or totals:
        yield ": ".join(filter(None, [as_of, totals]))


def _area(area: Area | None) -> str:
    levels = (area.province, area.city, area.county) if area else ()
    return "".join(dict.fromkeys(level for level in levels if level))


def _foot(notice: Notice) -> str:
    if not notice.cases:
        return say("table.foot_places", places=len(notice.places))
    return say(
        "table.foot",
        cases=len(notice.cases),
        relations=sum(len(case.relations) for case in notice.cases),
        events=sum(len(case.events) for case in notice.cases),
        share=share(notice.coverage),
    )


def _filled(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int | None) -> str:
    """A table of the columns in which some row has something; the first one always."""
    kept = [i for i in range(len(columns)) if i == 0 or any(row[i] for row in rows)]
    return table([say(f"head.{columns[i]}") for i in kept], [[row[i] for i in kept] for row in rows], width)


def _case_row(case: Case) -> list[str]:
    label = case.label or case.name
    age = say(f"unit.{case.age.unit}", value=case.age.value) if case.age else ""
    return [
        label.value if label else case.case_id,
        word("sex", case.sex.value if case.sex else None),
        age,
        "; ".join(place.text for place in case.residences),
        word("classification", case.classification.value if case.classification else None),
        first_day(case.events, "onset") or "",
        first_day(case.events, "positive") or first_day(case.events, "diagnosis") or "",
        "; ".join(f"{r.role.value} → {r.target.label.value}" for r in case.relations),
        str(len(case.events)),
    ]


def _place_row(venue: Venue) -> list[str]:
    return [venue.text, word("place", venue.kind), "; ".join(_time(when) for when in venue.when)]


def _time(when: When) -> str:
    return moment(when.start, when.end) or when.text
