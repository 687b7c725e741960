"""What the made-up articles are about: for every topic of the starter content, its own phrases.

One entry a topic: who acts (`body`), what it is about (`thing`), what is done (`deed`) and what
comes of it (`gain`). Phrases may name symbols of `phrases.GENERAL` in braces. All of it is
invented here; no phrase is taken from a newspaper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from grammar import Grammar, read_phrases

_PHRASES = """
创业创新
 body 众创空间 人才服务站 青创联盟 孵化园 科创小镇管委会
 thing 返乡创业 大学生创业园 共享车间 创业导师结对 小微企业路演 创客集市
 deed 腾出{tens}间旧厂房做{thing} 给{hundreds}支初创团队配上导师 把{thing}办到高校门口
 deed 替初创企业垫付头一年租金
 gain 当年注册的小店多出{hundreds}家 有{tens}个项目拿到了订单 {percent}的团队熬过了头两年
 gain 年轻人愿意留下来了
商务外贸
 body 商务局 跨境电商园 外贸服务中心 国际商品市场 港务公司
 thing 海外仓 出口退税 市场采购贸易 夜间商圈 直播基地 进口商品展销
 deed 为{thing}开出专门窗口 陪{tens}家外贸企业出海抢单 把{thing}的流程从{tens}步减到{few}步
 deed 在{few}个国家设联络点
 gain 出口额同比增长{percent} 货柜比去年早走{few}天 新签订单{decimal}亿元
 gain 报关时间缩短到{few}小时
应急安全
 body 应急管理局 消防救援站 防汛办公室 安全生产服务队 气象台
 thing 隐患排查 防台演练 消防安全课 微型消防站 避灾安置点 海塘巡查
 deed 连夜检查{hundreds}处工地 把{thing}做到每个村口 给老旧小区装上{hundreds}只烟感
 deed 组织{hundreds}人参加{thing}
 gain 火警同比下降{percent} 险情处置快了{few}分钟 {hundreds}处隐患全部销号 全程没有一人受伤
教育
 body 教育局 实验小学 职业中专 第二中学 老年大学
 thing 课后托管 劳动课 乡村支教 午休躺睡 家校共读 职业技能课
 deed 把{thing}排进课表 请来{tens}位老师傅走上讲台 为山区学校添置{hundreds}套课桌
 deed 让{thing}走进每个班级
 gain {hundreds}名学生报了名 家长满意率升到{percent} 参加的学校增加到{tens}所
 gain 孩子们的作业少了笑声多了
民生
 body 街道办事处 民政局 社区服务中心 供水公司 住建局
 thing 加装电梯 社区食堂 停车泊位 背街小巷改造 居家养老 便民早餐车
 deed 在老小区挖出{hundreds}个车位 上门听取{hundreds}户居民意见 把{thing}列入年度实事
 deed 替独居老人装好扶手
 gain {hundreds}户人家用上了新水管 投诉比上年少了{percent} 老人下楼不再发愁
 gain 排了{few}年的难题有了着落
清廉建设
 body 纪委监委 村务监督委员会 巡察组 财政所 机关党委
 thing 小微权力清单 村务公开栏 清廉家风课 工程款公示 廉政谈话
 deed 逐笔核对{hundreds}张票据 把{thing}贴到村民家门口 约谈{tens}名项目负责人
 deed 对{thing}开展{few}轮回头看
 gain 信访量同比下降{percent} 退回多收费用{tens}万元 {tens}个村的账目一目了然
 gain 群众说账清了心也顺了
卫生健康
 body 人民医院 社区卫生服务中心 疾控中心 中医院 急救中心
 thing 家庭医生签约 慢性病门诊 夜间门诊 健康体检车 中医义诊 疫苗接种
 deed 把{thing}开到海岛 为{hundreds}名老人建健康档案 让专家每周{few}天下基层坐诊
 deed 给村医配齐{tens}种常用设备
 gain 看病平均少跑{few}趟 签约率达到{percent} 急救到达时间缩短{few}分钟
 gain {hundreds}名患者在家门口复诊
乡村振兴
 body 农业农村局 强村公司 供销社 果蔬合作社 农技站
 thing 杨梅采摘园 稻田养鱼 民宿集群 番薯深加工 冷链仓库 农家书屋
 deed 流转{hundreds}亩抛荒地种上果树 把{thing}连成一条游览线 请农技员住进大棚
 deed 给{thing}办统一商标
 gain 村集体收入增加{tens}万元 带动{hundreds}户农户增收 亩产提高{percent}
 gain 在外的年轻人回来了{tens}个
文化旅游
 body 文化馆 博物馆 旅游服务中心 非遗传习所 图书馆
 thing 古村落夜游 鼓词书场 城市书房 渔家民宿 龙舟竞渡 蓝印花布工坊
 deed 修好{few}座老戏台 把{thing}搬进景区 给{thing}配{tens}名讲解员 连办{tens}场惠民演出
 gain 节假日接待游客{decimal}万人次 民宿入住率超过{percent} 老手艺有了{tens}个新徒弟
 gain 夜里的街巷又热闹起来
生态环境
 body 生态环境分局 治水办公室 林业工作站 环卫处 自然保护区
 thing 河道清淤 垃圾分类 海滩净滩 古树认养 湿地修复 雨污分流
 deed 清走淤泥{decimal}万方 给{hundreds}株古树挂上身份牌 把{thing}包到每个小组
 deed 沿岸补种{hundreds}棵水杉
 gain 水质从四类升到三类 白鹭多了{hundreds}只 分类准确率达到{percent} 孩子们又能下河摸螺蛳
交通基建
 body 交通运输局 轨道公司 公路养护站 公交集团 大桥指挥部
 thing 环山公路 城乡公交 跨江大桥 断头路 农村联网路 换乘停车场
 deed 打通{few}条断头路 让{thing}通到最远的村 顶着高温浇筑{hundreds}方混凝土
 deed 给{tens}处急弯装上凸面镜
 gain 进城时间缩短{tens}分钟 全线进度完成{percent} 票价降到{few}元 果农当天就能把货送出山
科技
 body 科技局 激光研究所 数据中心 农业科学院 实验室
 thing 数字孪生工厂 柔性机器人 海水淡化膜 智能阀门 水产育苗芯片 光电检测线
 deed 把{thing}送上生产线 同{few}所高校共建实验室 为{thing}攻下{few}道难关
 deed 派出{tens}名科技特派员
 gain 良品率提高到{percent} 拿下专利{tens}项 成本降了{percent} 原先靠进口的零件有了替代
党建
 body 组织部 社区党委 村党支部 两新工委 党员服务队
 thing 红色驿站 党员议事会 先锋岗 支部结对 主题党日 流动党员之家
 deed 把{thing}设在工地上 让{hundreds}名党员认领微心愿 组织{tens}个支部联手解难
 deed 每月{few}次把会开到村口
 gain 办结群众诉求{hundreds}件 {tens}个薄弱村换了面貌 {percent}的党员报到上岗
 gain 年轻人递交申请书{tens}份
法治
 body 人民法院 司法所 公安分局 检察院 调解委员会
 thing 巡回法庭 社区矫正 反诈宣传 法律援助 共享法庭 海上枫桥调解
 deed 把{thing}开到田间 用{few}天调解{tens}起纠纷 给{hundreds}名农民工讨回工钱
 deed 为{thing}编方言顺口溜
 gain 案件办理时间缩短{percent} 拦下被骗款{tens}万元 {hundreds}起矛盾没有出村
 gain 邻里又坐到了一张桌上
体育
 body 体育中心 少年体校 登山协会 游泳馆 龙舟队
 thing 城市马拉松 社区篮球赛 百姓健身房 少年足球 山地越野 全民游泳
 deed 新建{tens}处健身点 为{thing}请来{few}位退役教练 把{thing}办成村里的节日
 deed 免费开放{tens}座学校操场
 gain {hundreds}名选手报名 常年锻炼的人占到{percent} 捧回奖牌{tens}枚 晚饭后的球场一位难求
经济金融
 body 发展改革局 统计局 农商银行 税务局 工业园区
 thing 小微贷款 技改补贴 减税降费 产业基金 泵阀产业 电气产业
 deed 给{hundreds}家小厂送去信用贷 把{thing}兑现时间压到{few}天 走访{tens}个园区摸清家底
 deed 为{thing}设{decimal}亿元专项
 gain 规模以上企业增加值增长{percent} 为企业省下{tens}万元 不良率降到{percent}
 gain 停了半年的机器又转起来
"""


def _read_subjects(text: str) -> Iterator[tuple[str, Grammar]]:
    for entry in re.split(r"\n(?! )", text.strip()):
        label, _, lines = entry.partition("\n")
        yield label, read_phrases(lines)


SUBJECTS: Mapping[str, Grammar] = dict(_read_subjects(_PHRASES))
"""Label of a topic → its phrases."""
