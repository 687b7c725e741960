"""What is said when a cluster cannot do the work; each is one line that names the machine."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.problems import Phrase, Place, Problem, ProblemsFound


def _found(rule: str, place: str, what: Phrase, mend: Phrase) -> ProblemsFound:
    return ProblemsFound([Problem(rule, Place(place), what, mend)])


def not_installed() -> ProblemsFound:
    """Dask or fsspec is not there."""
    return _found(
        "missing-package",
        "--cluster",
        Phrase(
            "用集群生成需要 distributed 和 fsspec", "building by a cluster needs Dask and fsspec"
        ),
        Phrase("运行 pip install 'wenzhai[cluster]'", "run pip install 'wenzhai[cluster]'"),
    )


def unreachable(address: str, reason: Exception) -> ProblemsFound:
    """No scheduler answers."""
    return _found(
        "no-scheduler",
        address,
        Phrase(
            f"连不上这个 Dask 调度器：{reason}",
            f"no Dask scheduler can be reached there: {reason}",
        ),
        Phrase(
            "运行 dask scheduler，照它说的写地址，如 tcp://10.0.0.5:8786",
            "run `dask scheduler` and write the address that it says, such as tcp://10.0.0.5:8786",
        ),
    )


def lost(address: str) -> ProblemsFound:
    """The scheduler is gone in the middle."""
    return _found(
        "scheduler-lost",
        address,
        Phrase("生成到一半，调度器不见了", "the scheduler went away during the build"),
        Phrase(
            "网站还是原来的；看它的日志，再生成一次",
            "the site is as it was; look at its log and build again",
        ),
    )


def deserted(address: str, seconds: float) -> ProblemsFound:
    """There is nobody to do the work."""
    return _found(
        "no-workers",
        address,
        Phrase(
            f"等了 {seconds:.0f} 秒，一个工作进程也没有",
            f"there has been no worker for {seconds:.0f} seconds",
        ),
        Phrase(
            f"在各台机器上运行 dask worker {address} --nthreads 1",
            f"run `dask worker {address} --nthreads 1` on the machines",
        ),
    )


def killed(address: str, workers: int) -> ProblemsFound:
    """Some pages have been the last of too many workers."""
    return _found(
        "worker-killed",
        address,
        Phrase(
            f"{workers} 个工作进程先后死在同一批页面上",
            f"{workers} workers died one after the other while they made the same pages",
        ),
        Phrase(
            "多半是内存不足；少开几个进程，或提高 --memory-limit",
            "they were probably short of memory; run fewer of them, or raise --memory-limit",
        ),
    )


def another_program(address: str, reason: BaseException) -> ProblemsFound:
    """The scheduler or a worker does not know our functions."""
    return _found(
        "cluster-differs",
        address,
        Phrase(
            f"调度器或工作进程那里没有同样的文摘：{reason}",
            f"the scheduler or a worker does not have the same Wenzhai: {reason}",
        ),
        _SAME_PROGRAM,
    )


_SAME_PROGRAM = Phrase(
    "在每台机器上装同一版文摘和库，再重新启动它们",
    "install the same Wenzhai and libraries on every machine, and start them anew",
)

_DIFFERENCES: Mapping[str, tuple[Phrase, Phrase]] = {
    "program": (
        Phrase(
            "这个工作进程的文摘、Python 或库不是同一版",
            "this worker has another Wenzhai, Python or library",
        ),
        _SAME_PROGRAM,
    ),
    "content": (
        Phrase("这个工作进程读到的内容不一样", "this worker reads other content"),
        Phrase(
            "有人正在改，或共享文件夹还没有跟上；再生成一次",
            "somebody is editing, or the shared folder lags behind; build again",
        ),
    ),
    "theme": (
        Phrase("这个工作进程读到的主题不一样", "this worker reads another theme"),
        Phrase("让各台机器看到同样的 themes/", "let all machines see the same themes/"),
    ),
    "pages": (
        Phrase(
            "这个工作进程会用别的模板或字体来做页面",
            "this worker would make pages with other templates or fonts",
        ),
        Phrase(
            "在每台机器上装同样的字体，让它们看到同样的 themes/",
            "install the same fonts on every machine, and let all see the same themes/",
        ),
    ),
}


def differs(worker: str, part: str, folder: str) -> ProblemsFound:
    """A worker would make another site; `part` is a field of `Agreement`."""
    what, mend = _DIFFERENCES[part]
    where = f"{worker} {folder}" if part in ("content", "theme") else worker
    return _found("cluster-differs", where, what, mend)


def out_of_sight(worker: str, folder: Path) -> ProblemsFound:
    """A worker does not see a folder that it needs."""
    return _found(
        "not-shared",
        worker,
        Phrase(f"这个工作进程看不到 {folder}", f"this worker does not see {folder}"),
        Phrase(
            "把它用同一路径挂到那台机器上；放网站的文件夹也可以改用 --cluster-store",
            "mount it there at the same path; for the folder of the site, --cluster-store will do",
        ),
    )


def unusable(url: str, reason: Exception) -> ProblemsFound:
    """A store cannot be written and read."""
    return _found(
        "no-store",
        url,
        Phrase(f"这个存储不能用：{reason}", f"this store cannot be used: {reason}"),
        Phrase(
            "看网址、钥匙，以及 fsspec 对这种存储要的库",
            "look at the URL, the keys, and the library that fsspec wants for it",
        ),
    )


def damaged(parcel: str) -> ProblemsFound:
    """A store gave back something else."""
    return _found(
        "damaged-parcel",
        parcel,
        Phrase(
            "存储交回来的不是工作进程放进去的", "the store gave back what no worker had put there"
        ),
        Phrase("再生成一次", "build again"),
    )
