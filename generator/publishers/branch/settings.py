"""What git is told of us: by variables, since what stands in arguments every user of the machine
can read.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from urllib.parse import urlsplit

TOKEN = "WENZHAI_GIT_TOKEN"
"""The variable with the password for `git+https`; ssh has its own keys."""


def settings_for(url: str, environ: Mapping[str, str]) -> dict[str, str]:
    """Variables for git without questions, hooks and conversions, and with the password."""
    settings = [
        ("core.hooksPath", os.devnull),
        ("core.autocrlf", "false"),
        ("core.quotePath", "false"),
        ("gc.auto", "0"),
        ("protocol.ext.allow", "never"),
    ]
    parts = urlsplit(url)
    token = environ.get(TOKEN, "")
    if token and parts.scheme == "https":
        pair = f"{parts.username or 'x-access-token'}:{token}".encode()
        value = f"Authorization: Basic {base64.b64encode(pair).decode()}"
        host = parts.netloc.rpartition("@")[2]
        settings.append((f"http.https://{host}/.extraheader", value))
    told = {"GIT_TERMINAL_PROMPT": "0", "GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings):
        told |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    for person in ("AUTHOR", "COMMITTER"):
        told[f"GIT_{person}_NAME"] = environ.get(f"GIT_{person}_NAME") or "Wenzhai"
        told[f"GIT_{person}_EMAIL"] = environ.get(f"GIT_{person}_EMAIL") or "wenzhai@localhost"
    told["GIT_SSH_COMMAND"] = environ.get("GIT_SSH_COMMAND") or "ssh -o BatchMode=yes"
    told["LC_ALL"] = "C"
    return told
