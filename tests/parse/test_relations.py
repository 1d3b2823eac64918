"""What a person's text says the person is to other cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracer import parse
from tracer.parse.normalise import normalise
from tracer.parse.relation_drafts import RelationReading
from tracer.parse.relations import read_relations
from tracer.parse.roster import Roster
from tracer.parse.units import Label, Unit


def read(text: str, names: tuple[str, ...] = ()) -> RelationReading:
    """Relations of 病例9, whose whole text this is."""
    norm = normalise("病例9:" + text)
    unit = Unit(Label("病例9", 0, 3, "病例", 9), ((3, len(norm.text)),), 0, len(norm.text))
    return read_relations(norm, unit, Roster.of(norm, [unit], names=names))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("女,5岁,系病例3的女儿。", {("病例3", "child")}),
        ("女,系无症状感染者 11 的密接人员。", {("无症状感染者11", "close_contact")}),
        ("男,系无症状感染者 1 同车司机。", {("无症状感染者1", "co_traveller")}),
        ("男,为病例1、2的共同出游人员。", {("病例1", "co_traveller"), ("病例2", "co_traveller")}),
        ("男,为我市第4例确诊病例樊某刚的儿子。", {("我市第4例确诊病例樊某刚", "child")}),
        ("男,为城东县新冠肺炎确诊病例同事。", {("城东县新冠肺炎确诊病例", "colleague")}),
        ("男,曾去过病例25经营的药店,且持续咳嗽。", {("病例25", "same_place")}),
        ("7月31日乘坐出租车(司机为确诊病例岑某某)从东山出发。", {("确诊病例岑某某", "co_traveller")}),
        ("男,行程轨迹与病例3高度重合。", {("病例3", "same_place")}),
        ("男,40岁,系第100例的丈夫、103例的岳父。", {("第100例", "spouse"), ("第103例", "in_law")}),
        ("男(病例3儿子,病例1、2外孙)", {("病例3", "child"), ("病例1", "grandchild"), ("病例2", "grandchild")}),
        ("其女儿为病例5。", {("病例5", "parent")}),
        (
            "与妻子(病例4)、儿子(病例5)同行",
            {("病例4", "spouse"), ("病例5", "parent"), ("病例4", "co_traveller"), ("病例5", "co_traveller")},
        ),
        (
            "系5月2日通报的感染者1、2的同车间工友",
            {("5月2日通报的感染者1", "colleague"), ("5月2日通报的感染者2", "colleague")},
        ),
        ("与病例2在南门茶楼有时空交集", {("病例2", "same_place")}),
        ("与病例2系夫妻关系", {("病例2", "spouse")}),
        ("4月1日乘大巴返乡,坐在其邻座的石某为4月3日河阳市确诊病例。", {("石某", "co_traveller")}),
        ("同车邻座乘客为病例3。", {("病例3", "co_traveller")}),
        ("与病例3同为青禾消毒公司员工,同班组", {("病例3", "colleague")}),
        ("其间与同车石某(4月3日确诊)同住一家民宿", {("石某", "co_traveller"), ("石某", "same_place")}),
        ("与病例2、病例3在4月1日共进年夜饭", {("病例2", "shared_meal"), ("病例3", "shared_meal")}),
        ("系病例2的麻将搭子", {("病例2", "friend")}),
        ("4月1日举行婚礼,与病例2同场。", {("病例2", "same_place")}),
        ("系病例2的次密接", {("病例2", "secondary_contact")}),
        ("与病例2同住一小区", {("病例2", "neighbour")}),
        ("系病例2的发小", {("病例2", "friend")}),
        ("与病例2在同一书画培训班上课", {("病例2", "classmate")}),
        ("8月9日与病例2在同一诊所就诊", {("病例2", "same_place")}),
        ("5月2日乘坐病例2驾驶的出租车", {("病例2", "co_traveller")}),
        ("与病例2同在青禾厂上班", {("病例2", "colleague")}),
        ("与病例2存在流行病学关联", {("病例2", "other_contact")}),
        ("为病例2的续发病例", {("病例2", "source")}),
        ("病例2的家政服务员", {("病例2", "other_contact")}),
        ("曾接载病例2,为其密切接触者", {("病例2", "co_traveller"), ("病例2", "close_contact")}),
        ("为病例2的朋友,二人3日晚在北街小馆一同就餐", {("病例2", "friend"), ("病例2", "shared_meal")}),
        (
            "是我市一名确诊患者的女儿,系密切接触者",
            {("我市一名确诊患者", "child"), ("我市一名确诊患者", "close_contact")},
        ),
        ("感染来源为病例3。", {("病例3", "source")}),
        ("为邬某某的密切接触者。", {("邬某某", "close_contact")}),
        ("住在确诊病例褚某楼上,无外出史", {("确诊病例褚某", "neighbour")}),
        ("由病例3陪同就诊", {("病例3", "other_contact")}),
        ("曾向4月2日公布的病例3售卖蔬菜。", {("4月2日公布的病例3", "other_contact")}),
        ("与邻桌病例3在食堂换过碗筷。", {("病例3", "other_contact")}),
        ("同桌8人,其中有病例3", {("病例3", "shared_meal")}),
        ("在茶楼用餐,与病例3同时段在场。", {("病例3", "same_place")}),
        ("主持婚礼,与病例3等人同场。", {("病例3", "same_place")}),
        ("系病例3的哥哥,同一货船船员", {("病例3", "sibling"), ("病例3", "colleague")}),
        ("因同班组工人确诊,被集中隔离", {("同班组工人", "colleague")}),
        ("系病例3的牌友", {("病例3", "friend")}),
        ("系病例3的孙子,2日起作为其密切接触者集中隔离", {("病例3", "grandchild"), ("病例3", "close_contact")}),
        ("与病例3吃住起居都在一起", {("病例3", "household")}),
        ("到商场鞋区(病例3工作区)购物", {("病例3", "same_place")}),
        ("因工作区域出现确诊病例,被隔离", {("确诊病例", "same_place")}),
        ("因其岳父和妻子被确诊,集中隔离", {("其岳父", "in_law"), ("妻子", "spouse")}),
        ("系病例2未婚妻的父亲", {("病例2", "in_law")}),
        ("系病例2同事的妻子", {("病例2", "other_contact")}),
        ("系病例20的老伴、21的大伯哥", {("病例20", "spouse"), ("病例21", "in_law")}),
        ("男,30岁,与病例4、6系母子、夫妻关系", {("病例4", "child"), ("病例6", "spouse")}),
        ("与病例7(其哥哥)、病例5在家聚餐", {("病例7", "sibling"), ("病例7", "shared_meal"), ("病例5", "shared_meal")}),
        ("系病例A、B的小儿子", {("病例A", "child"), ("病例B", "child")}),
        ("与病例2为同居男女朋友关系", {("病例2", "friend")}),
        ("系病例1的托管老师", {("病例1", "teacher")}),
        ("系病例3丈夫,系病例50次密切接触者。", {("病例3", "spouse"), ("病例50", "secondary_contact")}),
        ("系病例71次密接,网约车司机。", {("病例71", "secondary_contact")}),
        ("系病例4的密切接触者,出租车司机。", {("病例4", "close_contact")}),
        ("4月13日17时与4月18日通报的患者四一起在北街聚餐", {("4月18日通报的患者四", "shared_meal")}),
        ("系4月3日通报的患者一同事,与患者九一起聚餐", {("4月3日通报的患者一", "colleague"), ("患者九", "shared_meal")}),
        (
            "系感染者49时空伴随者。与病例8在同一单位上班,系其朋友。",
            {("感染者49", "same_place"), ("病例8", "colleague"), ("病例8", "friend")},
        ),
        (
            "与病例3同住,同餐中有病例4,接触过病例5",
            {("病例3", "household"), ("病例4", "shared_meal"), ("病例5", "other_contact")},
        ),
        ("午餐中有首例患者赵某某", {("首例患者赵某某", "shared_meal")}),
        ("与朋友尤某(确诊病例14号)同乘私家车", {("确诊病例14", "friend"), ("确诊病例14", "co_traveller")}),
        ("接触食堂同事尤某(尤某已于2月7日确诊)。", {("尤某", "colleague"), ("尤某", "other_contact")}),
        ("亲属尤某被确诊为首例病例", {("尤某", "relative")}),
        ("1月26日的确诊病例向某系其丈夫。", {("1月26日的确诊病例向某", "spouse")}),
        ("姐夫谢某、父亲鲁某均为确诊病例。", {("谢某", "in_law"), ("鲁某", "child")}),
        ("是我市确诊病例89(余某)的女儿。", {("我市确诊病例89", "child")}),
        ("与妻子(尤某,2月2日确诊病例)共同生活", {("尤某", "spouse"), ("尤某", "household")}),
        ("其妻侄为第37例。", {("第37例", "relative")}),
        ("系病例2的祖母,住址同上,二人同住。", {("病例2", "grandparent"), ("病例2", "household")}),
        ("与病例2两人同驾一车去拉货,23日拉过病例5", {("病例2", "co_traveller"), ("病例5", "co_traveller")}),
        ("与病例2同一条流水线,系其密接。", {("病例2", "colleague"), ("病例2", "close_contact")}),
        ("系病例2合租室友兼同公司不同班组员工", {("病例2", "household"), ("病例2", "colleague")}),
        ("病例2的配偶,随行游客,同住1205房。", {("病例2", "spouse"), ("病例2", "co_traveller"), ("病例2", "household")}),
        ("病例2的侄子,暂住其家中。", {("病例2", "relative"), ("病例2", "household")}),
        ("与病例5同日入境、同住一间", {("病例5", "co_traveller"), ("病例5", "household")}),
        ("与确诊病例艾某、张某夫妇在同一旅店住宿", {("确诊病例艾某", "same_place"), ("张某", "same_place")}),
        ("与3月9日通报的感染者2(某同学)为同寝舍友", {("3月9日通报的感染者2", "household")}),
        ("曾与当地确诊病例接触。", {("当地确诊病例", "other_contact")}),
        ("系病例3的同事,作为密切接触者集中隔离", {("病例3", "colleague"), ("病例3", "close_contact")}),
        ("亲属到家中聚餐(其中含确诊病例患者)", {("确诊病例患者", "shared_meal")}),
        ("在院内烧烤,同桌有确诊病例17", {("确诊病例17", "shared_meal")}),
        ("系2月3日确诊病例杨某齐之姐", {("2月3日确诊病例杨某齐", "sibling")}),
        ("系2月3日确诊病例杨某凤丈夫", {("2月3日确诊病例杨某凤", "spouse")}),
        ("与7月2日公布的毛某(外地来客)同桌", {("7月2日公布的毛某", "shared_meal")}),
        ("与确诊病例艾某、张某在同一旅店住宿", {("确诊病例艾某", "same_place"), ("张某", "same_place")}),
        ("与家人(2月5日确诊)生活在一起", {("家人", "relative"), ("家人", "household")}),
        ("与小住的父亲(病例2)同住", {("病例2", "child"), ("病例2", "household")}),
        ("与鱼贩(7月3日确诊的第3号确诊病例)碰面", {("7月3日确诊的第3号确诊病例", "other_contact")}),
        (
            "系第二十一、二十七例确诊病例患者母亲",
            {("第二十一例确诊病例患者", "parent"), ("第二十七例确诊病例患者", "parent")},
        ),
        ("与确诊病例1相邻而居", {("确诊病例1", "neighbour")}),
        ("系病例3的同租室友,与病例3搭班", {("病例3", "household"), ("病例3", "colleague")}),
        ("因与病例4时空伴随", {("病例4", "same_place")}),
        ("接诊确诊病例1", {("确诊病例1", "other_contact")}),
        ("与感染者50同班组,系其密接", {("感染者50", "colleague"), ("感染者50", "close_contact")}),
        ("系感染者72妻", {("感染者72", "spouse")}),
        (
            "与父母(病例2、病例3)驾车返回",
            {("病例2", "child"), ("病例3", "child"), ("病例2", "co_traveller"), ("病例3", "co_traveller")},
        ),
        ("系病例3的准女婿、病例4的外孙女婿", {("病例3", "in_law"), ("病例4", "in_law")}),
        ("参加同学聚餐,确诊病例丁某某也参加了该聚餐", {("确诊病例丁某某", "shared_meal")}),
        ("确诊病例张某来家中看望,当晚留宿", {("确诊病例张某", "other_contact")}),
        ("与其哥哥(病例26)在甲县待过半天", {("病例26", "sibling"), ("病例26", "other_contact")}),
        ("与病例2同住,有共同就餐史", {("病例2", "household"), ("病例2", "shared_meal")}),
        ("系2月9日确诊病例刘某银外孙", {("2月9日确诊病例刘某银", "grandchild")}),
        ("系白某云嫂子,为白某云的密切接触者", {("白某云", "in_law"), ("白某云", "close_contact")}),
        ("在排查疑似病例史某密切接触者时发现", {("疑似病例史某", "close_contact")}),
        ("为我市已确诊病例的家属", {("我市已确诊病例", "relative")}),
        ("是我市既往确诊病例尤XX的朋友", {("我市既往确诊病例尤XX", "friend")}),
        ("曾与外市同一确诊病例密切接触", {("外市同一确诊病例", "close_contact")}),
        ("期间与河阳确诊病例曾有接触", {("河阳确诊病例", "other_contact")}),
        ("与确诊病例有流行病学关联", {("确诊病例", "other_contact")}),
        ("与某一确诊病例居住同一小区同一栋楼的不同单元", {("某一确诊病例", "neighbour")}),
        ("无外出史,与确诊病例有接触史", {("确诊病例", "other_contact")}),
        ("其妻子尤某某(编号0315-2)为确诊病例", {("尤某某(编号0315-2)", "spouse")}),
        ("女儿尤某(确诊病例48,2月3日确诊)返乡", {("确诊病例48", "parent")}),
        ("曾与患者1尤某某密切接触者有接触", {("患者1尤某某", "secondary_contact")}),
        ("与病例3的密切接触者聚餐", {("病例3", "secondary_contact")}),
        ("其母被诊断疑似病例后,患者被隔离", {("其母", "child")}),
        ("4日曾为确诊病例尤某结账", {("确诊病例尤某", "other_contact")}),
        ("凌晨为第20例等4人办理入住", {("第20例", "other_contact")}),
        ("在店内为就餐的病例3上菜", {("病例3", "other_contact")}),
        ("24日晚到病例3家吃年夜饭", {("病例3", "shared_meal")}),
        ("24日到本村尤某(2月2日确诊)家串门", {("尤某", "other_contact")}),
        ("系确诊病例尤某和史某的邻居", {("确诊病例尤某", "neighbour"), ("史某", "neighbour")}),
        ("2月15日,患者35尤某某列为疑似病例后,作为密切接触者被隔离", {("患者35尤某某", "close_contact")}),
        ("25日曾与病例3同桌打麻将", {("病例3", "other_contact")}),
        ("为病例3的旅伴(同团、同车)", {("病例3", "co_traveller")}),
        ("2月2日载客中有病例3", {("病例3", "co_traveller")}),
        ("系病例3的大女婿、病例4的幺妹夫", {("病例3", "in_law"), ("病例4", "in_law")}),
        ("其大婶婶尤某某(确诊病例)在场", {("尤某某", "relative")}),
        ("系病例3次子、病例4二弟媳", {("病例3", "child"), ("病例4", "in_law")}),
        ("2月4日,爷爷、奶奶被确诊,患儿被隔离", {("爷爷", "grandchild"), ("奶奶", "grandchild")}),
        ("因其父、其母均被确诊,被隔离", {("其父", "child"), ("其母", "child")}),
        ("(自驾车,病例5开车,病例9坐车,全程佩戴口罩)", {("病例5", "co_traveller")}),
        ("系病例3的女儿,在同一住所居住", {("病例3", "child"), ("病例3", "household")}),
        ("在病例3的摊位购买早点", {("病例3", "other_contact")}),
        ("2日到病例3经营的诊所就诊。", {("病例3", "other_contact")}),
        ("是海城第6例(城东区首例)新冠肺炎病例尤某的父亲", {("第6例", "parent")}),
        ("与城东区确诊患者在青禾超市共同驻留", {("城东区确诊患者", "same_place")}),
        ("为1月31日城东区望月小区确诊病例的丈夫", {("1月31日城东区望月小区确诊病例", "spouse")}),
        ("与病例3在楼道内相遇", {("病例3", "other_contact")}),
        ("与病例3同事关系", {("病例3", "colleague")}),
        ("系2月3日确诊患者于某的岳母", {("2月3日确诊患者于某", "in_law")}),
    ],
)
def test_stated_relations_are_read(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(d.target.text, d.kind) for d in read(text)} == expected


@pytest.mark.parametrize(
    "text",
    [
        "系某公司员工",
        "做为密切接触者被隔离",
        "轨迹同病例1",
        "与病例1无关联",
        "与病例1无接触史",
        "与病例1无明确接触史",
        "尚未发现与确诊病例、疑似病例、阳性人员等有明确接触史",
        "否认疫区旅居史、与确诊病例有接触史",
        "无明确的与确诊病例接触史",
        "不清楚是否与确诊病例有接触",
        "与病例1同事聚餐",
        "到病例1家附近的餐馆吃饭",
        "陪同病例3就诊",
        "与病例1之子(核酸阴性)等5人聚餐",
        "为5月2日通报的感染者3转归",
        "与妻子驾车返家",
        "系病例9的密切接触者",
        "系病例1邻居郑某某之女",
        "因父母被判定为密接,停课",
        "与艾某、张某夫妇同住",
        "系第3号通告所列人员",
        "父亲是一名确诊病例的密切接触者。",
        "其妻子与确诊病例有密切接触史",
        "与病例4同车转运至医院",
        "与其亲属共5人聚餐",
        "到同学家(病例7父亲)喝酒",
        "随母亲,同住桂花里",
        "与病例7无关联,未与其他人接触",
        "",
    ],
)
def test_what_is_no_relation_stays_unread(text: str) -> None:
    assert list(read(text)) == []


def relations(text: str) -> dict[str, set[tuple[str, str]]]:
    """The relations of every case of a whole notice."""
    cases = [case for notice in parse(text) for case in notice.cases]
    return {c.label.value if c.label else "": {(r.target.label.value, r.kind) for r in c.relations} for c in cases}


def test_labels_that_are_codes_are_cases_in_their_own_notice_only() -> None:
    text = "A-6（确诊，轻型）　女，16岁，学生。\nA-7（无症状）　女，41岁，A-6的母亲，与B-1同组干活。"
    assert relations(text) == {"A-6": set(), "A-7": {("A-6", "parent")}}


def test_a_place_and_a_number_may_be_a_label() -> None:
    text = "云岭37\n【基本信息】徐某，女，52岁\n【关系】云岭38的丈母娘\n云岭38\n【基本信息】祝某，男，29岁"
    assert relations(text) == {"云岭37": {("云岭38", "in_law")}, "云岭38": set()}


def test_an_ordinal_alone_is_a_case_where_the_notice_counts_so() -> None:
    text = "第413号确诊病例：男，37岁。\n第414号确诊病例：女，35岁，第413号的配偶。"
    assert relations(text) == {"第413号确诊病例": set(), "第414号确诊病例": {("第413号", "spouse")}}


def test_several_people_share_one_ordinal_label() -> None:
    text = "第415号、第416号确诊病例：均为船员，男，分别为49岁和22岁，叔侄关系。"
    assert relations(text) == {
        "第415号确诊病例": {("第416号确诊病例", "relative")},
        "第416号确诊病例": {("第415号确诊病例", "relative")},
    }


def test_names_stand_before_their_labels() -> None:
    text = "1.马某（确诊病例15）、董某（确诊病例16）\n夫妻，分别为66岁、63岁，退休。"
    assert relations(text) == {"确诊病例15": {("确诊病例16", "spouse")}, "确诊病例16": {("确诊病例15", "spouse")}}


def test_a_pair_among_three_is_told_of_two() -> None:
    text = "病例12（男，33岁）和病例13（女，31岁，护士）系夫妻，住春晖里；病例14（女，5岁）系二人之女。"
    assert relations(text) == {
        "病例12": {("病例13", "spouse")},
        "病例13": {("病例12", "spouse")},
        "病例14": {("病例12", "child"), ("病例13", "child")},
    }


def test_a_pair_is_told_apart_by_the_ages_given_in_turn() -> None:
    for child in ("男，16岁", "男，4个月大"):
        text = f"海城市新增病例情况\n确诊病例44、46\n分别为{child}、女，49岁，二人系母子，均住梅花里。"
        assert relations(text) == {"确诊病例44": {("确诊病例46", "child")}, "确诊病例46": {("确诊病例44", "parent")}}


def test_numbers_before_the_word_are_labels_and_references() -> None:
    text = "1号病例，男，33岁；2号病例，女，31岁，1号病例之妻；3号病例，男，4岁，1号、2号病例之子。"
    assert relations(text) == {
        "1号病例": set(),
        "2号病例": {("1号病例", "spouse")},
        "3号病例": {("1号病例", "child"), ("2号病例", "child")},
    }


def test_letters_with_numbers_may_be_said_alone() -> None:
    text = "感染者A1，女，33岁，住和平路。\n感染者A2，男，36岁，系A1的丈夫。"
    assert relations(text) == {"感染者A1": set(), "感染者A2": {("A1", "spouse")}}


def test_living_together_needs_no_name_in_a_group() -> None:
    text = "病例3、4：男，50岁、48岁，合租于东山区梅花里。"
    assert relations(text) == {"病例3": {("病例4", "household")}, "病例4": {("病例3", "household")}}


def test_a_masked_name_is_a_case_only_when_the_notice_knows_it() -> None:
    assert [d.kind for d in read("系梁某根的妻子。", names=("梁某根",))] == ["spouse"]
    assert list(read("系梁某根的妻子。")) == []


def test_a_case_of_the_notice_is_known_by_name_whatever_its_surname() -> None:
    text = "海城市新增2例确诊病例\n1.岩某,男,29岁,现住望月小区。\n2.玛某,女,27岁,系岩某的妻子,住岩某小区旁。"
    (notice,) = parse(text)
    assert [[(r.target.label.text, r.kind) for r in c.relations] for c in notice.cases] == [[], [("岩某", "spouse")]]


def test_the_name_below_a_label_is_the_persons_own() -> None:
    text = "海城市新增2例\n第3例\n患者岑某,男,47岁,系第1例(王某)的姐夫。\n第4例\n患者史某,女,系第3例的女儿,与岑某同住。"
    (notice,) = parse(text)
    found = [{(r.target.label.text, r.kind) for r in c.relations} for c in notice.cases]
    assert found == [{("第1例", "in_law")}, {("第3例", "child"), ("岑某", "household")}]


def test_stems_alone_are_cases_where_labels_end_with_them() -> None:
    text = "海城市新增2例\n感染者甲:男,33岁,现住望月小区。\n感染者乙:女,26岁,系甲的同事,与甲聚餐。"
    (notice,) = parse(text)
    assert {(r.target.label.text, r.kind) for r in notice.cases[1].relations} == {
        ("甲", "colleague"), ("甲", "shared_meal")
    }  # fmt: skip


def test_the_child_of_a_couple_in_one_group_is_that_of_both() -> None:
    text = "海城市新增3例\n病例1、2、3:病例1(男,32岁)与病例2(女,31岁)为夫妻关系,病例3(女,7岁)为其女儿。"
    (notice,) = parse(text)
    assert {(r.target.label.text, r.kind) for r in notice.cases[2].relations} == {
        ("病例1", "child"),
        ("病例2", "child"),
    }


def test_a_neighbour_in_a_list_is_known_by_the_kin_who_names_them() -> None:
    text = "第62号确诊病例\n尤某,男,36岁。4月1日居家。\n\n第63号确诊病例\n史某,女,34岁,尤某之妻。4月1日居家。"
    found = [(r.target.label.text, r.kind) for n in parse(text) for c in n.cases for r in c.relations]
    assert found == [("尤某", "spouse")]


def test_living_together_behind_a_relation_is_told_of_its_case_in_a_group_too() -> None:
    text = "病例1、2聚餐。病例1,男,52岁,病例5的发小;病例2,女,50岁,系病例1之妻,同住。"
    (notice,) = parse("海城市新增2例\n" + text)
    found = [{(r.target.label.text, r.kind) for r in c.relations} for c in notice.cases]
    assert ("病例1", "household") in found[1]


def test_notes_below_a_list_are_told_of_those_they_name() -> None:
    text = (
        "海城市新增病例活动轨迹\n编号\t性别\t年龄\t居住地\n"
        "云岭1\t男\t28岁\t东山区梅花里\n云岭2\t女\t27岁\t同上\n云岭3\t女\t54岁\t东山区松竹里\n"
        "关联说明：\n1.云岭1与云岭2为男女朋友关系。\n2.云岭3为云岭1的姑姑。"
    )
    assert relations(text) == {
        "云岭1": {("云岭2", "friend")},
        "云岭2": {("云岭1", "friend")},
        "云岭3": {("云岭1", "relative")},
    }


def test_two_ordinals_of_one_heading_are_a_pair() -> None:
    text = "海城市新增感染者情况\n第125例、126例阳性感染者为夫妻，分别为58岁、57岁。"
    found = [(r.kind, r.target.number) for notice in parse(text) for case in notice.cases for r in case.relations]
    assert found == [("spouse", 126), ("spouse", 125)]


def test_in_a_list_from_many_notices_names_mean_those_who_name_each_other() -> None:
    text = (
        "第31号确诊病例\n姜某，女，59岁，姜某、尤某二人为母子。与王某某聚餐。\n\n"
        "第32号确诊病例\n尤某，男，36岁，姜某、尤某二人为母子。\n\n"
        "第33号确诊病例\n王某某，男，57岁，在家未外出。2月1日就诊。"
    )
    assert relations(text) == {
        "第31号确诊病例": {("尤某", "parent")},
        "第32号确诊病例": {("姜某", "child")},
        "第33号确诊病例": set(),
    }


def test_a_day_between_leaves_open_whose_contact_somebody_was() -> None:
    assert [d.kind for d in read("系病例3的同事,2月1日作为密切接触者集中隔离")] == ["colleague"]


def test_kin_who_are_no_cases_are_contacts() -> None:
    assert [c.role for c in read("与妻子、母亲(核酸阴性)驾车返家").contacts] == ["妻子", "母亲"]


def test_members_of_a_pair_are_told_apart_by_age() -> None:
    norm = normalise("感染者1(女,40岁)、感染者2(女,9岁):二人为母女关系。")
    at = norm.text.index("二人")
    common = (at, len(norm.text))
    first = Unit(Label("感染者1", 0, 4, "感染者", 1), ((0, 11), common), 0, len(norm.text), group=1)
    second = Unit(Label("感染者2", 12, 16, "感染者", 2), ((12, at), common), 0, len(norm.text), group=1)
    roster = Roster.of(norm, [first, second])
    kinds = [[(d.target.text, d.kind) for d in read_relations(norm, u, roster)] for u in (first, second)]
    assert kinds == [[("感染者2", "parent")], [("感染者1", "child")]]


@given(st.text(alphabet="系病例12的妻子、与其(确诊)二人夫妻同车聚餐,。某李\ue001", max_size=40))
def test_any_text_is_read_and_phrases_lie_inside(text: str) -> None:
    reading = read(text)
    assert all(0 <= d.start <= d.end <= len(text) + 4 for d in reading)


@pytest.mark.parametrize(
    ("own", "told", "expected"),
    [
        ("女，29岁", "丈夫为新型冠状病毒感染的肺炎病例。", {("丈夫", "spouse")}),
        ("女，40岁", "为第三例病例的同乘家庭密切接触者。", {("第三例病例", "close_contact")}),
        ("女，64岁", "曾与2例可疑病例有密切接触史。", {("2例可疑病例", "close_contact")}),
        (
            "女，66岁",
            "与已确诊患者石某（2人为母女关系，有密切接触）共同居住。",
            {("已确诊患者石某", "parent"), ("已确诊患者石某", "close_contact"), ("已确诊患者石某", "household")},
        ),
        (
            "女，39岁",
            "与已确诊患者丁某（2人为亲属关系，有密切接触）由云州自驾返回。",
            {("已确诊患者丁某", "relative"), ("已确诊患者丁某", "close_contact")},
        ),
        (
            "女，5岁",
            "患者是第19例确诊病例的密切接触者（父女）。",
            {("第19例确诊病例", "close_contact"), ("第19例确诊病例", "child")},
        ),
        ("男，43岁", "为病例的丈夫，常住珠海。", {("病例", "spouse")}),
        ("男，45岁", "曾接触石桥确诊病例徐某。", {("确诊病例徐某", "other_contact")}),
        ("男，65岁", "与已确诊病例有流行病学关联。", {("已确诊病例", "other_contact")}),
        ("男，65岁", "与2月7日河阳市确诊患者在家聚餐。", {("2月7日河阳市确诊患者", "shared_meal")}),
        ("女，20岁", "系2月5日包头确诊病例杜某某的外孙女。", {("2月5日包头确诊病例杜某某", "grandchild")}),
    ],
)
def test_cases_told_only_by_what_is_known_of_them(own: str, told: str, expected: set[tuple[str, str]]) -> None:
    (notice,) = parse(f"2020年2月9日海城市新增确诊病例\n病例7，{own}，{told}")
    assert expected <= {(r.target.label.text, r.kind) for r in notice.cases[0].relations if r.target.label}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2月5日其子杨某某被确诊，患者作为儿子杨某某的密切接触者被隔离。", {("杨某某", "parent")}),
        ("与杨某某（确诊病例）有接触。", {("杨某某", "other_contact")}),
        ("与儿子杨某某在家吃饭。", set()),
        ("与大姐杨某某一起前往超市。", set()),
        ("云来商场通知其母亲临近商铺有确诊患者。", set()),
    ],
)
def test_others_may_have_the_masked_name_of_the_person(told: str, expected: set[tuple[str, str]]) -> None:
    (notice,) = parse(f"2020年2月9日海城市新增确诊病例\n病例7，杨某某，男，85岁。{told}")
    assert {(r.target.label.text, r.kind) for r in notice.cases[0].relations if r.target.label} == expected


def test_a_masked_name_shared_by_two_kin_is_the_case_of_one_only() -> None:
    text = (
        "2020年2月9日海城市新增确诊病例\n病例7，彭某，男，16岁。1月20日到外公王某某（确诊病例）家做客，"
        "21日与二姨王某某聚餐。"
    )
    (notice,) = parse(text)
    assert [(r.role and r.role.text, r.kind) for r in notice.cases[0].relations] == [("外公", "grandchild")]


def test_what_the_case_one_is_related_to_does_alone_is_not_told_of_oneself() -> None:
    text = (
        "2020年2月9日海城市新增确诊病例\n病例7，石某山，男，65岁，是丰山市确诊病例石某水的父亲。"
        "1月24日，石某水与妻子、女儿一行3人，由丰山市驾车到石某山家中过年。1月29日，石某水与妻子返回丰山市。"
        "2月4日，石某水被丰山市确诊为新冠肺炎。2月6日患者发热。"
    )
    (notice,) = parse(text)
    assert [(e.kind, e.when and e.when.start) for e in notice.cases[0].events] == [("onset", "2020-02-06")]


@pytest.mark.parametrize(
    ("text", "kind", "target"),
    [
        ("感染者7号，女，系感染者1号的密切接触者。", "close_contact", "感染者1"),
        ("感染者7号，女，系感染者1的密切接触者。", "close_contact", "感染者1"),
        ("感染者7号，女，系确诊4号病例的密切接触者。", "close_contact", "4号病例"),
        ("阳性人员2号，男，为1号阳性人员丈夫。", "spouse", "1号阳性人员"),
        ("感染者7，男，系感染者5龚某田的儿子。", "child", "感染者5龚某田"),
    ],
)
def test_labels_that_end_in_a_word_for_number_relate_like_others(text: str, kind: str, target: str) -> None:
    (case,) = parse(text)[0].cases
    assert [(r.kind, r.target.label and r.target.label.value) for r in case.relations] == [(kind, target)]


def test_what_several_are_to_each_other_is_told_below_the_last() -> None:
    text = "病例1，男，40岁。\n病例2，女，67岁。\n病例3，女，61岁。以上2人系同行人员。"
    one, two, three = parse(text)[0].cases
    assert [r.kind for r in one.relations] == []
    assert [(r.kind, r.target.number) for r in two.relations] == [("co_traveller", 3)]
    assert [(r.kind, r.target.number) for r in three.relations] == [("co_traveller", 2)]
