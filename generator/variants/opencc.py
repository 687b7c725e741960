"""OpenCC as one function, with the house words inside its own longest-match search.

The configuration is written here, not taken from the package, for three reasons. Our words must
compete with OpenCC's phrases in one search (the longest wins, ours on a tie), so that 干宝 does not
break 若干宝物. The stock configurations cut the text twice, and the first cut, which is dropped
here, doubles the cost and changes nothing. And they fold compatibility characters, which may be
what a name is written with.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.problems import Phrase, Place, Problem, ProblemsFound
from generator.variants.forms import Form

Convert = Callable[[str], str]

_TABLES = {
    "TW": ("TWVariantsPhrases.ocd2", "TWVariants.ocd2"),
    "HK": ("HKVariantsPhrases.ocd2", "HKVariants.ocd2"),
}
_REGIONAL_WORDS = {"TW": "TWPhrases.ocd2", "HK": "HKPhrases.ocd2"}


def engine(
    form: Form,
    words: Mapping[str, str],
    quotes: Mapping[str, str],
    style: Mapping[str, str],
    *,
    regional: bool = False,
) -> Convert:
    """A function that converts text; it may get neither NUL nor lone surrogates.

    `words` (Simplified to final form, as long as each other) take part in the longest match;
    `quotes` are single marks; `style` is Traditional to Traditional. With `regional`, the words
    of a region replace those of the mainland as in OpenCC's `s2twp`; only then may the result
    differ in length.
    """
    # A house word is final; where a later table would change it, it stands there as itself.
    return assembled(form, words, quotes, final(form, words, style), regional=regional)


def assembled(
    form: Form,
    words: Mapping[str, str],
    quotes: Mapping[str, str],
    left: Mapping[str, str],
    *,
    regional: bool = False,
) -> Convert:
    """See `engine`; it is known already what is `final` there."""
    share = dictionaries()
    phrases = _union(
        *inline(words),
        _file(share, "STPhrases.ocd2"),
        _file(share, "STPhrases_GeneratedFromRegionalPhrases.ocd2"),
    )
    kept = inline(left)
    chain = [_first_of(phrases, *inline(quotes), _file(share, "STCharacters.ocd2"))]
    if regional:
        chain.append(_first_of(_union(*kept, _file(share, _REGIONAL_WORDS[form.region]))))
    chain.append(regional_glyphs(form, kept))
    return load(chain)


def simplifier() -> Convert:
    """A function that makes single characters Simplified, and knows no words."""
    share = dictionaries()
    unified = _first_of(_file(share, "CJK_Compatibility_Ideographs.ocd2"))
    # OpenCC keeps those apart whose Simplified character few fonts have.
    rare, common = _file(share, "TSCharactersExt.ocd2"), _file(share, "TSCharacters.ocd2")
    return load([unified, _first_of(rare, common)])


def regional_glyphs(form: Form, kept: list[dict[str, Any]]) -> dict[str, Any]:
    """The last step of a chain: Traditional as the papers of a region print it."""
    share = dictionaries()
    phrases, characters = _TABLES[form.region]
    return _first_of(
        _union(*kept, _file(share, phrases)),
        *inline(dict(form.glyphs)),
        _file(share, characters),
    )


def final(form: Form, words: Mapping[str, str], style: Mapping[str, str]) -> dict[str, str]:
    """What the tables of the region must leave: `style`, and values of `words` as themselves."""
    lines = list(dict.fromkeys(words.values()))
    after = each(load([regional_glyphs(form, inline(style))]), lines)
    changed = {line: line for line, new in zip(lines, after, strict=True) if line != new}
    return {**style, **changed}


def load(chain: list[dict[str, Any]]) -> Convert:
    """A chain of dictionaries as a function."""
    config = {"name": "wenzhai", "conversion_chain": [{"dict": group} for group in chain]}
    return _loaded(json.dumps(config, ensure_ascii=False))


@lru_cache(maxsize=8)
def _loaded(configuration: str) -> Convert:
    """Two for each form are asked for again with every save in a preview."""
    opencc = package()
    # OpenCC reads configurations from files only, all of it before it returns.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "wenzhai.json"
        path.write_text(configuration, encoding="utf-8")
        convert: Convert = opencc.OpenCC(str(path)).convert
    return convert


@lru_cache(maxsize=1)
def package() -> Any:
    """OpenCC's own module; raises ProblemsFound when it is missing, or is another of that name."""
    try:
        import opencc
    except ImportError:
        raise _missing("没有安装 OpenCC", "OpenCC is not installed") from None
    # opencc-python-reimplemented and opencc-py install a module of this name, 40 times slower
    # and with tables of their own.
    version = str(getattr(opencc, "__version__", "0"))
    if not hasattr(opencc, "CONFIGS") or int(version.split(".")[0]) < 1:
        raise _missing("装的不是官方的 OpenCC", "this is another package than OpenCC itself")
    return opencc


def edition() -> tuple[object, ...]:
    """What tells the OpenCC that is installed from every other: its version, its dictionaries."""
    states = [path.stat() for path in sorted(dictionaries().glob("*.ocd2"))]
    return package().__version__, [(state.st_size, state.st_mtime_ns) for state in states]


def _missing(zh: str, en: str) -> ProblemsFound:
    mend = "pip install 'OpenCC>=1.4'"
    phrase = Phrase(f"运行 {mend}", f"run {mend}")
    return ProblemsFound([Problem("no-opencc", Place("opencc"), Phrase(zh, en), phrase)])


@lru_cache(maxsize=1)
def dictionaries() -> Path:
    """The folder of OpenCC's dictionaries, which it does not name in public."""
    installed = Path(package().__file__).parent
    found = next(installed.rglob("STCharacters.ocd2"), None)
    if found is None:
        raise _missing("OpenCC 的词典不见了", "OpenCC's dictionaries are not there")
    return found.parent


def _file(share: Path, name: str) -> dict[str, Any]:
    return {"type": "ocd2", "file": str(share / name)}


def inline(words: Mapping[str, str]) -> list[dict[str, Any]]:
    """A dictionary of words, or nothing: OpenCC wants no empty ones."""
    return [{"type": "inline", "entries": dict(words)}] if words else []


def _union(*groups: dict[str, Any]) -> dict[str, Any]:
    return {"type": "group", "match_policy": "union", "dicts": list(groups)}


def _first_of(*groups: dict[str, Any]) -> dict[str, Any]:
    return {"type": "group", "match_policy": "short_circuit", "dicts": list(groups)}


def each(convert: Convert, texts: Iterable[str]) -> list[str]:
    """Several one-line texts in one call."""
    lines = list(texts)
    return convert("\n".join(lines)).split("\n") if lines else []
