"""The facts about a person, phrase by phrase."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracer.parse.normalise import normalise
from tracer.parse.people import PersonDraft, read_person
from tracer.parse.units import Label, NormText, Unit


def person(text: str, label: Label | None = None, year: int | None = 2022) -> tuple[NormText, PersonDraft]:
    norm = normalise(text)
    return norm, read_person(norm, Unit(label, ((0, len(norm.text)),), 0, len(norm.text)), year)


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("病例1，女，56岁，居住于城东区。", "female"),
        ("36岁男性患者，常住云州。", "male"),
        ("患者为女性，49岁。", "female"),
        ("性别：男\n年龄：46岁", "male"),
        ("3岁女孩，随母亲隔离。", "female"),
        ("系病例3的女儿，8岁。", "female"),
        ("其妻，女，45岁，已隔离", None),
        ("4月1日与一男子同桌就餐", None),
        ("女儿5岁", None),
    ],
)
def test_sex(text: str, sex: str | None) -> None:
    _, draft = person(text)
    assert (draft.sex and draft.sex.value) == sex


def test_a_sex_read_off_a_kinship_word_is_inferred() -> None:
    _, draft = person("感染者6（34岁）为其妻子。")
    assert draft.sex is not None
    assert (draft.sex.value, draft.sex.status) == ("female", "inferred")


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("女，56岁，", (56, "year", "stated")),
        ("年龄：４６岁", (46, "year", "stated")),
        ("男，8月龄，", (8, "month", "stated")),
        ("男，10个月，", (10, "month", "stated")),
        ("女，1岁5个月，", (17, "month", "stated")),
        ("女，2岁半，", (2.5, "year", "stated")),
        ("男，出生28天，", (28, "day", "stated")),
        ("男，三十二岁，", (32, "year", "stated")),
        ("男，50多岁，", (50, "year", "approximate")),
        ("女，年近七旬，", (70, "year", "approximate")),
        ("女，40岁左右，", (40, "year", "approximate")),
        ("男，1954年7月出生，", (68, "year", "inferred")),
        ("男，已停工3个月，", None),
        ("女，带其女儿，5岁，", None),
    ],
)
def test_age(text: str, age: tuple[float, str, str] | None) -> None:
    _, draft = person(text)
    assert (draft.age and (draft.age.value, draft.age.unit, draft.age.status)) == age


@pytest.mark.parametrize(
    ("text", "occupation", "workplace"),
    [
        ("女，38岁，在庐城做家政。", "家政", None),
        ("男，36岁，县城青湾水产批发市场摊主。", "摊主", "县城青湾水产批发市场"),
        ("男，52岁，东街某修车铺师傅。", "师傅", "东街某修车铺"),
        ("男，31岁，与病例3同为青禾消毒公司员工。", "员工", "青禾消毒公司"),
    ],
)
def test_the_whole_name_of_a_market_is_the_workplace(text: str, occupation: str, workplace: str | None) -> None:
    norm, draft = person(text)
    assert draft.occupation is not None
    assert draft.occupation.value == occupation
    assert (norm.quote(*draft.workplace) if draft.workplace else None) == workplace


def test_a_class_may_be_a_sentence_of_its_own() -> None:
    _, draft = person("女，46岁，系病例3的妻子。确诊病例（轻型）。")
    assert draft.classification is not None
    assert draft.classification.value == "confirmed"


def test_an_address_may_stand_behind_the_people_one_belongs_to() -> None:
    norm, draft = person("男，48岁，汉族，云山街道粮库家属院，司机。")
    assert [norm.quote(*r) for r in draft.residences] == ["云山街道粮库家属院"]


def test_a_birth_year_gives_no_age_where_the_year_of_the_notice_is_unknown() -> None:
    assert person("男，1954年7月出生，", year=None)[1].age is None


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("女，56岁，居住于城东区桂花苑，系病例4的弟媳。", ["城东区桂花苑"]),
        ("男，30岁，现住云州市新月小区3号楼。1月2日发病", ["云州市新月小区3号楼"]),
        ("男，30岁，家住城西镇长安街", ["城西镇长安街"]),
        ("现住址:临江市前山镇／租住东兴区头道街道\n职业:外卖骑手", ["临江市前山镇", "东兴区头道街道"]),
        ("女，30岁，住该校5号宿舍楼。", ["该校5号宿舍楼"]),
        ("女，48岁，永宁街道鸿福苑住户，", ["永宁街道鸿福苑"]),
        ("女，10岁，津南区居民，家庭住址为桂花里23号楼。", ["桂花里23号楼"]),
        ("女，35岁，安吉县人，在武汉经商，武汉住址为江汉区红旗里2号。", ["江汉区红旗里2号"]),
        ("王某某，男，54岁，江北区通济镇人，", ["江北区通济镇"]),
        ("男，51岁，沙山村19组 ", ["沙山村19组"]),
        ("男，33岁，云山区美景城 （发布 2020-02-07 11:22:00）", ["云山区美景城"]),
        ("男，49岁，云山区人，此前在郑州居住生活了6年。", ["云山区"]),
        ("女，30岁，为病例5的女儿，与其同住桂花苑。", ["桂花苑"]),
        ("男，常住地为云州市一公司宿舍，其父亲居住地为江北市贵人苑。", ["云州市一公司宿舍"]),
        ("女 工人。", []),
        ("男，30岁，有武汉长期居住史。", []),
        ("男，57岁，东城区第四中学保安，", []),
        ("男，30岁，两江新区报告，现住云州市新月小区。", ["云州市新月小区"]),
        ("现住院治疗", []),
        ("第三例：1月28日确诊。患者张某某，男，72岁，云山市人。患者行程轨迹", ["云山市"]),
        ("南山区患者高某某（系东城区确诊患者肖某的密切接触者），1月27日隔离。", ["南山区"]),
        ("病例2（病例1妻子）云州市南山区65岁女性患者，1月2日到外地探亲", ["云州市南山区"]),
        ("新增病例为64岁女性云山居民，1月27日就诊", ["云山"]),
        ("男，42岁，现在云山县，1月19日返回", ["云山县"]),
        ("42岁，云山县锦江镇某小区人，为司机。", ["云山县锦江镇某小区"]),
        ("男，35岁，现住于洪区城东湖街道怡景花城。", ["于洪区城东湖街道怡景花城"]),
        ("男，48岁，佰佳超市（东街店）收银员，现住城东区桂花苑，", ["城东区桂花苑"]),
        ("女，50岁，丰山县石桥镇人，在武汉市常住。", ["武汉市"]),
        ("女，25岁，云州人，近半年在武汉居住工作。", ["武汉"]),
        ("女，58岁，住城东区桂花苑。在云州探亲，与家人(石某，家庭住址为：云州市临河街2栋", ["城东区桂花苑"]),
        ("男，40岁，住城东区桂花苑，家庭住址为石某", ["城东区桂花苑"]),
    ],
)
def test_residence(text: str, places: list[str]) -> None:
    norm, draft = person(text)
    assert [norm.quote(*r) for r in draft.residences] == places


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("男，50岁，在武汉工作。1月22日返回。", "武汉"),
        ("男，50岁，安吉县人，在武汉务工。1月22日返回。", "武汉"),
        ("女，20岁，安吉县人，武汉某大学学生。", "武汉"),
        ("男，50岁，安吉县人，在武汉工作。1月22日返回。", "武汉"),
        ("男，50岁，安吉县人，在武汉一家公司工作。1月22日返回。", None),
        ("女，35岁，安吉县人，武汉某公司职员。", None),
        ("女，35岁，安吉县人，在武汉经商，武汉住址为江汉区红旗里2号。", None),
    ],
)
def test_who_goes_elsewhere_to_earn_or_learn_lives_there_too(text: str, town: str | None) -> None:
    norm, draft = person(text)
    assert (norm.quote(*draft.works_in) if draft.works_in else None) == town


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("女，31岁，住址同患者十三，", "患者十三"),
        ("现住址:同确诊病例1\n", "确诊病例1"),
        ("男，27岁，居住地同李某婷，", "李某婷"),
        ("系病例1的儿子，现住址同上。", ""),
    ],
)
def test_residence_of_another(text: str, target: str) -> None:
    norm, draft = person(text)
    assert draft.residence_same_as is not None
    assert draft.residence_same_as[0] == target
    assert target in norm.text[slice(*draft.residence_same_as[1])]
    assert draft.residences == []


def test_where_somebody_is_from_is_the_origin_beside_a_residence() -> None:
    norm, draft = person("女，32岁，云山县人，现住江州市浠水县")
    assert [norm.quote(*r) for r in draft.residences] == ["江州市浠水县"]
    assert draft.origin is not None
    assert norm.quote(*draft.origin) == "云山县"


@pytest.mark.parametrize(
    ("text", "occupation", "workplace"),
    [
        ("女，45岁，福泉食品厂质检员。", "质检员", "福泉食品厂"),
        ("职业:冷链搬运工（宏大物流三号冷库）\n", "冷链搬运工", "宏大物流三号冷库"),
        ("男，34岁，江城市东阳区某广告公司设计员，", "设计员", "江城市东阳区某广告公司"),
        ("女，9岁，春晖小学三年级学生；", "学生", "春晖小学"),
        ("女，6岁，春天幼儿园大班，", None, "春天幼儿园"),
        ("男，38岁，在西山县某铝厂务工。", "务工", "西山县某铝厂"),
        ("男，27岁，外卖骑手，", "外卖骑手", None),
        ("女，66岁，退休教师。", "退休教师", None),
        ("男，51岁，个体粮食收购商，", "个体粮食收购商", None),
        ("女，31岁，无业，", "无业", None),
        ("女，48岁，夫妻二人经营陈记油条店（东风店）。", None, "陈记油条店（东风店）"),
        ("男，40岁，系病例3的司机，密接人员，", None, None),
        ("男，45岁，福益建材有限公司会计，", "会计", "福益建材有限公司"),
        ("女，45岁，石湾早市商户，", "商户", "石湾早市"),
        ("女，45岁，在竹湖早市工作。", None, "竹湖早市"),
        ("女，45岁，老蒋大酒楼（鹭川大道店）服务员，", "服务员", "老蒋大酒楼（鹭川大道店）"),
        ("女，5岁，棠泉幼儿园幼儿，", "幼儿", "棠泉幼儿园"),
        ("女，45岁，工作地天府街某通信公司客服中心。", None, "天府街某通信公司客服中心"),
        ("男，45岁，在城北机场从事装卸工作，", "装卸", "城北机场"),
        ("女，45岁，某航空公司地勤人员，", "地勤人员", "某航空公司"),
        ("女，45岁，某高校学生，", "学生", "某高校"),
        ("女，45岁，家务，", "家务", None),
        ("男,30岁,东方珠宝城搬运工。", "搬运工", "东方珠宝城"),
        ("男,30岁,系北山商贸城商户。", "商户", "北山商贸城"),
        ("男,30岁,阿旺水果批发行店员。", "店员", "阿旺水果批发行"),
        ("男,30岁,甲县北山建材城商户。", "商户", "甲县北山建材城"),
        ("男,30岁,西门批发市场14号摊位经营户。", "经营户", "西门批发市场14号摊位"),
        ("男,30岁,兴盛菜市场卖菜。", "卖菜", "兴盛菜市场"),
        ("男,30岁,系4月1日搭载病例1的出租车司机。", "出租车司机", None),
        ("男,30岁,旅行社工作人员。", "旅行社工作人员", None),
        ("男，38岁，便利店店主，", "便利店店主", None),
        ("男，38岁，河湾某食杂店店主，", "店主", "河湾某食杂店"),
        ("女，29岁，云溪中心小学语文教师，", "语文教师", "云溪中心小学"),
        ("女，29岁，幼儿园教师，", "幼儿园教师", None),
        ("男，36岁，渔船船长。", "渔船船长", None),
        ("男，36岁，系病例3的弟弟，同一渔船船员，", "船员", None),
        ("男，26岁，婚庆公司主持人，", "主持人", "婚庆公司"),
        ("男，40岁，海门镇沿江路边贸互市区搬运工，", "搬运工", "海门镇沿江路边贸互市区"),
        ("男，41岁，在江口经营茶叶店，", "经营茶叶店", None),
        ("男，29岁，在张河科苑大厦担任保安。", "保安", "张河科苑大厦"),
        ("男，56岁 职业为菜农。", "菜农", None),
        ("男，52岁，翡翠商人，", "翡翠商人", None),
        ("男，35岁，青禾教育教师，", "教师", "青禾教育"),
        ("男，48岁，佰佳超市（东街店）收银员，", "收银员", "佰佳超市（东街店）"),
        (
            "女，20岁，便利店店员，1月10日至13日每天14时至22时在好邻居便利店（东湾店）上班。",
            "便利店店员",
            "好邻居便利店（东湾店）",
        ),
        ("女，34岁，全职妈妈，", "全职妈妈", None),
        ("女，24岁，药店店员，", "药店店员", None),
        ("男，24岁，电机厂装配工人，", "电机厂装配工人", None),
        ("男，24岁，冷库叉车司机，", "冷库叉车司机", None),
        ("男，44岁，个体维修户，", "个体维修户", None),
        ("女，33岁，某化纤厂质检，", "质检", "某化纤厂"),
        ("女，33岁，同厂挡车工，", "挡车工", None),
        ("女，24岁，该厂包装部文员，", "文员", None),
        ("男，14岁，同校初一学生，", "学生", None),
        ("女，28岁，在河阳某电商公司任客服。", "客服", "河阳某电商公司"),
        ("男，70岁，退休后返聘于某老年大学任教，", "任教", "某老年大学"),
        ("女，22岁，河阳某大学，", None, "河阳某大学"),
        ("男，41岁，在河阳经营水果批发，", "经营水果批发", None),
        ("男，38岁，常年跑长途货运，", "长途货运", None),
        ("男，62岁，东山县新站镇农民，", "农民", None),
        ("女，44岁，某海鲜大排档老板娘，", "老板娘", "某海鲜大排档"),
        ("女，44岁，与病例1的保姆同住，", None, None),
        ("女，33岁，幼儿园教师，1月4日至6日在小阳光幼儿园工作。", "幼儿园教师", "小阳光幼儿园"),
    ],
)
def test_occupation_and_workplace(text: str, occupation: str | None, workplace: str | None) -> None:
    norm, draft = person(text)
    assert (draft.occupation and draft.occupation.value) == occupation
    assert (draft.workplace and norm.quote(*draft.workplace)) == workplace


def test_name_and_nationality() -> None:
    _, draft = person("患者李某某，男，30岁，缅甸籍，")
    assert draft.name is not None
    assert draft.name.value == "李某某"
    assert draft.nationality is not None
    assert draft.nationality.value == "缅甸"


def test_a_name_behind_sex_and_age() -> None:
    _, draft = person("病例9：59岁女性患者李某某，常住东湖区。")
    assert draft.name is not None
    assert draft.name.value == "李某某"


def test_an_illness_called_grave_is_a_severity() -> None:
    _, draft = person("病例9：女，59岁。目前，患者属重症病例，生命体征平稳。")
    assert draft.severity is not None
    assert (draft.severity.value, draft.severity.text) == ("severe", "重症病例")


@given(st.text(alphabet="病例男女性，。：（）1 2岁月日现住居于同系为其妻确诊型发热无人员区市\n", max_size=60))
def test_no_text_is_refused_and_every_range_lies_within_it(text: str) -> None:
    norm, draft = person(text)
    for start, end in [*draft.claims, *draft.residences]:
        assert 0 <= start < end <= len(norm.text)
    for sourced in [draft.sex, draft.age, draft.classification, *draft.symptoms]:
        assert sourced is None or norm.raw[slice(*sourced.span)] == sourced.text


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("男，56岁，退休教师，东山区青禾街道梅花小区。", ["东山区青禾街道梅花小区"]),
        ("女，31岁，店员，石桥镇梅花村。", ["石桥镇梅花村"]),
        ("女，75岁，拾荒者，东山区青禾街梅花村暂住，5月1日饮茶。", ["东山区青禾街梅花村"]),
        ("女，31岁，越南籍，嫁入梅花村，家庭主妇。", ["梅花村"]),
        ("男，50岁，教师，先后到过石桥镇梅花村。", []),
        ("男，50岁，教师，在青禾街道卫生院就诊。", []),
        ("男，50岁，教师，东山区青禾小学。", []),
    ],
)
def test_an_address_may_be_a_clause_of_its_own(text: str, places: list[str]) -> None:
    norm, draft = person(text)
    assert [norm.quote(*r) for r in draft.residences] == places
