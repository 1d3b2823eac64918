"""The tables of a workspace.

``stored_…`` tables hold what cannot be had again: the texts, the records read from them, the user's decisions.
``linked_…`` tables hold what follows from these; they are written anew whenever the stored ones have changed. Users
read neither but the views of ``views.py``, which stay the same when the tables change.

Days and moments are ISO text, truth is 0 or 1, so that SQLite and PostgreSQL (and what reads them) agree.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.types import Double

metadata = MetaData()

setting = Table(
    "stored_setting",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""``revision`` counts the changes of what is stored, ``linked`` is the revision that was linked last."""

document = Table(
    "stored_document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("published", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("encoding", Text, nullable=False),
    Column("raw", Text),
    Column("folded", Text),
    Column("reader", Text, nullable=False),
    Column("replaced_by", Integer, ForeignKey("stored_document.id")),
    UniqueConstraint("sha256", "published"),
)
"""A text as decoded. ``published`` is the day it was read with, given or in the file's name ("" for none), ``reader``
which tracer and rules read it, ``folded`` the text in the form that is searched. ``raw`` is null for records that came
without their text."""

document_path = Table(
    "stored_path",
    metadata,
    Column("document_id", Integer, ForeignKey("stored_document.id", ondelete="CASCADE"), primary_key=True),
    Column("location", Text, primary_key=True),
    Column("path", Text, nullable=False),
    Column("given", Text, nullable=False),
    Index("stored_path_location", "location"),
)
"""Where a text was found: ``path`` as given, ``location`` the absolute one, ``given`` the ``--published`` day or ""."""

notice = Table(
    "stored_notice",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", Integer, ForeignKey("stored_document.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("head", Text, nullable=False),
    UniqueConstraint("document_id", "position"),
)
"""``head`` is the record as JSON without its cases and without the path of its source."""

case = Table(
    "stored_case",
    metadata,
    Column("notice", Integer, ForeignKey("stored_notice.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("record", Text, nullable=False),
)

decision = Table(
    "stored_decision",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What the user has settled (``value`` is JSON)."""

linked_notice = Table(
    "linked_notice",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("notice_id", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("document_id", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Column("title", Text),
    Column("serial", Text),
    Column("issuer", Text),
    Column("published_on", Text),
    Column("published_by", Text),
    Column("as_of", Text),
    Column("province", Text),
    Column("city", Text),
    Column("county", Text),
    Column("code", Text),
    Column("cases", Integer, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
)
"""Notices in the order in which they are linked; ``state`` is ``current`` or ``superseded``."""

linked_case = Table(
    "linked_case",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("described", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("series", Text),
    Column("number", Integer),
    Column("name", Text),
    Column("sex", Text),
    Column("age", Double),
    Column("occupation", Text),
    Column("workplace", Text),
    Column("nationality", Text),
    Column("residence", Text),
    Column("residence_id", Text),
    Column("classification", Text),
    Column("severity", Text),
    Column("detected_by", Text),
    Column("importation", Text),
    Column("symptoms", Text),
    Column("onset", Text),
    Column("positive", Text),
    Column("diagnosis", Text),
    Column("isolation", Text),
    Column("notice_id", Text),
    Column("issued_on", Text),
    Column("published_on", Text),
    Column("span_start", Integer),
    Column("span_end", Integer),
    Index("linked_case_id", "case_id"),
)
"""Persons; one only referred to has ``described`` 0 and no record."""

linked_record = Table(
    "linked_record",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("record_id", Text, nullable=False),
    Column("notice_id", Text, nullable=False),
    Column("record", Text, nullable=False),
    Index("linked_record_case", "case_id"),
)
"""The records of each person, one for each notice that describes the person, as JSON, with the ids from linking."""

linked_history = Table(
    "linked_history",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("published_on", Text),
    Column("what", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("revises", Integer, nullable=False),
    Column("record_id", Text, nullable=False),
    Column("notice_id", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Index("linked_history_case", "case_id"),
)
"""What was told of each person, and when."""

linked_event = Table(
    "linked_event",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("start", Text),
    Column("end", Text),
    Column("precision", Text),
    Column("part_of_day", Text),
    Column("approximate", Integer),
    Column("recurring", Text),
    Column("place_id", Text),
    Column("place", Text),
    Column("origin_id", Text),
    Column("origin", Text),
    Column("destination_id", Text),
    Column("destination", Text),
    Column("mode", Text),
    Column("vehicle", Text),
    Column("coach", Text),
    Column("seat", Text),
    Column("result", Text),
    Column("inherited_from", Text),
    Column("rule", Text),
    Column("notice_id", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Index("linked_event_case", "case_id"),
    Index("linked_event_place", "place_id"),
)

linked_relation = Table(
    "linked_relation",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("target_id", Text, nullable=False),
    Column("target_described", Integer, nullable=False),
    Column("relation", Text, nullable=False),
    Column("detail", Text),
    Column("role", Text, nullable=False),
    Column("certainty", Integer, nullable=False),
    Column("notice_id", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Index("linked_relation_case", "case_id"),
    Index("linked_relation_target", "target_id"),
)

linked_meeting = Table(
    "linked_meeting",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("case_a", Text, nullable=False),
    Column("case_b", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("place_id", Text),
    Column("vehicle", Text),
    Column("start", Text),
    Column("end", Text),
    Column("minutes", Integer),
    Column("certainty", Integer, nullable=False),
    Column("notice_a", Text, nullable=False),
    Column("text_a", Text, nullable=False),
    Column("span_a_start", Integer, nullable=False),
    Column("span_a_end", Integer, nullable=False),
    Column("notice_b", Text, nullable=False),
    Column("text_b", Text, nullable=False),
    Column("span_b_start", Integer, nullable=False),
    Column("span_b_end", Integer, nullable=False),
    Index("linked_meeting_a", "case_a"),
    Index("linked_meeting_b", "case_b"),
)
"""Copresence: what follows from stays at one place."""

linked_kinship = Table(
    "linked_kinship",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("relation", Text, nullable=False),
    Column("target_id", Text, nullable=False),
    Column("detail", Text),
    Column("via", Text),
    Column("certainty", Integer, nullable=False),
    Column("premises", Text, nullable=False),
)
"""Kinship that follows from what is stated; ``premises`` quotes the statements as JSON."""

linked_place = Table(
    "linked_place",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("place_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("province", Text),
    Column("city", Text),
    Column("county", Text),
    Column("township", Text),
    Column("code", Text),
    Column("listed", Integer, nullable=False),
    Index("linked_place_id", "place_id"),
)

linked_diagnostic = Table(
    "linked_diagnostic",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("code", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("notice_id", Text, nullable=False),
    Column("case_id", Text),
    Column("text", Text),
    Column("span_start", Integer),
    Column("span_end", Integer),
)

graph_node = Table(
    "linked_graph_node",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("attributes", Text, nullable=False),
)
"""The evidence graph as it is, for answers without linking anew; ``attributes`` is JSON."""

graph_edge = Table(
    "linked_graph_edge",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("source", Integer, nullable=False),
    Column("target", Integer, nullable=False),
    Column("key", Text, nullable=False),
    Column("attributes", Text, nullable=False),
)

LINKED = (
    linked_notice,
    linked_case,
    linked_record,
    linked_history,
    linked_event,
    linked_relation,
    linked_meeting,
    linked_kinship,
    linked_place,
    linked_diagnostic,
    graph_node,
    graph_edge,
)
"""Every table that is written anew by linking."""
