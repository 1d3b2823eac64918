"""The sentences of ``tracer export`` and ``tracer plot``: key, English, Chinese. Nothing but data."""

EXPORT_TEXTS: dict[str, tuple[str, str]] = {
    "help.export": (
        "Write the outbreak of the notices in PATHS in the FORMAT of another program.",
        "把 PATHS 中通告的疫情写成其他软件的 FORMAT 格式。",
    ),
    "help.plot": ("Draw a picture of the outbreak.", "绘制疫情图。"),
    "help.plot.chain": ("Draw who stands before whom, on a time axis.", "在时间轴上绘制传播链。"),
    "help.plot.timeline": ("Draw the days of one or several cases, hour by hour.", "绘制一个或多个病例的逐日活动。"),
    "help.plot.epicurve": ("Draw the cases day by day.", "绘制流行曲线。"),
    "help.plot.places": ("Draw the places that several cases share.", "绘制病例共同到访的地点。"),
    "example.export": ("tracer export epicontacts notices/ -o epi --deidentify strict --shift-days auto",) * 2,
    "example.plot": ("tracer plot chain notices/ -o chain.svg",) * 2,
    "example.plot.chain": ("tracer plot chain notices/ -o chain.svg",) * 2,
    "example.plot.timeline": ("tracer plot timeline notices/ --case 病例48 --case 病例50 -o days.png",) * 2,
    "example.plot.epicurve": ("tracer plot epicurve notices/ --by onset -o curve.svg",) * 2,
    "example.plot.places": ("tracer plot places notices/ --min-cases 3 -o places.svg",) * 2,
    "option.target": ("file to write; a folder where the format is several files", "输出文件;多文件格式为文件夹"),
    "option.only_described": (
        "leave out cases that no notice describes (outbreaker2 needs this)",
        "略去仅被提及的病例(outbreaker2 需要)",
    ),
    "option.per_cluster": ("a folder for each cluster of two or more cases", "每个聚集性疫情一个文件夹"),
    "option.deidentify": (
        "names: no name of a person; strict: codes, dates, counties and pseudonyms only",
        "names:去除人名;strict:只留代码、日期、区县与化名",
    ),
    "option.salt": (
        "secret from which strict makes pseudonyms (or TRACER_SALT); drawn anew if not given",
        "strict 生成化名所用的密钥(或 TRACER_SALT);不给则随机",
    ),
    "option.shift_days": (
        "strict: move all dates by so many days; auto: by whole weeks that follow from the salt",
        "strict:所有日期平移的天数;auto:由密钥决定的整周数",
    ),
    "option.picture": ("picture to write: .svg, .png or .pdf", "输出图片:.svg、.png 或 .pdf"),
    "option.case": ("a case by label or id; it may be given several times", "病例编号或 id,可多次给出"),
    "option.by": (
        "which day counts; first: the first of them that is known",
        "按哪个日期;first:其中首个已知的日期",
    ),
    "option.min_cases": ("only places with so many cases or more", "只列至少有此病例数的地点"),
    "option.most": ("so many at most", "最多多少条"),
    "export.not_taken": ("{option} means nothing to {format}", "{format} 格式不支持 {option}"),
    "export.shift": ("give a number of days, or auto", "请给出天数或 auto"),
    "export.clusters": ("{count} clusters written", "已写出 {count} 个聚集性疫情"),
    "export.anonymity": (
        "what remains: {cases} cases; the fewest alike in sex, age band and county are {k}, and {below} are alike with "
        "fewer than {limit}",
        "剩余信息:共 {cases} 例;性别、年龄段、区县均相同者最少 {k} 例,同类不足 {limit} 例者共 {below} 例",
    ),
    "plot.no_font": (
        "note: no font for Chinese, so labels are in ASCII; to have one: {package}",
        "提示:未找到中文字体,标签改用 ASCII;安装方法:{package}",
    ),
}
