"""Changes below folders, told soon, together, and all of them."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

from previewed import apart

from generator.preview.watching import Changes, Watch

Told = Callable[[], Awaitable[Changes]]


def watching(top: Path, work: Callable[[Watch, Told], Awaitable[None]], *more: Path) -> None:
    """Do some work while `top/content` and more folders are watched."""

    async def run() -> None:
        watch = Watch(top, lambda: (top / "content", *more))
        await watch.start()
        changes = watch.changes()
        try:
            await work(watch, lambda: asyncio.wait_for(anext(changes), 30))
        finally:
            await changes.aclose()
            await watch.close()

    apart(run())


def test_a_file_is_named_as_the_digest_names_it(tmp_path: Path) -> None:
    (tmp_path / "elsewhere" / "assets").mkdir(parents=True)
    (tmp_path / "content").mkdir()
    theme = tmp_path / "theme"
    theme.symlink_to(tmp_path / "elsewhere")

    async def work(watch: Watch, told: Told) -> None:
        (theme / "assets" / "a.css").write_text("a")
        assert {theme / "assets" / "a.css"} == (await told()).saved
        (tmp_path / "content" / "a.md").write_text("a")
        assert {tmp_path / "content" / "a.md"} == (await told()).saved

    watching(tmp_path, work, theme)


def test_what_editors_keep_for_themselves_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()

    async def work(watch: Watch, told: Told) -> None:
        for name in (".a.md.swp", "a.md~", "~a.md", ".#a.md", "a.md"):
            (tmp_path / "content" / name).write_text("a")
        assert {tmp_path / "content" / "a.md"} == (await told()).paths

    watching(tmp_path, work)


def test_a_file_that_is_gone_is_told_as_gone(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    path = tmp_path / "content" / "a.md"
    path.write_text("a")

    async def work(watch: Watch, told: Told) -> None:
        path.unlink()
        found = await told()
        assert (frozenset(), {path}) == (found.saved, found.removed)

    watching(tmp_path, work)


def test_no_file_of_many_that_come_slowly_is_lost(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    paths = [tmp_path / "content" / f"{number}.md" for number in range(60)]

    async def work(watch: Watch, told: Told) -> None:
        async def save() -> None:
            for path in paths:
                path.write_text("a")
                await asyncio.sleep(0.01)

        saving = asyncio.create_task(save())
        found = Changes()
        while len(found.saved) < len(paths):
            found |= await told()
        await saving
        assert set(paths) == found.saved

    watching(tmp_path, work)


def test_a_folder_that_comes_to_be_is_told_and_then_watched(tmp_path: Path) -> None:
    themes = tmp_path / "themes"
    (tmp_path / "content").mkdir()

    async def work(watch: Watch, told: Told) -> None:
        assert not await watch.again()
        themes.mkdir()
        assert (await told()).anything
        assert await watch.again()
        (themes / "a.css").write_text("a")
        assert {themes / "a.css"} == (await told()).saved

    watching(tmp_path, work, themes)


def test_another_folder_at_the_same_place_is_watched_anew(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()

    async def work(watch: Watch, told: Told) -> None:
        (tmp_path / "new").mkdir()
        os.rename(content, tmp_path / "old")  # noqa: PTH104
        (tmp_path / "new").rename(content)
        found = await told()
        while not found.anything:
            found |= await told()
        assert await watch.again()
        (content / "a.md").write_text("a")
        found = await told()
        while content / "a.md" not in found.saved:
            found |= await told()

    watching(tmp_path, work)


def test_changes_that_are_joined_keep_what_was_last(tmp_path: Path) -> None:
    one, other = Path("a"), Path("b")
    saved, removed = Changes(saved=frozenset({one})), Changes(removed=frozenset({one}))
    assert removed == saved | removed
    assert saved == removed | saved
    assert {one, other} == (saved | Changes(saved=frozenset({other}))).paths
    assert (Changes(anything=True) | saved).anything


def test_a_system_with_no_more_watches_is_looked_at_again_and_again(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()

    async def run() -> None:
        # A folder that is gone before it is watched, as the system answers when it has no more.
        watch = Watch(tmp_path / "nowhere", lambda: (content,))
        await watch.start()
        changes = watch.changes()
        try:
            assert (await asyncio.wait_for(anext(changes), 30)).anything
        finally:
            await changes.aclose()
            await watch.close()

    apart(run())
