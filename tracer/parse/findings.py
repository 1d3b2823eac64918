"""What the header of a notice finds in a person, kept apart from what offices do and from the person's own text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from tracer.parse.clauses import Item
from tracer.parse.drafts import EventDraft
from tracer.parse.milestones import Milestones
from tracer.parse.units import Range

TAKEN = frozenset({"transfer", "admission", "isolation"})
"""均已转至定点医院, said of everybody at once: what was done about the outbreak, where no day is told."""
DRIVE = re.compile("开展|组织|例行|对[^,。;]{2,10}(?:进行|做)?核酸")
FINDINGS = ("positive", "sampled", "diagnosis", "isolation", "transfer", "admission", "onset")
"""What of a header is told of a person."""
COUNTED_KINDS = frozenset({"isolation", "admission", "discharge", "death", "diagnosis"})
COUNT = re.compile(r"(?:病例|患者|人员)?(?:共计?|累计)?[0-9]{1,6}[例名人](?!次)")
NONE = re.compile(r"(?:无|未)(?:新增|出现|发生|有)?(?:治愈|出院|、|和|及)*$")


class Findings(Milestones):
    """Keeps one telling of each finding."""

    def passes_count(self, item: Item) -> bool:
        """医学观察298人, 治愈出院1例, 无新增死亡: how many there are, and nothing of this person's.

        确诊1例 in the header of a notice may be the person.
        """
        counted = COUNT.match(self.text, item.end, self.clause.end) is not None
        counted = counted and not (item.kind == "diagnosis" and self.several)
        missing = item.kind in ("discharge", "death") and NONE.search(self.text, self.clause.start, item.start)
        if counted or missing:
            self.fresh = False
        return counted or bool(missing)

    def keep_findings(self, *, alone: bool) -> int:
        """Of what the header tells, the test, the diagnosis and where the case was taken; the rest is of offices.

        Where several are taken somewhere, it is a measure too.
        """
        self.flush()
        kinds = [k for k in FINDINGS if alone or k not in TAKEN]
        self.events = [
            e for e in self.events if e.kind in kinds and not self.is_drive(e) and (alone or e.when is not None)
        ]
        self.fresh, self.public, self.going_on = False, False, False
        self.whens, self.days = [], []
        self.timeline.rest()
        return len(self.events)

    def drop_measures(self, of_all: Sequence[Range]) -> None:
        """Leaves out where everybody was taken (以上人员均已转运至定点医院), unless it is said when."""
        taken = [e for e in self.events if e.kind in TAKEN and e.when is None]
        self.leave_out([e for e in taken if any(a <= e.start < b for a, b in of_all)])

    def is_drive(self, event: EventDraft) -> bool:
        """对重点人群开展例行核酸检测, 组织摸排管控: what an office does, and nothing of this person's."""
        return (
            event.kind in ("sampled", "isolation")
            and DRIVE.search(self.text, max(0, event.start - 12), event.end) is not None
        )

    def drop_retold(self, count: int) -> None:
        """Keeps one of two tellings of a finding, by the header and by the person's own text.

        That is the person's own, but for a result or a diagnosis that only the header dates.
        """
        told, own = self.events[:count], self.events[count:]
        gone: list[EventDraft] = []
        for event in told:
            again = [e for e in own if e.kind == event.kind]
            undated = [e for e in again if e.when is None and e.kind in ("positive", "diagnosis")]
            same_day = [e for e in again if on_day(e) == on_day(event)]
            if event.when is not None and again and len(undated) == len(again):
                gone += undated
            elif same_day:
                gone.append(event)
                own.remove(same_day[0])  # a second result of that day (复核) is another
            elif again and (event.when is None or event.kind not in ("positive", "sampled")):
                gone.append(event)
        self.leave_out(gone)

    def leave_out(self, gone: Sequence[EventDraft]) -> None:
        """Takes events out again; what is taken over from another case keeps its place among the others."""
        at = [k for k, e in enumerate(self.events) if any(e is one for one in gone)] if gone else []
        if at:
            self.inherits = [replace(i, position=i.position - bisect_left(at, i.position)) for i in self.inherits]
            self.events = [e for k, e in enumerate(self.events) if k not in at]


def on_day(event: EventDraft) -> str | None:
    """The ISO day on which an event begins."""
    return event.when.start[:10] if event.when and event.when.start else None
