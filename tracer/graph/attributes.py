"""The type of the graph, and every attribute a node or an edge may carry: ``docs/graph.md`` as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import networkx as nx

if TYPE_CHECKING:
    Graph = nx.MultiDiGraph[str]
else:
    Graph = nx.MultiDiGraph

Type = Literal["string", "int", "double", "boolean", "date", "span"]
"""How an attribute is written; a ``date`` is an ISO string with a companion ``<name>_day`` (epoch day)."""

NODE_KINDS = ("case", "place")
EDGE_KINDS = ("relation", "residence", "visit", "copresence", "kinship", "source", "candidate")


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: on which kinds of node or edge it stands, and what it means."""

    name: str
    type: Type
    kinds: tuple[str, ...]
    meaning: str


CASE, PLACE = ("case",), ("place",)
NODES = (
    Attribute("kind", "string", NODE_KINDS, "`case` or `place`"),
    Attribute("label", "string", NODE_KINDS, "short readable name; never a person's name, not even a masked one"),
    Attribute("described", "boolean", CASE, "false for a case that is only referred to (a stub)"),
    Attribute("series", "string", CASE, "the words before the number (病例, 无症状感染者)"),
    Attribute("number", "int", CASE, "the number in the label"),
    Attribute("sex", "string", CASE, "`male` or `female`"),
    Attribute("age", "double", CASE, "age in years; months and days as a fraction"),
    Attribute("occupation", "string", CASE, "occupation as written"),
    Attribute("classification", "string", CASE, "`confirmed`, `asymptomatic`, `suspected` or `positive`"),
    Attribute("severity", "string", CASE, "`mild`, `moderate`, `severe` or `critical`"),
    Attribute("importation", "string", CASE, "`local`, `domestic` or `overseas`"),
    Attribute("onset", "date", CASE, "first day of symptoms"),
    Attribute("positive", "date", CASE, "first positive result"),
    Attribute("diagnosis", "date", CASE, "first diagnosis"),
    Attribute("isolation", "date", CASE, "first day of isolation"),
    Attribute("exposure_start", "date", CASE, "first day of the exposure, in an imported table"),
    Attribute("exposure_end", "date", CASE, "last day of the exposure, in an imported table"),
    Attribute("residence", "string", CASE, "the residences as written"),
    Attribute("published_on", "date", CASE, "day of the notice a stub belongs to, where the reference says it"),
    Attribute("unknown_source", "double", CASE, "probability that nobody of the notices infected it, where asked for"),
    Attribute("imported_source", "double", CASE, "probability that the infection was brought in, where asked for"),
    Attribute("notice_id", "string", CASE, "the notice that describes the case, or first refers to it"),
    Attribute("issued_on", "date", CASE, "day of that notice"),
    Attribute("path", "string", CASE, "the file that notice was read from"),
    Attribute("span", "span", CASE, "where the case stands in the source, in code points"),
    Attribute("row", "int", CASE, "the line of an imported table"),
    Attribute("place_kind", "string", PLACE, "`residence`, `shop`, `hospital`, ..."),
    Attribute("province", "string", PLACE, "province, where known"),
    Attribute("city", "string", PLACE, "city, where known"),
    Attribute("county", "string", PLACE, "county or district, where known"),
    Attribute("township", "string", PLACE, "township or street office, where known"),
    Attribute("code", "string", PLACE, "GB/T 2260 code of the finest of these"),
    Attribute("listed", "boolean", PLACE, "whether a notice lists it as a risk venue"),
)

RELATION, VISIT, COPRESENCE, SOURCE = ("relation",), ("visit",), ("copresence",), ("source",)
KINSHIP, CANDIDATE = ("kinship",), ("candidate",)
INFERRED = (*COPRESENCE, *KINSHIP)
STATED = ("relation", "residence", "visit")
EDGES = (
    Attribute("kind", "string", EDGE_KINDS, "`relation`, `residence`, `visit`, `copresence`, `kinship`, `source` "
              "or `candidate`"),
    Attribute("label", "string", EDGE_KINDS, "short readable words"),
    Attribute("certainty", "int", EDGE_KINDS, "1 low, 2 medium, 3 high"),
    Attribute("weight", "double", EDGE_KINDS, "the certainty, for programs that draw or measure by weight"),
    Attribute("directed", "boolean", EDGE_KINDS, "false for copresence, which is stored once"),
    Attribute("relation", "string", (*RELATION, *KINSHIP), "what the edge's source is to its target (`child`, ...)"),
    Attribute("detail", "string", (*RELATION, *KINSHIP), "the finer term, where known (`daughter`)"),
    Attribute("role", "string", (*RELATION, *KINSHIP), "the words for it (女儿); for kinship our own"),
    Attribute("via", "string", KINSHIP, "the person, or the two, through whom it follows"),
    Attribute("same_household", "boolean", KINSHIP, "whether the two live together, where that is known"),
    Attribute("event", "string", VISIT, "kind of the event (`visit`, `stay`, `journey`, ...)"),
    Attribute("as", "string", VISIT, "`place`, or `origin` or `destination` of a journey"),
    Attribute("mode", "string", VISIT, "means of travel"),
    Attribute("vehicle", "string", (*VISIT, *COPRESENCE), "its number"),
    Attribute("start", "date", (*VISIT, *COPRESENCE, *CANDIDATE), "begin; for copresence of the time shared, for a "
              "candidate of the days of infection"),
    Attribute("end", "date", (*VISIT, *COPRESENCE, *CANDIDATE), "end of that"),
    Attribute("precision", "string", VISIT, "`minute`, `hour`, `part_of_day`, `day` or `period`"),
    Attribute("approximate", "boolean", VISIT, "whether the time is given with 左右, 许, 约"),
    Attribute("basis", "string", COPRESENCE, "`same residence`, `same venue, overlapping time`, "
              "`same venue, same day`, `same vehicle`, `same workplace or school` or `together, as stated`"),
    Attribute("place_id", "string", COPRESENCE, "the place shared; none for a vehicle"),
    Attribute("probability", "double", CANDIDATE, "that the edge's source infected its target"),
    Attribute("evidence", "string", CANDIDATE, "class of the contact that counts most (`household`, ...), or `stated`"),
    Attribute("interval", "int", CANDIDATE, "days between the two; the serial interval where both have an onset"),
    Attribute("variant", "string", CANDIDATE, "whose serial interval and incubation were used"),
    Attribute("rests_on", "string", CANDIDATE, "the keys of the edges it rests on"),
    Attribute("minutes", "int", COPRESENCE, "minutes shared, where both have clock times that overlap"),
    Attribute("gap", "int", COPRESENCE, "minutes from when the one left to when the other came, on a shared day"),
    Attribute("earlier", "string", COPRESENCE, "the case that left before the other came, where clocks or parts of "
              "the day tell"),
    Attribute("text", "string", (*STATED, *SOURCE), "the words that state it"),
    Attribute("span", "span", (*STATED, *SOURCE), "where they stand"),
    Attribute("notice", "string", STATED, "in which notice"),
    Attribute("path", "string", (*STATED, *SOURCE), "and in which file"),
    Attribute("row", "int", SOURCE, "and on which line of it"),
    Attribute("setting", "string", SOURCE, "`household` or `other`, where the table says so"),
    Attribute("source_text", "string", INFERRED, "the words about the edge's source"),
    Attribute("source_span", "span", INFERRED, "where they stand"),
    Attribute("source_notice", "string", INFERRED, "in which notice"),
    Attribute("through_text", "string", KINSHIP, "the words in the middle, where it follows from three relations"),
    Attribute("through_span", "span", KINSHIP, "where they stand"),
    Attribute("through_notice", "string", KINSHIP, "in which notice"),
    Attribute("target_text", "string", INFERRED, "the words about the edge's target"),
    Attribute("target_span", "span", INFERRED, "where they stand"),
    Attribute("target_notice", "string", INFERRED, "in which notice"),
)  # fmt: skip

DATES = frozenset(a.name for a in (*NODES, *EDGES) if a.type == "date")
