"""Raw text to the normal form patterns meet, with the offsets to come back.

Folding is one character to one character (full-width digits, letters and punctuation, every kind of dash);
some characters are dropped (zero-width ones, carriage returns, and the line breaks a printer put inside a sentence).
Nothing is added and nothing moves, so one list of offsets is enough to quote the raw text exactly.
"""

from __future__ import annotations

import re
import unicodedata

from tracer.parse.units import NormText
from tracer.spans import OffsetMap, merge

DASHES = "‐‑‒–—―−－─━﹣～〜∼﹏~ー"
BARS = "┃│┆┊"
"""Lines between the cells of a table."""
SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
DROPPED = "\u200b\u200c\u200d\u2060\ufeff\r\u00ad"
DROP = re.compile(f"[{DROPPED}]+")
FIELDS = ("姓名", "性别", "年龄", "职业", "工种", "籍贯", "住址", "现住址", "现住地", "民族", "国籍")
SPREAD = re.compile("|".join("".join(f"{char}[ ]+" for char in word[:-1]) + f"{word[-1]}(?=[:】])" for word in FIELDS))
GAP = re.compile("[ ]+")
"""性　别:男: a field of a card whose name is spread over the column."""
CARD = re.compile(
    r"^[ \t]*(【)(?:(?:病例|感染者|患者)?编号|姓名|性别|年龄|性别[/、]年龄|民族|籍贯|(?:现|家庭|居)?住址|(?:现)?居住地"
    r"|职业|工作单位|(?:临床)?分型|诊断|病例类型|发现(?:方式|途径)|症状|(?:与其他病例)?关系|(?:主要|活动|行动)*轨迹|行程)(】)(?=[^\n])",
    re.MULTILINE,
)
"""【性别】女: a field of a card."""
BREAK = re.compile(r"\n[ \t\r\n]*")
BLANKS = " \t\r"
TERMINAL = re.compile(r"[。;:!?.\s…”\"》】|」)摄]")
MAX_TAIL = 400
LONG = 30
NARROW = 8
LABELS = "病例|患者|感染者|无症状|实例|个案|案例|病患|病人|人员"
DATE = r"(?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}日?)?|[0-9]{1,2}日"
DATED = re.compile(DATE)
DOTTED = r"(?:1[0-2]|0?[1-9])\.(?:3[01]|[12][0-9]|0?[1-9])"
"""4.5 for 4月5日, alone on a line."""
NUMBER = "[0-9一二三四五六七八九十甲乙丙丁]{1,5}"
STARTS = re.compile(
    r"[\t◎●■◆▲△★·•▶►➤※◇□○【|“\"]|均"
    rf"|(?:本土|新增|阳性|确诊|疑似|[一-龥]{{1,6}}[区县市]){{0,5}}(?:{LABELS})[ ]?{NUMBER}"
    r"(?:[,:(、]|[ \t]*$|[ \t]+\S|为[男女]|-[0-9])|第[0-9一二三四五六七八九十]{1,5}[例号]"
    r"|\((?:[一二三四五六七八九十]{1,3}\)|[0-9]{1,2}\)|第|[^()\n]{0,9}\[)"
    r"|[0-9]{1,2}[.、](?![0-9])|[一二三四五六七八九十]{1,3}、|(?!告如下|如下)[一-龥]{2,8}:"
    r"|(?:[一-龥][ ]{1,6}){1,2}[一-龥][:】]"
    rf"|(?:{DATE})[^一-龥]{{0,30}}$|(?:{DATE})[^,:;。\n]{{0,14}}[,:]|[^\n]{{0,60}}\t"
    r"|[男女](?:性|童)?[,、 (]|(?:男|女)$|[一-龥]{1,2}(?:某[某一-龥]?|[xX*×]{1,2})[,(、][男女0-9 (]",
    re.MULTILINE,
)
HEADING = re.compile(
    rf"[ \t]*(?:(?:{DATE})(?:[-、至](?:{DATE}))*[: ]*|"
    rf"[▶►➤■◆●·•★◎※◇□○]?[ ]?{DOTTED}(?:[-、至]{DOTTED})*[: ]*|"
    rf"(?:[一-龥]{{2,8}}|(?:[一-龥][ ]{{1,6}}){{1,2}}[一-龥]):[^。;]*|[^。;:,]*\t[^\n]*|第[0-9]+[号例][^,。]*"
    r"|[^\n]{0,40}\(发布[^\n]*"
    rf"|[^,。;:\n]{{0,10}}(?:{LABELS})[ ]?{NUMBER}"
    rf"(?:[、,和及至-](?:[^,。;:\n0-9一二三四五六七八九十甲乙丙丁]{{0,6}}(?:{LABELS}))?[ ]?{NUMBER})*[例:]?)$",
    re.MULTILINE,
)
OPENS = re.compile(rf"[ \t]*(?:{LABELS}|[^,。\n]{{0,12}}(?:{LABELS}))[ ]?[0-9一二三四五六七八九十甲乙丙丁-]{{1,9}}")
SPLIT = re.compile(r"[0-9月-]|[-×(—]")
CONTINUED = re.compile(r"[年月日时分秒岁例名号个人次路楼栋室至元座排车届]|[0-9]{1,2}(?:日|:[0-9]{2})|一同|[0-9]{1,2}时")
SENTENCE = re.compile(r"[^\n]*。")
PUNCTUATION = re.compile(r"[,。;]")


def _fold_table() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in (*range(0xFF01, 0xFFE7), *range(0xF900, 0xFAFF), *range(0x2F00, 0x2FD6)):
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1 and folded != chr(code):
            table[code] = folded
    table.update({ord(c): "-" for c in DASHES})
    table.update({ord(c): " " for c in SPACES} | {ord(c): "\t" for c in BARS})
    table.update({ord("〔"): "[", ord("〕"): "]", ord("﹝"): "[", ord("﹞"): "]", ord("∶"): ":", ord("︰"): ":"})
    return table


FOLD = _fold_table()
FOLDED = frozenset(map(chr, FOLD))


CHAIN = re.compile(
    r"(?:(?<=[,:;。\s日时分午晚0-9])|^)[一-龥()A-Z]{1,20}(?:-+[一-龥()A-Z]{1,20}){1,9}(?=[,;。\n]|$)", re.MULTILINE
)
"""家-青禾超市-家: places one after the other, dashes between them."""
OWN_PLACES = frozenset({"家", "家中", "家里", "住处", "住所", "居住地", "宿舍", "小区", "单位", "公司", "学校"})
"""What stands in a chain of places and in no name with a dash."""
OWN_LINK = re.compile("(?:{0})-|-(?:{0})".format("|".join(sorted(OWN_PLACES))))
"""Without one of them beside a dash a line holds no such chain."""


def fold(text: str) -> str:
    """``text`` folded character by character; the length does not change.

    >>> fold("４月５日—７日，２０：３０，家—超市—家")
    '4月5日-7日,20:30,家→超市→家'
    """
    folded = text
    # a table looks at every character, this at the few that are there; ー is a dash, but no dash where ｰ folds to it
    for char in sorted(FOLDED.intersection(text), key=lambda c: FOLD[ord(c)] in FOLDED):
        folded = folded.replace(char, FOLD[ord(char)])
    if "【" in folded:
        folded = CARD.sub(lambda m: f" {m[0].strip()[1:-1]}:".rjust(len(m[0])), folded)
    if OWN_LINK.search(folded) is None:
        return folded
    lines = folded.split("\n")
    return "\n".join([CHAIN.sub(_arrows, line) if "-" in line and OWN_LINK.search(line) else line for line in lines])


def _arrows(m: re.Match[str]) -> str:
    """A chain of places with arrows for its dashes, where one of them is the person's own."""
    return m[0].replace("-", "→") if OWN_PLACES & set(m[0].split("-")) else m[0]


def normalise(raw: str) -> NormText:
    """The document in the form patterns meet.

    >>> norm = normalise("病例４９，\\r\\n男")
    >>> norm.text, norm.quote(0, 4)
    ('病例49,\\n男', '病例４９')
    """
    folded = fold(raw)
    gone = [m.span() for m in DROP.finditer(folded)]
    gone += [m.span() for word in SPREAD.finditer(folded) for m in GAP.finditer(folded, *word.span())]
    gone += wraps(folded)
    if not gone:
        return NormText(raw, folded, OffsetMap(None, len(raw)))
    keep: list[int] = []
    words: list[str] = []
    at = 0
    for start, end in [*merge(gone), (len(folded), len(folded))]:
        keep.extend(range(at, start))
        words.append(folded[at:start])
        at = end
    return NormText(raw, "".join(words), OffsetMap(keep, len(raw)))


def wraps(folded: str) -> list[tuple[int, int]]:
    """The line breaks a printer put inside sentences, with the white space around them.

    When in doubt a break stays: before a label, a heading, a date heading, a field, a list item or a table row, and
    after a line that is one of these or ends its sentence.
    """
    width = _column_width(folded)
    found = _wraps(folded, width)
    lines = folded.count("\n") + 1
    # so many broken sentences are a newspaper's columns: there an unfinished line is reason enough
    narrow = len(found) >= NARROW and len(found) * 4 >= lines and len(folded) < lines * LONG
    return _wraps(folded, MAX_TAIL) if narrow else found


def _wraps(folded: str, width: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    paragraph = 0
    for m in BREAK.finditer(folded):
        start, end = m.span()
        while start and folded[start - 1] in BLANKS:
            start -= 1
        if not start or folded[start - 1].isspace():
            continue
        line = max(paragraph, folded.rfind("\n", 0, start) + 1)
        if end < len(folded) and _continues(folded, paragraph, line, start, end, width):
            out.append((start, end))
        else:
            paragraph = folded.rfind("\n", start, end) + 1
    return out


def _column_width(folded: str) -> int:
    """The width of a document broken at a fixed column (as by a PDF reader), 0 where there is none."""
    lengths = [len(line.rstrip()) for line in folded.split("\n")]
    widest = max(lengths, default=0)
    full = sum(1 for n in lengths if n >= widest - 3)
    return widest if 15 <= widest <= 60 and full >= 5 and full * 3 >= len(lengths) else 0


def _continues(text: str, paragraph: int, line: int, start: int, end: int, width: int) -> bool:
    """Whether the sentence before the break ``[start, end)`` goes on behind it."""
    if text[start - 1] in "、至" and DATED.match(text, end):
        return True
    if TERMINAL.match(text, start - 1) or STARTS.match(text, end) or HEADING.match(text, paragraph, start):
        return False
    if text[end - 1] in " \t":
        return False
    if SPLIT.match(text, start - 1) and CONTINUED.match(text, end):
        return True
    before = text[max(paragraph, start - MAX_TAIL) : start]
    tail = before[max(before.rfind("。"), before.rfind("\n")) + 1 :]
    if tail.count("(") > tail.count(")"):
        return True
    if "\n" in text[start + 1 : end]:
        return "。" in before and len(before) > LONG and SENTENCE.match(text, end) is not None
    if text[start - 1] in ",、":
        return width == MAX_TAIL or not OPENS.match(text, paragraph, start) or start - paragraph > LONG
    if not PUNCTUATION.search(before) and not (width == MAX_TAIL and PUNCTUATION.search(text, end, end + LONG)):
        return False
    indented = text[paragraph : paragraph + 2] == "  " and text[end - 1] == "\n"
    return indented or "。" in before or width == MAX_TAIL or (width > 0 and start - line >= width - 3)
