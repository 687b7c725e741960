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
from generator.problems import ProblemsFound
from generator.runs import Plan
from generator.workers import Done, Job

REACH = 5
"""Seconds for the scheduler to answer."""

PATIENCE = 60.0
"""Seconds without any worker: a cluster that grows by demand takes a while to begin."""

LOOK = 1
"""Seconds between two looks whether somebody is at work."""

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
    # What matters of it is raised, and said in our words.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    settings = {
        "distributed.comm.timeouts.connect": REACH,
        # The words of an article go out once more, with the segment that it is in.
        "distributed.admin.large-graph-warning-threshold": "1GiB",
    }
    with dask.config.set(settings), contextlib.ExitStack() as closing:
        try:
            client = closing.enter_context(
                distributed.Client(address, timeout=REACH, set_as_default=False)
            )
        except (OSError, ValueError, TypeError) as error:
            raise unreachable(address, error) from None
        yield Cluster(client, address, store)


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
        for job in jobs:
            waiting.append(self._sent(work.__name__, job))
            if len(waiting) >= self._ahead():
                yield self._landed(waiting.popleft())
        while waiting:
            yield self._landed(waiting.popleft())

    def _sent(self, task: str, job: Any) -> Any:
        # A job fails for a reason that holds elsewhere too; a worker that is lost is another thing,
        # and the scheduler's to mend.
        return self._client.submit(do, self._errand, task, job, pure=False, retries=0)

    def _ahead(self) -> int:
        workers = self._client.scheduler_info(n_workers=0).get("n_workers", 0)
        return AHEAD * max(2, int(workers))

    def _landed(self, future: Any) -> Any:
        delivery = self._answer(future)
        self._way.land(delivery.box, self._tree)
        return delivery.done

    def _answer(self, future: Any) -> Delivery:
        from concurrent.futures import CancelledError

        from distributed import KilledWorker, wait
        from distributed.comm import CommClosedError

        alone = 0.0
        while not future.done():
            with contextlib.suppress(TimeoutError), self._client.as_current():
                wait(future, timeout=LOOK)
                break
            alone = 0.0 if self._client.nthreads() else alone + LOOK
            if alone >= self._patience:
                raise deserted(self._address, self._patience)
        try:
            delivery: Delivery = future.result()
        except ProblemsFound:
            raise
        except KilledWorker as error:
            raise killed(self._address, getattr(error, "allowed_failures", 0) + 1) from None
        except (CancelledError, CommClosedError):
            raise lost(self._address) from None
        except (ImportError, AttributeError, RuntimeError) as error:
            if "deserializ" in str(error) or isinstance(error, ImportError):
                raise another_program(self._address, error) from None
            raise
        return delivery
