"""Invented notices of one city, as files."""

from __future__ import annotations

from pathlib import Path

from tracer.store import Outcome, Workspace, ingest

HEADER = "关于病例{numbers}活动轨迹的通告\n(2022年第{serial}号)\n"
SIGNED = "临江市疫情防控指挥部\n2022年4月{day}日\n"
FIRST = (
    HEADER.format(numbers="7、病例8", serial=3)
    + "病例7\n女,30岁,居住于城东区望月小区。4月2日20:00至21:00在青禾超市购物。4月5日出现发热症状。"
    "4月8日核酸检测结果阳性。\n"
    "病例8\n男,5岁,居住于城东区望月小区,系病例7的儿子。4月5日-7日居家未外出。4月8日核酸检测结果阳性。\n"
    + SIGNED.format(day=10)
)
SECOND = (
    HEADER.format(numbers="9、病例10", serial=4)
    + "病例9\n男,66岁,居住于城西区塔前路3号院。4月2日20:30至20:50在青禾超市购物。4月9日核酸检测结果阳性。\n"
    "病例10\n女,64岁,居住于城西区塔前路3号院,系病例9的妻子、病例7的同事。4月6日到老周面馆吃饭。4月9日核酸检测结果阳性。\n"
    + SIGNED.format(day=11)
)
THIRD = (
    HEADER.format(numbers="11", serial=5)
    + "病例11\n男,41岁,居住于城东区望月\n小区,系病例10的密切接触者。4月6日12:00到老周面馆吃饭。"
    "4月10日核酸检测结果阳性。\n" + SIGNED.format(day=12)
)
TEXTS = {"a.txt": FIRST, "b.txt": SECOND, "c.txt": THIRD}


def write(folder: Path, texts: dict[str, str] | None = None) -> Path:
    """A folder with these files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (texts or TEXTS).items():
        (folder / name).write_text(text, "utf-8")
    return folder


def many(folder: Path, count: int) -> Path:
    """A folder with so many different notices; each two of them share a shop and a compound."""
    texts = {}
    for i in range(count):
        changes = {
            "病例8": f"病例{8 + 2 * i}",
            "病例7": f"病例{7 + 2 * i}",
            "第3号": f"第{100 + i}号",
            "30岁": f"{20 + i}岁",
            "青禾": "甲乙丙丁戊己庚辛壬癸"[i // 2 % 10] + "禾",
            "望月": "甲乙丙丁戊己庚辛壬癸"[i // 2 % 10] + "月",
        }
        text = FIRST
        for old, new in changes.items():
            text = text.replace(old, new)
        texts[f"{i:04}.txt"] = text
    return write(folder, texts)


def take_in(workspace: Workspace, *paths: Path) -> list[Outcome]:
    """Ingest and link."""
    found = list(ingest(workspace, paths))
    workspace.link()
    return found
