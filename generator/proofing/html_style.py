"""The style sheet of the proof, light and dark."""

STYLE = """\
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --line: #c9c9c9; --quiet: #595959;
  --doubt: #ffd7a8; --settled: #eee; --glossary: #cdeccd; --house: #d5e4fb; --link: #0b4a9c }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eaeaea; --paper: #16181b; --line: #4a4d52; --quiet: #b4b4b4;
    --doubt: #7a4300; --settled: #303236; --glossary: #1f4d22; --house: #22406e; --link: #9cc4ff }
}
body { margin: 0 auto; max-width: 76rem; padding: 0 1rem 4rem; color: var(--ink);
  background: var(--paper); font: 1rem/1.7 system-ui, sans-serif; overflow-wrap: anywhere }
:lang(zh-Hans) { font-family: "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC",
  "Microsoft YaHei", sans-serif }
:lang(zh-Hant) { font-family: "PingFang TC", "Noto Sans CJK TC", "Noto Sans TC",
  "Microsoft JhengHei", sans-serif }
:lang(zh-Hant-HK) { font-family: "PingFang HK", "Noto Sans CJK HK", "Noto Sans HK",
  "PingFang TC", "Noto Sans CJK TC", "Microsoft JhengHei", sans-serif }
h2 { border-bottom: 2px solid; margin-top: 3rem }
h3 { margin: 2rem 0 .25rem }
code { color: var(--quiet); font-size: .85em }
a { color: var(--link) }
mark { color: inherit; background: var(--settled); border-radius: .15em }
mark.doubt { background: var(--doubt); outline: 1px solid; font-weight: bold }
mark.doubt a { color: inherit }
mark.glossary { background: var(--glossary); border-bottom: 2px solid }
mark.house { background: var(--house) }
mark a:target { outline: 3px solid var(--link) }
.key { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem 1.5rem }
.field { color: var(--quiet); font-size: .85em }
article { border-top: 1px solid var(--line); margin-top: 2rem }
table { width: 100%; border-collapse: collapse; table-layout: fixed }
th { text-align: start; color: var(--quiet); font-weight: normal }
td { vertical-align: top; padding: .35rem 1rem .35rem 0; border-top: 1px solid var(--line) }
tr[class] td { font-weight: bold }
@media (max-width: 40rem) {
  thead { display: none }
  table, tbody, tr, td { display: block }
  td + td { border-top: 1px dashed var(--line) }
}
"""
