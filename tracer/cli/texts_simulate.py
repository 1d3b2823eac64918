"""The sentences of ``tracer simulate``: key, English, Chinese. Nothing but data."""

SIMULATE_TEXTS: dict[str, tuple[str, str]] = {
    "help.simulate": (
        "Make an invented outbreak whose truth is known: notices, records, annotations, and who infected whom.",
        "模拟真相已知的虚构疫情:通告、记录、标注,以及谁传染了谁。",
    ),
    "example.simulate": ("tracer simulate --cases 100 --seed 7 --style days -o made",) * 2,
    "option.cases": ("how many cases (100)", "病例数(100)"),
    "option.seed": (
        "another seed is another outbreak, the same seed gives the same bytes (0)",
        "随机种子,种子相同则结果逐字节相同(0)",
    ),
    "option.variant": (
        "whose published incubation period and serial interval to use (omicron)",
        "采用哪一毒株已发表的潜伏期与代间距(omicron)",
    ),
    "option.style": ("how the notices are written (numbered)", "通告写法(numbered)"),
    "option.city": ("the prefecture it happens in; drawn by the seed if not given", "发生地(地级市);省略则由种子决定"),
    "option.r": ("mean number of persons a case infects (0.9)", "每例平均传染人数(0.9)"),
    "option.k": (
        "dispersion of that number (negative binomial); that of the variant if not given",
        "传染人数的离散参数(负二项分布);省略则取该毒株的值",
    ),
    "option.evidence": (
        "share of the transmissions outside households that the notices say anything about (0.6)",
        "家庭以外的传播中,通告有所提及的比例(0.6)",
    ),
    "option.imported": (
        "share of the introductions that come from another city; the others have no known source (0.35)",
        "引入病例中由外地输入的比例,其余来源不明(0.35)",
    ),
    "option.folder": ("new folder for all files", "存放全部文件的新文件夹"),
    "simulate.progress": ("{done} of {total} cases told, {found} notices", "已写 {done}/{total} 例,{found} 份通告"),
    "simulate.summary": (
        "{folder}: {cases} cases in {notices} notices of {city}; {introductions} introductions, {transmissions} "
        "transmissions, {evidenced} of them evidenced in the notices",
        "{folder}:{city}{notices} 份通告,{cases} 例;引入 {introductions} 例,传播 {transmissions} 次,"
        "其中 {evidenced} 次在通告中有线索",
    ),
}
