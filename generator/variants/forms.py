"""The written forms that can be made: one line of a table each, and data beside it in `words/`.

Bare `s2t` is not among them: it writes 爲 羣 裏 啓 牀, which no newspaper prints.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """How one written form of Chinese is made from Simplified."""

    tag: str
    """BCP 47."""
    label: str
    """Its own name in its own script."""
    region: str = ""
    """Which of OpenCC's regional tables follows the common one: `TW`, `HK`; empty for none."""
    glyphs: tuple[tuple[str, str], ...] = ()
    """Single characters, as OpenCC's common table has them, to what house style prints."""
    house: tuple[str, ...] = ()
    """Files of `words/` in force, a later one winning."""
    regional_house: tuple[str, ...] = ()
    """Files of `words/` with the words of the region, which a site may switch off."""
    marks: tuple[str, ...] = ()
    """Codes of `-{code:text}-`, the one to take first first."""

    @property
    def source(self) -> bool:
        """Whether it is the form that articles are written in."""
        return not self.region


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((pair[0], pair[-1]) for pair in text.split())


_TW_GLYPHS = "污 臺台 佈布"
_HK_GLYPHS = "佈布 週周 鑑鑒 說 戶 稅 溫 羣群 啓啟 閱 牀床 脫 銳 悅 峯峰 衛 麪麵 敘 兌 蘊 臥 蔥"
"""OpenCC follows reference lists (汙, 説, 衞); the papers set what readers type."""

FORMS: tuple[Form, ...] = (
    Form("zh-Hans", "简体中文", marks=("zh-hans", "zh-cn", "zh-sg", "zh-my", "zh")),
    Form(
        "zh-Hant",
        "繁體中文",
        region="TW",
        glyphs=_pairs(_TW_GLYPHS),
        house=("common.yaml",),
        marks=("zh-hant", "zh-tw", "zh-hk", "zh-mo"),
    ),
    Form(
        "zh-Hant-TW",
        "繁體中文（台灣）",
        region="TW",
        glyphs=_pairs(_TW_GLYPHS),
        house=("common.yaml", "zh-Hant-TW.yaml"),
        regional_house=("zh-Hant-TW-regional.yaml",),
        marks=("zh-tw", "zh-hant", "zh-hk", "zh-mo"),
    ),
    Form(
        "zh-Hant-HK",
        "繁體中文（香港）",
        region="HK",
        glyphs=_pairs(_HK_GLYPHS),
        house=("common.yaml", "zh-Hant-HK.yaml"),
        marks=("zh-hk", "zh-mo", "zh-hant", "zh-tw"),
    ),
)


def form_of(tag: str) -> Form | None:
    """The form of a BCP 47 tag, in any letter case; None when it cannot be made."""
    return next((form for form in FORMS if form.tag.lower() == tag.lower()), None)
