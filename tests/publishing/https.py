"""A repository over https as a forge has it: git's own `http-backend`, and a token is asked for.

The certificate is made here, and only who is told of it trusts it.
"""

from __future__ import annotations

import base64
import contextlib
import http.server
import os
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

USER, PASSWORD = "x-access-token", "secret-of-the-tests-12345"


@contextlib.contextmanager
def forge(folder: Path) -> Iterator[tuple[str, dict[str, str], list[str]]]:
    """Serve the repositories below a folder: the address, what git must be told to trust it, and
    what is asked, as `GET /news.git/info/refs 200`."""
    git = subprocess.run(["git", "--exec-path"], capture_output=True, text=True, check=True)
    backend = Path(git.stdout.strip()) / "git-http-backend"
    if not backend.exists() or shutil.which("openssl") is None:
        pytest.skip("git-http-backend or openssl is missing: apt-get install git openssl")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    command += ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, capture_output=True, check=True)
    asked: list[str] = []

    class Handler(_Backend):
        program, root, log = backend, folder, asked

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        address = f"https://localhost:{server.server_port}"
        yield address, {"GIT_SSL_CAINFO": str(certificate)}, asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Backend(http.server.BaseHTTPRequestHandler):
    """Hands what is asked to `git http-backend`, by the Common Gateway Interface (RFC 3875)."""

    program: Path
    root: Path
    log: list[str]

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        data = self._body()
        wanted = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {wanted}":
            self.log.append(f"{self.command} {parts.path} 401")
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="news"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        environ = os.environ | {
            "GIT_PROJECT_ROOT": str(self.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "REMOTE_USER": USER,
            "REQUEST_METHOD": self.command,
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(data)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }
        done = subprocess.run(
            [str(self.program)], input=data, capture_output=True, env=environ, check=True
        )
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        said = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        status = int(said.pop("Status", "200").split()[0])
        self.log.append(f"{self.command} {parts.path} {status}")
        self.send_response(status)
        for name, value in said.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", "0")))
        chunks = []
        while size := int(self.rfile.readline(), 16):
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(chunks)

    def log_message(self, *_: object) -> None:
        """Say nothing: the tests have their own output."""
