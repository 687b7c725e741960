"""What runs on the server: short scripts for a POSIX shell with `mv -T`.

`$1` is the folder of the site, and `set -e` holds throughout.
"""

from __future__ import annotations

from generator.publishing.release_folders import CURRENT, LOCK, PART, RELEASES

TEMP = ".temp"
END = "----"
OVERTAKEN, IN_THE_WAY = 75, 76
"""How a script ends that has not done what it was asked."""

LOOK = f"""\
cd -- "$1" 2>/dev/null || exit 0
if [ -e {CURRENT} ] && [ ! -L {CURRENT} ]; then exit {IN_THE_WAY}; fi
readlink {CURRENT} || echo
cd {RELEASES} 2>/dev/null || exit 0
ls -1
for record in *.json; do
    if [ -f "$record" ]; then head -c 300 -- "$record"; echo; fi
done"""
"""Where the link leads, what lies there, and how each record begins."""

LOOK_AND_READ = f"""\
{LOOK}
record=$(readlink ../{CURRENT}) || exit 0
echo {END}
cat -- "${{record##*/}}.json" 2>/dev/null || true"""

READ = f'cat -- "$1/{RELEASES}/$2.json" 2>/dev/null || true'

PREPARE = f"""\
mkdir -p -- "$1/{RELEASES}/$2{PART}" "$1/{RELEASES}/$2{TEMP}"
cd -- "$1/{RELEASES}"
cat > "$2.json{PART}"
mv -f -- "$2.json{PART}" "$2.json\""""

SHOW = f"""\
(
    cd -- "$1"
    exec 9>{RELEASES}/{LOCK}
    if command -v flock >/dev/null 2>&1; then flock -w 60 9 || exit {OVERTAKEN}; fi
    now=$(readlink {CURRENT} || true)
    if [ "$now" = "{RELEASES}/$2" ]; then exit 0; fi
    if [ "$now" != "$3" ]; then exit {OVERTAKEN}; fi
    if [ ! -d "{RELEASES}/$2" ]; then
        export OLD="$3" NEW="{RELEASES}/$2{PART}"
        xargs -0 sh -c 'for path; do
            mkdir -p -- "$NEW/${{path%/*}}" && ln -f -- "$OLD/$path" "$NEW/$path" || true
        done' wenzhai
        rm -rf -- "{RELEASES}/$2{TEMP}"
        sync -f {RELEASES} 2>/dev/null || sync
        mv -- "{RELEASES}/$2{PART}" "{RELEASES}/$2"
    fi
    rm -f -- ".{CURRENT}{PART}"
    ln -s -- "{RELEASES}/$2" ".{CURRENT}{PART}"
    mv -T -- ".{CURRENT}{PART}" {CURRENT}
)
{LOOK}"""
"""`$2` the release to show, `$3` where the link must lead before; on standard input what of the
old release lingers. Then what there is."""

REMOVE = f"""\
cd -- "$1/{RELEASES}"
if [ -d "$2" ]; then
    (cd -- "$2" && xargs -0 rm -f --)
    find "$2" -depth -type d -empty -exec rmdir -- {{}} \\;
fi
rm -f -- "$2.json\""""
"""What the release put there; what others put beside it stays."""

SWEEP = f"""\
cd -- "$1/{RELEASES}"
shift
rm -rf -- "$@\""""
