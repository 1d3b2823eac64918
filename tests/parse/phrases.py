"""Invented phrases read as events, each event in one line."""

from datetime import date

from tracer.parse.events import read_events
from tracer.parse.normalise import normalise
from tracer.parse.units import Unit

ANCHOR = date(2022, 4, 13)


def events_told(text: str, *, until: bool = False) -> list[str]:
    """Each event as `kind start place|origin>destination mode number result`, what is absent left out.

    With ``until`` the time is `start~end`.
    """
    norm = normalise(text)
    unit = Unit(None, ((0, len(norm.text)),), 0, len(norm.text))
    out = []
    for e in read_events(norm, unit, ANCHOR).events:
        times = [t[5:] for t in (e.when.start, e.when.end if until else None) if t] if e.when else []
        words = [e.kind, "~".join(times), norm.text[slice(*e.place.range)] if e.place else None]
        if e.origin or e.destination:
            ends = (norm.text[slice(*p.range)] if p else "" for p in (e.origin, e.destination))
            words.append(">".join(ends))
        words += [e.mode, norm.text[slice(*e.number)] if e.number else None, e.result]
        out.append(" ".join(w for w in words if w))
    return out
