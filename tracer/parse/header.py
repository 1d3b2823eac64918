"""What a notice says about itself: title, serial, issuer, dates, totals, and the area it speaks for.

From this comes the day from which the years of all other dates are inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from tracer import models
from tracer.parse.labels import number_of
from tracer.parse.units import NormText, NoticeDraft, Range

YEAR = re.compile(r"(20[12][0-9])(?=年|\]|[-./])")
YEAR_OF_PAGE = re.compile(r"\s*(20(?:19|2[0-3]))(?:年)?(?=[一-龥]{2,12}(?:疫情|最新))")
"""2021丙省丁市疫情最新消息, at the head of a page."""
FULL_DATE = re.compile(r"(20[12][0-9])[ ]?[年./-][ ]?([0-9]{1,2})[ ]?[月./-][ ]?([0-9]{1,2})(?=[ ]?日|[^0-9]|$)")
CJK_DATE = re.compile(r"([二〇零○一三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
SHORT_DATE = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})$")
TOLD_AFTER = timedelta(days=90)
"""How long after a full date in its text a notice may still be telling."""
REPORTED = re.compile(
    r"(?:(?P<y>20\d\d)年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:全天)? ?\(?0(?:时|:00)? ?[-至到] ?(?:当日)?24(?:时|:00)"
)
AS_OF = re.compile(
    r"截[至止]到?(?P<when>(?:目前|(?:(?P<y>20[12][0-9])年)?(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日)"
    r"(?:(?P<h>[0-9]{1,2})(?:时|:(?P<min>[0-9]{2})))?)"
)
CASES = "确诊病例|疑似病例|无症状感染者|阳性感染者|感染者|阳性人员|阳性病例"
COUNTED = re.compile(
    rf"(?P<class>{CASES})(?:共|累计)?(?P<count>[0-9]{{1,6}})[例人名]"
    rf"|(?P<count2>[0-9]{{1,6}})[例名](?:本土|本地)?(?:新冠肺炎|新冠病毒|新型冠状病毒(?:感染的)?(?:肺炎)?)?(?:核酸检测)?(?P<class2>{CASES})"
)
BROKEN_DOWN = re.compile(
    r"(?:(?<!症状)感染者|阳性人员|阳性病例)(?:共|累计)?[0-9]{1,6}[例人名]\((?:其中|含)?(?:[^()]{0,30}[,、;])?(?:本土)?$"
)
"""感染者386例(确诊病例102例,无症状感染者284例): the bracket breaks the whole down by class, not by district."""
SCOPE = re.compile(r"累计|现有|新增|截[至止]")
FOREIGN = re.compile(r"境外|输入")
AREA = re.compile(
    r"(?:20[12][0-9]年|[0-9]{1,2}[.月][0-9]{1,2}日?|\(|关于)*"
    r"(?P<area>(?:[一-龥]{2,7}?(?:省|自治区|特别行政区))?(?:[一-龥]{2,8}?(?:市|自治州|州|盟|地区))?(?:[一-龥]{1,7}?(?:自治县|区|县|市|旗))?)"
    r"(?=[^一-龥]|人民|应对|疫情|新冠|新型|疾病|疾控|卫生|卫健|关于|确诊|本土|新增|新冠|防控|统筹|联防|通报|公布|报告|病例|无症状)"
)
HEADER_AREA = re.compile(
    r"(?:^|[,。日时])(?:,|全省|全市)*(?P<area>[一-龥]{2,6}?(?:市|县|区|省|旗))(?=新增|报告|累计|在|通报|公布|无新增|发现)"
)
CLASSES: dict[str, models.Classification] = {
    "确诊病例": "confirmed", "疑似病例": "suspected", "无症状感染者": "asymptomatic",
}  # fmt: skip
BARE_YEAR = re.compile(
    r"(?<![0-9])(?P<year>202[0-3])年(?!(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?[^,。;:()\n]{0,6}(?:生|接种|毕业|退休|手术|患|体检|入职|打))"
)
"""A year that is not that of a birth, a vaccination or an old illness."""


@dataclass(frozen=True, slots=True)
class HeaderFacts:
    """The header read; ``anchor`` is the day from which years are inferred."""

    title: models.SourcedText | None = None
    serial: models.Serial | None = None
    issuer: models.SourcedText | None = None
    issued_on: models.SourcedDate | None = None
    as_of: models.SourcedTime | None = None
    totals: tuple[models.Total, ...] = ()
    anchor: date | None = None
    dated: date | None = None
    """The latest day that the page names with its year."""
    day: date | None = None
    """The very day of the notice, where it is known."""
    year: int | None = None
    reported_on: tuple[date, Range] | None = None
    """The one day the notice reports on (11月1日0-24时), where its title or header names one."""
    area_name: str | None = None
    area_range: Range | None = None


def read_header(norm: NormText, draft: NoticeDraft, published: date | None = None) -> HeaderFacts:
    """Everything the notice says about itself; ``published`` stands in where it gives no year."""
    serial = _serial(norm, draft.serial)
    dated = _last_full_date(norm.text, draft)
    year = (serial.year if serial else None) or _title_year(norm.text, draft)
    year = year or (dated.year if dated else None) or (published.year if published else None)
    year = year or _only_year(norm.text, draft)
    issued_on = _issued_on(norm, draft.issued_on, year, published)
    issued = date.fromisoformat(issued_on.value) if issued_on else None
    as_of = _as_of(norm, draft, issued, year)
    day = issued or (date.fromisoformat(as_of.value[:10]) if as_of else None) or published
    anchor = issued or (date.fromisoformat(as_of.value[:10]) if as_of else None) or _anchor(year, dated, published)
    area = _area(norm.text, draft)
    return HeaderFacts(
        title=_plain(norm, draft.title), serial=serial, issuer=_plain(norm, draft.issuer), issued_on=issued_on,
        as_of=as_of, totals=tuple(_totals(norm, draft)), anchor=anchor, dated=dated, day=day,
        year=anchor.year if anchor else None, reported_on=_reported_on(norm, draft, anchor),
        area_name=norm.text[slice(*area)] if area else None, area_range=area,
    )  # fmt: skip


def _plain(norm: NormText, where: Range | None) -> models.SourcedText | None:
    """The words of a range, line breaks left out of the value."""
    if where is None:
        return None
    return norm.sourced(*where, value=re.sub(r"[ \t]*\n[ \t]*", "", norm.text[slice(*where)]))


def _serial(norm: NormText, where: Range | None) -> models.Serial | None:
    if where is None:
        return None
    words = norm.text[slice(*where)]
    year = YEAR.search(words)
    number = re.search(r"([0-9一二三四五六七八九十百]+)[ ]?号", words)
    start, end = norm.span(*where)
    return models.Serial(
        value=words, text=norm.quote(*where), span=(start, end), year=int(year[1]) if year else None,
        number=number_of(number[1]) if number else None,
    )  # fmt: skip


def _only_year(text: str, draft: NoticeDraft) -> int | None:
    """The one year a notice names without a day (活动轨迹(2022年4月); 以上均为2022年), if it names no other."""
    named = {int(m["year"]) for m in BARE_YEAR.finditer(text, draft.start, draft.end)}
    return named.pop() if len(named) == 1 else None


def _title_year(text: str, draft: NoticeDraft) -> int | None:
    m = YEAR.search(text, *draft.title) if draft.title else None
    m = m or YEAR_OF_PAGE.match(text, draft.start, draft.end)
    return int(m[1]) if m else None


def _last_full_date(text: str, draft: NoticeDraft) -> date | None:
    """The latest date with a year in the notice or, failing that, in the document around it.

    The latest, because a history (2019年11月住院) may stand before what the notice tells.
    """
    for start, end in ((draft.start, draft.end), (0, len(text))):
        days = (_day(int(m[1]), int(m[2]), int(m[3])) for m in FULL_DATE.finditer(text, start, end))
        known = [d for d in days if d is not None]
        if known:
            return max(known)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _issued_on(
    norm: NormText, where: Range | None, year: int | None, published: date | None
) -> models.SourcedDate | None:
    if where is None:
        return None
    words, status = norm.text[slice(*where)], "stated"
    found = _written_date(words)
    short = SHORT_DATE.match(words)
    if found is None and short and year:
        found, status = _day(year, int(short[1]), int(short[2])), "inferred"
    if found is None:
        return None
    start, end = norm.span(*where)
    return models.SourcedDate(
        value=found.isoformat(), text=norm.quote(*where), span=(start, end),
        status="inferred" if status == "inferred" else "stated",
    )  # fmt: skip


def _written_date(words: str) -> date | None:
    if m := FULL_DATE.match(words):
        return _day(int(m[1]), int(m[2]), int(m[3]))
    if m := CJK_DATE.match(words):
        digits = "".join(str("零一二三四五六七八九".find(c) if c not in "〇○" else 0) for c in m[1])
        return _day(int(digits), number_of(m[2]) or 0, number_of(m[3]) or 0)
    return None


def _as_of(norm: NormText, draft: NoticeDraft, issued: date | None, year: int | None) -> models.SourcedTime | None:
    """截至4月12日24:00, the year from the words, the sign-off or the serial."""
    m = AS_OF.search(norm.text, *draft.header) if draft.header else None
    if m is None or m["m"] is None:
        return None
    known = int(m["y"]) if m["y"] else issued.year if issued else year
    day = _day(known, int(m["m"]), int(m["d"])) if known else None
    if day is not None and issued is not None and not m["y"] and day > issued + timedelta(days=1):
        day = _day(day.year - 1, day.month, day.day)
    if day is None:
        return None
    start, end = norm.span(*m.span("when"))
    status: models.Status = "stated" if m["y"] else "inferred"
    return models.SourcedTime(
        value=_moment(day, m["h"], m["min"]), text=norm.quote(*m.span("when")), span=(start, end), status=status
    )


def _reported_on(norm: NormText, draft: NoticeDraft, anchor: date | None) -> tuple[date, Range] | None:
    """11月1日0-24时新增…: what its cases are told without a day happened on that day."""
    for where in (draft.title, draft.header):
        m = REPORTED.search(norm.text, *where) if where else None
        year = int(m["y"]) if m and m["y"] else anchor.year if anchor else None
        day = _day(year, int(m["m"]), int(m["d"])) if m and year else None
        if m and day and anchor and not m["y"] and day > anchor:
            day = _day(day.year - 1, day.month, day.day)  # the report is of the past
        if m and day:
            return day, m.span()
    return None


def _moment(day: date, hour: str | None, minute: str | None) -> str:
    """A day, or a day with a clock; 24:00 is 00:00 of the next day."""
    if hour is None or int(hour) > 24 or int(minute or 0) > 59:
        return day.isoformat()
    midnight = datetime.combine(day, time())
    return (midnight + timedelta(hours=int(hour), minutes=int(minute or 0))).isoformat(timespec="minutes")


def _anchor(year: int | None, dated: date | None, published: date | None) -> date | None:
    if published is not None and year in (None, published.year):
        return published
    if dated is not None and year in (None, dated.year):
        return dated + TOLD_AFTER
    return date(year, 12, 31) if year else None


def _totals(norm: NormText, draft: NoticeDraft) -> Iterator[models.Total]:
    """The first count of each classification and scope; a count of 感染者 only where it is not broken down."""
    if draft.header is None:
        return
    found: dict[tuple[models.Classification, str], models.Total] = {}
    for m in COUNTED.finditer(norm.text, *draft.header):
        total = _total(norm, draft.header[0], m)
        if total is not None:
            found.setdefault((total.classification, total.scope), total)
    split = {scope for kind, scope in found if kind in ("confirmed", "asymptomatic")}
    for total in found.values():
        if not (total.scope in split and total.classification == "positive"):
            yield total


def _total(norm: NormText, start: int, m: re.Match[str]) -> models.Total | None:
    text = norm.text
    sentence = max(text.rfind("。", start, m.start()), text.rfind("\n", start, m.start()), start - 1) + 1
    before = text[sentence : m.start()]
    clause = re.split(r"[,、;]", before)[-1]
    in_bracket = before.count("(") > before.count(")")
    if (
        (in_bracket and not BROKEN_DOWN.search(before))
        or FOREIGN.search(clause)
        or ("境外" in before and "本土" not in clause)
    ):
        return None
    word, count = m["class"] or m["class2"], m["count"] or m["count2"]
    span = norm.span(*m.span())
    return models.Total(
        classification=CLASSES.get(word, "positive"), count=int(count), scope=_scope(before),
        text=norm.quote(*m.span()), span=span,
    )  # fmt: skip


def _scope(before: str) -> Literal["cumulative", "new"]:
    words = [w[:2] for w in SCOPE.findall(before)]
    told = [w for w in words if not w.startswith("截")]
    if told:
        return "new" if told[-1] == "新增" else "cumulative"
    return "cumulative" if words else "new"


def _area(text: str, draft: NoticeDraft) -> Range | None:
    """The area at the head of title or issuer, the finer of the two; else the one the header speaks of."""
    found = [_leading_area(text, where) for where in (draft.issuer, draft.title) if where]
    named = [where for where in found if where]
    if named:
        return max(named, key=lambda w: w[1] - w[0])
    m = HEADER_AREA.search(text, *draft.header) if draft.header else None
    return m.span("area") if m else None


def _leading_area(text: str, where: Range) -> Range | None:
    m = AREA.match(text, *where)
    return m.span("area") if m and m["area"] else None
