"""Files on their way from a worker to the tree, without a cluster."""

from __future__ import annotations

from pathlib import Path

import pytest
from accidents import holds

from generator.cluster import boxes
from generator.cluster.boxes import Outbox, Store, Way, way
from generator.output import MANIFEST, new_tree, publish
from generator.problems import ProblemsFound

FILES = {"index.html": "首页", "issues/a/01.html": "一", "issues/a/02.html": "", "b": "一"}


@pytest.fixture(params=["folder", "file", "memory"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    pytest.importorskip("fsspec", reason="fsspec is missing: pip install '.[cluster]'")
    return {
        "folder": str(tmp_path / ".site.boxes" / "1"),
        "file": (tmp_path / "store").as_uri() + "/1",
        "memory": f"memory://{tmp_path.name}/1",
    }[request.param]


def carried(tmp_path: Path, there: Way, here: Way, files: dict[str, str]) -> dict[str, str]:
    """What the site holds after a worker made these files."""
    site = tmp_path / "site"
    with new_tree(site) as tree:
        here.begin()
        outbox = Outbox(site, there)
        outbox.open("given-up")
        outbox.write("index.html", "半".encode())
        outbox.open("done")
        for path, text in files.items():
            outbox.write(path, text.encode())
        box = outbox.close()
        here.land(box, tree)
        for path, digest, size in box.files:
            tree.record(path, digest, size)
        here.end()
        publish(tree)
    return {path: text for path, text in holds(site).items() if path != MANIFEST}


def test_what_a_worker_made_comes_into_the_site(place: str, tmp_path: Path) -> None:
    assert FILES == carried(tmp_path, way(place), way(place), FILES)
    changed = FILES | {"index.html": "新的首页", "issues/a": "不再是文件夹"}
    changed = {path: text for path, text in changed.items() if not path.startswith("issues/a/")}
    assert changed == carried(tmp_path, way(place), way(place), changed)


def test_nothing_is_left_of_the_boxes(place: str, tmp_path: Path) -> None:
    carried(tmp_path, way(place), way(place), FILES)
    left = {path.name for path in tmp_path.iterdir()}
    assert left <= {"site", ".site.lock", ".site.states", ".site.older", "store"}
    assert not any((tmp_path / "store").glob("*"))


@pytest.mark.parametrize("most", [1, 4, 7, 1000])
def test_a_large_box_goes_into_a_store_in_parcels(
    most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boxes, "PARCEL", most)
    place = f"memory://{tmp_path.name}/parcels"
    assert FILES == carried(tmp_path, Store(place), Store(place), FILES)


def test_what_a_store_gives_back_is_not_believed(tmp_path: Path) -> None:
    import fsspec

    place = f"memory://{tmp_path.name}/damaged"
    store = Store(place)
    outbox = Outbox(tmp_path / "site", store)
    outbox.open("one")
    outbox.write("index.html", "首页".encode())
    box = outbox.close()
    memory, root = fsspec.core.url_to_fs(place)
    memory.pipe_file(f"{root}/one.0", "首頁".encode())
    with pytest.raises(ProblemsFound, match="damaged-parcel"), new_tree(tmp_path / "site") as tree:
        store.land(box, tree)
    assert not (tmp_path / "site").exists()


def test_a_bucket_with_a_wrong_name_is_refused_and_not_made() -> None:
    fsspec = pytest.importorskip("fsspec", reason="fsspec is missing: pip install '.[cluster]'")
    from fsspec.implementations.memory import MemoryFileSystem

    class Buckets(MemoryFileSystem):
        """Keys begin with the name of a bucket, as those of S3 do, and a folder makes one."""

        protocol = "buckets"
        store: dict[str, object] = {}  # noqa: RUF012
        pseudo_dirs = [""]  # noqa: RUF012

        @classmethod
        def _strip_protocol(cls, path: str) -> str:
            return path.removeprefix("buckets://").strip("/")

    fsspec.register_implementation("buckets", Buckets, clobber=True)
    with pytest.raises(ProblemsFound) as found:
        Store("buckets://papres/1").begin()
    assert "no such bucket: papres" in found.value.problems[0].report("en")
    assert [""] == Buckets.pseudo_dirs
    Buckets.pseudo_dirs.append("papers")
    Store("buckets://papers/1").begin()
    assert "papers/1/try" in Buckets.store
