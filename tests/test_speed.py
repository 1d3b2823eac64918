"""Reading keeps its pace: a floor far below what one core does (`tools/benchmark.py`), and linear growth."""

from __future__ import annotations

import time
from pathlib import Path

from tracer.parse.pipeline import parse_document
from tracer.read.document import Document, read_text

NOTICES = [p.read_text("utf-8") for p in sorted((Path(__file__).parent.parent / "fixtures" / "notices").glob("*.txt"))]
FLOOR = 12_000
"""Characters a second of processor time. A free core does four times as many, one shared with others twice as many."""


def seconds(documents: list[Document]) -> float:
    """The best of three rounds; what other programs do at the same time is not counted."""
    rounds = []
    for _ in range(3):
        began = time.process_time()
        for document in documents:
            for notice in parse_document(document):
                notice.model_dump_json()
        rounds.append(time.process_time() - began)
    return min(rounds)


def test_notices_are_read_above_the_floor():
    documents = [read_text(text) for text in NOTICES]
    assert sum(map(len, NOTICES)) / seconds(documents) > FLOOR


def test_a_page_four_times_as_long_takes_about_four_times_as_long():
    page = "\n\n".join(NOTICES[:6]) + "\n\n"
    once, four_times = seconds([read_text(page * 2)]), seconds([read_text(page * 8)])
    assert four_times < 8 * once


def test_four_times_as_many_people_of_one_notice_take_about_four_times_as_long():
    person = "第{}号确诊病例\n男，40岁，现住石桥镇\n1月2日，到青禾超市购物\n1月3日，在家\n1月4日，到县医院就诊\n"
    once, four_times = (
        seconds([read_text("海河省确诊病例行程\n" + "".join(person.format(n) for n in range(1, count + 1)))])
        for count in (100, 400)
    )
    assert four_times < 8 * once
