from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracer.cli.render import cut, table, width
from tracer.export.markup import Mark, walk

CELLS = st.text(st.sampled_from("ab1 病例小区。é…"), max_size=30)
MARKS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.sampled_from("abc")), max_size=12)


@given(CELLS, st.integers(1, 20))
def test_a_cut_fits(text, limit):
    assert width(cut(text, limit)) <= limit


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_columns_stand_under_one_another(rows):
    lines = table(["病例", "b"], rows).splitlines()
    rule = lines[1].split("  ")[0]
    for line in lines:
        if width(line) > len(rule):
            prefix = next(line[:i] for i in range(len(line) + 1) if width(line[:i]) >= len(rule))
            assert width(prefix) == len(rule)
            assert line[len(prefix) : len(prefix) + 2] == "  "


def test_a_wide_table_gives_way():
    lines = table(["case", "residence"], [["病例7", "望月小区" * 30]], 40).splitlines()
    assert max(map(width, lines)) <= 40


@given(MARKS)
def test_marks_are_closed_in_order_and_text_is_whole(found):
    raw = "零一二三四五六七八九" * 2
    marks = [Mark(min(a, b), max(a, b), name) for a, b, name in found]
    opened: list[str] = []
    text = ""
    for step in walk(raw, (0, len(raw)), marks):
        if step.kind == "open":
            opened.append(step.text)
        elif step.kind == "close":
            assert opened.pop() == step.text
        else:
            assert list(step.open) == opened
            for at in range(len(text), len(text) + len(step.text)):
                assert sorted(opened) == sorted(m.name for m in marks if m.start <= at < m.end)
            text += step.text
    assert not opened
    assert text == raw
