"""From a movement fully read to its events: is it a visit, a journey, a transfer, an isolation, a stay?"""

from __future__ import annotations

import re
from typing import cast

from tracer import models
from tracer.parse.clauses import Clause, Item
from tracer.parse.drafts import EventDraft, Movement
from tracer.parse.places import PlaceMention, is_own_home
from tracer.parse.units import NormText

THROUGH_PLACES = frozenset({"station", "airport", "area", "residence", "village", "community", "road"})
"""Going to one of these by a vehicle is a journey; anything else is visited."""
DESIGNATED = re.compile(r"定点(?:收治|救治)?(?:医院|医疗机构)|病房|病区")
"""Being at one of these is being treated there."""
OTHERS_HOME = re.compile(
    r"[亲朋邻同][戚友居事学属]|父母|[娘婆岳]家|丈人|丈母娘|亲家|[父母外公爷奶姥岳婆舅姨姑叔伯姐妹哥弟侄甥孙女儿子嫂][^,]{0,3}家|[某×xX]+[^,]{0,2}家|老板家|雇主"
)
"""A home that is not the person's own."""
SHOP_LIKE_HOME = re.compile(
    r"[一-龥]{2}(?<![村区号室楼元苑园庄镇组户屋己的在回到自某院路街巷寨屯坊栋座新旧老兄嫂哥弟姐妹叔伯姑姨舅婶爷奶公婆父母岳娘友戚邻里])家$"
)
"""老厨家, 外婆家 by a street: the name of a restaurant, where neither 家中 nor whose home it is stands."""
HALTS = frozenset(
    {"shop", "supermarket", "market", "restaurant", "park", "bank", "entertainment", "pharmacy", "religious"}
)
"""到达青禾超市: who comes to one of these visits it."""
QUARTERS = re.compile("(?:宿舍|公寓|寝室|出租屋|出租房)(?:[内里]|[0-9A-Z一二三四五六七八九十号楼栋室]{0,8})$")
"""Where people live, by a word that is no name."""
DWELLINGS = frozenset({"residence", "village", "community"})
HOSPITALS = frozenset({"hospital", "clinic"})
SITES = frozenset({"isolation_site", "hotel"})
NUMBER_GROUPS = ("number", "number2", "plate", "plate2", "plate3", "line")


def finish(norm: NormText, m: Movement) -> list[EventDraft]:
    """The events a movement comes to: one for each place and each time."""
    out: list[EventDraft] = []
    for kind, place in _statements(norm.text, m):
        own = m.dates.get(place.start) if place is not None and m.dates else None
        for when in (own,) if own else m.whens or (None,):
            out.append(_event(norm.raw, m, kind, place, when))
    return out


NO_CARE = re.compile("疾控|疾病预防控制|实验室|检测中心|检验中心")
"""Who is no patient there: 采集样本,送市疾控中心检测."""


def _statements(text: str, m: Movement) -> list[tuple[models.EventKind, PlaceMention | None]]:
    goals = m.to or m.at
    if m.through and len(goals) == 1 and not m.act and goals[0].kind == "road":
        return []  # 经外海大桥: the way, no halt
    if m.move and goals and all(NO_CARE.search(text, g.start, g.end) for g in goals):
        return []
    if not goals:
        if m.act and not m.riding:
            return [("visit", None)] if m.alone else []
        return [("journey", None)] if m.riding or m.back else []
    return [(_kind(text, m, goal), goal) for goal in goals]


def _kind(text: str, m: Movement, goal: PlaceMention) -> models.EventKind:
    name = text[goal.start : goal.end]
    if m.move and text.startswith(("办理入住", "入住"), goal.end):
        return "visit"  # 由酒店专车接至某民宿办理入住
    if m.move and (goal.kind in SITES or goal.kind in HOSPITALS or goal.kind == "other"):
        return "isolation" if goal.kind in SITES else "transfer"
    if goal.kind == "isolation_site" and not m.act:
        return "isolation"
    if text.startswith(("陪护", "陪床", "护理", "照料", "照顾"), goal.end):
        return "visit"  # 在心内科病房陪护病人
    if _in_ward(m, goal, name):
        return "admission"
    if _stays(m, goal, name):
        return "stay"
    if m.home or (m.back and not m.act and not _is_halt(m, name)):
        return "journey"
    if "门诊" in name and not m.act:
        return "care"
    if m.act or m.through or m.lodge or m.at or _is_halt(m, name):
        return "visit"
    if m.riding:
        return _ride(m, goal, name)
    return "journey" if (m.arrive and goal.kind not in HALTS) or is_own_home(name) else "visit"


def _in_ward(m: Movement, goal: PlaceMention, name: str) -> bool:
    """Being at the designated hospital, or put up in any, is being treated there."""
    if m.act:
        return False
    return bool((m.at and DESIGNATED.search(name)) or (m.lodge and goal.kind in HOSPITALS))


def _stays(m: Movement, goal: PlaceMention, name: str) -> bool:
    """Whether being at a dwelling is staying there: one's own, or another's for the night; 家门口 is no stay."""
    if name.endswith(("门口", "楼下", "附近")) and not m.riding:
        return False
    if goal.kind != "home":
        quartered = bool(m.at) and not m.riding and QUARTERS.search(name) is not None
        return goal.kind in DWELLINGS and (m.lodge or quartered) and not m.act
    if SHOP_LIKE_HOME.search(name) and not m.lodge:
        return False
    others = OTHERS_HOME.search(name) is not None
    if m.lodge:
        return not (others and m.to and m.act)
    return bool(m.at) and not others and (not m.act or name in ("家", "家中", "家里") or name.endswith("自家"))


def _is_halt(m: Movement, name: str) -> bool:
    """到达服务区 on the way is a halt, no end of the journey."""
    return m.arrive and not m.riding and name.endswith(("服务区", "收费站", "检查站", "加油站"))


def _ride(m: Movement, goal: PlaceMention, name: str) -> models.EventKind:
    """A goal reached by a vehicle with nothing said of what was done there."""
    if OTHERS_HOME.search(name) and goal.kind == "home" and not m.arrive:
        return "visit"
    if m.number or m.origin or m.arrive or m.arrival or is_own_home(name):
        return "journey"
    return "journey" if goal.kind in THROUGH_PLACES or goal.kind == "other" or m.mode == "walk" else "visit"


def _event(
    raw: str, m: Movement, kind: models.EventKind, place: PlaceMention | None, when: models.When | None
) -> EventDraft:
    journey = kind == "journey"
    return EventDraft(
        kind, m.start, m.end, _span_of_journey(raw, m, when) if journey else m.arrival or when,
        place=None if journey else place,
        origin=m.origin if journey else None,
        destination=place if journey else None,
        mode=m.mode if kind in ("journey", "visit", "care") else None,
        number=m.number, coach=m.coach, seat=m.seat, companions=tuple(m.companions), rule=m.rule, anaphor=m.anaphor,
        toward=m.toward and journey,
    )  # fmt: skip


def _span_of_journey(raw: str, m: Movement, when: models.When | None) -> models.When | None:
    """Departure and arrival: a clock that is only the arrival moves to the end."""
    if m.arrival is not None and when is not None:
        return joined(raw, when, m.arrival)
    if m.arrive and not m.departs and when is not None and when.start and when.end is None and "T" in when.start:
        return when.model_copy(update={"start": when.start[:10], "end": when.start})
    return when


def joined(raw: str, start: models.When, end: models.When) -> models.When:
    """A departure and the arrival told after it, as one interval; an arrival before the departure is left out."""
    if not start.start or not end.start or end.start < start.start[: len(end.start)]:
        return start
    if (end.end or end.start) in (start.start, start.start[:10]):
        return start
    low, high = min(start.span[0], end.span[0]), max(start.span[1], end.span[1])
    return start.model_copy(
        update={
            "end": end.end or end.start,
            "inferred": tuple(dict.fromkeys((*start.inferred, *end.inferred))),
            "approximate": start.approximate or end.approximate,
            "text": raw[low:high],
            "span": (low, high),
        }
    )


def vehicle(m: Movement, clause: Clause, item: Item) -> None:
    """Takes a vehicle into the movement: its mode, number or plate, and coach and seat from the bracket behind."""
    if item.rule is not None:
        m.mode = cast("models.Mode", item.rule.attributes["mode"])
        m.rule = item.rule.id
    for name in NUMBER_GROUPS:
        if item.group(name):
            m.number = item.group(name)
            break
    near = [i for i in clause.inner if i.start >= item.end and i.start - item.end < 40]
    told = next((i.group(n) for i in near if i.kind in ("mode", "plate") for n in NUMBER_GROUPS if i.group(n)), None)
    m.number = m.number or told
    for seat in near:
        if seat.kind == "seat":
            m.coach = m.coach or seat.group("coach")
            m.seat = m.seat or seat.group("seat")
