"""The document cut up: its notices, and in each the blocks about one person, the venue list and the boilerplate."""

from __future__ import annotations

import re

from tracer.parse.blocks import build_units, name_after_headings, with_notes
from tracer.parse.cells import with_cells
from tracer.parse.classes import classify, only_class, severity_of_heading, share_severity
from tracer.parse.closing import is_closing
from tracer.parse.dayrows import row_of, with_rows
from tracer.parse.header_told import with_header
from tracer.parse.introduced import LineWalk, block_of, cut_sentences, opens
from tracer.parse.labels import Opening
from tracer.parse.lines import Line, group_range, read_lines
from tracer.parse.notices import Extent, find_extents, issuer_range
from tracer.parse.reports import reports_anew, the_one_reported
from tracer.parse.told_together import tells_of_several
from tracer.parse.topics import announces, headed_by, told_of, topic_of
from tracer.parse.units import Label, NormText, NoticeDraft

VENUES_INLINE = re.compile(r"[^。;\n]{0,30}:[ \t]*[^。\n]{0,30}[一-龥]{3}")
VENUES_FOLLOW = re.compile(r"(?:点位|场所|地点)(?:信息|情况)?(?:公布)?如下:?[ \t]*$", re.MULTILINE)
NUMBERED_HEADING = re.compile(r"[ \t]*[一二三四五六七八九十]{1,2}、")
SERIAL_IN_TITLE = re.compile(r"\(((?:[0-9]{4}年)?第[ ]?[0-9一二三四五六七八九十百]{1,4}[ ]?号)\)[ \t]*$")
DATE_IN_TITLE = re.compile(r"(?:【[0-9]+】)?[ \t]*([0-9]{1,2}\.[0-9]{1,2})(?=[一-龥])")
BRACKET_AREA = re.compile(r"\[([一-龥]{1,8}(?:区|县|市|旗))\][ \t]*$")
OWN_HEADING = re.compile(
    r"^[^一-龥\n]{0,8}(?:[一二三四五六七八九十]{1,2}[、)])?[^。;,\n]{0,16}?"
    r"(?:活动|行动|行程|出行|发病|就诊|诊疗|流行病学|轨迹)(?:及就诊|史|调查)?(?:轨迹|情况|经过|史)?(?:公布|通报)?(?:如下)?[^一-龥\n]*$",
    re.MULTILINE,
)
"""二、活动轨迹; 确诊病例主要活动轨迹如下: with nobody introduced below is told of the one person of a notice."""
OWN_VENUES = re.compile(
    r"[^一-龥\n]{0,8}(?:该|其)?(?:个案|病例|患者|感染者)?的?活动涉及(?:的|本[市区县]的)*(?:场所|地点|点位)[ \t:]*$",
    re.MULTILINE,
)
"""活动涉及场所: below the one person of a notice."""
OF_THE_LAST = re.compile(r"[ \t]*(?:该|此|其)(?!\d|[二两三四五六七八九十](?:人|名|例))")
"""该病例活动轨迹如下: is told of the person above, however many there are."""
SEVERAL = re.compile(
    r"[ \t]*(?:[一二三四五六七八九十]{1,2}、)?(?![该此其])[^,。;\n]{0,8}(?:上述|以上|[2-9两二三四五六][人例名]|相关人员"
    r"|(?:感染者|病例|患者|人员)(?![0-9一二三四五六七八九十甲乙丙A-Z]))"
)
"""上述感染者主要活动轨迹: what is announced of several."""
CORRECTION = re.compile(
    r"[ \t]*(?:[一二三四五六七八九十]{1,2}、)?(?:更正|勘误|订正)(?:说明|如下|启事)?[ \t]*(?::|$)", re.MULTILINE
)
"""更正:第20号通告中…: what is put right of an earlier notice, below the cases of this one."""
MASKED = re.compile("[某xX×*]|女士|先生|小姐")
"""What every name of a notice holds: other lines are spared a look at the names of all."""
COUNTS_MORE = re.compile(r"。[^。\n]{0,12}(?<![0-9])(?:[0-9]{1,2}|[两二三四五六七八九十])[人例名]均")
SHORT = 2
"""Lines of people who have no whereabouts of their own yet."""
TIME_ALONE = re.compile(r"[ \t]*(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日[0-9年月日时点分:至到\-—左右上下午凌晨中晚约 ]*")
"""5月5日14:10时至5月6日10:48时, by itself on a line."""
NOTES = re.compile(
    r"[ \t]*(?:[一二三四五六七八九十]{1,2}、)?[*※]?(?:病例|人员)?(?:关联|(?:相互)?关系|传播链)"
    r"(?:关系|说明|情况)?:?[ \t]*$"
    r"|[ \t]*(?:备注|附注|说明)[ \t]*:?[ \t]*$",
    re.MULTILINE,
)
"""关联说明: above lines on how the people of a table belong together."""


def segment(norm: NormText) -> list[NoticeDraft]:
    """Every notice of the document, cut into units, venue lists and boilerplate; ``[]`` when it holds none."""
    lines = read_lines(norm.text)
    return [_draft(norm, extent) for extent in find_extents(norm.text, lines)] if lines else []


def _draft(norm: NormText, extent: Extent) -> NoticeDraft:
    text, lines = norm.text, extent.lines
    draft = NoticeDraft(lines[0].start, lines[-1].end)
    _name_notice(text, extent, draft)
    walk = LineWalk(text, draft, unnamed=extent.unnamed)
    if extent.title is not None:
        walk.titled = walk.classification = only_class(text, extent.title.start, extent.title.end)
        area = BRACKET_AREA.search(text, extent.title.start, extent.title.end)
        walk.area = area[1] if area else None
    signed = {id(line) for line in [*extent.issuers, extent.date]}
    walk.last_case = max((line.start for line in lines if line.kind == "case"), default=-1)
    body = [line for line in lines[extent.heading :] if id(line) not in signed]
    for line, below in zip(body, [*body[1:], None], strict=True):
        walk.below = below.kind if below else "end"
        _step(walk, line)
    name_after_headings(text, [(line.start, line.end) for line in lines], walk.blocks)
    first = walk.blocks[0].lines[0][0] if walk.blocks else None
    _set_header(draft, extent, signed, first)
    classify(norm, walk.blocks, draft.header)
    share_severity(norm, walk.blocks, [*([draft.header] if draft.header else []), *draft.boilerplate])
    units = with_header(norm, build_units(norm, walk.blocks), draft.header, draft.title)
    units = with_rows(with_notes(norm, units, walk.notes), walk.rows)
    draft.units = with_cells(text, [(line.start, line.end) for line in lines], units)
    return draft


def _name_notice(text: str, extent: Extent, draft: NoticeDraft) -> None:
    draft.issuer = issuer_range(text, extent)
    if extent.date is not None:
        draft.issued_on = group_range(text, extent.date, "date")
    if extent.title is not None:
        draft.title = group_range(text, extent.title, "title")
        serial = SERIAL_IN_TITLE.search(text, extent.title.start, extent.title.end)
        draft.serial = serial.span(1) if serial else None
        day = DATE_IN_TITLE.match(text, extent.title.start, extent.title.end)
        if day and draft.issued_on is None:
            draft.issued_on = day.span(1)
    for line in extent.lines[: extent.heading + 1]:
        if line.kind == "serial" and draft.serial is None:
            draft.serial = group_range(text, line, "serial")


def _set_header(draft: NoticeDraft, extent: Extent, signed: set[int], first: int | None) -> None:
    """The header is what stands between the title and the first person or the first venue list."""
    limits = [first] if first is not None else []
    limits += [venue[0] for venue in draft.venues[:1]] + [b[0] for b in draft.boilerplate[:1]]
    limit = min(limits) if limits else draft.end
    body = [line for line in extent.lines[extent.heading :] if line.start < limit and id(line) not in signed]
    if body:
        draft.header = (body[0].start, min(body[-1].end, limit))


def _step(walk: LineWalk, line: Line) -> None:
    kind = line.kind
    if walk.unnamed is not None and line.start <= walk.unnamed.start < line.end:
        walk.mode = "case"
        walk.blocks.append(block_of(walk, walk.unnamed, (walk.unnamed.start, line.end), []))
        return
    if walk.blocks and kind not in ("date", "issuer", "serial") and (topic := _topic(walk, line)) is not None:
        walk.mode = "case"
        walk.blocks.append(block_of(walk, topic, (line.start, line.end), []))
        return
    if _report(walk, line):
        return
    if walk.blocks and (below := _below_cases(walk.text, line)):
        walk.mode = below
        walk.draft.boilerplate.append((line.start, line.end))
        return
    if kind == "case" and opens(walk, line):
        return
    if kind in ("class", "district", "heading", "title", "venues"):
        _heading(walk, line)
    elif kind == "reminder" and _tells_of_entries(walk, line):
        _text_of_case(walk, line)
    elif kind == "reminder" and walk.mode != "header":
        walk.mode = "reminder"
        walk.draft.boilerplate.append((line.start, line.end))
        if VENUES_FOLLOW.search(walk.text, line.start, line.end):
            walk.mode = "venues"
    elif kind in ("caption", "news"):
        walk.draft.boilerplate.append((line.start, line.end))
    elif kind == "text" and (about := _told_of(walk, line)) is not None:
        walk.mode = "case"
        walk.blocks.append(block_of(walk, about, (line.start, line.end), []))
    else:
        _text(walk, line)


def _tells_of_entries(walk: LineWalk, line: Line) -> bool:
    """Whether a line in the manner of a reminder tells what happened to the people above: 以上2例均于3月5日确诊."""
    below = walk.mode in ("case", "reminder") and bool(walk.blocks)
    return below and tells_of_several(walk.text, line.start, line.end)


def _below_cases(text: str, line: Line) -> str:
    """The mode in which a line below the cases puts what follows, if it begins notes on them or a correction."""
    if NOTES.match(text, line.start, line.end):
        return "notes"
    return "reminder" if CORRECTION.match(text, line.start, line.end) else ""


def _report(walk: LineWalk, line: Line) -> bool:
    """Whether a line begins another report below the cases of the first, or introduces the one person of that."""
    if (
        walk.mode == "case"
        and line.kind in ("text", "date")
        and reports_anew(walk.text, line.start, line.end, walk.below)
    ):
        walk.mode = "report"
        walk.draft.boilerplate.append((line.start, line.end))
        return True
    one = the_one_reported(walk.text, line.start, line.end) if walk.mode == "report" else None
    if one is not None:
        walk.mode = "case"
        walk.blocks.append(block_of(walk, one, (line.start, line.end), []))
    return one is not None


def _topic(walk: LineWalk, line: Line) -> Opening | None:
    """The people of the blocks so far whom a heading names, if it is one."""
    if line.opening is not None and line.opening.kind == "name" and (named := _headed_by(walk, line)) is not None:
        return named
    if not announces(walk.text, line.start, line.end):
        return None
    told = topic_of(walk.text, line.start, line.end, walk.seen | walk.known | walk.names())
    return told or _topic_of_all(walk, line)


def _told_of(walk: LineWalk, line: Line) -> Opening | None:
    """Whom a dated line is about, below a list of people who are told of in a line or two, or below such a line."""
    if (about := _headed_by(walk, line)) is not None:
        return about
    last = walk.blocks[-1] if walk.mode == "case" else None
    if last is None or (last.section == walk.section and last.opening.kind != "topic" and len(last.lines) > SHORT):
        return None  # the rule in long notices: no look at all of their people
    for block in walk.blocks:
        if len(block.lines) > SHORT and block.section == walk.section and block.opening.kind != "topic":
            return None
    listed = [b for b in walk.blocks if b.section == walk.section and b.opening.kind != "topic"]
    names = {walk.text[slice(*name)] for block in listed if not block.labels for name in block.opening.names}
    known = names | {label.text for block in listed for label in block.labels}
    if COUNTS_MORE.search(walk.text, line.start, line.end):
        return None  # 3月11日2号、3号到…。3月13日,5人均核酸阳性: a closing line, shared out later
    return told_of(walk.text, line.start, line.end, known) if len(known) > 1 else None


def _headed_by(walk: LineWalk, line: Line) -> Opening | None:
    """Who is described above and named at the beginning of a line: 李某:3月14日到…"""
    if walk.mode not in ("case", "between") or not MASKED.search(walk.text, line.start, line.end):
        return None
    names = walk.names()
    return headed_by(walk.text, line.start, line.end, names) if names else None


def _topic_of_all(walk: LineWalk, line: Line) -> Opening | None:
    """上述感染者主要活动轨迹: below a list of people of whom each is told of in a line or two."""
    listed = [b for b in walk.blocks if b.section == walk.section and b.opening.kind != "topic"]
    short = walk.mode == "case" and all(len(b.lines) <= SHORT for b in listed)
    if not short or not SEVERAL.match(walk.text, line.start, line.end):
        return None
    names = [walk.text[slice(*name)] for block in listed if not block.labels for name in block.opening.names]
    called = [*(label.text for block in listed for label in block.labels), *names]
    labels = tuple(Label(text, line.start, line.start) for text in called)  # where the heading stands, for what follows
    return Opening("topic", line.start, line.start, labels) if len(labels) > 1 else None


def _text(walk: LineWalk, line: Line) -> None:
    if walk.mode == "case":
        _text_of_case(walk, line)
    elif walk.mode == "venues":
        walk.draft.venues.append((line.start, line.end))
    elif walk.mode == "notes":
        walk.notes.append((line.start, line.end))
    elif walk.mode == "reminder":
        walk.draft.boilerplate.append((line.start, line.end))
        if VENUES_FOLLOW.search(walk.text, line.start, line.end):
            walk.mode = "venues"  # 相关人员活动所涉场所如下: whose, the notice does not say
    elif walk.mode == "between" and (row := row_of(walk.text, line.start, line.end, walk.known, walk.rows)):
        walk.rows.append(row)
    elif walk.mode == "between" and is_closing(walk.text, line.start, line.end, walk.blocks, walk.known):
        walk.blocks[-1].lines.append((line.start, line.end))
    else:
        cut_sentences(walk, line, None)
        if walk.mode == "header" and VENUES_FOLLOW.search(walk.text, line.start, line.end):
            walk.mode = "venues"


def _text_of_case(walk: LineWalk, line: Line) -> None:
    """A line of the last block; a row of its table that names some of a group is theirs alone."""
    block = walk.blocks[-1]
    labels = {label.text for label in block.labels}
    row = row_of(walk.text, line.start, line.end, labels, walk.rows) if len(labels) > 1 else None
    if row is None:
        block.lines.append((line.start, line.end))
    else:
        walk.rows.append(row)


def _heading(walk: LineWalk, line: Line) -> None:
    text, kind = walk.text, line.kind
    own = kind == "venues" and (_is_own_list(walk, line) or _goes_on(walk, line))
    if own or (kind == "district" and (walk.mode == "venues" or _below_time(walk))):
        _text(walk, line)
        return
    if kind == "venues":
        walk.mode = "venues"
        walk.draft.venues.append((line.start, line.end))
        return
    if kind == "district":
        found = group_range(text, line, "district")
        walk.area = text[slice(*found)] if found else None
    else:
        if _goes_on(walk, line):
            walk.blocks[-1].lines.append((line.start, line.end))
            walk.mode = "case"
            return
        walk.classification = only_class(text, line.start, line.end) or walk.titled
        walk.severity = severity_of_heading(text, line.start, line.end)
        if NUMBERED_HEADING.match(text, line.start):
            walk.area = None
    walk.section += 1
    walk.known |= walk.seen
    walk.seen.clear()
    walk.mode = "between" if walk.blocks else "header"


def _below_time(walk: LineWalk) -> bool:
    """Whether a line stands right below a day or hours by themselves: what follows is where somebody was."""
    return walk.mode == "case" and TIME_ALONE.fullmatch(walk.text, *walk.blocks[-1].lines[-1]) is not None


def _is_own_list(walk: LineWalk, line: Line) -> bool:
    """Whether a line of places (主要涉及场所:青禾超市、阿土水果店) is told of the case above it: others do so too."""
    if walk.mode != "case" or not VENUES_INLINE.match(walk.text, line.start, line.end):
        return False
    walk.own_lists = walk.own_lists or line.start < walk.last_case
    return walk.own_lists


def _goes_on(walk: LineWalk, line: Line) -> bool:
    """Whether a heading (二、活动轨迹) only divides what is told of the person above it."""
    if walk.mode not in ("case", "between") or not walk.blocks or len(walk.blocks[-1].labels) > 1:
        return False
    if walk.mode == "case" and OF_THE_LAST.match(walk.text, line.start, line.end):
        return True
    if walk.below == "case" or not (
        OWN_HEADING.search(walk.text, line.start, line.end) or OWN_VENUES.match(walk.text, line.start, line.end)
    ):
        return False
    words = walk.text[line.start : line.end].strip()
    if len(walk.blocks) == 1:
        walk.dividers.add(words)
    return words in walk.dividers  # the words that stood below the first person stand below each
