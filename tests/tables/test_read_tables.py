"""Tables of others: what their rows become in the graph, and what is said of rows that cannot be read."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.outbreak import sample_notice
from tracer.errors import InputError
from tracer.export.epicontacts import write_epicontacts
from tracer.graph import build_graph
from tracer.graph.attributes import EDGES, NODES
from tracer.tables import parse_columns, read_linelist, read_pairs
from tracer.tables.cells import known, read_age, read_day
from tracer.tables.table import read_table

TABLES = Path(__file__).parents[2] / "fixtures" / "tables"


def written(folder: Path, text: str, name: str = "table.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def sources(graph: Any) -> set[tuple[str, str]]:
    return {(a, b) for a, b, d in graph.edges(data=True) if d["kind"] == "source"}


def test_a_line_list_with_contacts_gives_cases_and_edges_that_name_their_row() -> None:
    graph = read_linelist(TABLES / "linelist.csv", TABLES / "contacts.csv")
    assert sources(graph) == {("P1", "P2"), ("P1", "P3"), ("P1", "P4"), ("P2", "P5"), ("Q1", "Q2")}
    assert graph.nodes["P5"] == {
        "kind": "case", "label": "P5", "described": True, "onset": "2021-01-03", "issued_on": "2021-01-07",
        "isolation": "2021-01-02", "sex": "female", "age": 66.0, "path": (TABLES / "linelist.csv").as_posix(),
        "row": 6, "span": graph.nodes["P5"]["span"],
    }  # fmt: skip
    [edge] = graph.get_edge_data("P2", "P5").values()
    raw = (TABLES / "contacts.csv").read_text(encoding="utf-8")
    assert (edge["row"], edge["text"], raw[slice(*edge["span"])]) == (5, "P2,P5", "P2,P5")
    assert edge["path"].endswith("contacts.csv")


def test_a_contact_outside_the_line_list_becomes_a_stub() -> None:
    graph = read_linelist(TABLES / "linelist.csv", TABLES / "contacts.csv")
    assert [n for n, d in graph.nodes(data=True) if not d["described"]] == ["Q1"]


def test_contacts_alone_are_stubs() -> None:
    graph = read_linelist(contacts=TABLES / "contacts.csv")
    assert len(graph) == 7
    assert not any(d["described"] for _, d in graph.nodes(data=True))


def test_every_attribute_is_documented() -> None:
    graph = read_linelist(TABLES / "linelist.csv", TABLES / "contacts.csv")
    everything = [*graph.nodes(data=True), *((0, d) for _, _, d in graph.edges(data=True))]
    used = {(d["kind"], name) for _, d in everything for name in d}
    assert used <= {(kind, a.name) for a in (*NODES, *EDGES) for kind in a.kinds}


@pytest.mark.parametrize(
    ("nodes", "links"),
    [
        ("_id,cluster\na,1\nb,1\n", "source,target,distance\na,b,0.01\n"),
        ("id\ta\nb\t\na\t\n", "source\ttarget\na\tb\n"),
        ("id;onset\na;2021-01-01\nb;\n", "from;to\r\na;b\r\n"),
        ('"id","onset"\n\n"a",""\n"b",NA\n', '"From","TO"\n"a","b"\n'),
    ],
)
def test_microbetrace_and_other_separators(tmp_path: Path, nodes: str, links: str) -> None:
    graph = read_linelist(written(tmp_path, nodes, "nodes.csv"), written(tmp_path, links, "links.csv"))
    assert sources(graph) == {("a", "b")}
    assert all(d["described"] for _, d in graph.nodes(data=True))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encodings_of_spreadsheets(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "病例编号,发病日期,职业\n001,2021年1月5日,超市收银员\n", encoding=encoding)
    graph = read_linelist(path)
    assert graph.nodes["001"]["onset"] == "2021-01-05"
    assert graph.nodes["001"]["occupation"] == "超市收银员"


def test_a_quoted_cell_may_span_lines_and_rows_keep_their_line(tmp_path: Path) -> None:
    text = 'id,occupation,onset\r\na,"cook,\r\nwaiter",2021-01-01\r\nb,,2021-01-02\r\n'
    graph = read_linelist(written(tmp_path, text))
    assert graph.nodes["a"]["occupation"] == "cook,\r\nwaiter"
    assert (graph.nodes["b"]["row"], text[slice(*graph.nodes["b"]["span"])]) == (4, "b,,2021-01-02")


PAIR_COLUMNS = parse_columns(
    [
        "infector=source_case,infectee=case,household=at_home,onset_infector=source_onset,onset_infectee=case_onset",
        "isolation_infector=source_isolated,isolation_infectee=case_isolated",
    ]
)


def test_pairs_through_a_column_map() -> None:
    graph = read_pairs(TABLES / "pairs.csv", columns=PAIR_COLUMNS)
    assert sources(graph) == {("P1", "P2"), ("P1", "P3"), ("P1", "P4"), ("P2", "P5"), ("Q1", "Q2")}
    assert set(graph) == {"P1", "P2", "P3", "P4", "P5", "Q1", "Q2", "R1"}
    assert graph.nodes["P3"]["onset"] == "2021-01-06"
    assert "onset" not in graph.nodes["Q1"]
    settings = {(a, b): d.get("setting") for a, b, d in graph.edges(data=True)}
    assert (settings["P1", "P2"], settings["P1", "P4"]) == ("household", "other")
    assert graph.graph["warnings"] == ()


def test_rows_that_contradict_each_other_leave_the_value_out(tmp_path: Path) -> None:
    text = "infector,infectee,infector_onset\na,b,2021-01-01\na,c,2021-01-02\na,d,2021-01-01\n"
    graph = read_pairs(written(tmp_path, text))
    assert "onset" not in graph.nodes["a"]
    [warning] = graph.graph["warnings"]
    assert "line 3, column infector_onset: 2021-01-02 for a, but 2021-01-01" in warning


def test_an_odd_age_or_sex_is_left_out_with_a_warning(tmp_path: Path) -> None:
    graph = read_linelist(written(tmp_path, "id,age,sex\na,adult,x\n"))
    assert set(graph.nodes["a"]) == {"kind", "label", "described", "path", "row", "span"}
    assert [w.partition("column ")[2].partition(":")[0] for w in graph.graph["warnings"]] == ["sex", "age"]


@pytest.mark.parametrize(
    ("text", "columns", "message"),
    [
        ("id,onset\na,2021-01-01\nb,\na,\nb,\n", {}, r"ids must be unique.*a \(lines 2, 4\); b \(lines 3, 5\)"),
        ("id,onset\na,01/02/2021\n", {}, r"table.csv, line 2, column onset: '01/02/2021' is not a day; write it as"),
        ("id,onset\na,2021-02-30\n", {}, "line 2, column onset: '2021-02-30' is not a day"),
        ("id,onset\na,0021-02-03\n", {}, "impossible year"),
        ("id,onset\nNA,2021-02-03\n", {}, "line 2, column id: the id is missing"),
        ("case,onset\na,2021-02-03\n", {}, "no column for id; say which with id=COLUMN.*the columns are case, onset"),
        ("case,onset\na,2021-02-03\n", {"id": "cases"}, "no column 'cases'.*did you mean case"),
        ("id,onset,dt_onset\na,,\n", {}, "any of onset, dt_onset could be onset; say which"),
        ("id,onset\na,2021-02-03\n", {"onst": "onset"}, "no role 'onst'; did you mean onset"),
        ("id,x,x\na,,\n", {"onset": "x"}, "2 columns are called x"),
        ("id,onset\na,2021-01-01,5\n", {}, "line 2: 3 cells, but the header has 2; put quotes"),
        ('id,onset\na,"2021-01-01\n', {}, "line 2: .*check the quotation marks"),
        ("", {}, "is empty"),
        (",,\n , \n", {}, "no header"),
    ],
)
def test_errors_say_where_and_what_to_do(tmp_path: Path, text: str, columns: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_linelist(written(tmp_path, text), columns=columns)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("from,to\na,a\n", "line 2, column to: a cannot have infected itself"),
        ("from,to\n?,\n", "line 2, column to: neither from nor to is given"),
        ("from,to,household\na,b,perhaps\n", "column household: 'perhaps' is neither yes nor no"),
    ],
)
def test_errors_in_contacts(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_linelist(contacts=written(tmp_path, text))


@pytest.mark.parametrize("text", ["onset", "=onset", "onset=a,onset=b"])
def test_bad_column_maps(text: str) -> None:
    with pytest.raises(InputError, match="column map"):
        parse_columns([text])


def test_an_empty_column_leaves_the_role_out(tmp_path: Path) -> None:
    path = written(tmp_path, "id,onset\na,early January\n")
    assert "onset" not in read_linelist(path, columns={"onset": ""}).nodes["a"]


def test_days_in_another_format(tmp_path: Path) -> None:
    path = written(tmp_path, "id,onset\na,03/01/2021\n")
    assert read_linelist(path, date_format="%d/%m/%Y").nodes["a"]["onset"] == "2021-01-03"


@pytest.mark.parametrize("text", ["2021-01-03T10:20:00", "2021-01-03 10:20", "2021.1.3", "20210103", "2021年1月3日"])
def test_days(text: str) -> None:
    assert read_day(text) == "2021-01-03"


@pytest.mark.parametrize("text", ["2021-13-01", "3.1.2021", "20211301", "44199", "2021-01", "2021-01-03x"])
def test_no_days(text: str) -> None:
    with pytest.raises(ValueError, match="not a day"):
        read_day(text)


@pytest.mark.parametrize("text", ["-1", "131", "9 months", "1e2"])
def test_no_ages(text: str) -> None:
    with pytest.raises(ValueError, match="no age"):
        read_age(text)


def test_what_our_own_line_list_guards_is_read_back() -> None:
    assert known("'=A1") == "=A1"
    assert known("'quoted'") == "'quoted'"


CELLS = st.sampled_from(
    ["id", "from", "to", "onset", "a", "b", "2021-01-01", "?", '"', "", "7", "病例", " ", "yes", "household"]
)


def outcome(read: Callable[[], Any]) -> Any:
    """What is read, or the message with which it is refused."""
    try:
        return read()
    except InputError as error:
        return str(error)


@given(
    st.lists(st.lists(CELLS, max_size=5), max_size=6), st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n", "\r"])
)
@settings(max_examples=100, deadline=None)
def test_any_table_is_read_or_refused_in_one_line(rows: list[list[str]], comma: str, end: str) -> None:
    with TemporaryDirectory() as folder:
        path = written(Path(folder), end.join(comma.join(row) for row in rows))
        found = [outcome(lambda: read_linelist(path)), outcome(lambda: read_linelist(contacts=path))]
        found.append(outcome(lambda: read_pairs(path)))
    for each in found:
        one_line = "\n" not in each if isinstance(each, str) else each.graph["warnings"] is not None
        assert one_line


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = written(Path(folder), text.encode("utf-8", "replace").decode("utf-8"))
        table = outcome(lambda: read_table(path))
    whole = path.as_posix() in table if isinstance(table, str) else {len(r.cells) for r in table.rows}
    assert whole is True or whole <= {len(table.columns)}


def test_contacts_that_are_no_infections_are_not_read_as_such(tmp_path: Path) -> None:
    graph = read_linelist(contacts=written(tmp_path, "from,to,infection\na,b,true\nb,c,false\nb,d,\n"))
    assert sources(graph) == {("a", "b"), ("b", "d")}
    assert "1 contacts are no infections" in graph.graph["warnings"][0]


def test_what_is_exported_for_epicontacts_is_read_back(tmp_path: Path) -> None:
    graph = read_linelist(TABLES / "linelist.csv", TABLES / "contacts.csv")
    write_epicontacts(graph, tmp_path / "out")
    back = read_linelist(tmp_path / "out" / "linelist.csv", tmp_path / "out" / "contacts.csv")
    assert sources(back) == sources(graph)
    for name in ("onset", "issued_on", "isolation", "sex", "age"):
        assert {n: back.nodes[n].get(name) for n in graph} == {n: graph.nodes[n].get(name) for n in graph}


def test_shared_places_in_an_export_of_notices_become_no_infections(tmp_path: Path) -> None:
    write_epicontacts(build_graph([sample_notice()]), tmp_path / "out")
    back = read_linelist(tmp_path / "out" / "linelist.csv", tmp_path / "out" / "contacts.csv")
    assert sources(back) == set()
    assert len(back) == 4
