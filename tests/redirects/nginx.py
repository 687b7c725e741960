"""A real nginx that serves a site as `docs/publishing.md` says."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from publishing.places import free_port, server
from world import write


@contextlib.contextmanager
def nginx(folder: Path, site: Path, base: str) -> Iterator[int]:
    """Serve a site that has files for nginx at the path `base`; gives the port. `folder` is for
    what nginx leaves behind, its messages in `log`."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin:/bin")
    if program is None:
        pytest.skip("nginx is missing: apt-get install nginx-light")
    port = free_port()
    user = "user root;" if os.getuid() == 0 else ""
    kept = "".join(
        f"{name}_temp_path {folder}/{name}; "
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    write(
        folder / "nginx.conf",
        f"{user} daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;\n"
        "worker_processes 1; events { worker_connections 64; }\n"
        f"http {{ access_log off; {kept}\n"
        f"include {site}/_nginx/http.conf;\n"
        f"server {{ listen 127.0.0.1:{port};\n"
        f"location {base}/ {{ alias {site}/; include {site}/_nginx/location.conf; }} }} }}\n",
    )
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with server(command, port, folder / "log"):
        yield port
