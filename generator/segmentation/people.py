"""Names of people: what can be one, and where one ends when several are set without a space."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.segmentation.fold import HAN
from generator.segmentation.surnames import COMPOUND, surname_weight

NAME = re.compile(f"[{HAN}]{{2,4}}|[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,3}}")
"""A Chinese name, or a longer one with middle dots."""

_LATIN_NAME = re.compile(r"[A-Z][A-Za-z'.-]*(?: [A-Z][A-Za-z'.-]*){0,3}")

_ORDINARY = """
图片 照片 摄影 新闻 简讯 要闻 时讯 快讯 综合 文化 经济 社会 体育 教育 民生 健康 理论 评论
专题 专版 副刊 广告 导读 提要 目录 链接 背景 前言 序言 结语 后记 编后 附录 图说 人物 观点
声音 数据 解读 调查 现场 特写 专访 访谈 对话 通讯 消息 连载 随笔 散文 诗歌 小说 杂谈 时评
短评 社论 公告 启事 声明 通知 公示 方案 高兴 马上 安全 和平 平安 平均 成果 成功 成绩 成效
高度 高效 高铁 高速 高考 高校 金融 金秋 金牌 金奖 方向 方式 方法 时代 时间 时刻 时光 水利
水电 水产 云端 云上 山海 山城 花开 花卉 国际 国内 国庆 安居 乐业 强村 富民 富裕 强化 应急
应对 计划 计算 经验 通报 通告 党建 党员 法治 法律 法院 公安 公园 公益 公共 商务 商贸 农业
农村 农民 红色 连线 有序 有力 有为 有效 有关 能力 能源 相关 相约 后续 后勤 都市 居民 居家
步行 步伐 满意 满分 广场 广播 东海 东风 利民 利好 隆重 师生 师德 冷链 养老 养殖 查处 查找
权威 权利 益处 公正 年度 年味 年货 年轻 阳光 福利 代表 言论 初心 初中 丛书 元旦 元宵 木材
来源 来信 车辆 车站 展望 展览 展会 库存 龙头 龙舟 文明 文旅 文艺 文学 文物 江南 江河 江心
海洋 海岛 石油 石化 金属 白天 白酒 毛利 万元 万家 万象 常态 常务 康复 康养 易地 易燃 武装
武术 向前 向上 向海 向好 项目 项链 包装 包容 施工 施策 施行 管理 管控 关注 关爱 关于 解决
解放 安排 安置 强调 强国 路灯 路网 路面 盛会 盛典 时尚 申报 申请 于此 于是 任务 任命 任重
单位 单车 双创 双赢 连心 连续 景区 景观 景色 段落 封面 房产 房屋 宁静 全文完 毛泽东思想
江心屿 万元户 方案二 高质量 高水平 高标准 高端 新华社 水清 水秀 山青 云雾
"""

NO_NAMES = frozenset(_ORDINARY.split())
"""Words of a newspaper that a surname happens to begin."""


_POLITE = ("先生", "女士", "老师", "师傅", "同学", "大爷", "阿姨", "教授", "主任", "局长", "书记")


@lru_cache(maxsize=4096)
def is_name(word: str) -> bool:
    """Whether the word can be one person's name, as far as its shape goes."""
    return word not in NO_NAMES and NAME.fullmatch(word) is not None


def is_latin_name(word: str) -> bool:
    """Whether the word can be a name in Latin letters, dots and all."""
    return _LATIN_NAME.fullmatch(word) is not None


@lru_cache(maxsize=4096)
def is_likely_name(word: str) -> bool:
    """Whether the word has the shape of a name and begins with a surname."""
    if not is_name(word) or word.endswith(_POLITE):
        return False
    if "·" in word:
        return True
    if len(word) == 4:
        return word[:2] in COMPOUND or (surname_weight(word) > 2 and surname_weight(word[1:]) > 2)
    return surname_weight(word) > 0


@lru_cache(maxsize=4096)
def split_run_on(word: str) -> tuple[str, ...]:
    """The names of a run of Han set without spaces, or () when it is not such a run.

    >>> split_run_on("周启明林小满")
    ('周启明', '林小满')

    Of all cuts into names of two or three characters (four after a compound surname) the one
    with the best mean score wins: the mean, because the sum would favour many short names.
    """
    if not re.fullmatch(f"[{HAN}]{{4,24}}", word) or re.search("[在的了是被把]", word):
        return ()
    best = _cuts(word)
    if best is None or any(name in NO_NAMES for name in best):
        return ()
    weights = [surname_weight(name) for name in best]
    # A heading of ordinary words (文旅消费复苏势头强劲) can be cut into rare surnames.
    return best if min(weights) > 0 and sum(weights) >= 2.5 * len(weights) else ()


def _cuts(word: str) -> tuple[str, ...] | None:
    # best[n][i]: the best score of word[:i] as n names, with the cut that gave it.
    best: list[dict[int, tuple[float, tuple[str, ...]]]] = [{0: (0.0, ())}]
    for count in range(1, len(word) // 2 + 1):
        row: dict[int, tuple[float, tuple[str, ...]]] = {}
        for start, (score, names) in best[count - 1].items():
            for length in (2, 3, 4):
                name = word[start : start + length]
                if len(name) < length or (length == 4 and name[:2] not in COMPOUND):
                    continue
                total = score + surname_weight(name) + {2: 0.6, 3: 1.0, 4: 1.0}[length]
                end = start + length
                if end not in row or row[end][0] < total:
                    row[end] = (total, (*names, name))
        best.append(row)
    complete = [
        (row[len(word)][0] / count, row[len(word)][1])
        for count, row in enumerate(best)
        if count and len(word) in row
    ]
    return max(complete, key=lambda found: found[0])[1] if complete else None
