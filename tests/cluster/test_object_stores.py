"""Boxes that go through a real S3 server, by the library that fsspec wants for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from publishing.places import moto

from generator.cluster.boxes import Store
from generator.problems import ProblemsFound

# What the libraries of a store say while they end is theirs.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    pytest.importorskip("s3fs", reason="s3fs is missing: pip install 'wenzhai[test]'")
    boto3 = pytest.importorskip("boto3", reason="boto3 is missing: pip install '.[s3]'")
    with moto(tmp_path) as address:
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        boto3.client("s3").create_bucket(Bucket="papers")
        yield "papers"


def _buckets() -> list[str]:
    import boto3

    return [one["Name"] for one in boto3.client("s3").list_buckets()["Buckets"]]


def test_what_is_put_in_comes_out_and_nothing_is_left(bucket: str) -> None:
    store = Store(f"s3://{bucket}/deep/folder/1")
    store.begin()
    store.open("box")
    store.put("a.html", "甲".encode())
    assert (1,) == store.close()
    assert "甲".encode() == store._read("box.0")
    store.end()
    import boto3

    assert 0 == boto3.client("s3").list_objects_v2(Bucket=bucket)["KeyCount"]


def test_a_bucket_with_a_wrong_name_is_refused_and_not_made(bucket: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        Store("s3://papres/1").begin()
    assert "no such bucket: papres" in found.value.problems[0].report("en")
    assert [bucket] == _buckets()
