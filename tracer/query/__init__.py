"""An investigator's questions to the evidence graph, wherever it comes from: files or a workspace.

Each is a function from a graph to records; every record carries the notice, the words and the span it rests on.
"""

from __future__ import annotations

from tracer.query.cases import CaseCard, CaseRow, Fact, Told, case_card, cases
from tracer.query.clusters import ClusterRow, clusters
from tracer.query.filters import Filters
from tracer.query.find import find_case, find_places
from tracer.query.links import Link, links, path
from tracer.query.places import Presence, SharedPlace, exposed, place, shared
from tracer.query.risk import RiskList, RiskPlace, at_risk
from tracer.query.rows import as_data, as_rows
from tracer.query.search import Hit, Text, search
from tracer.query.timeline import Moment, timeline
from tracer.query.unresolved import Open, unresolved

__all__ = [
    "CaseCard",
    "CaseRow",
    "ClusterRow",
    "Fact",
    "Filters",
    "Hit",
    "Link",
    "Moment",
    "Open",
    "Presence",
    "RiskList",
    "RiskPlace",
    "SharedPlace",
    "Text",
    "Told",
    "as_data",
    "as_rows",
    "at_risk",
    "case_card",
    "cases",
    "clusters",
    "exposed",
    "find_case",
    "find_places",
    "links",
    "path",
    "place",
    "search",
    "shared",
    "timeline",
    "unresolved",
]
