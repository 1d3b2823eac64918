"""Linked notices and their graph as rows of the ``linked_…`` tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table

from tracer.graph.attributes import Graph
from tracer.graph.doubts import Doubt
from tracer.link.persons import Entry, in_order
from tracer.models import Case, Event, Notice, Place, Span
from tracer.query.records import events_of
from tracer.store import schema as s
from tracer.store.current import Arranged

Row = dict[str, Any]
CODED = ("sex", "occupation", "classification", "severity", "importation", "series", "number", "age", "residence")
DATED = ("onset", "positive", "diagnosis", "isolation", "issued_on", "published_on", "notice_id")
AREA = ("province", "city", "county", "township", "code")


def all_rows(arranged: Sequence[Arranged], linked: Sequence[Notice], graph: Graph) -> dict[Table, list[Row]]:
    """Every row, in a fixed order; each has its position."""
    index = {node: position for position, node in enumerate(graph)}
    return {
        s.linked_notice: _numbered(map(_notice, arranged)),
        s.linked_case: _numbered(_cases(graph)),
        s.linked_record: _numbered(_records(linked)),
        s.linked_history: _numbered(_history(graph)),
        s.linked_event: _numbered(_events(graph)),
        s.linked_relation: _numbered(_relations(graph)),
        s.linked_meeting: _numbered(_meetings(graph)),
        s.linked_kinship: _numbered(_kinship(graph)),
        s.linked_place: _numbered(_places(graph)),
        s.linked_diagnostic: _numbered(map(_diagnostic, graph.graph["doubts"])),
        s.graph_node: _numbered({"id": n, "attributes": _json(d)} for n, d in graph.nodes(data=True)),
        s.graph_edge: _numbered(
            {"source": index[a], "target": index[b], "key": key, "attributes": _json(d)}
            for a, b, key, d in graph.edges(keys=True, data=True)
        ),
    }


def _numbered(rows: Iterable[Row]) -> list[Row]:
    return [{"position": position, **row} for position, row in enumerate(rows)]


def _json(attributes: Mapping[str, Any]) -> str:
    return json.dumps(attributes, ensure_ascii=False, separators=(",", ":"))


def _span(span: Span | None, prefix: str = "span") -> Row:
    start, end = span or (None, None)
    return {f"{prefix}_start": start, f"{prefix}_end": end}


def _notice(each: Arranged) -> Row:
    head, stored = each.stored.head, each.stored
    area = head.get("area") or {}
    return {
        "notice_id": each.notice_id,
        "state": "current" if each.current else "superseded",
        "document_id": stored.document_id,
        "path": stored.path,
        **{name: (head.get(name) or {}).get("value") for name in ("title", "serial", "issuer", "as_of")},
        "published_on": stored.day("published_on") or stored.day("issued_on") or None,
        "published_by": (head.get("published_on") or {}).get("basis"),
        **{name: area.get(name) for name in AREA if name != "township"},
        "cases": len(stored.cases),
        **_span(head["source"]["span"]),
    }


def _records(linked: Sequence[Notice]) -> Iterator[Row]:
    for notice in in_order(linked):
        for case in notice.cases:
            yield {
                "case_id": case.person_id or case.case_id,
                "record_id": case.case_id,
                "notice_id": notice.notice_id,
                "record": case.model_dump_json(),
            }


def _history(graph: Graph) -> Iterator[Row]:
    history: Mapping[str, Sequence[Entry]] = graph.graph["history"]
    for case_id, entries in history.items():
        for entry in entries:
            yield {
                "case_id": case_id,
                "record_id": entry.case_id,
                "revises": int(entry.revises),
                **entry.model_dump(include={"published_on", "what", "value", "notice_id", "text"}),
                **_span(entry.span),
            }


def _cases(graph: Graph) -> Iterator[Row]:
    records: Mapping[str, Case] = graph.graph["cases"]
    for node, known in _nodes(graph, "case"):
        yield {
            "case_id": node,
            "described": int(known["described"]),
            "label": known["label"],
            **{name: known.get(name) for name in (*CODED, *DATED)},
            **_of_record(records.get(node)),
            **_span(known.get("span")),
        }


def _of_record(case: Case | None) -> Row:
    """What only the record holds of a case."""
    if case is None:
        return dict.fromkeys(("name", "workplace", "nationality", "detected_by", "symptoms", "residence_id"))
    return {
        "name": case.name.value if case.name else None,
        "workplace": case.workplace.name if case.workplace else None,
        "nationality": case.nationality.value if case.nationality else None,
        "detected_by": case.detected_by.value if case.detected_by else None,
        "symptoms": "; ".join(symptom.value for symptom in case.symptoms) or None,
        "residence_id": case.residences[0].place_id if case.residences else None,
    }


def _events(graph: Graph) -> Iterator[Row]:
    for case_id in graph.graph["cases"]:
        for notice_id, event in events_of(graph, case_id):
            yield {"case_id": case_id, "notice_id": notice_id, **_event(event)}


def _event(event: Event) -> Row:
    when = event.when
    timing = ("start", "end", "precision", "part_of_day", "recurring")
    return {
        "kind": event.kind,
        **{name: getattr(when, name) if when else None for name in timing},
        "approximate": int(when.approximate) if when else None,
        **_place(event.place, "place"),
        **_place(event.origin, "origin"),
        **_place(event.destination, "destination"),
        "mode": event.mode,
        "vehicle": event.number.value if event.number else None,
        "coach": event.coach.value if event.coach else None,
        "seat": event.seat.value if event.seat else None,
        "result": event.result,
        "inherited_from": event.inherited_from,
        "rule": event.rule,
        "text": event.text,
        **_span(event.span),
    }


def _place(place: Place | None, role: str) -> Row:
    return {role: place.name if place else None, f"{role}_id": place.place_id if place else None}


def _relations(graph: Graph) -> Iterator[Row]:
    for source, target, edge in _edges(graph, "relation"):
        yield {
            "case_id": source,
            "target_id": target,
            "target_described": int(graph.nodes[target]["described"]),
            **{name: edge.get(name) for name in ("relation", "detail", "role", "certainty", "text")},
            "notice_id": edge["notice"],
            **_span(edge["span"]),
        }


def _meetings(graph: Graph) -> Iterator[Row]:
    for source, target, edge in _edges(graph, "copresence"):
        shared = ("basis", "place_id", "vehicle", "start", "end", "minutes", "certainty")
        sides = (("a", "source"), ("b", "target"))
        yield {
            "case_a": source,
            "case_b": target,
            **{name: edge.get(name) for name in shared},
            **{f"{name}_{short}": edge[f"{side}_{name}"] for short, side in sides for name in ("notice", "text")},
            **_span(edge["source_span"], "span_a"),
            **_span(edge["target_span"], "span_b"),
        }


def _kinship(graph: Graph) -> Iterator[Row]:
    for source, target, edge in _edges(graph, "kinship"):
        sides = [side for side in ("source", "through", "target") if f"{side}_text" in edge]
        premises = [{name: edge[f"{side}_{name}"] for name in ("notice", "text", "span")} for side in sides]
        known = {name: edge.get(name) for name in ("relation", "detail", "via", "certainty")}
        yield {"case_id": source, "target_id": target, **known, "premises": json.dumps(premises, ensure_ascii=False)}


def _places(graph: Graph) -> Iterator[Row]:
    for node, known in _nodes(graph, "place"):
        yield {
            "place_id": node,
            "name": known["label"],
            "kind": known["place_kind"],
            **{name: known.get(name) for name in AREA},
            "listed": int(known["listed"]),
        }


def _diagnostic(doubt: Doubt) -> Row:
    return {
        "code": doubt.code,
        "severity": doubt.severity,
        "message": doubt.message,
        "notice_id": doubt.notice,
        "case_id": doubt.case_id,
        "text": doubt.text,
        **_span(doubt.span),
    }


def _nodes(graph: Graph, kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    return ((node, known) for node, known in graph.nodes(data=True) if known["kind"] == kind)


def _edges(graph: Graph, kind: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    return ((a, b, known) for a, b, known in graph.edges(data=True) if known["kind"] == kind)
