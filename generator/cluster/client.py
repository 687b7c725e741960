"""The process that builds, with its cluster in place of processes of its own."""

from __future__ import annotations

import contextlib
import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from generator.cluster.agreement import Errand, agreement
from generator.cluster.boxes import Way, way
from generator.cluster.refusals import (
    another_program,
    deserted,
    killed,
    lost,
    not_installed,
    unreachable,
)
from generator.cluster.worker import Delivery, do
from generator.output import Tree, sibling
from generator.runs import Plan
from generator.workers import Done, Job

REACH = 5
"""Seconds for the scheduler to answer."""

PATIENCE = 60.0
"""Seconds without any worker: a cluster that grows by demand takes a while to begin."""

LOOK = 1
"""Seconds between two looks whether somebody is at work."""

LOOK_AGAIN = 32
"""Jobs after which workers are counted again: they come and go."""

AHEAD = 4
"""Jobs for each worker that wait at the scheduler: none is idle, and few results lie about."""


@contextlib.contextmanager
def reached(address: str, store: str = "") -> Iterator[Cluster]:
    """The cluster whose scheduler is at `address`, such as `tcp://10.0.0.5:8786`.

    Raises ProblemsFound within seconds when it does not answer, or Dask is not installed. How
    `tls://` is trusted is said in Dask's own configuration.
    """
    try:
        import dask
        import distributed
        import fsspec  # noqa: F401
    except ImportError:
        raise not_installed() from None
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] == "distributed":
            # What matters of it is raised, and said in our words.
            logging.getLogger(name).setLevel(logging.CRITICAL)
    settings = {
        "distributed.comm.timeouts.connect": REACH,
        "distributed.admin.large-graph-warning-threshold": "1GiB",
    }
    with dask.config.set(settings), contextlib.ExitStack() as closing:
        try:
            # The client would leave a thread behind that it cannot stop.
            _check_address(address)
            client = closing.enter_context(
                distributed.Client(address, timeout=REACH, set_as_default=False)
            )
        except (OSError, ValueError, TypeError) as error:
            raise unreachable(address, error) from None
        yield Cluster(client, address, store)


def _check_address(address: str) -> None:
    """Raises ValueError when it is none, of a kind that Dask knows."""
    from distributed.comm import get_address_host_port, parse_address
    from distributed.comm.registry import get_backend

    get_backend(parse_address(address, strict=True)[0])
    get_address_host_port(address, strict=True)


class Cluster:
    """A scheduler that answered; give its `pool` to `build`."""

    def __init__(
        self, client: Any, address: str, store: str = "", patience: float = PATIENCE
    ) -> None:
        self._client = client
        self._address = address
        self._store = store
        self._patience = patience

    @contextlib.contextmanager
    def pool(self, plan: Plan, tree: Tree) -> Iterator[ClusterPool]:
        """Workers for one build; raises ProblemsFound when the store cannot be used."""
        # Unique, and not of our making: nothing of it gets into the site.
        ticket = str(self._client.id)
        if self._store:
            boxes = f"{self._store.rstrip('/')}/{ticket}"
        else:
            boxes = str(sibling(tree.site, "boxes") / ticket)
        errand = Errand(
            project=str(plan.project.folder.resolve()),
            site=str(tree.site),
            now=plan.now,
            moment=plan.moment,
            agreed=agreement(plan),
            boxes=boxes,
        )
        travels = way(boxes)
        travels.begin()
        try:
            yield ClusterPool(self._client, self._address, errand, travels, tree, self._patience)
        finally:
            travels.end()


class ClusterPool:
    """See `workers.Pool`. A worker that is lost is replaced by another, which does its jobs."""

    inherits = False

    def __init__(
        self, client: Any, address: str, errand: Errand, way: Way, tree: Tree, patience: float
    ) -> None:
        self._client = client
        self._address = address
        self._errand = errand
        self._way = way
        self._tree = tree
        self._patience = patience

    def shared_out(self, work: Callable[[Job], Done], jobs: Sequence[Job]) -> Iterator[Done]:
        """`work`, a method of our `Maker`, done by the `Maker` of some worker."""
        waiting: deque[Any] = deque()
        ahead = 0
        for number, job in enumerate(jobs):
            with self._scheduler_there():
                ahead = ahead if number % LOOK_AGAIN else self._ahead()
                waiting.append(self._sent(work.__name__, job))
            if len(waiting) >= ahead:
                yield self._landed(waiting.popleft())
        while waiting:
            yield self._landed(waiting.popleft())

    def _sent(self, task: str, job: Any) -> Any:
        # A job fails for a reason that holds elsewhere too; a worker that is lost is another thing,
        # and the scheduler's to mend.
        return self._client.submit(do, self._errand, task, job, pure=False, retries=0)

    def _ahead(self) -> int:
        return AHEAD * max(2, len(self._client.nthreads()))

    def _landed(self, future: Any) -> Any:
        from distributed import KilledWorker

        try:
            with self._scheduler_there():
                self._await(future)
                delivery: Delivery = future.result()
        except KilledWorker as error:
            raise killed(self._address, error.allowed_failures + 1) from None
        except (ImportError, AttributeError, RuntimeError) as error:
            # So the scheduler says it that cannot read a job, and so a worker.
            if isinstance(error, ImportError) or "deserializ" in str(error):
                raise another_program(self._address, error) from None
            raise
        self._way.land(delivery.box, self._tree)
        return delivery.done

    def _await(self, future: Any) -> None:
        from distributed import wait

        alone = 0.0
        while not future.done():
            with contextlib.suppress(TimeoutError), self._client.as_current():
                wait(future, timeout=LOOK)
            alone = 0.0 if self._client.nthreads() else alone + LOOK
            if alone >= self._patience:
                raise deserted(self._address, self._patience)

    @contextlib.contextmanager
    def _scheduler_there(self) -> Iterator[None]:
        """Whatever goes wrong once the scheduler is gone, it is because of that."""
        from concurrent.futures import CancelledError

        from distributed.comm import CommClosedError

        try:
            yield
        except (CancelledError, CommClosedError):
            raise lost(self._address) from None
        except Exception:
            if self._client.status != "running":
                raise lost(self._address) from None
            raise
