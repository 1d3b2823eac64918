"""Codes of the records and the Chinese words for them; in English a code is its own word. Nothing but data."""

EVENTS = {
    "stay": "居家", "visit": "到访", "journey": "出行", "onset": "发病", "care": "就诊", "sampled": "采样", "positive": "阳性",
    "isolation": "隔离", "transfer": "转运", "admission": "入院", "diagnosis": "确诊", "discharge": "出院", "death": "死亡",
    "contact": "接触", "residence": "居住",
}  # fmt: skip
RELATIONS = {
    "spouse": "配偶", "parent": "父母", "child": "子女", "sibling": "兄弟姐妹", "grandparent": "祖辈", "grandchild": "孙辈",
    "in_law": "姻亲", "relative": "亲属", "household": "同住", "friend": "朋友", "colleague": "同事", "classmate": "同学",
    "teacher": "老师", "student": "学生", "neighbour": "邻居", "close_contact": "密接", "secondary_contact": "次密接",
    "co_traveller": "同行", "shared_meal": "同餐", "same_place": "同场所", "other_contact": "其他接触", "source": "传染源",
    "same residence": "同一住所", "same venue, overlapping time": "同一场所且时间重叠", "same venue, same day": "同一场所同日",
    "same vehicle": "同一车次",
}  # fmt: skip
CLASSIFICATIONS = {"confirmed": "确诊", "asymptomatic": "无症状", "suspected": "疑似", "positive": "阳性"}
SEVERITIES = {"mild": "轻型", "moderate": "普通型", "severe": "重型", "critical": "危重型"}
PLACES = {
    "residence": "住所", "community": "小区", "village": "村", "street": "街道", "shop": "商店", "supermarket": "超市",
    "market": "市场", "restaurant": "餐馆", "hotel": "宾馆", "school": "学校", "workplace": "单位", "hospital": "医院",
    "clinic": "诊所", "pharmacy": "药店", "test_site": "采样点", "isolation_site": "隔离点", "station": "车站",
    "airport": "机场", "road": "道路", "park": "公园", "religious": "宗教场所", "entertainment": "娱乐场所", "bank": "银行",
    "government": "机关", "area": "区域", "home": "家", "other": "其他",
}  # fmt: skip
MARKS = {
    "label": "编号", "name": "姓名", "sex": "性别", "age": "年龄", "occupation": "职业", "workplace": "单位",
    "nationality": "国籍", "origin": "籍贯/出发地", "residence": "住址", "classification": "分类", "severity": "病情",
    "detected_by": "发现方式", "importation": "来源", "symptom": "症状", "relation": "关系", "target": "关联病例",
    "role": "身份", "contact": "接触者", "when": "时间", "place": "地点", "destination": "目的地", "within": "所在场所",
    "number": "班次", "coach": "车厢", "seat": "座位", "companion": "同行者", "title": "标题", "serial": "文号",
    "issuer": "发布单位", "issued_on": "发布日期", "as_of": "截至", "total": "合计", "venue": "风险点位", "unparsed": "未识别",
}  # fmt: skip
FACTS = {
    "series": "序列", "number": "序号", "sex": "性别", "age": "年龄", "occupation": "职业", "classification": "分类",
    "severity": "病情", "importation": "来源", "onset": "发病", "positive": "阳性", "diagnosis": "确诊",
    "isolation": "隔离", "exposure_start": "暴露开始", "exposure_end": "暴露结束", "residence": "现住",
    "published_on": "发布于", "notice_id": "通告", "issued_on": "发布日期", "source": "出处",
}  # fmt: skip

TERMS = {
    "sex": {"male": "男", "female": "女"},
    "classification": CLASSIFICATIONS,
    "severity": SEVERITIES,
    "importation": {"local": "本土", "domestic": "省外输入", "overseas": "境外输入"},
    "event": EVENTS,
    "relation": RELATIONS,
    "place": PLACES,
    "mark": {**EVENTS, **MARKS, "contact": "接触"},
    "fact": FACTS,
    "scope": {"new": "新增", "cumulative": "累计"},
    "severity_of_note": {"info": "提示", "warning": "警告", "error": "错误"},
}
