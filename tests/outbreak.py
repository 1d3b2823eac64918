"""An invented outbreak that the tests of graph and export share: four cases of a notice and a stub."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.builders import case, event, notice, place, relation, words
from tracer import models as m


def sample_notice() -> m.Notice:
    """Mother and daughter in one compound, two strangers in one shop, and a person known by name only."""
    home = place("星光小区", "residence", "东城区", text="东城区星光小区", span=(20, 27))
    shop = place("福来便利店(东街店)", "shop", span=(40, 50))
    mother = case(
        "病例51",
        sex=m.SourcedSex(value="female", text="女", span=(4, 5)),
        age=m.Age(value=37, text="37岁", span=(6, 9)),
        residences=(home,),
        relations=(relation("病例33", "妻子", "spouse"), relation("病例50", "母亲", "parent")),
        events=(
            event("positive", "2022-04-11"),
            event("admission", "2022-04-12", place=place("第四医院", "hospital")),
        ),
    )
    child = case(
        "病例50",
        age=m.Age(value=18, unit="month", text="18月龄", span=(6, 10)),
        residences=(home,),
        relations=(relation("病例33", "女儿", "child"),),
        events=(event("admission", "2022-04-12", place=place("第四医院", "hospital")),),
    )
    buyer = case(
        "病例48",
        events=(event("visit", "2022-04-02T20:00", "2022-04-02T21:00", place=shop, text="在店内购物"),),
    )
    nameless = case(
        "钱某某",
        name=words("钱某某"),
        events=(
            event("onset", "2022-04-01"),
            event("visit", "2022-04-02T20:30", "2022-04-02T22:00", place=shop, text="去买饮料"),
        ),
    )
    return notice([mother, child, buyer, nameless], issued_on="2022-04-13")


def large_outbreak(count: int, seed: int = 1) -> m.Notice:
    """As many cases, two thirds of them with a stated source, some kin, some with a shared shop; some without onset."""
    draw, first = random.Random(seed), date(2022, 3, 1)
    days, cases = [0], []
    for number in range(1, count + 1):
        source = draw.choice([n for n in range(1, number) if days[n] >= days[-1] - 9] or [0]) if number > 3 else 0
        linked = source > 0 and draw.random() < 0.7
        days.append(days[source] + draw.randint(1, 8) if linked else draw.randint(0, count // 6))
        kind: m.RelationKind = "source" if draw.random() < 0.75 else "spouse"
        onset = (first + timedelta(days=days[number])).isoformat()
        shop = place(draw.choice("甲乙丙丁戊己庚辛") + "记面馆", "restaurant")
        late = (first + timedelta(days=days[number] - 1)).isoformat()
        cases.append(
            case(
                f"病例{number}",
                classification=m.SourcedClassification(
                    value=draw.choice(["confirmed", "confirmed", "asymptomatic"]), text="确诊", span=(0, 2)
                ),
                relations=(relation(f"病例{source}", "传染源", kind),) if linked else (),
                events=(
                    event("onset" if draw.random() < 0.7 else "positive", onset),
                    event("visit", f"{late}T{draw.randint(8, 19):02}:00", f"{late}T20:30", place=shop),
                ),
            )
        )
    return notice(cases, issued_on="2022-04-30")
