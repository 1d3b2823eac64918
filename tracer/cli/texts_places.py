"""The sentences about linking and places: key, English, Chinese. Nothing but data."""

PLACES_TEXTS: dict[str, tuple[str, str]] = {
    "help.places": (
        "See which names of places may be one place, and decide.",
        "查看哪些地名可能是同一地点,并作出决定。",
    ),
    "help.places.review": (
        "List the places in PATHS (or in a workspace) of which it is not certain whether they are one.",
        "列出 PATHS(或工作库)中尚不能确定是否为同一处的地点。",
    ),
    "example.places": ("tracer places review notices/",) * 2,
    "example.places.review": (
        "tracer places review notices/ --decisions places.toml --confirm 大同市/御河悦府 大同市/平城区/御河悦府小区",
    )
    * 2,
    "option.scope": (
        "how far case numbers count: the list of one day, or a whole wave (default: as the notices show)",
        "病例编号的范围:daily 为当日名单,running 为整轮疫情连续编号(默认由通告判断)",
    ),
    "option.decisions": ("file of decisions about places, .toml or .json", "地点决定文件(.toml 或 .json)"),
    "option.confirm": ("these two are one place; may be repeated", "这两个是同一地点;可重复"),
    "option.split": (
        "these two are different places; the same id twice: another place for each case",
        "这两个是不同地点;同一 ID 写两次表示每个病例各为一处",
    ),
    "places.no_file": (
        "decisions about files are kept in a file: name it with --decisions FILE",
        "针对文件的决定须存入文件:请用 --decisions FILE 指定",
    ),
    "places.kept": ("decisions kept in {name}: {count}", "已存入 {name}:{count} 项决定"),
    "places.nothing": ("no doubt about any place", "没有存疑的地点"),
    "places.foot": (
        "{shown} of {total}; decide with --confirm ID ID (one place) or --split ID ID (two places)",
        "{shown}/{total} 项;用 --confirm ID ID(同一处)或 --split ID ID(两处)作出决定",
    ),
    "head.doubt": ("no.", "序号"),
    "head.why": ("why", "原因"),
    "head.id": ("id", "ID"),
}
