"""One machine and a cluster on the same newspaper: `python benchmarks/scale.py --articles 10000`.

Builds a digest by the processes of this machine, then by the workers of a Dask cluster that it
starts on this machine, holds the two sites against each other byte for byte, and prints what each
took. Ends with 1 when they differ. Three workers on one machine say nothing of the speed of three
machines: what they show is that the bytes are the same, and what a worker holds in memory.
"""

from __future__ import annotations

import argparse
import contextlib
import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from measure import Cost, Failed, run

HERE = Path(__file__).parent
ROOT = HERE.parent
WENZHAI = (sys.executable, "-m", "generator")
PATIENCE = 120
"""Seconds for the processes of the cluster to begin."""


@dataclass(frozen=True, slots=True)
class Row:
    """One build."""

    what: str
    cost: Cost
    workers: int = 0
    """Of a cluster."""
    largest: float = 0.0
    """Peak of the largest of them, in MB."""
    cpu: float = 0.0
    """Seconds of processor time of all of them; those of a build by itself are in `cost`."""


def main() -> None:
    """Read the command line, measure, print."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="wenzhai-scale-") as temporary:
        folder = arguments.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            rows, size, same = _measure(arguments, folder.resolve())
        except Failed as failed:
            sys.exit(f"not measured: {failed}")
    if arguments.json:
        plain = [asdict(row) for row in rows]
        print(json.dumps({"rows": plain, **size, "same": same}, indent=2))
    else:
        print("\n".join(_report(arguments, rows, size, same)))
    sys.exit(0 if same else 1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="One machine and a cluster on one newspaper.")
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--forms", nargs="*", default=[], help="zh-Hant-TW zh-Hant-HK …")
    parser.add_argument("--workers", type=int, default=3, help="of the cluster")
    parser.add_argument("--store", default="", help="also by this store, such as file:///tmp/x")
    parser.add_argument("--folder", type=Path, help="where to make everything, and keep it")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _measure(
    arguments: argparse.Namespace, folder: Path
) -> tuple[list[Row], dict[str, float], bool]:
    digest, log = folder / f"digest-{arguments.articles}", folder / "output.txt"
    if not digest.is_dir():
        run((sys.executable, str(HERE / "corpus.py"), str(arguments.articles), str(digest)), log)
        if arguments.forms:
            with (digest / "content" / "site.yaml").open("a", encoding="utf-8") as file:
                file.write(f"variants: [{', '.join(arguments.forms)}]\n")
    sites = [folder / name for name in ("alone", "cluster", "store")]
    rows = [Row("this machine", _build(digest, sites[0], log))]
    ways = [(sites[1], ())]
    if arguments.store:
        ways.append((sites[2], ("--cluster-store", arguments.store)))
    same = True
    for site, options in ways:
        with _cluster(folder / "dask", arguments.workers) as (address, pids):
            cost = _build(digest, site, log, "--cluster", address, *options)
            largest, cpu = max(map(_peak, pids)), sum(map(_cpu, pids))
        what = f"{arguments.workers} workers, {'a store' if options else 'a shared folder'}"
        rows.append(Row(what, cost, arguments.workers, largest, cpu))
        same = same and _are_the_same(sites[0], site)
    return rows, _size(digest, sites[0]), same


def _build(digest: Path, site: Path, log: Path, *options: str) -> Cost:
    for path in (site, site.with_name(f".{site.name}.older")):
        shutil.rmtree(path, ignore_errors=True)
    # What the last build kept would be time that this one does not take.
    shutil.rmtree(digest / ".wenzhai-cache", ignore_errors=True)
    command = (*WENZHAI, "-C", str(digest), "build", "--quiet", "--full", "-o", str(site))
    return run((*command, *options), log, environment={"PYTHONPATH": str(ROOT)})


@contextlib.contextmanager
def _cluster(folder: Path, workers: int) -> Iterator[tuple[str, list[int]]]:
    """The address of a scheduler, and the processes of its workers."""
    folder.mkdir(exist_ok=True)
    contact = folder / "scheduler.json"
    contact.unlink(missing_ok=True)
    log = (folder / "dask.txt").open("wb")
    processes = [
        _dask(
            log,
            ("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"),
            ("--scheduler-file", str(contact)),
        )
    ]
    try:
        deadline = time.monotonic() + PATIENCE
        while not (contact.is_file() and contact.read_bytes()):
            if time.monotonic() > deadline:
                raise Failed(f"the scheduler did not begin: see {log.name}")
            time.sleep(0.1)
        address = json.loads(contact.read_text())["address"]
        processes += [
            _dask(
                log,
                ("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"),
                # As much as there is: how much they need is what is measured.
                ("--memory-limit", "0", "--local-directory", str(folder)),
            )
            for _ in range(workers)
        ]
        yield address, [process.pid for process in processes[1:]]
    finally:
        for process in processes:
            process.kill()
        for process in processes:
            process.wait()
        log.close()


def _dask(log: object, *arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dask", *(one for some in arguments for one in some)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=environment)  # type: ignore[call-overload]


def _peak(pid: int) -> float:
    """The most that a process ever had in memory, in MB; Linux knows."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def _cpu(pid: int) -> float:
    """Seconds that a process had a processor, user and system; Linux knows."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _are_the_same(one: Path, other: Path) -> bool:
    """Every file of both, its bytes, the manifest among them."""
    names = [
        {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
        for site in (one, other)
    ]
    if names[0] != names[1]:
        print(f"only in one: {sorted(names[0] ^ names[1])[:5]}", file=sys.stderr)
        return False
    _, mismatch, errors = filecmp.cmpfiles(one, other, sorted(names[0]), shallow=False)
    if mismatch or errors:
        print(f"not the same: {(mismatch + errors)[:5]}", file=sys.stderr)
    return not (mismatch or errors)


def _size(digest: Path, site: Path) -> dict[str, float]:
    """Files and MB of the site, of its pages alone, of the content and of what a build keeps."""
    files = [path for path in site.rglob("*") if path.is_file()]
    return {
        "files": len(files),
        "megabytes": sum(path.stat().st_size for path in files) / 2**20,
        "on_disk": _on_disk(site),
        "content": _on_disk(digest / "content"),
        "kept": _on_disk(digest / ".wenzhai-cache"),
    }


def _on_disk(folder: Path) -> float:
    """MB of whole blocks: small files take more than they hold."""
    paths = [path.stat() for path in folder.rglob("*")]
    return sum(status.st_blocks for status in paths) / 2**11


def _report(
    arguments: argparse.Namespace, rows: Sequence[Row], size: dict[str, float], same: bool
) -> Iterator[str]:
    articles = arguments.articles
    forms = f", {len(arguments.forms)} more forms" if arguments.forms else ""
    yield (
        f"{articles:,} articles{forms}: {size['files']:,.0f} files, {size['megabytes']:,.0f} MB "
        f"({size['on_disk']:,.0f} MB on disk), made of {size['content']:,.0f} MB of content; "
        f"{size['kept']:,.0f} MB are kept for the next build"
    )
    yield ""
    yield "| | minutes | articles/s | CPU minutes | MB of the build | MB of a worker |"
    yield "|---|--:|--:|--:|--:|--:|"
    for row in rows:
        cells = (
            f"{row.cost.wall / 60:.2f}",
            f"{articles / row.cost.wall:.0f}",
            f"{row.cost.cpu / 60:.2f}" + (f" + {row.cpu / 60:.2f}" if row.workers else ""),
            f"{row.cost.megabytes:,.0f}",
            f"{row.largest:,.0f}" if row.workers else "",
        )
        yield f"| {row.what} | {' | '.join(cells)} |"
    yield ""
    yield "The same, byte for byte." if same else "NOT the same."


if __name__ == "__main__":
    main()
