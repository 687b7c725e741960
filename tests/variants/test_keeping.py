"""What OpenCC was asked is kept, and what is kept makes the same converter."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cache import Cache
from generator.forms import kept_in
from generator.variants import (
    Converter,
    Entry,
    converter,
    folding,
    opencc,
    parts,
    simplified_characters,
)

NAMES = ["余秀范", "于谷", "张云"]
TEXT = "于谷说，松里面貌、云阳县的钟女士，对于谷物“里面”的干部。老挝、出租车，若干宝物。"


def made(folder: Path, names: list[str] | None = None, program: str = "one") -> Converter:
    return converter(
        "zh-Hant-TW",
        [Entry("里耶", "里耶")],
        NAMES if names is None else names,
        places=["松里", "云阳县"],
        keep=kept_in(Cache(folder), program),
    )


def test_what_is_kept_makes_the_same_converter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = converter("zh-Hant-TW", [Entry("里耶", "里耶")], NAMES, places=["松里", "云阳县"])
    first = made(tmp_path)
    for work in ("_house", "_named"):
        monkeypatch.setattr(parts, work, None)
    again = made(tmp_path)
    for one in (first, again):
        assert list(alone.matcher.words.items()) == list(one.matcher.words.items())
        assert alone.prose(TEXT) == one.prose(TEXT)
        assert list(map(alone.name, NAMES)) == list(map(one.name, NAMES))


def test_a_form_is_loaded_once_by_a_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(tmp_path)
    monkeypatch.setattr(opencc, "package", None)
    assert made(tmp_path).prose(TEXT) == first.prose(TEXT)
    with pytest.raises(TypeError):
        converter(
            "zh-Hant-TW", [Entry("里耶", "裏耶")], NAMES, keep=kept_in(Cache(tmp_path), "one")
        )


@pytest.mark.parametrize("other", [{"names": ["张云"]}, {"program": "another"}])
def test_another_question_is_asked_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: dict[str, object]
) -> None:
    made(tmp_path)
    monkeypatch.setattr(parts, "_named", None)
    with pytest.raises(TypeError):
        made(tmp_path, **other)  # type: ignore[arg-type]


def test_single_characters_are_kept_with_their_opencc(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = dict(simplified_characters())
    keep = kept_in(Cache(tmp_path))
    monkeypatch.setattr(folding, "_FOUND", {})
    assert asked == simplified_characters(keep)
    monkeypatch.setattr(folding, "_FOUND", {})
    monkeypatch.setattr(folding, "_asked", None)
    assert asked == simplified_characters(keep)
    monkeypatch.setattr(folding, "_FOUND", {})
    monkeypatch.setattr("generator.variants.opencc.edition", lambda: "another")
    with pytest.raises(TypeError):
        simplified_characters(keep)
