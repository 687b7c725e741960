"""What all tests share: where the sample pages lie, and that CI skips nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# A test that makes a segment in this process would leave threads of numpy behind, and Python warns
# of a fork beside threads from 3.12 on. Nothing here multiplies matrices.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Where it is set, every program that a test starts would compile all of ours again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.fixture(scope="session")
def cases() -> Path:
    """The folder of real pages with their ground truth, which lies beside the repository."""
    folder = ROOT.parent / "shared" / "cases"
    if not folder.is_dir():
        pytest.skip("the real sample pages are not beside this checkout (../shared/cases)")
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """In CI a skipped test is a failed one: what CI does not run, nobody runs."""
    report = yield
    if os.environ.get("WENZHAI_CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and CI skips nothing: {report.longrepr}"
    return report
