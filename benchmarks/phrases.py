"""The sentences that the made-up articles are built from, whatever their topic.

Each symbol has phrases to choose from; a name in braces is replaced by one of its own phrases,
or by a number where it is in `grammar.NUMBERS`. `place`, `body`, `thing`, `deed` and `gain` come
from the county and the topic of the article. All of it is invented here.
"""

from __future__ import annotations

from collections.abc import Mapping

from grammar import Grammar, read_phrases

_SENTENCES = """
{when}，{place}{body}{deed}，{gain}。
{when}，记者在{place}{spot}看到，{scene}，{scene}。
据{place}{body}负责人{person}介绍，{gain}，{next}还要{deed}。
{place}{body}{deed}，同时{deed}。
“{saying}，”{person}说，“{saying}。”
“{saying}。”{who}{person}{tone}。
去年以来，{place}围绕“{thing}”做文章，{gain}。
说起{thing}，{who}{person}打开了话匣子：“{saying}，{saying}。”
从{year}年算起，{place}的{thing}已经走过{few}个年头，{gain}。
{hard}，这是{place}推进{thing}时最先遇到的坎。
怎么办？{place}{body}的答案是：{way}，{way}。
{way}，{place}{body}{deed}。
{month}月{day}日，{place}{body}把{who}请到{spot}，一起商量{thing}。
数据显示，今年前{few}个月，{place}{gain}，其中{spot}一带最为明显。
{scene}，{who}{person}一边忙活一边说：“{saying}！”
为了{thing}，{place}{body}先后{few}次到{spot}调研，{way}。
{person}算了一笔账：过去{hard}，如今{gain}。
在{place}，像这样的故事还有{tens}个，{gain}。
{next}，{place}还将{deed}。
变化不止一处。{gain}，{gain}，{scene}。
“原来{hard}，现在好了，{saying}。”{who}{person}{tone}。
{body}的办法不复杂：一是{way}；二是{way}；三是{way}。
谁来做、钱从哪里来、做完谁来管？{place}{body}{way}，把三件事一次说清。
按照《{thing}三年行动计划》，{place}{next}要{deed}，目标是{gain}。
不过，{hard}，{body}也没有回避。“{saying}，”{person}坦言。
"""

_LISTS = """
when 近日 日前 入夏以来 上周末 今年年初 清晨六点 雨停之后 开春以来 傍晚时分 本月中旬
when 秋收时节 国庆前后 去年冬天 最近几个月
spot 老码头 村口大榕树下 菜市场 产业园 社区礼堂 江边步道 山顶观景台 镇上的集市 新建的厂房
spot 渡口 便民服务中心 文化礼堂 老街
who 村民 居民 店主 退休教师 技术员 社区干部 货车司机 渔民 志愿者 车间主任 大学毕业生 护士
who 企业负责人
tone 笑着说 感慨地说 边说边比划 说这话时眼里有光 对此深有体会 连连点头 掰着手指给记者算
saying 心里踏实多了 再也不用来回跑 没想到办得这样快 大家都愿意搭把手 日子一天比一天有盼头
saying 只要肯干总有办法
saying 以前想都不敢想 有事招呼一声就有人来 孩子们最高兴 这是实实在在的好处
saying 该花的钱一分也不能省 路通了心也就通了
saying 我们不图别的，就图个安心 做一件就要成一件 人多了，主意也多 每一步都有人盯着
saying 先把难的啃下来 好事要让大家都知道
scene 机器声此起彼伏 桌上摆满了表格 孩子们排着队往里走 刚刷过的墙面还带着潮气
scene 几位老人坐在门口聊天 大屏幕上的数字不断跳动
scene 一车车货物正在装箱 墙上挂着一张手绘地图 山风吹得旗子猎猎作响 茶还没凉，人已经到齐
scene 新铺的路面一直伸到海边 灯一盏接一盏亮起来
hard 资金缺口不小 人手一直不够 各家的想法不一样 路远坡陡，材料运不上去
hard 没有现成的经验可以照搬 部门之间要来回协调 老办法行不通
hard 冷清的时候一天没有几个人 图纸改了又改 大家都怕吃亏 手续多，等得久
way 一户一户上门谈 把账目摊开给大家看 请专家当场把脉 先试点再推开 拿出专门的经费兜底
way 每周开一次碰头会 让年轻人挑大梁
way 建起一份问题清单 能合并的环节一律合并 把决定权交给居民 用数据说话 向邻近的地方取经
way 谁牵头谁负责到底 白天施工，晚上议事
next 下一步 接下来 年底之前 明年开春 未来三年 入冬前 等这一轮做完 下个汛期前
closing 日子还长，{place}的{thing}还在继续。 夜幕落下，{spot}的灯又亮了。
closing {person}说，明年再来，这里会是另一番样子。
closing {place}{body}表示，{way}，让{thing}惠及更多人。 路还在往前修，故事也还在往下写。
title {place}{thing}{turn} {thing}{turn} {place}：{thing}{turn} {thing}怎么做？{place}{plan}
title {turn}，{place}{plan} “{thing}”{turn}
title {spot}里的{thing}{turn} {place}{tens}个村有了{thing} {thing}进了{spot}
title 如何让{thing}走得更远？ 一项{thing}，{few}年不断线
title {place}让{thing}{turn} {thing}背后的{few}本账 从{spot}出发，{thing}{turn}
title {place}{body}{plan}
turn 走出新路子 开了个好头 越走越宽 带来新气象 落了地 结出硬果子 不再难 有了新样板 暖了人心
turn 闯出名堂 迎来好时候 见了实效 上了新台阶
plan 这样破题 有妙招 交出新答卷 下了真功夫 算清细账 先走一步 试出新办法 立下军令状
kicker 基层见闻 一线调查 {place}新事 {thing}回访之{few}
subtitle {place}{deed} {body}{few}年间{deed} ——来自{place}{spot}的报道
half 先把难处摆上桌面 让数字开口说话 把人心聚到一处 小切口做出大文章 老办法遇上新问题
half 一张清单管到底 家门口的新变化 钱要花在刀刃上
half 从一个人到一群人 算好长远这笔账 既要面子也要里子 让年轻人留下来
caption {place}{spot}，{scene} {person}在{spot}查看{thing} {who}正在为{thing}做准备
caption {thing}现场 航拍{place}{spot}
item {way}，由{body}负责 {thing}：覆盖{tens}个村居 {month}月底前完成{thing}
item 为{hundreds}户送去说明书 {spot}设立咨询点
quote {saying}，{saying}。这句话，{person}说了{few}年。
quote {way}，{way}。——摘自{place}{body}的工作笔记
organisation {place}{body}课题组 {place}{body}理论学习中心组 {body}调研组
person {family}{given} {family}{given}{given}
"""

FAMILIES = "陈林黄张李王吴周叶金郑杨徐朱胡潘谢蔡赵邱章薛项戴夏倪卢施苏曾"
GIVENS = "海明晓建华丽志文雅静涛勇敏杰婷峰秀国春宁川松月青远航思哲立恒瑜"


GENERAL: Grammar = {
    **read_phrases(_LISTS),
    "sentence": tuple(_SENTENCES.split()),
    # In two halves with a space between, which would part two phrases in the list above.
    "heading": ("{half}", "{half} {half}"),
    "family": tuple(FAMILIES),
    "given": tuple(GIVENS),
}
"""Symbol → phrases, for every topic."""

COUNTIES: Mapping[str, str] = {
    "鹿城区": "鹿城",
    "龙湾区": "龙湾",
    "瓯海区": "瓯海",
    "洞头区": "洞头",
    "瑞安市": "瑞安",
    "乐清市": "乐清",
    "龙港市": "龙港",
    "永嘉县": "永嘉",
    "平阳县": "平阳",
    "苍南县": "苍南",
    "文成县": "文成",
    "泰顺县": "泰顺",
}
"""Label of a county → how a headline calls it."""

WHOLE_CITY = ("温州", "全市", "我市", "温州市")
"""What an article says that belongs to no county."""
