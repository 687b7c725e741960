"""`ssh://editor@example.com/srv/www/news`: release folders on a server, sent by rsync.

rsync compares by content with the release before and links what is the same (`--link-dest`); a
short script on the server then swaps the link, under a lock and only if the release that we
planned from is still the published one. The server needs rsync and a POSIX shell with `mv -T`.
"""

from __future__ import annotations

import contextlib
import re
import shlex
from collections.abc import Iterable, Iterator

from generator.model import Target
from generator.problems import Phrase
from generator.publishers.server.address import Address, read_address
from generator.publishers.server.scripts import (
    END,
    IN_THE_WAY,
    LOOK_AND_READ,
    OVERTAKEN,
    PREPARE,
    READ,
    REMOVE,
    SHOW,
    SWEEP,
    TEMP,
)
from generator.publishing.plans import Plan
from generator.publishing.records import (
    CannotPublish,
    Files,
    Overtaken,
    Release,
    Surroundings,
    read_release,
    release_name,
    release_number,
    write_release,
)
from generator.publishing.release_folders import (
    CURRENT,
    FEWEST,
    PART,
    RELEASES,
    chain,
    next_number,
    outdated,
)
from generator.publishing.running import CommandFailed, retried, run
from generator.publishing.site_folder import Source

_BEGINNING = re.compile(
    r'\{"checksum":"\w+","record":\{.*?"release":"([\w-]+)","previous":"([\w-]*)"'
)
_NO_CONNECTION = 255
_RSYNC_STUMBLES = (5, 10, 12, 30, 35, 255)
"""Of https://download.samba.org/pub/rsync/rsync.1#EXIT_VALUES those for want of a connection."""


@contextlib.contextmanager
def opened(target: Target, around: Surroundings, writing: bool) -> Iterator[ServerPublisher]:
    """The publisher of a folder on a server; the lock is taken there, for the swap alone."""
    yield ServerPublisher(read_address(target.url), around, max(target.keep, FEWEST))


class ServerPublisher:
    """Release folders below a folder of a server."""

    unfinished = False

    def __init__(self, address: Address, around: Surroundings, keep: int) -> None:
        self.address, self.environ, self.keep = address, around.environ, keep
        self.ssh = [
            *shlex.split(around.environ.get("RSYNC_RSH", "") or "ssh"),
            *("-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15"),
            *(("-p", str(address.port)) if address.port else ()),
            *(("-l", address.user) if address.user else ()),
        ]
        self.names: list[str] = []
        """Of all that lies in the folder of the releases."""
        self.previous: dict[str, str] = {}
        """The release that each one replaced, for all records there."""
        self.shown = ""

    def published(self) -> Release | None:
        """The release that the link leads to."""
        said, _, record = self._remote_look(LOOK_AND_READ).partition(f"\n{END}\n".encode())
        self._understand(said)
        return self._release(record)

    def releases(self) -> list[Release]:
        """The published one and those before it."""
        return list(chain(self.published(), self._whole))

    def send(self, plan: Plan, source: Source) -> None:
        """Send the site into a folder beside the releases, and lead the link to it."""
        current = plan.before.name if plan.before else ""
        name = release_name(self._number(plan), plan.files)
        self._remote(
            PREPARE, name, data=write_release(Release(name, plan.files, current, plan.lingering))
        )
        retried(lambda: self._rsync(name, current, plan, source))
        source.check_unchanged()
        self._show(name, self.shown, plan.lingering)
        self._remove_outdated()

    def put_back(self) -> None:
        """Lead the link to the release before; the caller has seen that there is one."""
        there = self.releases()
        self._show(there[1].name, there[0].name, {})

    def _number(self, plan: Plan) -> int:
        """The next number, or that of the same site half sent: its files need not go again."""
        number = next_number([name for name in self.names if not name.endswith(PART)], self.shown)
        half = f"{release_name(number, plan.files)}{PART}"
        return number if half in self.names else next_number(self.names, self.shown)

    def _rsync(self, name: str, current: str, plan: Plan, source: Source) -> None:
        folder = f"{self.address.root}/{RELEASES}"
        host = f"{self.address.host}:{folder}/{name}{PART}/"
        command = ["rsync", "--secluded-args", "--checksum", "--perms", "--chmod=D755,F644"]
        command += ["--omit-dir-times", "--timeout=120", f"--temp-dir={folder}/{name}{TEMP}"]
        command += [f"--link-dest={folder}/{current}"] if current else []
        # Names with a dot before them: none can be taken for a comment.
        command += ["--from0", "--files-from=-", f"--rsh={shlex.join(self.ssh)}", "--", "./", host]
        listed = b"".join(b"./%b\0" % path.encode() for path in plan.files)
        run(
            command,
            self.environ,
            data=listed,
            folder=source.folder,
            passing=_RSYNC_STUMBLES,
        )

    def _show(self, name: str, shown: str, lingering: Files) -> None:
        where = f"{RELEASES}/{shown}" if shown else ""
        self._understand(self._remote(SHOW, name, where, data=_nul(lingering)))

    def _remove_outdated(self) -> None:
        current = self.shown
        kept = [current]
        while len(kept) < self.keep and self.previous.get(kept[-1]):
            kept.append(self.previous[kept[-1]])
        for name in outdated(list(self.previous), kept, current):
            release = self._read(name)
            if release is not None:
                self._remote(REMOVE, name, data=_nul(release.everything))
        left = [
            name
            for name in self.names
            for end in (PART, TEMP)
            if name.endswith(end)
            and 0 < release_number(name.removesuffix(end)) <= release_number(current)
        ]
        if left:
            self._remote(SWEEP, *left)

    def _remote_look(self, script: str) -> bytes:
        try:
            return self._remote(script)
        except CommandFailed as failed:
            if failed.code == IN_THE_WAY:
                raise CannotPublish(
                    Phrase(f"服务器上的 {CURRENT} 不是链接", f"{CURRENT} there is not a link"),
                    Phrase("换一个文件夹，或把它移走", "choose another folder, or move it away"),
                ) from None
            raise

    def _understand(self, looked: bytes) -> None:
        """Remember what `LOOK` said: which release is published, and what else is there."""
        lines = looked.decode("utf-8", "replace").splitlines() or [""]
        self.shown = lines[0].rpartition("/")[2]
        self.names = [line for line in lines[1:] if not line.startswith("{")]
        begun = [_BEGINNING.match(line) for line in lines[1:]]
        self.previous = {match[1]: match[2] for match in begun if match}

    def _read(self, name: str) -> Release | None:
        """A release of which there is a record, with or without its folder."""
        return self._release(self._remote(READ, name)) if release_number(name) else None

    def _whole(self, name: str) -> Release | None:
        return self._read(name) if name in self.names else None

    def _release(self, record: bytes) -> Release | None:
        try:
            return read_release(record)[0] if record else None
        except ValueError:
            return None

    def _remote(self, script: str, *arguments: str, data: bytes = b"") -> bytes:
        """Run a script on the server with the root and `arguments` as `$1`, `$2` …"""
        told = shlex.join(["sh", "-ec", script, "wenzhai", self.address.root, *arguments])
        command = [*self.ssh, "--", self.address.host.strip("[]"), told]
        try:
            return retried(lambda: run(command, self.environ, data=data, passing=(_NO_CONNECTION,)))
        except CommandFailed as failed:
            if failed.code == OVERTAKEN:
                raise Overtaken from None
            raise


def _nul(paths: Iterable[str]) -> bytes:
    return b"".join(b"./%b\0" % path.encode() for path in paths)
