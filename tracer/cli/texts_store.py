"""The sentences of the workspace and of the questions to it: key, English, Chinese. Nothing but data."""

STORE_TEXTS: dict[str, tuple[str, str]] = {
    "help.ingest": (
        "Keep the notices in PATHS in a workspace, and link them with all that is there.",
        "把 PATHS 中的通告存入工作库,并与库中全部通告关联。",
    ),
    "help.status": ("Tell what a workspace holds.", "显示工作库的内容概况。"),
    "help.sql": (
        "Run one SELECT on the views of a workspace (- for standard input); without STATEMENT, list the views.",
        "在工作库的视图上运行一条 SELECT(- 为标准输入);省略 STATEMENT 则列出视图。",
    ),
    "help.export-archive": (
        "Write all that a workspace holds as JSON Lines.",
        "把工作库的全部内容写成 JSON Lines。",
    ),
    "help.import-archive": ("Add an archive to a workspace.", "把存档并入工作库。"),
    "help.query": (
        "Ask the notices in PATHS or, without PATHS, those of a workspace.",
        "查询 PATHS 中的通告;省略 PATHS 则查询工作库。",
    ),
    "help.query.case": (
        "All that is known about the case LABEL (病例21, 病例21@12-21, or an id).",
        "病例 LABEL 的全部信息(如 病例21、病例21@12-21 或 id)。",
    ),
    "help.query.cases": ("List the cases, by the day of their notice.", "按通告日期列出病例。"),
    "help.query.timeline": (
        "What the cases did day by day, several side by side.",
        "病例逐日的行动,多个病例并列显示。",
    ),
    "help.query.links": ("Relations and shared places of LABEL.", "病例 LABEL 的关联与共同地点。"),
    "help.query.place": ("Who was at the place NAME, and when.", "谁在何时到过地点 NAME。"),
    "help.query.path": ("The chain of evidence from A to B.", "病例 A 到 B 的证据链。"),
    "help.query.shared": (
        "The places and vehicles that several cases have in common, those of most cases first.",
        "多个病例共同到过的地点与车次,病例多者在前。",
    ),
    "help.query.exposed": (
        "Which cases were at the place NAME between --from and --to.",
        "--from 至 --to 期间到过地点 NAME 的病例。",
    ),
    "help.query.at-risk": (
        "The places and vehicles LABEL was at while infectious: the list a notice would publish.",
        "病例 LABEL 在传染期内到过的场所与车次,即通告会公布的清单。",
    ),
    "help.query.clusters": (
        "Which cases hang together by what notices state.",
        "按通告所述关系相连的病例群。",
    ),
    "help.query.unresolved": (
        "What is left open: references to nobody at hand or to several, conflicts, places in several areas.",
        "未决事项:所指病例不在库中或不唯一、矛盾、地点区划不明。",
    ),
    "help.query.search": (
        "Where TEXT stands in the notices, whatever line breaks or spaces are in it.",
        "TEXT 在通告中的位置,不计其间的换行与空格。",
    ),
    "example.ingest": ("tracer ingest notices/ --db outbreak.db",) * 2,
    "example.status": ("tracer status --db outbreak.db",) * 2,
    "example.sql": (
        'tracer sql "SELECT residence, count(*) FROM cases GROUP BY residence" --db outbreak.db --format csv',
    )
    * 2,
    "example.export-archive": ("tracer export-archive --db outbreak.db -o outbreak.jsonl",) * 2,
    "example.import-archive": ("tracer import-archive outbreak.jsonl --db postgresql://user@host/outbreak",) * 2,
    "example.query": ("tracer query case 病例48 notices/; tracer query case 病例48 --db outbreak.db",) * 2,
    "example.query.case": ("tracer query case 病例48 notices/; tracer query case 病例21@12-21 --db outbreak.db",) * 2,
    "example.query.cases": ("tracer query cases --no-source --from 2022-04-01 --area 平城区",) * 2,
    "example.query.timeline": ("tracer query timeline 病例33 病例40 --db outbreak.db",) * 2,
    "example.query.links": ("tracer query links 病例33 notices.jsonl; tracer query links 病例33 --led-to --depth 2",)
    * 2,
    "example.query.place": ("tracer query place 御河悦府 notices/ --from 2022-04-01",) * 2,
    "example.query.path": ("tracer query path 病例50 病例51 notices/",) * 2,
    "example.query.shared": ("tracer query shared --min-cases 3 --from 2022-04-01 --to 2022-04-07",) * 2,
    "example.query.exposed": ("tracer query exposed 迎宾街老孟羊杂店 --from 2022-04-03T20:00 --to 2022-04-03T23:00",)
    * 2,
    "example.query.at-risk": ("tracer query at-risk 病例48 --window 4",) * 2,
    "example.query.clusters": ("tracer query clusters --min-size 3 --shared-places",) * 2,
    "example.query.unresolved": ("tracer query unresolved --kind reference",) * 2,
    "example.query.search": ("tracer query search 羊杂 --db outbreak.db",) * 2,
    "paths.or_db": (
        "PATHS are files, directories (all *.txt below), globs, - for standard input, .jsonl records, or a workspace "
        "(.db). Without PATHS the workspace of --db is meant, else that of TRACER_DB, else tracer.db.",
        "PATHS 可为文件、目录(其下全部 *.txt)、通配符、-(标准输入)、.jsonl 记录或工作库(.db)。"
        "省略 PATHS 时用 --db 的工作库,否则用环境变量 TRACER_DB,再否则用 tracer.db。",
    ),
    "option.db": (
        "the workspace: a file, or the URL of a PostgreSQL database (default: TRACER_DB, else tracer.db)",
        "工作库:文件,或 PostgreSQL 数据库的 URL(默认 TRACER_DB,否则 tracer.db)",
    ),
    "option.since": ("only from this day or moment on (2022-04-02, 2022-04-02T20:00)", "起始日期或时刻"),
    "option.until": ("only up to this day, which counts, or moment", "截止日期(含当日)或时刻"),
    "option.area": (
        "only this province, city, county or township, by part of its name or beginning of its code",
        "只含此省、市、区县或乡镇(名称的一部分或代码开头)",
    ),
    "option.classification": ("only cases of this classification", "只含此分类的病例"),
    "option.ages": ("only cases of these ages: 30, 30-40, 60- or -14", "只含此年龄的病例:30、30-40、60- 或 -14"),
    "option.answer_format": ("table for reading, json or csv for programs", "table 供阅读,json 或 csv 供程序"),
    "option.depth": ("so many links away at most", "最多相隔几步"),
    "option.stated": ("only what notices state, not shared places", "只按文中写明的关系,不计共同地点"),
    "option.led_to": (
        "only stated links, and only to those whose notices name the case: those it led to",
        "只沿文中写明的关系,只到其通告提及该病例者,即由该病例引出者",
    ),
    "option.no_source": (
        "only cases whose notice links them to no other case and does not call them imported",
        "只列未写明与其他病例关联、也非输入的病例",
    ),
    "option.everywhere": (
        "hospitals, isolation and sampling sites, streets and areas too",
        "也含医院、隔离点、采样点、街道与区域",
    ),
    "option.window": ("days before the first symptoms or the first positive sample", "发病或首次阳性采样前的天数"),
    "option.min_size": ("clusters of so many cases at least", "至少多少例的病例群"),
    "option.shared_places": (
        "join cases by a shared residence, vehicle or overlapping time too",
        "也按同住处、同车次或时间重叠的共同场所相连",
    ),
    "option.kind": ("only this kind; it may be given several times", "只列此类,可多次给出"),
    "query.moment": ("give a day as 2022-04-13 or a moment as 2022-04-13T20:00", "写作 2022-04-13 或 2022-04-13T20:00"),
    "query.ages": ("give ages as 30, 30-40, 60- or -14", "年龄写作 30、30-40、60- 或 -14"),
    "query.window": (
        "{label}: {since} to {until}, counted from {anchor} on {day}",
        "{label}:{since} 至 {until}(以 {day} {anchor} 推算)",
    ),
    "query.not_described": ("{target} is described by no notice at hand", "库中没有描述 {target} 的通告"),
    "store.no_source": (
        "give PATHS, or a workspace with --db FILE (there is no {name} here)",
        "请给出 PATHS,或用 --db 文件 指明工作库(此处没有 {name})",
    ),
    "store.empty": (
        "{name} holds no notice yet; put some in with: tracer ingest PATHS",
        "{name} 中还没有通告;用 tracer ingest PATHS 存入",
    ),
    "option.again": (
        "read the stored texts again, by the rules given or a newer version of tracer, instead of PATHS",
        "不读 PATHS,而按现有规则或新版本重新识别库中原文",
    ),
    "ingest.one_input": (
        "give PATHS, or --again to read the stored texts again",
        "请给出 PATHS,或用 --again 重新识别库中原文",
    ),
    "ingest.linking": ("linking …", "正在关联……"),
    "ingest.no_notice": ("{path}: no notice found in it; not kept", "{path}:没有找到通告,未存入"),
    "ingest.report": (
        "{name}: {new} new notices, {unchanged} unchanged, {superseded} superseded; {failed} files failed",
        "{name}:新增通告 {new} 份,未变 {unchanged} 份,被取代 {superseded} 份;失败文件 {failed} 个",
    ),
    "ingest.reread": (
        "{count} known notices were read anew, by other rules or another version of tracer",
        "{count} 份已有通告因规则或版本不同而重新识别",
    ),
    "status.head": ("{name} (schema {schema})  {days}", "{name}(结构版本 {schema})  {days}"),
    "status.documents": ("documents", "文档"),
    "status.notices": ("notices", "通告"),
    "status.superseded": ("superseded notices", "被取代的通告"),
    "status.cases": ("cases described", "已描述的病例"),
    "status.referred": ("cases only referred to", "仅被提及的病例"),
    "status.relations": ("stated relations", "写明的关系"),
    "status.meetings": ("inferred meetings", "推断的共同在场"),
    "status.places": ("places", "地点"),
    "status.events": ("events", "事件"),
    "status.textless": ("{count} documents came as records, without their text", "{count} 份文档只有记录,没有原文"),
    "status.stale": (
        "something has been stored since linking: the next question links anew",
        "关联之后又有存入,下次查询时会重新关联",
    ),
    "sql.views": (
        'Views (docs/views.md); tracer sql "SELECT …" asks them:',
        '视图(见 docs/views.md);用 tracer sql "SELECT …" 查询:',
    ),
    "archive.imported": ("{count} new notices in {name}", "{name} 新增通告 {count} 份"),
    "head.day": ("day", "日期"),
    "head.stated": ("stated", "写明关联"),
    "head.named_by": ("named by", "被提及"),
    "head.met": ("met", "共同在场"),
    "head.cases": ("cases", "病例数"),
    "head.meetings": ("meetings", "同时在场"),
    "head.area": ("area", "地区"),
    "head.who": ("who", "病例"),
    "head.words": ("words", "原文"),
    "head.event": ("event", "事件"),
    "head.cluster": ("cluster", "序号"),
    "head.described": ("described", "已描述"),
    "head.open": ("open", "类别"),
    "head.what": ("what", "说明"),
    "head.context": ("context", "上下文"),
    "head.where": ("where", "位置"),
}
