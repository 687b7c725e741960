"""In which language the command line speaks."""

from __future__ import annotations

import os


def message_language(environ: dict[str, str] | None = None) -> str:
    """`zh` or `en`: the language of messages, by WENZHAI_LANG and then the usual locale variables.

    Chinese unless a locale of another language is set; `C` and `POSIX` say nothing of language.
    """
    env = os.environ if environ is None else environ
    for name in ("WENZHAI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = env.get(name, "")
        if value:
            language = value.split(".")[0].split("_")[0].lower()
            return "zh" if language in ("zh", "c", "posix") else "en"
    return "zh"
