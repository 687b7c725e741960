"""Bodies that sign articles: 市水利局党组理论学习中心组, 本报编辑部, 课题组."""

from __future__ import annotations

import re

from generator.segmentation.fold import HAN

_ORGANISATION = re.compile(
    "(?:局|办公厅|党组|党委|党工委|工委|中心组|委员会|课题组|编辑部|评论部|记者部|宣传部|组织部|统战部|"
    "研究院|研究所|研究会|研究室|"
    "办公室|办|协会|学会|联合会|商会|学院|大学|学校|医院|公司|集团|报道组|采访组|调研组|专班|"
    "支部|党支部|指挥部|"
    "组委会|组|法院|检察院|纪委|监委|团委|市委|县委|区委|省委|政府|工会|总工会|妇联|银行|支行|"
    "分行|中心|评论员|编写组|采编组|理论组|秘书处|领导小组|调查队|支队|大队|总队)$"
)
_NO_ORGANISATION = re.compile(
    "[,;:?!。]|走进|聚焦|探访|访|记|打造|助力|推进|加强|建设|如何|成立|揭牌|挂牌|获|开展|举行|"
    "召开|入选|启动|签约|慰问|"
    "落户|走访|视察|考察|为|让|把|将|被|在|了|的|到|进|看|办好|办实|落地|开工|亮相|增|新"
)
_DESKS = frozenset({"编辑部", "评论部", "组委会", "课题组", "编写组", "编者"})


def is_organisation(text: str) -> bool:
    """Whether the folded text reads as the name of a body that signs articles."""
    return (
        (4 <= len(text) <= 32 or text in _DESKS)
        and _ORGANISATION.search(text) is not None
        and _NO_ORGANISATION.search(re.sub("“[^”]*”", "", text)) is None
        and re.fullmatch(f"[{HAN}A-Za-z0-9·()“”]+", text) is not None
    )
