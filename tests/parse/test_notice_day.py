"""The day of publication: stated, given, or in the file's name."""

from datetime import date

import pytest

from tracer import models as m
from tracer.parse.notice_day import day_in_name
from tracer.parse.pipeline import parse_document
from tracer.read.document import read_text


@pytest.mark.parametrize(
    ("path", "year", "expected"),
    [
        ("20211221.txt", None, date(2021, 12, 21)),
        ("lists/2020-01-17.txt", None, date(2020, 1, 17)),
        ("通报_2020_1_17_二.txt", None, date(2020, 1, 17)),
        ("2020.02.03.txt", None, date(2020, 2, 3)),
        ("2021年12月21日通报.txt", 2022, date(2021, 12, 21)),
        ("12月21日.txt", 2021, date(2021, 12, 21)),
        ("12月21日.txt", None, None),
        ("2021/12月21日.txt", None, date(2021, 12, 21)),
        ("2021年/临江12月21日.txt", None, date(2021, 12, 21)),
        ("20211232.txt", None, None),
        ("20191221.txt", None, None),
        ("120211221.txt", None, None),
        ("a20211221b.txt", None, None),
        ("20211221-20211223.txt", None, None),
        ("12月21日-12月23日.txt", 2021, None),
        ("20211221_20211221.txt", None, date(2021, 12, 21)),
        ("datong-17.txt", 2022, None),
        ("20211221/list.txt", None, None),
        ("-", None, None),
    ],
)
def test_the_day_in_a_name(path: str, year: int | None, expected: date | None) -> None:
    assert day_in_name(path, year) == expected


LIST = "确诊病例1，男，45岁，现居临江市东城区。12月18日核酸检测结果阳性，12月20日诊断为确诊病例（轻型）。\n"


def parsed(text: str, path: str, published: date | None = None) -> m.Notice:
    return parse_document(read_text(text, path), published=published)[0]


@pytest.mark.parametrize(
    ("text", "path", "published", "expected"),
    [
        (LIST, "20211221.txt", None, ("2021-12-21", "file_name", "2021-12-20")),
        (LIST, "12月21日.txt", None, ("2021-12-21", "file_name", "2021-12-20")),
        (LIST, "20220102.txt", None, ("2022-01-02", "file_name", "2021-12-20")),
        (LIST, "20211221.txt", date(2020, 12, 22), ("2020-12-22", "given", "2020-12-20")),
        (LIST, "20211219.txt", None, None),
        (LIST, "20221221.txt", None, ("2022-12-21", "file_name", "2022-12-20")),
        (LIST.replace("12月18", "2021年12月18"), "20231221.txt", None, None),
        (f"关于确诊病例1的通报\n{LIST}临江市疫情防控指挥部\n2021年12月22日", "20211221.txt", None,
         ("2021-12-22", "stated", "2021-12-20")),
    ],
)  # fmt: skip
def test_the_strongest_source_counts_and_gives_the_year(
    text: str, path: str, published: date | None, expected: tuple[str, str, str] | None
) -> None:
    notice = parsed(text, path, published)
    told = next(e.when for e in notice.cases[0].events if e.kind == "diagnosis")
    assert told is not None
    if expected is None:
        assert notice.published_on is None
        return
    assert notice.published_on is not None
    assert (notice.published_on.value, notice.published_on.basis, told.start) == expected


@pytest.mark.parametrize(("path", "expected"), [("20211221.txt", ["published.file_name"]), ("list.txt", [])])
def test_a_diagnostic_tells_of_a_day_taken_from_the_name(path: str, expected: list[str]) -> None:
    assert [d.code for d in parsed(LIST, path).diagnostics if d.code.startswith("published")] == expected


@pytest.mark.parametrize(("path", "expected"), [("20211221.txt", "2021-12-20"), ("list.txt", None)])
def test_yesterday_counts_from_the_day_of_publication_only(path: str, expected: str | None) -> None:
    text = LIST + "确诊病例2，女，40岁，现居临江市东城区，系昨日通报的确诊病例7的妻子。"
    [relation] = parsed(text, path).cases[1].relations
    assert relation.target.published_on == expected
