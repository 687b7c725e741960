"""The files for hosts that cannot run here: read as their documentation says they read them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from generator.build import build
from generator.headers import headers_of
from generator.hosts import HOSTS, cloudflare, edgeone
from generator.output import read_manifest
from redirects.sites import FORMS, GONE, MOVED, moved_site

BASES = ("", "/a/b", "/水")


def built(folder: Path, host: str, base: str = "", more: str = "") -> Path:
    return build(moved_site(folder, base, f"host: {host}\n{more}"), folder / "site").site


def lines(file: Path) -> list[list[str]]:
    return [line.split(" ") for line in file.read_text(encoding="ascii").splitlines()]


def expected(base: str) -> dict[str, str]:
    """Old addresses of the site as browsers ask for them, and where they lead."""
    led = {base + form + old: base + form + new for form in FORMS for old, new in MOVED.items()}
    led[f"{base}/zh-hant-tw/own.html"] = f"{base}/zh-hant-tw/issues/a/02.html"
    led = {quote(old): quote(new, safe="/#") for old, new in led.items()}
    return led | {
        quote(f"{base}{form}/elsewhere.html"): "https://xn--fsqu00a.com/%E6%B0%B4" for form in FORMS
    }


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("host", ["netlify", "cloudflare"])
def test_a_list_of_redirects_has_every_old_address(tmp_path: Path, host: str, base: str) -> None:
    rows = lines(built(tmp_path, host, base) / "_redirects")
    how = {"netlify": "301!", "cloudflare": "301"}[host]
    assert expected(base) == {old: new for old, new, status in rows if status == how}
    gone = {old: new for old, new, status in rows if status == "410!"}
    lost = {
        quote(base + form + url): quote(f"{base}{form}/404.html") for form in FORMS for url in GONE
    }
    assert (lost if host == "netlify" else {}) == gone
    assert len(rows) == len(expected(base)) + len(gone)


def test_what_has_no_stub_comes_first_where_a_host_takes_only_so_many(tmp_path: Path) -> None:
    rows = lines(built(tmp_path, "cloudflare") / "_redirects")
    assert ["/feed.php", "/zh-hant-tw/feed.php"] == [old for old, _, _ in rows[:2]]


@pytest.mark.parametrize("base", BASES)
def test_edgeone_is_told_in_its_own_file(tmp_path: Path, base: str) -> None:
    told = json.loads((built(tmp_path, "edgeone", base) / "edgeone.json").read_text())
    assert {301} == {rule["statusCode"] for rule in told["redirects"]}
    assert expected(base) == {rule["source"]: rule["destination"] for rule in told["redirects"]}


@pytest.mark.parametrize(("host", "most"), [("cloudflare", 2000), ("edgeone", 100)])
def test_a_host_is_not_told_more_than_it_takes(tmp_path: Path, host: str, most: int) -> None:
    assert most == {"cloudflare": cloudflare.MOST, "edgeone": edgeone.MOST}[host]
    moves = "".join(f"  /旧/{n}.html: /issues/a/01.html\n" for n in range(1100))
    site = build(
        moved_site(tmp_path, "", f"host: {host}\n", **{"addresses.yaml": f"moved:\n{moves}"}),
        tmp_path / "site",
    ).site
    if host == "edgeone":
        rows = len(json.loads((site / "edgeone.json").read_text())["redirects"])
    else:
        rows = len(lines(site / "_redirects"))
    assert most == rows
    assert (site / "旧/1099.html").is_file()


# Headers


Rules = list[tuple[re.Pattern[str], list[tuple[str, str]]]]


def listed(file: Path) -> Rules:
    rules: Rules = []
    for line in file.read_text(encoding="ascii").splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(":")
            rules[-1][1].append((name, value.strip()))
        else:
            rules.append((pattern(line), []))
    return rules


def configured(file: Path) -> Rules:
    return [
        (pattern(rule["source"]), [(one["key"], one["value"]) for one in rule["headers"]])
        for rule in json.loads(file.read_text())["headers"]
    ]


def pattern(rule: str) -> re.Pattern[str]:
    """`*` is anything, and there may be one; `:name` is anything but a slash."""
    assert rule.count("*") <= 1
    written = re.escape(rule).replace(r"\*", ".*")
    return re.compile(re.sub(r":[A-Za-z]\w*", "[^/]+", written))


def sent(rules: Rules, path: str) -> dict[str, str]:
    """What is sent for an address: a later rule wins, and `! Name` takes one away."""
    headers: dict[str, str] = {}
    for matches, said in rules:
        if matches.fullmatch(path):
            for name, value in said:
                if name.startswith("! "):
                    headers.pop(name[2:], None)
                else:
                    headers[name] = value
    return headers


def joined(rules: Rules, path: str) -> list[tuple[str, str]]:
    """The same where the values of two rules are joined: any name that is left twice."""
    seen: list[str] = []
    for matches, said in rules:
        if matches.fullmatch(path):
            for name, _ in said:
                if name.startswith("! "):
                    seen = [one for one in seen if one != name[2:]]
                else:
                    seen.append(name)
    return [(path, name) for name in set(seen) if seen.count(name) > 1]


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("no_transform", [False, True])
@pytest.mark.parametrize("host", ["netlify", "cloudflare", "edgeone"])
def test_every_file_gets_the_headers_of_the_one_model(
    tmp_path: Path, host: str, no_transform: bool, base: str
) -> None:
    site = built(tmp_path, host, base, "no_transform: true\n" if no_transform else "")
    name = HOSTS[host][-1][0][1:]  # type: ignore[index]
    rules = configured(site / name) if host == "edgeone" else listed(site / name)
    # What these hosts say unasked.
    default = {"Cache-Control": "public, max-age=0, must-revalidate"}
    files = list(read_manifest(site) or ())
    assert any(path.startswith("assets/") for path in files)
    for path in files:
        address = quote(f"{base}/{path}")
        told = headers_of(path, no_transform=no_transform)
        if path.rsplit("/", 1)[-1] not in ("atom.xml", "rss.xml", "feed.json"):
            del told["Content-Type"]  # By its suffix, as the host does it.
        assert told == default | sent(rules, address), unquote(address)
        if host == "cloudflare":
            assert [] == joined(rules, address)


def test_no_file_for_a_host_without_one(tmp_path: Path) -> None:
    site = build(moved_site(tmp_path, ""), tmp_path / "site").site
    there = {path.name for path in site.iterdir()}
    assert not there & {"_redirects", "_headers", "_nginx", "edgeone.json"}
