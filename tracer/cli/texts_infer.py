"""The sentences of ``tracer infer``, ``tracer why`` and ``tracer check``: key, English, Chinese. Nothing but data."""

INFER_TEXTS: dict[str, tuple[str, str]] = {
    "help.infer": (
        "Tell for every case who may have infected it, with a probability.",
        "推断每个病例可能的传染源及其概率。",
    ),
    "help.why": (
        "Explain the probability that the case A infected the case B, or why there is none.",
        "解释病例 A 传染病例 B 的概率,或为何没有。",
    ),
    "help.check": (
        "Find links and days that cannot be or are doubtful; the exit code is 1 where there are any.",
        "找出不可能或可疑的关联与日期;有则退出码为 1。",
    ),
    "example.infer": ("tracer infer notices/ --variant omicron --tree",) * 2,
    "example.why": ("tracer why 病例33 病例40 notices/",) * 2,
    "example.check": ("tracer check notices/ --format csv -o doubts.csv",) * 2,
    "option.assumed": (
        "ancestral, delta, omicron, or one of your parameter file; auto: by the days of the cases",
        "ancestral、delta、omicron 或自定义;auto:按病例日期",
    ),
    "option.window": (
        "days before onset or positive sample from which a case counts as infectious (default 4)",
        "发病或阳性采样前多少天起视为有传染性(默认 4)",
    ),
    "option.parameters": (
        "TOML with figures of your own (docs/inference.md tells their names)",
        "自定义参数的 TOML 文件(名称见 docs/inference.md)",
    ),
    "option.tree": ("the most probable forest: generations and index cases", "最可能的传播树:代次与首例"),
    "option.least": ("leave out what is less probable (0 to 1; default 0.01)", "略去概率更低的(0 至 1,默认 0.01)"),
    "option.inferred": (
        "draw the most probable forest (tracer infer --tree), its links dashed",
        "绘制最可能的传播树(tracer infer --tree),以虚线表示",
    ),
    "option.candidates": (
        "add the possible infectors as edges of the kind candidate (tracer infer)",
        "加入可能的传染源(candidate 边,见 tracer infer)",
    ),
    "infer.label": ("case", "病例"),
    "infer.begin": ("begin", "起始日"),
    "infer.infector": ("possible source", "可能来源"),
    "infer.probability": ("probability", "概率"),
    "infer.evidence": ("evidence", "证据类别"),
    "infer.interval": ("days", "间隔(天)"),
    "infer.unknown": ("unknown", "来源不明"),
    "infer.imported": ("brought in", "输入"),
    "infer.undated": ("no date", "日期不详"),
    "infer.assumed": (
        "{variant}: serial interval {serial} days (sd {serial_sd}), incubation {incubation} days; infectious from "
        "{window} days before onset or positive sample",
        "{variant}:代际间隔 {serial} 天(标准差 {serial_sd}),潜伏期 {incubation} 天;"
        "发病或阳性采样前 {window} 天起有传染性",
    ),
    "infer.none": (
        "{count} more cases have nobody in these notices who may have infected them",
        "另有 {count} 个病例在这些通告中没有可能的传染源",
    ),
    "infer.alone": (
        "{count} more cases stand alone: no source is more probable than an unknown one",
        "另有 {count} 个病例单独成例:没有比来源不明更可能的传染源",
    ),
    "why.candidate": (
        "{a} may have infected {b}: {share} (candidate {rank}; unknown source {unknown})",
        "{a} 可能传染 {b}:{share}(第 {rank} 候选;来源不明 {unknown})",
    ),
    "why.no_evidence": (
        "nothing in the notices joins {a} and {b} directly, so {a} is no candidate",
        "通告中没有直接关联 {a} 与 {b} 的内容,{a} 不是候选",
    ),
    "why.excluded": ("{a} cannot have infected {b} by what joins them: {reasons}", "{a} 不可能传染 {b}:{reasons}"),
    "why.negligible": (
        "{a} is no candidate for {b}: less than one in ten thousand beside the others",
        "{a} 不是 {b} 的候选:与其他来源相比不足万分之一",
    ),
    "why.not_described": (
        "{b} is only referred to; without its own notice nothing is said about its source",
        "{b} 仅被提及;没有其本人的通告,不推断其来源",
    ),
    "why.reason.not_yet_infectious": (
        "they met before the first was infectious",
        "接触时前者尚无传染性",
    ),
    "why.reason.isolated": ("they met only after the first was isolated", "接触时前者已被隔离"),
    "why.reason.infected_isolated": ("they met only after the second was isolated", "接触时后者已被隔离"),
    "why.reason.incubation": ("the days do not fit an incubation", "日期与潜伏期不符"),
    "why.reason.exposure": ("they met outside the stated exposure", "接触不在所述暴露期内"),
    "why.infector": (
        "{label}: {begin}; infectious and at large {days} (window {window} days)",
        "{label}:{begin};有传染性且未隔离 {days}(窗口 {window} 天)",
    ),
    "why.infected": ("{label}: {begin}; can have been infected {days}", "{label}:{begin};可能受感染 {days}"),
    "why.serial": (
        "serial interval {days} days (published for {variant}: mean {mean}, sd {sd})",
        "代际间隔 {days} 天({variant} 已发表均值 {mean},标准差 {sd})",
    ),
    "why.interval": (
        "{days} days apart (no serial interval, as an onset is unknown; published for {variant}: mean {mean}, sd {sd})",
        "相隔 {days} 天(缺发病日,非代际间隔;{variant} 已发表代际间隔均值 {mean},标准差 {sd})",
    ),
    "why.unknown_days": ("on unknown days", "日期不详"),
    "why.from": ("from {day}", "{day} 起"),
    "why.grounds": ("what joins them:", "两者的关联:"),
    "why.chain": ("what joins them over others:", "经他人的关联:"),
    "why.stated": ("stated source: outweighs everything else", "原文写明的传染源:优先于其他一切"),
    "why.class": (
        "class {name}: attack rate {rate}, weighed by {factor} in this direction",
        "类别 {name}:续发率 {rate},此方向权重 {factor}",
    ),
    "why.timing": (
        "infection on {days}: the days fit {timing} times as well as any day of the incubation would",
        "感染日 {days}:日期吻合度为潜伏期内任意一天的 {timing} 倍",
    ),
    "why.no_timing": ("days say nothing here: a date is unknown", "缺少日期,时间不提供信息"),
    "why.weights": (
        "weight {weight}, beside {unknown} of an unknown source",
        "权重 {weight},来源不明为 {unknown}",
    ),
    "check.level": ("level", "程度"),
    "check.cases": ("cases", "病例"),
    "check.message": ("what", "问题"),
    "check.words": ("words", "原文"),
    "check.sound": ("nothing impossible or doubtful found", "未发现不可能或可疑之处"),
    "check.foot": ("{impossible} impossible, {doubtful} doubtful", "不可能 {impossible} 处,可疑 {doubtful} 处"),
    "check.after_publication": (
        "{what} on {day}, after the notice of {issued}",
        "{what}日期 {day} 晚于通告日期 {issued}",
    ),
    "check.far_apart": ("{first} on {day}, but {second} on {other}", "{first} {day} 与{second} {other} 相隔过久"),
    "check.two_places": (
        "at {first} and at {second} between {from} and {until}",
        "{from} 至 {until} 同时在 {first} 和 {second}",
    ),
    "check.out_after_isolation": (
        "at {place} on {day}, after isolation on {isolation}",
        "{isolation} 隔离后 {day} 仍到 {place}",
    ),
    "check.sex_contradicts": ("called {role}, but {sex}", "称为{role},但性别为{sex}"),
    "check.couple_of_one_sex": ("a couple ({role}), both {sex}", "夫妻({role})性别同为{sex}"),
    "check.ages_contradict": ("{role}: aged {age} and {other}", "{role}:年龄分别为 {age} 与 {other}"),
    "check.relations_contradict": ("{role} one way, {other} the other way", "一方称{role},另一方称{other}"),
    "check.onset_order": (
        "the infector fell ill on {infector}, after the infected on {infected} (serial interval {days} days)",
        "传染源发病 {infector} 晚于被传染者 {infected}(代际间隔 {days} 天)",
    ),
    "check.interval_out_of_range": (
        "serial interval of {days} days ({infector} to {infected}): one in a thousand is such",
        "代际间隔 {days} 天({infector} 至 {infected}),出现概率低于千分之一",
    ),
    "check.isolated_before_exposure": (
        "the infector was isolated on {isolation}, before the first possible day of infection, {first}",
        "传染源 {isolation} 已隔离,早于最早可能感染日 {first}",
    ),
    "check.not_yet_infectious": (
        "the infector counts as infectious from {infectious}, after the last possible day of infection, {last}",
        "传染源自 {infectious} 起有传染性,晚于最晚可能感染日 {last}",
    ),
    "check.circle": ("{count} cases infected one another in a circle", "{count} 个病例互为传染源,成环"),
}
