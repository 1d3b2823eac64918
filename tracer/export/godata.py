"""A folder for WHO's Go.Data: ``cases.json`` and ``relationships.json``, in the shapes and codes of its API.

Import the cases first. Relationships point to cases by ``visualId``, which an importer has to exchange for the ids that
Go.Data has given. ``firstName`` is required there: it holds the label, never a name.

What the format cannot hold: which of two cases stands first where nothing says who infected whom (Go.Data wants a
source and a target: the case named is the source, and the comment says so); asymptomatic infection (a confirmed case
with a comment); an unknown day of contact (the day of report of the target stands in, marked as estimated); spans.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tracer.export.contacts import Contact, contacts
from tracer.export.flat import cases_of
from tracer.export.output import Output, write_folder
from tracer.export.tables import case_record
from tracer.graph.attributes import Graph

CODE = "LNG_REFERENCE_DATA_CATEGORY_"
CLASSIFICATIONS = {
    "confirmed": "CONFIRMED",
    "asymptomatic": "CONFIRMED",
    "positive": "PROBABLE",
    "suspected": "SUSPECT",
}
CERTAINTIES = {1: "1_LOW", 2: "2_MEDIUM", 3: "3_HIGH"}
OUTCOMES = {"death": "DECEASED", "discharge": "RECOVERED"}
UNSTATED = "direction not stated"


def write_godata(graph: Graph, target: Output, only_described: bool = False) -> None:
    """Write cases and relationships into a folder.

    Raises:
        ExportError: the target is no folder, or cannot be written.
    """
    nodes = [n for n in cases_of(graph) if not only_described or graph.nodes[n].get("described", True)]
    records = {n: case_record(graph, n) for n in nodes}
    links = [_relationship(c, records) for c in contacts(graph, only_described)]
    files = {"cases.json": _json([_case(r) for r in records.values()]), "relationships.json": _json(links)}
    write_folder(files, target)


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _case(record: Mapping[str, Any]) -> dict[str, Any]:
    classification, outcome = record.get("classification"), record.get("outcome")
    case = {
        "visualId": record["id"],
        "firstName": record["label"] or record["id"],
        "gender": _code("GENDER", str(record["gender"]).upper() if record.get("gender") else None),
        "age": _age(record),
        "classification": _code("CASE_CLASSIFICATION", CLASSIFICATIONS.get(str(classification))),
        "dateOfReporting": _day(record.get("date_reporting")),
        "isDateOfReportingApproximate": False if record.get("date_reporting") else None,
        "dateOfOnset": _day(record.get("date_onset")),
        "isDateOfOnsetApproximate": False if record.get("date_onset") else None,
        "dateOfOutcome": _day(record.get("date_outcome")),
        "outcomeId": _code("OUTCOME", OUTCOMES.get(str(outcome))),
        "addresses": [{"typeId": f"{CODE}ADDRESS_TYPE_USUAL_PLACE_OF_RESIDENCE", "addressLine1": record["residence"]}]
        if record.get("residence")
        else None,
        "comments": "; ".join(_comments(record)) or None,
    }
    return {name: value for name, value in case.items() if value is not None}


def _comments(record: Mapping[str, Any]) -> list[str]:
    """What has no field of its own."""
    own = [f"{n}: {record[n]}" for n in ("classification", "severity", "occupation", "symptoms") if record.get(n)]
    return own + ([] if record.get("described", True) else ["only referred to, not described"])


def _age(record: Mapping[str, Any]) -> dict[str, int] | None:
    value, unit = record.get("age_value"), record.get("age_unit")
    if unit == "month" and value is not None:
        return {"years": int(value) // 12, "months": int(value) % 12}
    age = record.get("age")
    return {"years": int(age), "months": 0} if age is not None else None


def _relationship(contact: Contact, records: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    day = contact.start or records[contact.second].get("date_reporting") or records[contact.first].get("date_reporting")
    person = f"{CODE}PERSON_TYPE_CASE"
    comment = "; ".join(p for p in (contact.label, contact.place, None if contact.directed else UNSTATED) if p)
    link = {
        "persons": [
            {"id": contact.first, "type": person, "source": True},
            {"id": contact.second, "type": person, "target": True},
        ],
        "contactDate": _day(day),
        "contactDateEstimated": contact.start is None,
        "certaintyLevelId": _code("CERTAINTY_LEVEL", CERTAINTIES[contact.certainty]),
        "socialRelationshipDetail": contact.meaning,
        "comment": comment,
    }
    return {name: value for name, value in link.items() if value is not None}


def _code(category: str, value: str | None) -> str | None:
    return f"{CODE}{category}_{value}" if value else None


def _day(value: Any) -> str | None:
    return f"{str(value)[:10]}T00:00:00.000Z" if value else None
